"""Writes M4A: the head of an MP4 file with one AAC track, to be followed by the packets themselves.

Our own, because FFmpeg's muxer is called once a packet and keeps an index of them all: for five hours that
takes far longer, and memory grows. Here a clip's packets are copied as one piece, and the index is an array.
The boxes and their fields are those of ISO 14496-12 (the file) and 14496-14 (`esds`).
"""

import struct
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from audio.encoding import AAC_CONFIG, AAC_FRAME_SAMPLES, AAC_RATE
from audio.mp4_boxes import (
    UNITY_MATRIX,
    Pieces,
    box,
    boxes_in,
    data_here,
    full_box,
    handler,
    language,
    length,
)
from audio.mp4_chapters import chapter_track, title_samples
from audio.mp4_tags import user_data
from audio.tags import LANGUAGE, Tags

_PACKETS_PER_CHUNK = 30  # 960 ms: players fetch about a second at once
_MOVIE_SCALE = 1000
_BIT_RATE = 64_000
_ENABLED_IN_MOVIE = 3
_AAC_OBJECT, _AUDIO_STREAM = 0x40, 0x15
_SOUND_TRACK, _CHAPTER_TRACK = 1, 2
_INDEX = ("moov", "trak", "mdia", "minf", "stbl", "stsz")

PacketSizes = NDArray[np.unsignedinteger[Any]]
"""Bytes of each AAC packet, shape (packets,)."""


def m4a_head(packet_sizes: PacketSizes, tags: Tags, audiobook: bool = False) -> bytes:
    """All of an M4A file before its packets: `ftyp`, `moov`, the head of `mdat` and the chapters' titles.

    The first packet is the encoder's priming. An edit list leaves it out, so that the second one is heard at
    time 0, also in players that know no edit lists but take priming for granted.

    Args:
        packet_sizes: of the packets that will follow.
        tags: what players show.
        audiobook: whether it says of itself that it is one, as M4B files do.
    """
    brand = b"M4B " if audiobook else b"M4A "
    ftyp = box("ftyp", brand, struct.pack(">I", 0), brand, b"M4A mp42isom" if audiobook else b"mp42isom")
    titles = b"".join(title_samples(tags.chapters))
    # The head is as long whatever the offsets in it are, so that it can be measured first.
    data_at = length(ftyp) + length(_moov(packet_sizes, 0, 0, tags, audiobook)) + 16
    data_bytes = len(titles) + int(packet_sizes.sum(dtype=np.uint64))
    # A size of 1 says that eight bytes follow, so that a file may be of any length.
    mdat = struct.pack(">I4sQ", 1, b"mdat", 16 + data_bytes)
    moov = _moov(packet_sizes, data_at + len(titles), data_at, tags, audiobook)
    return b"".join([*ftyp, *moov, mdat, titles])


def find_packets(file: BinaryIO) -> PacketSizes:
    """Go to the first packet of an M4A that we wrote; the sizes of all.

    Raises:
        ValueError: if it is none of ours.
    """
    index: memoryview | None = None
    file.seek(0)
    while head := file.read(8):
        size, kind = struct.unpack(">I4s", head)
        if kind == b"mdat" and index is not None:
            sizes = np.frombuffer(index, ">u4").astype(np.uint32)
            # Whatever else lies in the data lies before the packets.
            end = file.seek(0, 2)
            file.seek(end - int(sizes.sum(dtype=np.uint64)))
            return sizes
        content = file.read(size - 8)
        if kind == b"moov":
            index = _within(memoryview(head + content), _INDEX)[12:]
    raise ValueError("this M4A has no sound")


def _within(data: memoryview, path: tuple[str, ...]) -> memoryview:
    """The content of the first box of that kind in the first of that kind … as the path says."""
    for kind in path:
        data = next(content for found, content in boxes_in(data) if found == kind)
    return data


