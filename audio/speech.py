"""What is asked of an engine and what it answers."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Gender = Literal["m", "f"]
Manner = Literal["lively", "calm"]
Samples = NDArray[np.float32]
"""Mono sound, shape (n,), full scale ±1."""

_WORD = re.compile(r"\S+")


@lru_cache(20_000)
def word_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The displayed words of a text as (start, end) character offsets: whatever white space separates.

    >>> word_spans("שלום, עולם")
    ((0, 5), (6, 10))
    """
    return tuple(match.span() for match in _WORD.finditer(text))


@dataclass(frozen=True)
class Voice:
    """A voice that an engine offers."""

    id: str
    """Unique among all engines, e.g. ``espeak-oren``."""
    engine: str
    name: str
    """A Hebrew name, as people see it."""
    gender: Gender
    manner: Manner
    """``lively`` suits a host, ``calm`` a guest who speaks at length."""
    pitch_hz: int
    """Median pitch as measured; 0 where it was not."""
    rate: float = 1.0
    """Pace asked for, as a factor of the voice's own."""
    pitch_st: float = 0.0
    """Shift asked for, in semitones from the voice's own."""


@dataclass(frozen=True)
class Reading:
    """How one displayed word is read: the map between what is shown and what is said."""

    start_char: int
    end_char: int
    """The displayed word's characters in the paragraph's text."""
    spoken: str
    """The words to say for it; several for a number or an abbreviation; "" for a sign that is not read."""


@dataclass(frozen=True)
class SpokenText:
    """A paragraph as it is said. Its readings cover every displayed word once, in order."""

    display: str
    readings: tuple[Reading, ...]

    def __post_init__(self) -> None:
        spans = tuple((reading.start_char, reading.end_char) for reading in self.readings)
        if spans != word_spans(self.display):
            raise ValueError("the readings do not cover the displayed words")

    @property
    def said(self) -> str:
        """The words to say, as one text."""
        return " ".join(reading.spoken for reading in self.readings if reading.spoken)


@dataclass(frozen=True)
class Utterance:
    """One paragraph as it is asked of an engine."""

    spoken: SpokenText
    voice: Voice


@dataclass(frozen=True)
class SpokenWord:
    """When one displayed word is heard, in milliseconds from the start of its speech or clip."""

    start_ms: int
    end_ms: int
    measured: bool = True
    """False where the engine told no time and it was interpolated."""


@dataclass(frozen=True)
class Speech:
    """What an engine answers: sound, and a time for each displayed word of the utterance, in order."""

    samples: Samples
    sample_rate: int
    words: tuple[SpokenWord, ...]

    @property
    def duration_ms(self) -> int:
        return round(len(self.samples) * 1000 / self.sample_rate)
