"""Joins encoded clips into an episode's two files, packet by packet, without decoding or encoding any.

It streams: what is held is one clip's sound and a few bytes for each AAC packet.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np

from audio.clips import ClipStore
from audio.encoding import AAC_PACKETS_PER_SLOT, MP3_FRAMES_PER_SLOT, SLOT_MS, silent_slot
from audio.mp3 import info_frame
from audio.mp4 import PacketSizes, m4a_head
from audio.tags import Tags

_SIZE = np.uint16  # AAC allows 768 bytes for a packet of one channel (ISO 14496-3, 4.5.3.2)


@dataclass(frozen=True)
class Placed:
    """A clip with its place in the episode."""

    key: str
    start_ms: int
    """A whole number of slots, and not before the clip before it ends."""


@dataclass(frozen=True)
class Joined:
    """What was written."""

    duration_ms: int
    m4a_sha256: str


def join(placed: Sequence[Placed], clips: ClipStore, tags: Tags, mp3: BinaryIO, m4a: BinaryIO) -> Joined:
    """Write an episode's MP3, without tags, and M4A: the clips at their times, silence between them.

    The episode ends with its last clip. Neither file is read or sought in, only written from start to end.

    Raises:
        ClipDamaged: if a clip is missing or its bytes are not what was written.
        ValueError: if a clip does not start on a slot, or starts before the one before it ends.
    """
    silence = silent_slot()
    pauses, packet_sizes = _measure(placed, clips)
    slots = len(packet_sizes) // AAC_PACKETS_PER_SLOT
    hashed = _Hashed(m4a)
    mp3.write(info_frame(slots * MP3_FRAMES_PER_SLOT))
    hashed.write(m4a_head(packet_sizes, tags))
    hashed.write(silence.aac[: packet_sizes[0]])
    for part, pause in zip(placed, pauses, strict=True):
        sound = clips.sound(part.key)
        mp3.write(silence.mp3 * pause + sound.mp3)
        hashed.write(silence.aac * pause + sound.aac)
    return Joined(slots * SLOT_MS, hashed.digest.hexdigest())


def _measure(placed: Sequence[Placed], clips: ClipStore) -> tuple[list[int], PacketSizes]:
    """Slots of silence before each clip, and the sizes of all AAC packets, the one of priming first."""
    silence = np.asarray(silent_slot().aac_sizes, _SIZE)
    pauses = []
    sizes = [silence[:1]]
    end = 0
    for part in placed:
        clip_sizes = clips.aac_sizes(part.key).astype(_SIZE)
        pauses.append(_slots_between(end, part))
        sizes += [np.tile(silence, pauses[-1]), clip_sizes]
        end += pauses[-1] + len(clip_sizes) // AAC_PACKETS_PER_SLOT
    return pauses, np.concatenate(sizes)


def _slots_between(end: int, part: Placed) -> int:
    start, rest = divmod(part.start_ms, SLOT_MS)
    if rest:
        raise ValueError(f"clip {part.key} starts at {part.start_ms} ms, which is not a whole slot")
    if start < end:
        raise ValueError(f"clip {part.key} starts at {part.start_ms} ms, before {end * SLOT_MS} ms")
    return start - end


class _Hashed:
    """A file that is hashed while it is written."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self.digest.update(data)
