"""The Hebrew voices of Edge, and what is asked of the service for each.

The service has one man and one woman; the others are these two, moved in pitch and pace.
"""

from dataclasses import dataclass

from audio.engines.table import UnknownVoice
from audio.speech import Gender, Manner, Voice

MAN, WOMAN = "he-IL-AvriNeural", "he-IL-HilaNeural"
TYPICAL_HZ: dict[Gender, int] = {"m": 115, "f": 205}
"""The usual median pitch of a man and a woman, by which semitones become hertz: the voices' own pitch was
never measured."""


@dataclass(frozen=True)
class Prosody:
    """A voice in the words of the service."""

    short_name: str
    rate: str
    """``+N%`` of the voice's own pace."""
    pitch: str
    """``+NHz`` from the voice's own pitch."""


@dataclass(frozen=True)
class _Variant:
    voice: Voice
    shift_hz: int = 0
    pace_percent: int = 0


def _variant(
    key: str, name: str, gender: Gender, manner: Manner, shift_hz: int = 0, pace_percent: int = 0
) -> _Variant:
    return _Variant(Voice(f"edge-{key}", "edge", name, gender, manner, pitch_hz=0), shift_hz, pace_percent)


_VARIANTS = {
    variant.voice.id: variant
    for variant in (
        _variant("avri", "אברי", "m", "lively"),
        _variant("avner", "אבנר", "m", "calm", shift_hz=-18, pace_percent=-6),
        _variant("alon", "אלון", "m", "lively", shift_hz=14, pace_percent=4),
        _variant("hila", "הילה", "f", "lively"),
        _variant("hagar", "הגר", "f", "calm", shift_hz=-20, pace_percent=-6),
        _variant("hadas", "הדס", "f", "lively", shift_hz=18, pace_percent=5),
    )
}
VOICES = tuple(variant.voice for variant in _VARIANTS.values())


def prosody_of(voice: Voice) -> Prosody:
    """What to ask of the service: the variant's own shift, and on it the pace and pitch asked for.

    Raises:
        UnknownVoice: for a voice of no variant; the library checks names by their shape only.
    """
    if voice.id not in _VARIANTS:
        raise UnknownVoice.named(voice.id)
    variant = _VARIANTS[voice.id]
    percent = round((100 + variant.pace_percent) * voice.rate) - 100
    own_hz = TYPICAL_HZ[voice.gender] + variant.shift_hz
    hertz = variant.shift_hz + round(own_hz * (2 ** (voice.pitch_st / 12) - 1))
    return Prosody(MAN if voice.gender == "m" else WOMAN, f"{percent:+d}%", f"{hertz:+d}Hz")
