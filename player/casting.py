"""Who speaks with which voice."""

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from audio.speech import Gender, Manner, Voice
from player.transcript.model import Speaker

# A woman with a man's voice disturbs more than two women with one voice.
_FITS_GENDER, _IS_NEW, _FITS_MANNER = 4, 2, 1
# A major third: two people of one gender who speak so far apart are not taken for each other.
_TOLD_APART_ST = 4.0
NOBODY_CHOSE: Mapping[str, str] = MappingProxyType({})


def cast(
    speakers: Sequence[Speaker], voices: Sequence[Voice], chosen: Mapping[str, str] = NOBODY_CHOSE
) -> dict[str, Voice]:
    """Give each speaker a voice of the right gender, a new one while there are any, calm for guests.

    Hosts choose before guests, in order of first word, so that the same people always sound the same; among
    voices that fit alike the first that is told apart by its pitch from those already given is taken or,
    where there is none, the one whose pitch lies farthest from them.

    Args:
        speakers: those of one transcript.
        voices: those of one engine, at least one, in its own order of preference.
        chosen: by a speaker's name, the id of the voice that somebody chose for him; one that the engine does
            not offer is passed over.

    Returns:
        Each speaker's id with its voice.
    """
    offered = {voice.id: voice for voice in voices}
    hosts_first = sorted(speakers, key=lambda speaker: speaker.role != "host")
    given = {
        speaker.id: offered[chosen[speaker.name]]
        for speaker in hosts_first
        if chosen.get(speaker.name) in offered
    }
    wanted = {
        speaker.id: (speaker.gender, _manner(speaker)) for speaker in hosts_first if speaker.id not in given
    }
    return _given(wanted, voices, given)


def stand_ins(voices: Mapping[str, Voice], offered: Sequence[Voice]) -> dict[str, Voice]:
    """For each speaker the voice of another engine that comes nearest to his own: its gender, its manner.

    Args:
        voices: each speaker's id with its voice, in the order in which they choose.
        offered: those of the other engine, at least one, in its own order of preference.
    """
    return _given({speaker: (voice.gender, voice.manner) for speaker, voice in voices.items()}, offered)


def _manner(speaker: Speaker) -> Manner:
    return "calm" if speaker.role == "guest" else "lively"


def _given(
    wanted: Mapping[str, tuple[Gender, Manner]],
    voices: Sequence[Voice],
    already: Mapping[str, Voice] = MappingProxyType({}),
) -> dict[str, Voice]:
    """To each in turn the voice that fits best beside those already given, which stay."""
    given = dict(already)
    for speaker, (gender, manner) in wanted.items():
        taken = tuple(given.values())
        given[speaker] = max(
            voices, key=lambda voice: (_fit(gender, manner, voice, taken), _distance(voice, taken))
        )
    return given


def _fit(gender: Gender, manner: Manner, voice: Voice, taken: Sequence[Voice]) -> int:
    return (
        _IS_NEW * (voice not in taken)
        + _FITS_GENDER * (voice.gender == gender)
        + _FITS_MANNER * (voice.manner == manner)
    )


def _distance(voice: Voice, taken: Sequence[Voice]) -> float:
    """Semitones to the nearest voice already given to that gender, at most what tells two voices apart."""
    near = [_semitones(voice.pitch_hz, other.pitch_hz) for other in taken if other.gender == voice.gender]
    return min([*near, _TOLD_APART_ST])


def _semitones(one_hz: int, other_hz: int) -> float:
    known = one_hz > 0 and other_hz > 0
    return abs(12 * math.log2(one_hz / other_hz)) if known else 0.0
