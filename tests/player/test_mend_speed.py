"""A word or a speaker of a five-hour episode is corrected in two seconds, and nothing else is spoken."""

from pathlib import Path

import pytest

from benchmarks.mending import EDITS, measure_mending, p95

HEARD_S = 2.0
ANSWERED_MS = 200
"""Both at the 95th percentile; the clip's own synthesis is not counted."""


@pytest.mark.slow
@pytest.mark.timed
def test_twenty_edits_of_five_hours_are_heard_within_two_seconds_each(tmp_path: Path) -> None:
    figures = measure_mending(tmp_path)
    assert figures.sound_s > 5 * 3600 and len(figures.edits) == EDITS
    for edit in figures.edits:
        assert edit.files == edit.spoken == edit.told, "nothing but what was told is spoken"
    assert p95([edit.told_ms for edit in figures.edits]) <= ANSWERED_MS
    assert p95([edit.kept_ms for edit in figures.edits]) <= ANSWERED_MS
    assert p95([edit.heard_s for edit in figures.edits]) <= HEARD_S
    assert sum(edit.spoken for edit in figures.edits) >= EDITS


@pytest.mark.slow
def test_an_edit_of_a_short_episode_speaks_what_was_told_and_no_more(tmp_path: Path) -> None:
    figures = measure_mending(tmp_path, copies=2, edits=2)
    for edit in figures.edits:
        assert edit.files == edit.spoken == edit.told
