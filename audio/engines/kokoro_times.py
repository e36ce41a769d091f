"""When each word of a take is heard, and whether all of them are."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from audio.engines.kokoro_model import SAMPLE_RATE, UNIT_SAMPLES, Take
from audio.engines.kokoro_notation import Span
from audio.speech import Samples
from audio.timecode import samples_from_ms

Stretch = tuple[int, int]
"""From a sample to before another."""

_HOP = samples_from_ms(5, SAMPLE_RATE)
_LOUD_DB = -38.0
"""Below a take's loudest 5 ms: what is quieter is breath and hiss."""
_PAUSE_HOPS = 18
"""90 ms: longer than the closure of a p, t or k, which is silent too."""
_BURST_MS = 15
"""After its lengths begin a stop bursts: of 300 after punctuation, in four voices, 90 % within ±17."""
_LEAST_WORD = samples_from_ms(20, SAMPLE_RATE)

# Lengths of sounds in units at the model's own speed, from 2,700 words in four voices: 99.9 % of the sounds
# within a word had 7 at most, the last of a sentence, which holds the pause after it, 19.
_LONGEST_WITHIN = 11
_LONGEST_LAST = 26
_LEAST_SWALLOWED = 5
"""Tokens: what is shorter is a little word such as של, which is said as quickly at times."""


def word_stretches(take: Take, words: Sequence[Span], lead_ms: int) -> list[Stretch]:
    """Where each word is heard in a take.

    The lengths say it to 25 ms, and were found to be right at pauses too: a search for the end of a silence
    mistook the hum and the breath that the model leaves in some, and made more words wrong than it mended.

    Args:
        take: what the model made.
        words: where each word's sounds are among the tokens.
        lead_ms: by how much the sound runs before the lengths.
    """
    loud = _loud(take.samples)
    starts = _told(take, words, lead_ms)
    if loud.any():
        starts[0] = int(loud.argmax()) * _HOP
    for index in reversed(range(len(starts) - 1)):
        starts[index] = max(0, min(starts[index], starts[index + 1] - _LEAST_WORD))
    return [
        (start, _heard_until(loud, start, following))
        for start, following in zip(starts, [*starts[1:], len(take.samples)], strict=False)
    ]


def _told(take: Take, words: Sequence[Span], lead_ms: int) -> list[int]:
    """Where the lengths have each word.

    The space before a word is its own: an s hisses there already, a t is closed.
    """
    edges = np.concatenate(([0], np.cumsum(take.lengths))) * UNIT_SAMPLES
    lead, burst = samples_from_ms(lead_ms, SAMPLE_RATE), samples_from_ms(_BURST_MS, SAMPLE_RATE)
    begin = [edges[word.first] + burst if word.bursts else edges[word.first - 1] for word in words]
    return [max(0, int(edge) - lead) for edge in begin]


def heard(take: Take) -> Stretch:
    """From the first to the last loud sound of a take; (0, 0) where it is silent."""
    loud = np.flatnonzero(_loud(take.samples))
    return (int(loud[0]) * _HOP, (int(loud[-1]) + 1) * _HOP) if len(loud) else (0, 0)


def is_whole(take: Take, words: Sequence[Span], stretches: Sequence[Stretch], speed: float) -> bool:
    """Whether every word was spoken, none swallowed, none drawn out.

    Args:
        take: what the model made.
        words: where each word's sounds are among the tokens.
        stretches: where each word is heard.
        speed: at which the take was asked for.
    """
    if int(take.lengths.sum()) * UNIT_SAMPLES != len(take.samples):
        return False
    loud = _loud(take.samples)
    return all(
        _is_spoken(take.lengths[word.first : word.last], speed)
        and loud[start // _HOP : max(end // _HOP, start // _HOP + 1)].any()
        for word, (start, end) in zip(words, stretches, strict=True)
    )


def _is_spoken(lengths: NDArray[np.int64], speed: float) -> bool:
    own = lengths * speed
    swallowed = len(own) >= _LEAST_SWALLOWED and bool((own <= 1).all())
    drawn_out = bool((own[:-1] > _LONGEST_WITHIN).any()) or bool(own[-1] > _LONGEST_LAST)
    return not swallowed and not drawn_out


def _loud(samples: Samples) -> NDArray[np.bool_]:
    """For each 5 ms whether something is heard in it."""
    hops = len(samples) // _HOP
    levels = np.abs(samples[: hops * _HOP]).reshape(hops, _HOP).max(axis=1, initial=0.0)
    loud: NDArray[np.bool_] = levels > max(float(levels.max(initial=0.0)) * 10 ** (_LOUD_DB / 20), 1e-6)
    return loud


def _heard_until(loud: NDArray[np.bool_], start: int, following: int) -> int:
    """The last that is heard of a word before a pause, else where the next word starts."""
    first, last = start // _HOP, following // _HOP
    sounding = np.flatnonzero(loud[first:last])
    if not len(sounding) or last - first - sounding[-1] <= _PAUSE_HOPS:
        return following
    return max((first + int(sounding[-1]) + 1) * _HOP, start + _LEAST_WORD)
