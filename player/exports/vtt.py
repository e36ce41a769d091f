"""WebVTT: captions with the speaker's name in a voice tag."""

from typing import BinaryIO

from audio.media import MediaStore
from player.exports.base import Export
from player.exports.cues import Cue
from player.exports.webvtt import lines_of, webvtt
from player.library import Narration


def _write(narration: Narration, _media: MediaStore, out: BinaryIO) -> None:
    for block in webvtt(narration, _markup):
        out.write(block.encode())


def _markup(cue: Cue) -> str:
    return "\n".join(" ".join(words) for words in lines_of(cue))


EXPORT = Export(
    name="vtt",
    label_he="כתוביות WebVTT",
    label_en="WebVTT captions",
    mime="text/vtt; charset=utf-8",
    suffix=".vtt",
    help_he="כתוביות לדפדפנים, לנגנים ולפודקאסטים, עם שם הדובר; קריין קורא אותן בחזרה כאותו תמליל",
    help_en="captions for browsers, players and podcasts, with the speaker; Karyan reads them back whole",
    write=_write,
)
