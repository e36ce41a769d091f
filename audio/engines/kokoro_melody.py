"""A question's melody: the model ends one as low as a statement, so its last word is made to rise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audio.engines.pieces import Piece
from audio.engines.takes import Span, Take
from audio.hebrew.said_words import SaidWord

FRAMES_A_UNIT = 2
"""Numbers of the melody in a unit of length."""
Curve = NDArray[np.float32]
"""A number for each frame of the melody."""

# Where a question ends, in semitones over the median of its sentence. Left alone it ends 7 below, in twelve
# voices and eight sentences. One that begins with a question word is known by that, and rises less.
_RISE_ST, _RISE_AFTER_WORD_ST = 4.0, -2.0
_FIRST_WORDS = 2
"""A question word stands among so many: what comes later belongs to another clause."""
_ENDS = frozenset(".?!…")
_HUMAN_HZ = 50.0
_VOICED = 0.45
"""Of the median: what is lower is no voice, or one that is dying away."""
_RISE_FRAMES = 24
"""At least so many, 0.3 s: a rise within a short last syllable is not heard."""
_HELD = 0.3
"""The share of a rise at whose end the goal is held, for the voice dies away there."""
_MOST = 2.4


@dataclass(frozen=True)
class SungTake(Take):
    """A take whose melody is known."""

    melody: Curve
    """Hz, `FRAMES_A_UNIT` for each unit of length."""


def questions_rise(take: SungTake, piece: Piece, words: Sequence[Span]) -> Curve | None:
    """By what a take's melody is to be multiplied so that its questions are heard; None where it has none.

    Args:
        take: what the model made of the piece by itself.
        piece: the words of it.
        words: where each word's sounds are among the tokens.
    """
    voiced = take.melody[take.melody > _HUMAN_HZ]
    ends = list(_questions(piece))
    if not ends or not len(voiced):
        return None
    factors = np.ones_like(take.melody)
    edges = np.concatenate(([0], np.cumsum(take.lengths))) * FRAMES_A_UNIT
    median_hz = float(np.median(voiced))
    sounding = np.flatnonzero(take.melody > _VOICED * median_hz)
    for index, rise_st in ends:
        span = words[index]
        first, last = edges[span.first + _stressed(piece[index])], edges[span.last]
        before = sounding[sounding < last]
        frames = before[min(np.searchsorted(before, first), max(0, len(before) - _RISE_FRAMES)) :]
        if len(frames):
            _raise(factors, take.melody, frames, median_hz * 2 ** (rise_st / 12))
    return factors


def _questions(piece: Piece) -> Iterator[tuple[int, float]]:
    """The last word of each question, and where its melody ends."""
    first = 0
    for index, word in enumerate(piece):
        if word.melody == "?":
            known = any(before.asks for before in piece[first : first + _FIRST_WORDS])
            yield index, _RISE_AFTER_WORD_ST if known else _RISE_ST
        if word.melody in _ENDS:
            first = index + 1


def _stressed(word: SaidWord) -> int:
    """How many tokens of a word come before its stressed vowel and the mark before that."""
    return next((index for index, phoneme in enumerate(word.phonemes) if phoneme.stressed), 0)


def _raise(factors: Curve, melody: Curve, frames: NDArray[np.intp], goal_hz: float) -> None:
    """Let the voice go from where it is to where the question ends, in place; it is never made lower."""
    way = np.minimum(1, (frames - frames[0]) / max(1, (1 - _HELD) * (frames[-1] - frames[0])))
    wanted = melody[frames[0]] * (goal_hz / melody[frames[0]]) ** way
    factors[frames] = np.clip(wanted / melody[frames], 1.0, _MOST)
