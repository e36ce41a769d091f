"""Karaoke WebVTT: the same captions with the time of each word."""

from collections.abc import Iterator
from typing import BinaryIO

from audio.media import MediaStore
from audio.timecode import timestamp
from player.exports.base import Export
from player.exports.cues import Cue
from player.exports.webvtt import lines_of, webvtt
from player.library import Narration

_STYLE = "::cue(:future) { opacity: 0.55; }"
"""What is not said yet is pale."""


def _write(narration: Narration, _media: MediaStore, out: BinaryIO) -> None:
    for block in webvtt(narration, _markup, _STYLE):
        out.write(block.encode())


def _markup(cue: Cue) -> str:
    times = iter(_times(cue))
    return "\n".join(" ".join(next(times) + word for word in words) for words in lines_of(cue))


def _times(cue: Cue) -> Iterator[str]:
    """The tag before each word of a cue; the format wants them to rise, and none at the cue's own start."""
    before_ms = cue.start_ms
    for word in cue.words:
        yield f"<{timestamp(word.start_ms)}>" if before_ms < word.start_ms < cue.end_ms else ""
        before_ms = word.start_ms


EXPORT = Export(
    name="karaoke_vtt",
    label_he="כתוביות WebVTT מילה במילה",
    label_en="WebVTT word by word",
    mime="text/vtt; charset=utf-8",
    suffix=".karaoke.vtt",
    help_he="הכתוביות עם הזמן של כל מילה, לנגנים שמאירים מילה אחר מילה",
    help_en="the captions with the time of each word, for players that light word after word",
    write=_write,
)