def _moov(sizes: PacketSizes, data_at: int, titles_at: int, tags: Tags, audiobook: bool) -> Pieces:
    coded = len(sizes) * AAC_FRAME_SAMPLES
    heard_ms = (coded - AAC_FRAME_SAMPLES) * _MOVIE_SCALE // AAC_RATE
    next_track = _CHAPTER_TRACK + 1 if tags.chapters else _CHAPTER_TRACK
    mvhd = full_box(
        "mvhd", 0, 0, struct.pack(">4IIH10x", 0, 0, _MOVIE_SCALE, heard_ms, 0x10000, 0x100),
        UNITY_MATRIX, bytes(24), struct.pack(">I", next_track),
    )  # fmt: skip
    tkhd = full_box(
        "tkhd", 0, _ENABLED_IN_MOVIE, struct.pack(">5I8x4H", 0, 0, _SOUND_TRACK, 0, heard_ms, 0, 1, 0x100, 0),
        UNITY_MATRIX, bytes(8),
    )  # fmt: skip
    elst = full_box("elst", 0, 0, struct.pack(">IIiHH", 1, heard_ms, AAC_FRAME_SAMPLES, 1, 0))
    tracks: Pieces = []
    chapters: Pieces = []
    if tags.chapters:
        tracks = box("tref", box("chap", struct.pack(">I", _CHAPTER_TRACK)))
        chapters = chapter_track(tags.chapters, _CHAPTER_TRACK, titles_at)
    sound = box("trak", tkhd, box("edts", elst), tracks, _mdia(sizes, data_at, coded))
    return box("moov", mvhd, sound, chapters, user_data(tags, audiobook))


def _mdia(sizes: PacketSizes, data_at: int, coded: int) -> Pieces:
    mdhd = full_box("mdhd", 1, 0, struct.pack(">QQIQHH", 0, 0, AAC_RATE, coded, language(LANGUAGE), 0))
    minf = box(
        "minf",
        full_box("smhd", 0, 0, bytes(4)),
        data_here(),
        _stbl(sizes, data_at),
    )
    return box("mdia", mdhd, handler(b"soun", b"SoundHandler\0"), minf)


def _stbl(sizes: PacketSizes, data_at: int) -> Pieces:
    firsts = np.arange(0, len(sizes), _PACKETS_PER_CHUNK)
    chunk_bytes = np.add.reduceat(sizes, firsts, dtype=np.uint64)
    chunks = (data_at + np.cumsum(chunk_bytes) - chunk_bytes).astype(">u8")
    return box(
        "stbl",
        full_box("stsd", 0, 0, struct.pack(">I", 1), _mp4a()),
        full_box("stts", 0, 0, struct.pack(">3I", 1, len(sizes), AAC_FRAME_SAMPLES)),
        full_box("stsc", 0, 0, _packets_per_chunk(len(sizes))),
        full_box("stsz", 0, 0, struct.pack(">II", 0, len(sizes)), sizes.astype(">u4").tobytes()),
        full_box("co64", 0, 0, struct.pack(">I", len(chunks)), chunks.tobytes()),
    )


def _packets_per_chunk(packets: int) -> bytes:
    """Chunks of one size, and a last one of what is left."""
    full, rest = divmod(packets, _PACKETS_PER_CHUNK)
    runs = [(1, _PACKETS_PER_CHUNK, 1)] if full else []
    if rest:
        runs.append((full + 1, rest, 1))
    return struct.pack(">I", len(runs)) + b"".join(struct.pack(">3I", *run) for run in runs)


def _mp4a() -> Pieces:
    sound = struct.pack(">6xH8xHHIHH", 1, 1, 16, 0, AAC_RATE, 0)
    config = _descriptor(5, AAC_CONFIG)
    decoder = _descriptor(
        4, struct.pack(">BB3sII", _AAC_OBJECT, _AUDIO_STREAM, bytes(3), _BIT_RATE, _BIT_RATE), config
    )
    stream = _descriptor(3, struct.pack(">HB", 1, 0), decoder, _descriptor(6, b"\x02"))
    return box("mp4a", sound, full_box("esds", 0, 0, stream))


def _descriptor(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return bytes([tag, len(body)]) + body
