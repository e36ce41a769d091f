"""From one sample rate to another, without drift and without lag."""

import av
import numpy as np

from audio.speech import Samples


def audio_frame(samples: Samples, sample_rate: int) -> av.AudioFrame:
    """The samples as FFmpeg's libraries take them."""
    frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="fltp", layout="mono")
    frame.sample_rate = sample_rate
    return frame


def resample(samples: Samples, from_rate: int, to_rate: int) -> Samples:
    """The same sound at another rate; sample n of the answer lies at n / `to_rate` seconds of the sound.

    FFmpeg's libswresample takes its own delay out, so an onset stays where it was.
    """
    samples = np.ascontiguousarray(samples, dtype=np.float32)
    if from_rate == to_rate or not len(samples):
        return samples
    resampler = av.AudioResampler(format="fltp", layout="mono", rate=to_rate)
    frames = [*resampler.resample(audio_frame(samples, from_rate)), *resampler.resample(None)]
    return np.concatenate([frame.to_ndarray()[0] for frame in frames]).astype(np.float32, copy=False)
