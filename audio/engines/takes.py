"""What a neural model made of some words, and when each of them is heard in it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audio.engines.pauses import Rest, Stretch, pause_samples
from audio.engines.pieces import Piece
from audio.speech import Samples
from audio.timecode import samples_from_ms

_HOP_MS = 5
_LOUD_DB = -38.0
"""Below a take's loudest 5 ms: what is quieter is breath and hiss."""
_PAUSE_MS = 90
"""Longer than the closure of a p, t or k, which is silent too."""
_BURST_MS = 15
"""After its lengths begin a stop bursts: of 300 after punctuation, in four voices, 90 % within ±17."""
_LEAST_WORD_MS = 20
_ONSET_MS = 20
"""A word that begins after a silence may be told so much too soon, or begin so softly."""


@dataclass(frozen=True)
class Take:
    """What a model made of some tokens."""

    samples: Samples
    lengths: NDArray[np.int64]
    """Of each token, both ends too, in units; together they are the whole sound."""
    unit: float
    """In how many samples lengths are counted."""
    sample_rate: int

    def edges(self, lead_ms: int) -> NDArray[np.int64]:
        """The samples at which the tokens begin, and that at which the last one ends.

        Args:
            lead_ms: by how much the sound runs before the lengths.
        """
        edges = np.rint(np.concatenate(([0], np.cumsum(self.lengths))) * self.unit).astype(np.int64)
        sooner: NDArray[np.int64] = np.clip(
            edges - samples_from_ms(lead_ms, self.sample_rate), 0, len(self.samples)
        )
        return sooner


@dataclass(frozen=True)
class Span:
    """The tokens of one word, from the first to before the last of them."""

    first: int
    last: int
    begin: int
    """The token with which it begins: the space before a word is its own, where an s hisses already and a t
    is closed."""
    bursts: bool = False
    """A stop after punctuation: its closure is part of the silence there."""


def word_stretches(take: Take, words: Sequence[Span], lead_ms: int) -> list[Stretch]:
    """Where each word is heard in a take.

    The lengths say it to 25 ms, and were found to be right at pauses too: a search for the end of a silence
    mistook the hum and the breath that the model leaves in some, and made more words wrong than it mended.

    Args:
        take: what the model made.
        words: where each word's sounds are among the tokens.
        lead_ms: by how much the sound runs before the lengths.
    """
    loud = _loud(take)
    starts = _told(take, words, lead_ms)
    if loud.any():
        starts[0] = int(loud.argmax()) * _hop(take)
    for index in reversed(range(len(starts) - 1)):
        starts[index] = max(0, min(starts[index], starts[index + 1] - _samples(take, _LEAST_WORD_MS)))
    return [
        (start, _heard_until(take, loud, start, following))
        for start, following in zip(starts, [*starts[1:], len(take.samples)], strict=False)
    ]


def rests(
    take: Take, piece: Piece, words: Sequence[Span], stretches: Sequence[Stretch], lead_ms: int, pace: float
) -> list[Rest]:
    """The silences at the signs within a piece, and how long each should be.

    Args:
        take: what the model made of the piece.
        piece: its words with their signs.
        words: where each word's sounds are among the tokens.
        stretches: where each word is heard.
        lead_ms: by how much the sound runs before the lengths.
        pace: as a factor of the voice's own.
    """
    edges, quiet = take.edges(lead_ms), ~_loud(take)
    return [
        Rest(
            index,
            *_silence(take, quiet, int(edges[words[index].last]), stretches[index + 1][0]),
            wanted=pause_samples(word.melody, pace, take.sample_rate),
        )
        for index, word in enumerate(piece[:-1])
        if word.melody
    ]


def heard(take: Take) -> Stretch:
    """From the first to the last loud sound of a take; (0, 0) where it is silent."""
    loud = np.flatnonzero(_loud(take))
    return (int(loud[0]) * _hop(take), (int(loud[-1]) + 1) * _hop(take)) if len(loud) else (0, 0)


def all_heard(take: Take, stretches: Sequence[Stretch]) -> bool:
    """Whether the lengths are those of the sound, and something is heard of every word."""
    if abs(int(take.lengths.sum()) * take.unit - len(take.samples)) >= take.unit:
        return False
    loud, hop = _loud(take), _hop(take)
    return all(loud[start // hop : max(end // hop, start // hop + 1)].any() for start, end in stretches)


def _told(take: Take, words: Sequence[Span], lead_ms: int) -> list[int]:
    """Where the lengths have each word."""
    edges, burst = take.edges(lead_ms), _samples(take, _BURST_MS)
    return [int(edges[word.begin]) + burst * word.bursts for word in words]


def _silence(take: Take, quiet: NDArray[np.bool_], sign: int, following: int) -> Stretch:
    """The silence around a sign; where its words run together, the quietest place, which has no length.

    Args:
        take: which is looked at.
        quiet: for each 5 ms whether nothing is heard in it.
        sign: the sample at which the sign begins, by the lengths.
        following: the sample at which the next word begins.
    """
    hop = _hop(take)
    first = min(sign, following) // hop
    last = max(first + 1, (following + _samples(take, _ONSET_MS)) // hop)
    silent = np.flatnonzero(quiet[first:last]) + first
    if not len(silent):
        levels = _levels(take)[first:last]
        place = (first + int(levels.argmin()) if len(levels) else first) * hop
        return place, place
    begin = end = int(silent[len(silent) // 2])
    while begin > 0 and quiet[begin - 1]:
        begin -= 1
    while end < min(len(quiet), last + _ONSET_MS // _HOP_MS) and quiet[end]:
        end += 1
    return begin * hop, end * hop


def _loud(take: Take) -> NDArray[np.bool_]:
    """For each 5 ms whether something is heard in it."""
    levels = _levels(take)
    loud: NDArray[np.bool_] = levels > max(float(levels.max(initial=0.0)) * 10 ** (_LOUD_DB / 20), 1e-6)
    return loud


def _levels(take: Take) -> NDArray[np.float32]:
    hop = _hop(take)
    hops = len(take.samples) // hop
    levels: NDArray[np.float32] = (
        np.abs(take.samples[: hops * hop]).reshape(hops, hop).max(axis=1, initial=0.0)
    )
    return levels


def _heard_until(take: Take, loud: NDArray[np.bool_], start: int, following: int) -> int:
    """The last that is heard of a word before a pause, else where the next word starts."""
    hop = _hop(take)
    first, last = start // hop, following // hop
    sounding = np.flatnonzero(loud[first:last])
    if not len(sounding) or last - first - sounding[-1] <= _PAUSE_MS // _HOP_MS:
        return following
    return max((first + int(sounding[-1]) + 1) * hop, start + _samples(take, _LEAST_WORD_MS))


def _hop(take: Take) -> int:
    return _samples(take, _HOP_MS)


def _samples(take: Take, ms: int) -> int:
    return samples_from_ms(ms, take.sample_rate)
