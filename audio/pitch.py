"""How high a voice speaks."""

import numpy as np

from audio.speech import Samples, Speech
from audio.timecode import samples_from_ms

_FRAME_MS = 40
_LOWEST_HZ, _HIGHEST_HZ = 60, 400
_PERIODIC = 0.5
"""Of a frame's power: what is less alike after a period is no voice."""
_SOUNDING = 1e-4


def median_pitch(speech: Speech) -> float:
    """Median in Hz of the frames that have a pitch; 0 where none has."""
    rate, samples = speech.sample_rate, speech.samples
    frame = samples_from_ms(_FRAME_MS, rate)
    starts = range(0, len(samples) - frame, frame // 2)
    pitches = [frame_pitch(samples[start : start + frame], rate) for start in starts]
    voiced = [pitch for pitch in pitches if pitch > 0]
    return float(np.median(voiced)) if voiced else 0.0


def frame_pitch(frame: Samples, rate: int) -> float:
    """Hz from the first strong peak of a frame's autocorrelation; 0 where there is none."""
    centred = frame - frame.mean()
    spectrum = np.abs(np.fft.rfft(centred, 2 * len(frame))) ** 2
    correlation = np.fft.irfft(spectrum)[: len(frame)] / np.arange(len(frame), 0, -1)
    lags = np.arange(rate // _HIGHEST_HZ, rate // _LOWEST_HZ)
    best = correlation[lags].max()
    if best < _PERIODIC * correlation[0] or correlation[0] < _SOUNDING:
        return 0.0
    # The first lag nearly as good as the best: a multiple of the period is as good as the period.
    return rate / int(lags[np.argmax(correlation[lags] > 0.9 * best)])
