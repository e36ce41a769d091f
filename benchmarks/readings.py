"""How many written cases of numbers, dates and abbreviations are read as they were written down."""

import re
from dataclasses import dataclass
from pathlib import Path

from audio.hebrew.letters import without_points
from audio.hebrew.spoken_text import spoken_text

_DATA = Path(__file__).parent.parent / "tests" / "data"
DEVELOPED_ON = _DATA / "readings.tsv"
"""Cases that the rules were made with."""
BLIND = _DATA / "readings-blind.tsv"
"""Cases that they were not."""


@dataclass(frozen=True)
class ReadingFigures:
    """What was measured."""

    cases: int
    right: int
    misses: tuple[tuple[str, str, str], ...]
    """What is displayed, how it should be said, how it is."""


def measure_readings(file: Path) -> ReadingFigures:
    """The figures over a file's cases; points and signs of melody are not compared."""
    lines = file.read_text("utf-8").splitlines()
    cases = [tuple(line.split("\t")[:2]) for line in lines if "\t" in line and not line.startswith("#")]
    read = [(shown, wanted, spoken_text(shown, reads_numbers=False).said) for shown, wanted in cases]
    misses = tuple(case for case in read if letters(case[1]) != letters(case[2]))
    return ReadingFigures(len(cases), len(cases) - len(misses), misses)


def letters(text: str) -> list[str]:
    """The words of a text by their letters alone."""
    return re.sub("[^א-ת ]", "", without_points(text).replace("-", " ").replace("־", " ")).split()
