"""The finished files of a narrated episode, decoded and measured."""

import io
import statistics
from itertools import pairwise
from typing import BinaryIO

import av
import numpy as np
import pytest
from mutagen.mp3 import MP3, BitrateMode

from audio.loudness import loudness_lufs
from audio.speech import Samples
from player.exports.table import EXPORTS
from player.home import Home
from player.library import Narration
from tests.audio.sounds import true_peak_dbtp

FORMS = ("mp3", "m4a")


@pytest.fixture(scope="module")
def narration(sample_home: Home, sample_slug: str) -> Narration:
    return sample_home.library.narration(sample_slug)


def decoded(home: Home, narration: Narration, form: str) -> tuple[Samples, int]:
    """The whole sound as its own decoder gives it, and its sample rate."""
    with home.media.open(getattr(narration, form)) as file:
        return decode(file)


def decode(file: BinaryIO) -> tuple[Samples, int]:
    with av.open(file) as container:
        stream = container.streams.audio[0]
        samples = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(stream)])
        return samples.astype(np.float32), stream.rate


def seconds_of(narration: Narration, speaker: str) -> list[tuple[float, float]]:
    return [
        (turn.start_ms / 1000, turn.end_ms / 1000)
        for turn in narration.timeline.turns
        if turn.speaker == speaker
    ]


@pytest.mark.parametrize("form", FORMS)
def test_speakers_are_equally_loud_and_the_episode_is_as_loud_as_is_the_custom(
    form: str, sample_home: Home, narration: Narration
) -> None:
    samples, rate = decoded(sample_home, narration, form)
    levels = []
    for speaker in narration.timeline.speakers:
        spans = seconds_of(narration, speaker.id)
        own = np.concatenate([samples[round(start * rate) : round(end * rate)] for start, end in spans])
        levels.append(loudness_lufs(own, rate))
    assert max(levels) - min(levels) <= 1.0, levels
    assert abs(loudness_lufs(samples, rate) + 16) <= 1.0
    assert true_peak_dbtp(samples, rate) <= -1.0


@pytest.mark.parametrize("form", FORMS)
def test_the_file_is_as_long_as_the_timeline_says(form: str, sample_home: Home, narration: Narration) -> None:
    samples, rate = decoded(sample_home, narration, form)
    assert abs(len(samples) * 1000 / rate - narration.timeline.sound.duration_ms) <= 32


@pytest.mark.parametrize("form", FORMS)
def test_it_is_quiet_between_turns_and_loud_in_them(
    form: str, sample_home: Home, narration: Narration
) -> None:
    """Where the timeline says that nobody speaks, nobody is heard; where it says a turn begins, one is."""
    samples, rate = decoded(sample_home, narration, form)

    def level(start_ms: int, end_ms: int) -> float:
        return float(np.sqrt(np.mean(samples[start_ms * rate // 1000 : end_ms * rate // 1000] ** 2)))

    turns = narration.timeline.turns
    pauses = [level(one.end_ms + 50, other.start_ms - 20) for one, other in pairwise(turns)]
    begins = [level(turn.start_ms, turn.start_ms + 300) for turn in turns]
    assert max(pauses) < 0.003
    assert min(begins) > 0.01


def test_pauses_between_turns_are_those_of_a_conversation(narration: Narration) -> None:
    turns = narration.timeline.turns
    pauses = [other.start_ms - one.end_ms for one, other in pairwise(turns)]
    assert min(pauses) >= 200
    assert max(pauses) <= 1000
    assert 250 <= statistics.median(pauses) <= 600


def test_the_mp3_has_a_constant_bit_rate_and_says_what_it_is(sample_home: Home, narration: Narration) -> None:
    whole = io.BytesIO()
    EXPORTS["mp3"].write(narration, sample_home.media, whole)
    whole.seek(0)
    mp3 = MP3(whole)
    told = mp3.info
    assert (told.bitrate_mode, told.sample_rate, told.channels) == (BitrateMode.CBR, 24_000, 1)
    assert told.bitrate == pytest.approx(64_000, rel=0.001)
    assert narration.timeline.episode.title in str(mp3.tags["TIT2"])
    assert str(mp3.tags["TLAN"]) == "heb"
