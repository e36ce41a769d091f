"""A look-ahead limiter: it knows the peaks that come and is down before they do, so nothing is bent."""

import numpy as np
from numpy.typing import NDArray

from audio.encoding import SAMPLE_RATE
from audio.resampling import resample
from audio.speech import Samples

_BLOCK = 24  # samples: 1 ms
_OVERSAMPLING = 4  # as BS.1770-4 finds true peaks
_HOLD_MS = 8  # the gain is down this long before and after a peak, and moves within it

Peaks = NDArray[np.float32]
"""The true peak of each millisecond, shape (ceil(n / 24),)."""


def peaks(sound: Samples) -> Peaks:
    """The true peak of each millisecond of sound at 24 kHz, as a factor of full scale."""
    fine = np.abs(resample(sound, SAMPLE_RATE, SAMPLE_RATE * _OVERSAMPLING))
    blocks = -(-len(sound) // _BLOCK)
    padded = np.zeros(blocks * _BLOCK * _OVERSAMPLING, np.float32)
    length = min(len(fine), len(padded))
    padded[:length] = fine[:length]
    return np.asarray(padded.reshape(blocks, -1).max(axis=1), np.float32)


def limit(sound: Samples, sound_peaks: Peaks, gain: float, ceiling: float) -> Samples:
    """The sound times `gain`, turned down around the peaks that would pass `ceiling`.

    Args:
        sound: at 24 kHz.
        sound_peaks: of that sound, by `peaks`.
        gain: a factor.
        ceiling: the greatest true peak, as a factor of full scale.
    """
    loud = np.maximum(sound_peaks * gain, ceiling)
    envelope = _eased(_held(ceiling / loud)) * gain
    middles = np.arange(len(envelope)) * _BLOCK + _BLOCK / 2
    return (sound * np.interp(np.arange(len(sound)), middles, envelope)).astype(np.float32)


def _held(gains: NDArray[np.float32]) -> NDArray[np.float32]:
    """The least gain within the hold time on either side, and one block more for the slope between blocks."""
    reach = _HOLD_MS + 1
    padded = np.pad(gains, reach, constant_values=1)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1)
    return np.asarray(windows.min(axis=1), np.float32)


def _eased(gains: NDArray[np.float32]) -> NDArray[np.float64]:
    """A weighted mean within the hold time: smooth, and never above the gain that a peak needs."""
    weights = np.hanning(2 * _HOLD_MS + 3)[1:-1]
    padded = np.pad(gains, _HOLD_MS, mode="edge")
    return np.convolve(padded, weights / weights.sum(), mode="valid")
