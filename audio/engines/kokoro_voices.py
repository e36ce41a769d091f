"""The voices that the neural engine offers."""

from dataclasses import dataclass

import numpy as np

from audio.speech import Gender, Manner


@dataclass(frozen=True)
class Timbre:
    """A voice as the model makes it."""

    id: str
    name: str
    gender: Gender
    manner: Manner
    pitch_hz: int
    """Median as measured."""
    style: str
    """The file of its style."""
    lead_ms: int
    """By how much its sound runs before the model's lengths; `karyan calibrate` measures it."""


# Pace of the speech, 1 at the voices' own, to the speed asked of the model: its lengths are whole units, so
# they do not follow it evenly. Measured in four voices; between 1.29 and 1.59 there is a step. Their own
# pace is the model's at 0.9: a recogniser erred 6.5 % there, 8.6 % at 1, 10.9 % at 1.1.
_SPEED_AT_PACE = {
    0.52: 0.5, 0.57: 0.55, 0.65: 0.6, 0.69: 0.65, 0.72: 0.7, 0.75: 0.75, 0.85: 0.8, 0.95: 0.85, 1.0: 0.9,
    1.03: 0.95, 1.05: 1.0, 1.08: 1.05, 1.11: 1.1, 1.14: 1.15, 1.19: 1.2, 1.23: 1.25, 1.29: 1.3, 1.59: 1.35,
    1.66: 1.4, 1.74: 1.5, 1.79: 1.6, 1.85: 1.8, 2.05: 2.0,
}  # fmt: skip


def speed_at(pace: float) -> float:
    """The speed to ask of the model for a pace, as a factor of the voices' own; from 0.5 to 2."""
    return float(np.interp(pace, [*_SPEED_AT_PACE], [*_SPEED_AT_PACE.values()]))


# Chosen from 54 styles by a recogniser's error in Hebrew (9–14 %), by pitch and its spread, and by how far
# they lie apart from each other.
TIMBRES = (
    Timbre("kokoro-yotam", "יותם", "m", "lively", 131, "em_alex", 39),
    Timbre("kokoro-yael", "יעל", "f", "lively", 172, "ef_dora", 38),
    Timbre("kokoro-ehud", "אהוד", "m", "calm", 90, "im_nicola", 40),
    Timbre("kokoro-shira", "שירה", "f", "calm", 215, "if_sara", 38),
    Timbre("kokoro-hillel", "הלל", "m", "calm", 106, "am_michael", 35),
    Timbre("kokoro-adi", "עדי", "f", "lively", 206, "hf_alpha", 31),
    Timbre("kokoro-nadav", "נדב", "m", "calm", 136, "bm_george", 38),
    Timbre("kokoro-hadas", "הדס", "f", "lively", 177, "hf_beta", 26),
    Timbre("kokoro-boaz", "בועז", "m", "lively", 89, "bm_lewis", 36),
    Timbre("kokoro-dalia", "דליה", "f", "calm", 173, "bf_emma", 36),
    Timbre("kokoro-guy", "גיא", "m", "lively", 141, "hm_psi", 22),
    Timbre("kokoro-michal", "מיכל", "f", "calm", 152, "af_sky", 36),
)
"""In order of preference: the first six are the cast of a conversation of three men and three women."""

STYLES = tuple(timbre.style for timbre in TIMBRES)
