"""Each speaker gets a voice that fits, the same one every time."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from audio.engines.table import open_engine
from audio.speech import Voice
from player.casting import cast
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
