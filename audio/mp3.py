"""The frame before the sound of an MP3 that tells how many follow, so that players seek exactly."""

import struct
from typing import BinaryIO

from audio.encoding import MP3_FRAMES_PER_SLOT, silent_slot

_SIDE_INFO = 9
"""Bytes of it in a frame of one channel at 24 kHz (ISO 13818-3, 2.4.1.7)."""
_FRAMES_AND_BYTES = 3
# FFmpeg, and with it Chromium, seeks by rule of three between the two, which is exact where all frames are
# alike and this one is not counted. Counted, it would miss by up to 26 ms; with LAME's delays beside it too.
_MARK = b"Info"


def info_frame(frames: int) -> bytes:
    """The frame that goes before so many frames of `audio.encoding`; it is not played.

    It has the form of Xing's header with the name that LAME gave it for constant bit rates.
    """
    silence = silent_slot().mp3
    size = len(silence) // MP3_FRAMES_PER_SLOT
    told = struct.pack(">III", _FRAMES_AND_BYTES, frames, frames * size)
    return (silence[:4] + bytes(_SIDE_INFO) + _MARK + told).ljust(size, b"\0")


def find_frames(file: BinaryIO) -> int:
    """Go to the first frame of sound of an MP3 that we wrote; how many there are.

    A tag and a frame of information that stand before it are stepped over.
    """
    size = len(silent_slot().mp3) // MP3_FRAMES_PER_SLOT
    end = file.seek(0, 2)
    at = _tag_bytes(file)
    file.seek(at)
    if file.read(size)[4 + _SIDE_INFO :].startswith(_MARK):
        at += size
    file.seek(at)
    return (end - at) // size


def _tag_bytes(file: BinaryIO) -> int:
    """The length of an ID3v2 tag at the start, seven bits to a byte; 0 where there is none."""
    file.seek(0)
    head = file.read(10)
    if not head.startswith(b"ID3"):
        return 0
    return 10 + sum(byte << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True))
