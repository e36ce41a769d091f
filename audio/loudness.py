"""How loud a sound is to the ear, by EBU R 128 (ITU-R BS.1770-4)."""

import math

import numpy as np
import pyebur128

from audio.speech import Samples

# BS.1770 gates in blocks of 400 ms and drops the blocks at the ends that are not full; a single short word
# would be measured by one block or none. Said again and again for this long, it is measured as speech is.
_LEAST_S = 3


def loudness_lufs(samples: Samples, sample_rate: int) -> float:
    """Integrated loudness in LUFS; minus infinity for silence or no sound at all.

    A sound shorter than three seconds is measured as if it were repeated end to end.
    """
    if not len(samples):
        return -math.inf
    times = -(-_LEAST_S * sample_rate // len(samples))
    meter = pyebur128.R128State(1, sample_rate, pyebur128.MeasurementMode.MODE_I)
    heard = np.ascontiguousarray(np.tile(samples, times), dtype=np.float32)
    meter.add_frames(heard, len(heard))
    return float(pyebur128.get_loudness_global(meter))
