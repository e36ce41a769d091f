"""The frame of information, as decoders read it."""

from io import BytesIO

import av
import numpy as np
import pytest
from mutagen.mp3 import MP3, BitrateMode

from audio.encoding import SAMPLE_RATE, SLOT_SAMPLES, encode
from audio.mp3 import find_frames, info_frame
from audio.tags import Tags, id3
from tests.audio.sounds import lag, voiced

SECONDS = 12


def file_of(frames: bytes, tag: bytes = b"", told: bool = True) -> BytesIO:
    return BytesIO(tag + (info_frame(len(frames) // 192) if told else b"") + frames)


@pytest.fixture(scope="module")
def frames() -> bytes:
    return encode(np.pad(voiced(SECONDS, SAMPLE_RATE, seed=3), (SLOT_SAMPLES, SLOT_SAMPLES))).mp3


def test_it_tells_the_length_and_the_constant_bit_rate(frames: bytes) -> None:
    read = MP3(file_of(frames)).info
    assert round(read.length * 1000) == SECONDS * 1000 + 192
    assert read.bitrate_mode == BitrateMode.CBR
    assert read.bitrate == pytest.approx(64_000, rel=0.002)


@pytest.mark.parametrize("tag", [b"", id3(Tags("שיחה", text="מילה " * 50_000), 1_000)])
def test_it_is_not_played_and_nothing_moves(frames: bytes, tag: bytes) -> None:
    with av.open(file_of(frames, tag)) as container:
        assert round(container.duration / 1000) == SECONDS * 1000 + 192
        heard = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
    original = np.pad(voiced(SECONDS, SAMPLE_RATE, seed=3), (SLOT_SAMPLES, SLOT_SAMPLES))
    assert len(heard) == len(original)
    assert lag(heard[: 5 * SAMPLE_RATE], original[: 5 * SAMPLE_RATE]) == 0


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("tag", [b"", id3(Tags("שיחה", cover=bytes(100_000)), 1_000)])
def test_the_sound_is_found_behind_a_tag_and_the_frame_where_they_are(
    frames: bytes, tag: bytes, told: bool
) -> None:
    file = file_of(frames, tag, told)
    assert find_frames(file) == len(frames) // 192
    assert file.read() == frames
