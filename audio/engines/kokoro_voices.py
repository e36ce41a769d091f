"""The voices that the neural engine offers."""

from dataclasses import dataclass

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


SPEED = 0.9
"""Of the model's pace, which suits English: a recogniser erred 6.5 % at 0.9, 8.6 % at 1, 10.9 % at 1.1."""

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
