"""Writes M4A: the head of an MP4 file with one AAC track, to be followed by the packets themselves.

Our own, because FFmpeg's muxer is called once a packet and keeps an index of them all: for five hours that
takes far longer, and memory grows. Here a clip's packets are copied as one piece, and the index is an array.
The boxes and their fields are those of ISO 14496-12 (the file), 14496-14 (`esds`) and Apple's QuickTime File
Format (`ilst`).
"""

import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audio.encoding import AAC_CONFIG, AAC_FRAME_SAMPLES, AAC_RATE
from audio.tags import Tags

_PACKETS_PER_CHUNK = 30  # 960 ms: players fetch about a second at once
_MOVIE_SCALE = 1000
_BIT_RATE = 64_000
_UNITY_MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_ENABLED_IN_MOVIE = 3
_AAC_OBJECT, _AUDIO_STREAM = 0x40, 0x15

PacketSizes = NDArray[np.unsignedinteger[Any]]
"""Bytes of each AAC packet, shape (packets,)."""

# A box's bytes, not yet put together: the index of five hours is large, and each box around it would copy it.
_Pieces = list[bytes]


def m4a_head(packet_sizes: PacketSizes, tags: Tags) -> bytes:
    """All of an M4A file before its packets: `ftyp`, `moov` and the head of `mdat`.

    The first packet is the encoder's priming. An edit list leaves it out, so that the second one is heard at
    time 0, also in players that know no edit lists but take priming for granted.

    Args:
        packet_sizes: of the packets that will follow.
        tags: what players show.
    """
    ftyp = _box("ftyp", b"M4A ", struct.pack(">I", 0), b"M4A mp42isom")
    # The head is as long whatever the offsets in it are, so that it can be measured first.
    data_at = _length(ftyp) + _length(_moov(packet_sizes, 0, tags)) + 16
    data_bytes = int(packet_sizes.sum(dtype=np.uint64))
    # A size of 1 says that eight bytes follow, so that a file may be of any length.
    mdat = struct.pack(">I4sQ", 1, b"mdat", 16 + data_bytes)
    return b"".join([*ftyp, *_moov(packet_sizes, data_at, tags), mdat])


def _moov(sizes: PacketSizes, data_at: int, tags: Tags) -> _Pieces:
    coded = len(sizes) * AAC_FRAME_SAMPLES
    heard_ms = (coded - AAC_FRAME_SAMPLES) * _MOVIE_SCALE // AAC_RATE
    mvhd = _full_box(
        "mvhd", 0, 0, struct.pack(">4IIH10x", 0, 0, _MOVIE_SCALE, heard_ms, 0x10000, 0x100),
        _UNITY_MATRIX, bytes(24), struct.pack(">I", 2),
    )  # fmt: skip
    tkhd = _full_box(
        "tkhd", 0, _ENABLED_IN_MOVIE, struct.pack(">5I8x4H", 0, 0, 1, 0, heard_ms, 0, 1, 0x100, 0),
        _UNITY_MATRIX, bytes(8),
    )  # fmt: skip
    elst = _full_box("elst", 0, 0, struct.pack(">IIiHH", 1, heard_ms, AAC_FRAME_SAMPLES, 1, 0))
    trak = _box("trak", tkhd, _box("edts", elst), _mdia(sizes, data_at, coded))
    return _box("moov", mvhd, trak, _box("udta", _meta(tags)))


def _mdia(sizes: PacketSizes, data_at: int, coded: int) -> _Pieces:
    mdhd = _full_box("mdhd", 1, 0, struct.pack(">QQIQHH", 0, 0, AAC_RATE, coded, _language("heb"), 0))
    minf = _box(
        "minf",
        _full_box("smhd", 0, 0, bytes(4)),
        _box("dinf", _full_box("dref", 0, 0, struct.pack(">I", 1), _full_box("url ", 0, 1))),
        _stbl(sizes, data_at),
    )
    return _box("mdia", mdhd, _handler(b"soun", b"SoundHandler\0"), minf)


def _stbl(sizes: PacketSizes, data_at: int) -> _Pieces:
    firsts = np.arange(0, len(sizes), _PACKETS_PER_CHUNK)
    chunk_bytes = np.add.reduceat(sizes, firsts, dtype=np.uint64)
    chunks = (data_at + np.cumsum(chunk_bytes) - chunk_bytes).astype(">u8")
    return _box(
        "stbl",
        _full_box("stsd", 0, 0, struct.pack(">I", 1), _mp4a()),
        _full_box("stts", 0, 0, struct.pack(">3I", 1, len(sizes), AAC_FRAME_SAMPLES)),
        _full_box("stsc", 0, 0, _packets_per_chunk(len(sizes))),
        _full_box("stsz", 0, 0, struct.pack(">II", 0, len(sizes)), sizes.astype(">u4").tobytes()),
        _full_box("co64", 0, 0, struct.pack(">I", len(chunks)), chunks.tobytes()),
    )


def _packets_per_chunk(packets: int) -> bytes:
    """Chunks of one size, and a last one of what is left."""
    full, rest = divmod(packets, _PACKETS_PER_CHUNK)
    runs = [(1, _PACKETS_PER_CHUNK, 1)] if full else []
    if rest:
        runs.append((full + 1, rest, 1))
    return struct.pack(">I", len(runs)) + b"".join(struct.pack(">3I", *run) for run in runs)


def _mp4a() -> _Pieces:
    sound = struct.pack(">6xH8xHHIHH", 1, 1, 16, 0, AAC_RATE, 0)
    config = _descriptor(5, AAC_CONFIG)
    decoder = _descriptor(
        4, struct.pack(">BB3sII", _AAC_OBJECT, _AUDIO_STREAM, bytes(3), _BIT_RATE, _BIT_RATE), config
    )
    stream = _descriptor(3, struct.pack(">HB", 1, 0), decoder, _descriptor(6, b"\x02"))
    return _box("mp4a", sound, _full_box("esds", 0, 0, stream))


def _meta(tags: Tags) -> _Pieces:
    named = (("\xa9nam", tags.title), ("\xa9ART", tags.artist), ("\xa9alb", tags.album))
    items = (_tag(name, text) for name, text in named if text)
    return _full_box("meta", 0, 0, _handler(b"mdir", b"\0", b"appl"), _box("ilst", *items))


def _tag(name: str, text: str) -> _Pieces:
    utf_8 = 1
    return _box(name, _box("data", struct.pack(">II", utf_8, 0), text.encode()))


def _handler(kind: bytes, name: bytes, maker: bytes = bytes(4)) -> _Pieces:
    return _full_box("hdlr", 0, 0, bytes(4), kind, maker, bytes(8), name)


def _language(code: str) -> int:
    """ISO 639-2 in three times five bits."""
    first, second, third = (ord(letter) - 0x60 for letter in code)
    return first << 10 | second << 5 | third


def _box(kind: str, *parts: bytes | _Pieces) -> _Pieces:
    pieces = [piece for part in parts for piece in ([part] if isinstance(part, bytes) else part)]
    return [struct.pack(">I", 8 + _length(pieces)) + kind.encode("latin-1"), *pieces]


def _full_box(kind: str, version: int, flags: int, *parts: bytes | _Pieces) -> _Pieces:
    return _box(kind, struct.pack(">I", version << 24 | flags), *parts)


def _length(pieces: _Pieces) -> int:
    return sum(map(len, pieces))


def _descriptor(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return bytes([tag, len(body)]) + body
