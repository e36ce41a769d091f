"""A word or a speaker of five hours is corrected and nothing else spoken. How soon, the benchmark says."""

from pathlib import Path

import pytest

from benchmarks.mending import EDITS, measure_mending


@pytest.mark.slow
def test_twenty_edits_of_five_hours_speak_what_was_told_and_no_more(tmp_path: Path) -> None:
    figures = measure_mending(tmp_path)
    assert figures.sound_s > 5 * 3600 and len(figures.edits) == EDITS
    for edit in figures.edits:
        assert edit.files == edit.spoken == edit.told
    assert sum(edit.spoken for edit in figures.edits) >= EDITS


@pytest.mark.slow
def test_an_edit_of_a_short_episode_speaks_what_was_told_and_no_more(tmp_path: Path) -> None:
    figures = measure_mending(tmp_path, copies=2, edits=2)
    for edit in figures.edits:
        assert edit.files == edit.spoken == edit.told
