"""A look-ahead limiter: it knows the peaks that come and is down before they do, so nothing is bent."""

import numpy as np
from numpy.typing import NDArray

from audio.speech import Samples

_BLOCK = 24  # samples: 1 ms at 24 kHz
_HOLD_MS = 8  # the gain is down this long before and after a peak, and moves within it
_REACH = 6  # samples that count on either side of a point between two
_TRIES = 12

Gains = NDArray[np.float64]
"""A factor for each millisecond, shape (ceil(n / 24),)."""


class Limiter:
    """Raises one sound to whatever level is asked for, and keeps its true peaks under a ceiling.

    Args:
        sound: at 24 kHz.
        ceiling: the greatest true peak allowed, as a factor of full scale.
    """

    def __init__(self, sound: Samples, ceiling: float) -> None:
        self._sound = sound
        self._ceiling = ceiling
        self._peaks = _blocks(_true_peaks(sound)).max(axis=1)
        self._energies = np.square(_blocks(sound)).sum(axis=1)

    def raised(self, db: float) -> Samples:
        """The sound with its energy raised by `db`; what the limiter takes is made up for, if it can be."""
        gains = self._gains_for(10 ** (db / 10))
        middles = np.arange(len(gains)) * _BLOCK + _BLOCK / 2
        return (self._sound * np.interp(np.arange(len(self._sound)), middles, gains)).astype(np.float32)

    def _gains_for(self, energy_factor: float) -> Gains:
        wanted = energy_factor * self._energies.sum()
        gain = energy_factor**0.5
        for _ in range(_TRIES):
            gains = self._limited(gain)
            reached = np.square(gains) @ self._energies
            if abs(reached / wanted - 1) < 0.01:
                break
            # The root would do without a limiter; it takes of what is added too, so more is asked for.
            gain *= (wanted / reached) ** 0.75
        return gains

    def _limited(self, gain: float) -> Gains:
        loud = np.maximum(self._peaks * gain, self._ceiling)
        return _eased(_held(self._ceiling / loud)) * gain


def _blocks(sound: Samples) -> Samples:
    """The sound by milliseconds, shape (ceil(n / 24), 24)."""
    return np.pad(sound, (0, -len(sound) % _BLOCK)).reshape(-1, _BLOCK)


def _true_peaks(sound: Samples) -> Samples:
    """The peak at each sample and at three points to the next: at four times the rate, as BS.1770-4 says."""
    highest = np.abs(sound)
    for fraction in (0.25, 0.5, 0.75):
        np.maximum(highest, np.abs(np.convolve(sound, _between(fraction), mode="same")), out=highest)
    return highest


def _between(fraction: float) -> Samples:
    """The filter that finds the sound at a fraction of the way to the next sample: a sinc in a window."""
    offsets = np.arange(-_REACH, _REACH + 1) + fraction
    window = np.cos(np.pi / 2 * offsets / (_REACH + 1)) ** 2
    return np.asarray(np.sinc(offsets) * window, np.float32)


def _held(gains: Gains) -> Gains:
    """The least gain within the hold time on either side, and one block more for the slope between blocks."""
    reach = _HOLD_MS + 1
    padded = np.pad(gains, reach, constant_values=1)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1)
    return np.asarray(windows.min(axis=1), np.float64)


def _eased(gains: Gains) -> Gains:
    """A weighted mean within the hold time: smooth, and never above the gain that a peak needs."""
    weights = np.hanning(2 * _HOLD_MS + 3)[1:-1]
    padded = np.pad(gains, _HOLD_MS, mode="edge")
    return np.convolve(padded, weights / weights.sum(), mode="valid")
