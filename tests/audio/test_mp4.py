from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.mp4 import MP4

from audio.encoding import AAC_RATE, SAMPLE_RATE, SLOT_SAMPLES, encode, silent_slot
from audio.mp4 import find_packets, m4a_head
from audio.resampling import resample
from audio.speech import Samples
from audio.tags import Mark, Tags
from tests.audio.sounds import lag, voiced

TAGS = Tags("שיחה 12 – על לחם", "קריין", "שיחות")
SECONDS = 24


CHAPTERS = (Mark(0, 4_000, "מה זה?"), Mark(4_000, 9_500, 'ב־1985 & "<כן>"'), Mark(9_500, 24_192, "א" * 300))


def m4a(packets: list[bytes], tags: Tags = TAGS, audiobook: bool = False) -> BytesIO:
    sizes = np.array([len(packet) for packet in packets], np.uint32)
    return BytesIO(m4a_head(sizes, tags, audiobook) + b"".join(packets))


def boxes(data: bytes) -> Iterator[tuple[str, int]]:
    """The kind and size of each box of a file's top level, as ISO 14496-12 lays them."""
    at = 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 4])
        kind = data[at + 4 : at + 8].decode("latin-1")
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16])
        yield kind, size
        at += size
    assert at == len(data)


@pytest.fixture(scope="module")
def sound() -> Samples:
    return voiced(SECONDS, SAMPLE_RATE, seed=1)


@pytest.fixture(scope="module")
def packets(sound: Samples) -> list[bytes]:
    encoded = encode(np.pad(sound, (SLOT_SAMPLES, SLOT_SAMPLES)))
    priming = silent_slot().aac[: silent_slot().aac_sizes[0]]
    ends = np.cumsum(encoded.aac_sizes)
    return [priming, *(encoded.aac[e - n : e] for e, n in zip(ends, encoded.aac_sizes, strict=True))]


def test_the_head_stands_before_the_sound_and_every_byte_is_accounted_for(packets: list[bytes]) -> None:
    kinds = [kind for kind, _ in boxes(m4a(packets).getvalue())]
    assert kinds == ["ftyp", "moov", "mdat"]


def test_a_reader_finds_duration_start_language_and_tags(packets: list[bytes]) -> None:
    with av.open(m4a(packets)) as container:
        stream = container.streams.audio[0]
        assert (stream.codec_context.name, stream.sample_rate, stream.channels) == ("aac", AAC_RATE, 1)
        assert stream.start_time == 0
        assert container.duration == (SECONDS * 1000 + 192) * 1000
        assert stream.language == "heb"
        assert (container.metadata["title"], container.metadata["artist"], container.metadata["album"]) == (
            TAGS.title,
            TAGS.artist,
            TAGS.album,
        )


def test_a_tag_that_is_not_known_is_left_out(packets: list[bytes]) -> None:
    with av.open(m4a(packets, Tags("שיחה"))) as container:
        assert container.metadata["title"] == "שיחה"
        assert not {"artist", "album"} & container.metadata.keys()


def test_the_packet_of_priming_is_not_heard_and_the_next_is_heard_at_0(
    sound: Samples, packets: list[bytes]
) -> None:
    with av.open(m4a(packets)) as container:
        frames = list(container.decode(audio=0))
    assert frames[0].pts == 0
    decoded = resample(np.concatenate([frame.to_ndarray()[0] for frame in frames]), AAC_RATE, SAMPLE_RATE)
    assert lag(decoded[: 5 * SAMPLE_RATE], np.pad(sound, (SLOT_SAMPLES, 0))[: 5 * SAMPLE_RATE]) == 0


@pytest.mark.parametrize("second", [1, 9, 17, 22])
def test_what_is_heard_after_a_seek_is_what_stands_there(
    sound: Samples, packets: list[bytes], second: int
) -> None:
    with av.open(m4a(packets)) as container:
        stream = container.streams.audio[0]
        container.seek(second * AAC_RATE, stream=stream)
        frames = list(container.decode(stream))[1:33]  # the first one after a seek lacks the one before it
    assert frames[0].pts is not None
    at = frames[0].pts * SAMPLE_RATE // AAC_RATE
    decoded = resample(np.concatenate([frame.to_ndarray()[0] for frame in frames]), AAC_RATE, SAMPLE_RATE)
    original = np.pad(sound, (SLOT_SAMPLES, SLOT_SAMPLES))[at : at + len(decoded)]
    assert abs(at - second * SAMPLE_RATE) <= 2 * SAMPLE_RATE * 1024 // AAC_RATE
    assert lag(decoded, original) == 0


@given(packets=st.lists(st.binary(min_size=1, max_size=40), min_size=2, max_size=200))
def test_every_packet_is_found_where_the_index_says(packets: list[bytes]) -> None:
    with av.open(m4a(packets)) as container:
        found = [packet for packet in container.demux(audio=0) if packet.size]
    assert [bytes(packet) for packet in found] == packets
    assert [packet.pts for packet in found] == [1024 * (index - 1) for index in range(len(packets))]


def test_chapters_and_cover_are_found_and_move_no_packet(packets: list[bytes]) -> None:
    full = replace(TAGS, chapters=CHAPTERS, cover=b"\x89PNG", number="12", date="2024-05-03", text="א: שלום")
    for audiobook in (False, True):
        file = m4a(packets, full, audiobook)
        with av.open(file) as container:
            assert [
                (round(chapter["start"] * chapter["time_base"] * 1000), chapter["metadata"]["title"])
                for chapter in container.chapters()
            ] == [(chapter.start_ms, chapter.title) for chapter in CHAPTERS]
            told = container.metadata
            assert (told["track"], told["date"], told["lyrics"]) == ("12", "2024-05-03", "א: שלום")
            assert told["major_brand"] == ("M4B " if audiobook else "M4A ")
            found = [bytes(packet) for packet in container.demux(audio=0) if packet.size]
        assert found == packets
        read = MP4(file)
        assert [(round(chapter.start * 1000), chapter.title) for chapter in read.chapters][:2] == [
            (chapter.start_ms, chapter.title) for chapter in CHAPTERS[:2]
        ]
        assert bytes(read.tags["covr"][0]) == b"\x89PNG"


def test_the_list_of_chapters_cuts_a_title_between_two_characters(packets: list[bytes]) -> None:
    read = MP4(m4a(packets, replace(TAGS, chapters=CHAPTERS)))
    assert read.chapters[2].title == "א" * 127


@given(packets=st.lists(st.binary(min_size=1, max_size=40), min_size=2, max_size=100))
def test_the_packets_are_found_again_behind_whatever_head(packets: list[bytes]) -> None:
    for tags in (TAGS, replace(TAGS, chapters=CHAPTERS, cover=bytes(1000))):
        file = m4a(packets, tags)
        assert find_packets(file).tolist() == [len(packet) for packet in packets]
        assert file.read() == b"".join(packets)


def test_what_is_no_m4a_of_ours_is_refused() -> None:
    for data in (b"", b"RIFF....", bytes(64)):
        with pytest.raises(ValueError):
            find_packets(BytesIO(data))
