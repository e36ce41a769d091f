"""Boxes, of which an MP4 file is made (ISO 14496-12)."""

import struct
from collections.abc import Iterator

Pieces = list[bytes]
"""A box's bytes, not yet put together: the index of five hours is large, and each box would copy it."""

UNITY_MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)


def box(kind: str, *parts: bytes | Pieces) -> Pieces:
    """A box of that kind around its parts."""
    pieces = [piece for part in parts for piece in ([part] if isinstance(part, bytes) else part)]
    return [struct.pack(">I", 8 + length(pieces)) + kind.encode("latin-1"), *pieces]


def full_box(kind: str, version: int, flags: int, *parts: bytes | Pieces) -> Pieces:
    """A box that begins with its version and flags."""
    return box(kind, struct.pack(">I", version << 24 | flags), *parts)


def length(pieces: Pieces) -> int:
    """Bytes of all of them."""
    return sum(map(len, pieces))


def handler(kind: bytes, name: bytes, maker: bytes = bytes(4)) -> Pieces:
    """What a track, or the metadata, is for."""
    return full_box("hdlr", 0, 0, bytes(4), kind, maker, bytes(8), name)


def data_here() -> Pieces:
    """That a track's data lies in the file itself."""
    return box("dinf", full_box("dref", 0, 0, struct.pack(">I", 1), full_box("url ", 0, 1)))


def language(code: str) -> int:
    """ISO 639-2 in three times five bits."""
    first, second, third = (ord(letter) - 0x60 for letter in code)
    return first << 10 | second << 5 | third


def boxes_in(data: memoryview) -> Iterator[tuple[str, memoryview]]:
    """The boxes that lie in those bytes one after the other: kinds and contents."""
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4])
        yield bytes(data[at + 4 : at + 8]).decode("latin-1"), data[at + 8 : at + size]
        at += size
