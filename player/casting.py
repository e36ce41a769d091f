"""Who speaks with which voice."""

from collections.abc import Sequence

from audio.speech import Voice
from player.transcript.model import Speaker

# A woman with a man's voice disturbs more than two women with one voice.
_FITS_GENDER, _IS_NEW, _FITS_MANNER = 4, 2, 1


def cast(speakers: Sequence[Speaker], voices: Sequence[Voice]) -> dict[str, Voice]:
    """Give each speaker a voice of the right gender, a new one while there are any, calm for guests.

    Hosts choose before guests, in order of first word, so that the same people always sound the same; among
    voices that fit alike the one whose pitch lies farthest from those already given is taken.

    Args:
        speakers: those of one transcript.
        voices: those of one engine, at least one, in its own order of preference.

    Returns:
        Each speaker's id with its voice.
    """
    given: dict[str, Voice] = {}
    for speaker in sorted(speakers, key=lambda speaker: speaker.role != "host"):
        taken = tuple(given.values())
        given[speaker.id] = max(
            voices, key=lambda voice: (_fit(speaker, voice, taken), _distance(voice, taken))
        )
    return given


def _fit(speaker: Speaker, voice: Voice, taken: Sequence[Voice]) -> int:
    calm = speaker.role == "guest"
    return (
        _IS_NEW * (voice not in taken)
        + _FITS_GENDER * (voice.gender == speaker.gender)
        + _FITS_MANNER * ((voice.manner == "calm") == calm)
    )


def _distance(voice: Voice, taken: Sequence[Voice]) -> int:
    return min((abs(voice.pitch_hz - other.pitch_hz) for other in taken), default=0)
