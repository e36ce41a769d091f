"""Each speaker gets a voice that fits, the same one every time."""

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.engines.table import open_engine
from audio.speech import Voice
from player.casting import cast, stand_ins
from player.transcript.model import Speaker

VOICES = open_engine("espeak").voices()
HOST_M = Speaker("s1", "אורי", "host", "m")
HOST_F = Speaker("s2", "נועה", "host", "f")
GUEST_M = Speaker("s3", "ד״ר לוי", "guest", "m")

speakers_strategy = st.lists(
    st.builds(
        Speaker, st.uuids().map(str), st.just("שם"), st.sampled_from(["host", "guest"]), st.sampled_from("mf")
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda speaker: speaker.id,
)


def test_two_hosts_and_a_guest_have_three_voices_of_their_gender_and_manner() -> None:
    given_voices = cast([HOST_M, HOST_F, GUEST_M], VOICES)
    assert [given_voices[s.id].gender for s in (HOST_M, HOST_F, GUEST_M)] == ["m", "f", "m"]
    assert given_voices["s3"].manner == "calm"
    assert {given_voices["s1"].manner, given_voices["s2"].manner} == {"lively"}
    assert len({voice.id for voice in given_voices.values()}) == 3


def test_hosts_sound_the_same_whoever_the_guest_is_and_whoever_speaks_first() -> None:
    one = cast([HOST_M, HOST_F, GUEST_M], VOICES)
    other = cast([Speaker("s0", "אורחת", "guest", "f"), HOST_M, HOST_F], VOICES)
    assert (one["s1"], one["s2"]) == (other["s1"], other["s2"])


@given(speakers_strategy)
def test_nobody_gets_the_voice_of_the_other_gender_and_none_is_shared_without_need(
    speakers: list[Speaker],
) -> None:
    given_voices = cast(speakers, VOICES)
    assert given_voices.keys() == {speaker.id for speaker in speakers}
    for gender in "mf":
        own = [given_voices[speaker.id] for speaker in speakers if speaker.gender == gender]
        assert all(voice.gender == gender for voice in own)
        offered = sum(voice.gender == gender for voice in VOICES)
        assert len(set(own)) == min(len(own), offered)


@given(speakers_strategy)
def test_one_voice_alone_serves_everybody(speakers: list[Speaker]) -> None:
    only = Voice("x", "e", "איקס", "m", "calm", 100)
    assert set(cast(speakers, [only]).values()) == {only}


def test_the_voices_of_two_hosts_and_a_guest_lie_apart_in_pitch() -> None:
    voices = cast([HOST_M, HOST_F, GUEST_M], VOICES).values()
    for one, other in combinations(voices, 2):
        assert abs(one.pitch_hz - other.pitch_hz) >= 10


@pytest.mark.parametrize("engine", ["kokoro", "espeak"])
def test_six_people_have_six_voices_of_their_own_hosts_lively_and_the_first_guests_calm(engine: str) -> None:
    people = [
        *(Speaker(f"h{number}", "שם", "host", gender) for number, gender in enumerate("mf")),
        *(Speaker(f"g{number}", "שם", "guest", gender) for number, gender in enumerate("mfmf")),
    ]
    given_voices = cast(people, open_engine(engine).voices())
    assert len(set(given_voices.values())) == 6
    assert all(given_voices[person.id].gender == person.gender for person in people)
    assert {given_voices[name].manner for name in ("h0", "h1")} == {"lively"}
    assert {given_voices[name].manner for name in ("g0", "g1")} == {"calm"}


def test_two_hosts_and_a_guest_have_the_neural_engines_first_voices_which_are_told_apart() -> None:
    voices = open_engine("kokoro").voices()
    given_voices = cast([HOST_M, HOST_F, GUEST_M], voices)
    assert set(given_voices.values()) == set(voices[:3])
    for one, other in combinations(given_voices.values(), 2):
        assert abs(12 * math.log2(one.pitch_hz / other.pitch_hz)) >= 4


@given(speakers_strategy)
def test_a_stand_in_has_the_gender_and_manner_of_the_voice_it_stands_in_for(speakers: list[Speaker]) -> None:
    voices = cast(speakers, open_engine("edge").voices())
    others = stand_ins(voices, VOICES)
    assert others.keys() == voices.keys()
    assert all(others[id_].gender == voice.gender for id_, voice in voices.items())
    first = next(iter(voices))
    assert others[first].manner == voices[first].manner
