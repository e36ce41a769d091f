"""Edges that are plain in the sound itself: where the noise of an s begins, where a t bursts out of silence.

Nothing here knows what an engine told: all edges of a speech are found first, and only then is it asked which
of them lies near a time. So a told time cannot draw an edge to itself, and measures what told it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from audio.speech import Samples

EdgeKind = Literal["fricative", "stop"]
Levels = NDArray[np.float64]
"""dB, one for each millisecond."""

SEARCHED_MS = 150
"""To either side of a told time: less than a syllable, more than any error but a wrong word's."""

# An s or ʃ has most of its power above 4 kHz, a vowel its voice and first formant in the lower band.
_NOISE_HZ, _VOICE_HZ = (4_000, 10_000), (100, 1_200)
_NOISE_SMOOTH_MS, _VOICE_SMOOTH_MS = 8, 16
"""The second is longer than a period of the lowest voice counted here, some 75 Hz, so that it stays even."""
_VOWEL_MS, _FRICATIVE_MS = 30, 40
"""How long the one must have lasted and the other must last."""
_TAKES_OVER_DB = 20.0
"""From the vowel to the fricative, by so much at least the noise gains over the voice …"""
_NOISE_RISE_DB = 6.0
"""… and grows itself: some voices' vowels have much above 4 kHz too."""
_MOST_RISE_DB = 30.0
"""Where there is nothing at all above a vowel, the middle of an endless rise would come too early."""

# Above 1 kHz, where a burst is and where the hum that runs through the closure of a b, d or ɡ is not.
_BURST_HZ = (1_000, 10_000)
_BURST_SMOOTH_MS = 4
_QUIET_MS = 25
_SYLLABLE_MS = 80
_BELOW_SYLLABLE_DB = 28.0
"""A burst is some 10 to 25 dB weaker than the vowel after it, what remains in a pause weaker still."""
_BELOW_SPEECH_DB = 30.0
"""What does not come so near to the loudest is breath."""
_LASTS_MS = 20
_EDGE_OF_BAND_OCTAVES = 0.15
_FLOOR = 1e-10
"""Power of what counts as digital silence."""


@dataclass(frozen=True)
class Edges:
    """The edges of one speech, in milliseconds, rising."""

    fricative: tuple[int, ...]
    """Where the noise of an s or ʃ takes over from a voiced sound."""
    stop: tuple[int, ...]
    """Where a sound bursts out of silence."""

    def near(self, kind: EdgeKind, told_ms: int) -> int | None:
        """The one edge of that kind around a told time; None where there is none, or more than one."""
        edges: Sequence[int] = getattr(self, kind)
        found = [edge for edge in edges if abs(edge - told_ms) <= SEARCHED_MS]
        return found[0] if len(found) == 1 else None


def edges(samples: Samples, sample_rate: int) -> Edges:
    """All edges of a speech.

    Args:
        samples: the speech.
        sample_rate: 20 kHz or more, or the bands looked at are not in it.
    """
    return Edges(_fricatives(samples, sample_rate), _stops(samples, sample_rate))


def _fricatives(samples: Samples, sample_rate: int) -> tuple[int, ...]:
    noise = _levels(samples, sample_rate, _NOISE_HZ, _NOISE_SMOOTH_MS)
    excess = noise - _levels(samples, sample_rate, _VOICE_HZ, _VOICE_SMOOTH_MS)
    noisy = excess > 0
    found = []
    for at in _beginnings(noisy):
        before, after = noisy[max(0, at - _VOWEL_MS) : at], noisy[at : at + _FRICATIVE_MS]
        lasting = len(before) == _VOWEL_MS and len(after) == _FRICATIVE_MS
        if lasting and before.mean() < 0.1 and after.mean() > 0.9 and _rise(excess, at) >= _TAKES_OVER_DB:
            found += _middle_of_rise(noise, at)
    return tuple(found)


def _rise(levels: Levels, crossing: int) -> float:
    """From the vowel's to the fricative's level, in dB."""
    vowel, fricative = _around(levels, crossing)
    return fricative - vowel


def _around(levels: Levels, crossing: int) -> tuple[float, float]:
    """The levels of the vowel and of the fricative, away from where the one goes over into the other."""
    vowel = levels[max(0, crossing - 2 * _VOWEL_MS) : crossing - 20]
    fricative = levels[crossing + 10 : crossing + _FRICATIVE_MS]
    return float(np.median(vowel)), float(np.median(fricative))


def _middle_of_rise(noise: Levels, crossing: int) -> list[int]:
    """Where the noise is half-way from the vowel's level to the fricative's; nothing without a plain rise.

    It begins there, while the voice of a low voice lasts on below it for a period or two.
    """
    vowel, fricative = _around(noise, crossing)
    if fricative - vowel < _NOISE_RISE_DB:
        return []
    middle = max((vowel + fricative) / 2, fricative - _MOST_RISE_DB / 2)
    first = max(0, crossing - _VOWEL_MS)
    below = np.flatnonzero(noise[first : crossing + _FRICATIVE_MS // 2] <= middle)
    return [first + int(below[-1]) + 1] if len(below) else []


def _stops(samples: Samples, sample_rate: int) -> tuple[int, ...]:
    level = _levels(samples, sample_rate, _BURST_HZ, _BURST_SMOOTH_MS)
    if not len(level):
        return ()
    padded = np.concatenate([level, np.full(_SYLLABLE_MS, level.min())])
    syllable = np.lib.stride_tricks.sliding_window_view(padded, _SYLLABLE_MS + 1).max(axis=1)
    sounds = (level > syllable - _BELOW_SYLLABLE_DB) & (syllable > level.max() - _BELOW_SPEECH_DB)
    return tuple(
        at
        for at in _beginnings(sounds)
        if at >= _QUIET_MS
        and not sounds[at - _QUIET_MS : at].any()
        and sounds[at : at + _LASTS_MS].mean() > 0.8
    )


def _beginnings(holds: NDArray[np.bool_]) -> list[int]:
    """Each millisecond at which something begins to hold."""
    return [int(at) + 1 for at in np.flatnonzero(holds[1:] & ~holds[:-1])]


def _levels(samples: Samples, sample_rate: int, band_hz: tuple[int, int], smooth_ms: int) -> Levels:
    """The power within a band at each millisecond, in dB."""
    power = _band(samples, sample_rate, band_hz) ** 2
    window = np.hanning(sample_rate * smooth_ms // 1000 + 2)
    places = np.arange(len(samples) * 1000 // sample_rate) * sample_rate // 1000
    around = np.lib.stride_tricks.sliding_window_view(np.pad(power, len(window) // 2), len(window))[places]
    centred = around @ (window / window.sum())
    levels: Levels = 10 * np.log10(np.maximum(centred, _FLOOR))
    return levels


def _band(samples: Samples, sample_rate: int, band_hz: tuple[int, int]) -> NDArray[np.float64]:
    """What of a sound lies within a band, without delay; its edges slope, so that it does not ring."""
    # The silence at the end keeps what comes round from the start.
    size = 1 << (len(samples) + sample_rate // 10).bit_length()
    octaves = np.log2(np.maximum(np.fft.rfftfreq(size, 1 / sample_rate), 1.0))
    low, high = np.log2(band_hz)
    gain = np.clip((octaves - low) / _EDGE_OF_BAND_OCTAVES / 2 + 0.5, 0, 1)
    gain *= np.clip((high - octaves) / _EDGE_OF_BAND_OCTAVES / 2 + 0.5, 0, 1)
    within: NDArray[np.float64] = np.fft.irfft(np.fft.rfft(samples, size) * gain, size)[: len(samples)]
    return within
