"""SubRip: the captions for any player; a speaker is named where he begins."""

import re
from typing import BinaryIO

from audio.media import MediaStore
from audio.timecode import timestamp
from player.exports.base import Export
from player.exports.cues import cut_into_cues
from player.library import Narration
from player.transcript.shown import isolated

_ARROW = "-->"
_MARKUP = re.compile(r"(?<=<)(?=[A-Za-z/!])|(?<=\{)(?=\\)|(?<=--)(?=>)")
_UNSEEN = "\u200f"


def _write(narration: Narration, _media: MediaStore, out: BinaryIO) -> None:
    # The writer is our own, since it is these lines; SubRip has no escapes, so that a tag is what it says.
    for number, cue in enumerate(cut_into_cues(narration.timeline), 1):
        times = f"{timestamp(cue.start_ms, ',')} {_ARROW} {timestamp(cue.end_ms, ',')}"
        text = "\n".join(isolated(_untagged(" ".join(line))) for line in cue.named_lines)
        out.write(f"{number}\n{times}\n{text}\n\n".encode())


def _untagged(line: str) -> str:
    """SubRip knows no escapes: a mark that nobody sees stands in what players would take for theirs."""
    return _MARKUP.sub(_UNSEEN, line)


EXPORT = Export(
    name="srt",
    label_he="כתוביות SRT",
    label_en="SRT captions",
    mime="application/x-subrip; charset=utf-8",
    suffix=".srt",
    help_he="כתוביות לכל נגן ולכל תוכנת עריכה; שם הדובר במקום שבו הוא מתחיל",
    help_en="captions for any player or editor; a speaker is named where he begins",
    write=_write,
)
