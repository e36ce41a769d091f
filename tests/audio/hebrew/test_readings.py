"""The written cases of `tests/data/readings.tsv`: what a careful narrator says for what is shown."""

import unicodedata
from pathlib import Path

import pytest

from audio.hebrew.letters import STRESS, is_mark, without_points
from audio.hebrew.spoken_text import spoken_text

FILE = Path(__file__).parents[2] / "data" / "readings.tsv"
ROWS = [row for row in FILE.read_text("utf-8").splitlines() if row and not row.startswith("#")]
CASES = [(row.partition("\t")[0], row.partition("\t")[2]) for row in ROWS]


def heard_as(said: str, wanted: str) -> bool:
    """Whether a word is the one written down: by its points where it has any, else by its letters."""
    if not any(map(is_mark, wanted)):
        return without_points(said) == wanted
    return unicodedata.normalize("NFD", said.replace(STRESS, "")) == unicodedata.normalize("NFD", wanted)


@pytest.mark.parametrize(("display", "wanted"), CASES, ids=[display for display, _ in CASES])
def test_it_is_read_as_a_narrator_reads_it(display: str, wanted: str) -> None:
    said = spoken_text(display, reads_numbers=False).said
    words = list(zip(said.split(" "), wanted.split(" "), strict=False))
    assert len(said.split(" ")) == len(wanted.split(" ")), said
    assert all(heard_as(one, other) for one, other in words), said


def test_there_are_cases_enough_and_each_is_there_once() -> None:
    assert len(CASES) >= 360
    assert len({display for display, _ in CASES}) == len(CASES)
