"""How long the voices of our own rest at each sign, and how a sound is given those rests."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from audio.speech import Samples
from audio.timecode import samples_from_ms

Stretch = tuple[int, int]
"""From a sample to before another."""

_PAUSES_MS = {
    "": 60, ",": 190, '"': 220, "–": 260, ";": 300, ":": 300, ".": 380, "!": 380, "?": 430, "…": 520,
}  # fmt: skip
"""At a voice's own pace. A new paragraph waits longer than any: `player/layout.py`."""
_MOST = 1.25
"""As a share of what is wanted: a longer silence than that is shortened, so that a comma stays one."""
_FADE_MS = 5
_CUT_FADE_MS = 20
"""Where two words run together and are parted."""


@dataclass(frozen=True)
class Rest:
    """The silence between a word and the one after it."""

    word: int
    """The number of the word before it."""
    first: int
    """The first sample of what is silent …"""
    last: int
    """… and the first after it: the same one where two words run together and are to be parted there."""
    wanted: int
    """How many samples it should last."""

    @property
    def change(self) -> int:
        """By how many samples it is to grow."""
        silent = self.last - self.first
        return max(0, self.wanted - silent) or min(0, round(self.wanted * _MOST) - silent)


def pause_samples(sign: str, pace: float, sample_rate: int) -> int:
    """How long a voice rests after a word with that sign.

    Args:
        sign: one of a `SaidWord`'s, or "" between two pieces of a sentence.
        pace: as a factor of the voice's own.
        sample_rate: of its sound.
    """
    return samples_from_ms(round(_PAUSES_MS[sign] / pace), sample_rate)


def with_rests(
    samples: Samples, stretches: Sequence[Stretch], rests: Sequence[Rest], sample_rate: int
) -> tuple[Samples, list[Stretch]]:
    """The sound with each rest as long as wanted, and the words where they then are.

    Args:
        samples: the sound.
        stretches: where each word is heard in it.
        rests: in order, none overlapping another.
        sample_rate: of the sound.
    """
    sound = samples.copy()
    kept: list[Samples] = []
    at = 0
    for rest in rests:
        left = (rest.first + rest.last + min(0, rest.change)) // 2
        right = left - min(0, rest.change)
        if rest.change:
            fade = _FADE_MS if rest.last > rest.first else _CUT_FADE_MS
            fade_out(sound[at:left], samples_from_ms(fade, sample_rate))
            fade_in(sound[right:], samples_from_ms(fade, sample_rate))
        kept += [sound[at:left], np.zeros(max(0, rest.change), np.float32)]
        at = right
    return np.concatenate([*kept, sound[at:]]), _moved(stretches, rests, sample_rate)


def _moved(stretches: Sequence[Stretch], rests: Sequence[Rest], sample_rate: int) -> list[Stretch]:
    """The words where they are when the rests have changed: each before its rest ends where that begins."""
    starts, ends = [start for start, _ in stretches], [end for _, end in stretches]
    shifts = np.zeros(len(stretches), np.int64)
    late = samples_from_ms(_FADE_MS, sample_rate)
    for rest in rests:
        before, after = rest.word, rest.word + 1
        ends[before] = max(starts[before], min(ends[before], rest.first))
        # Told too soon, it would be lit in the middle of the silence.
        starts[after] = max(starts[after], rest.last - late)
        ends[after] = max(ends[after], starts[after])
        shifts[after:] += rest.change
    return [
        (start + int(shift), end + int(shift)) for start, end, shift in zip(starts, ends, shifts, strict=True)
    ]


def fade_in(samples: Samples, length: int) -> None:
    """Let a sound rise over its first samples, in place."""
    length = min(length, len(samples))
    samples[:length] *= np.linspace(0, 1, length, dtype=np.float32)


def fade_out(samples: Samples, length: int) -> None:
    """Let a sound fall over its last samples, in place."""
    fade_in(samples[::-1], length)
