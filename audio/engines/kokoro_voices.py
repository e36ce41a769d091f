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
    lead_ms: int = 38
    """By how much its sound runs before the model's lengths; `karyan calibrate` measures it."""
    speed: float = 1.0
    """Pace of the model that suits it."""


TIMBRES = (
    Timbre("kokoro-itamar", "איתמר", "m", "lively", 132, "em_alex", lead_ms=39),
    Timbre("kokoro-yoav", "יואב", "m", "lively", 140, "bm_george", lead_ms=39),
    Timbre("kokoro-ehud", "אהוד", "m", "calm", 93, "im_nicola", lead_ms=40),
    Timbre("kokoro-nadav", "נדב", "m", "lively", 135, "pm_alex", lead_ms=42),
    Timbre("kokoro-hillel", "הלל", "m", "calm", 111, "am_michael", lead_ms=35),
    Timbre("kokoro-boaz", "בועז", "m", "calm", 94, "jm_kumo", lead_ms=33),
    Timbre("kokoro-shira", "שירה", "f", "lively", 218, "if_sara", lead_ms=39),
    Timbre("kokoro-yael", "יעל", "f", "calm", 170, "ef_dora", lead_ms=39),
    Timbre("kokoro-hadas", "הדס", "f", "lively", 190, "pf_dora", lead_ms=41),
    Timbre("kokoro-michal", "מיכל", "f", "calm", 188, "af_heart", lead_ms=38),
    Timbre("kokoro-adi", "עדי", "f", "lively", 200, "jf_gongitsune", lead_ms=35),
    Timbre("kokoro-dalia", "דליה", "f", "calm", 190, "bf_emma", lead_ms=36),
)
"""In order of preference."""

STYLES = tuple(timbre.style for timbre in TIMBRES)
