"""The chapters as podcast players read them (JSON Chapters 1.2 of the podcast namespace)."""

import json
from typing import BinaryIO

from audio.media import MediaStore
from player.chapters import chapters
from player.exports.base import Export
from player.library import Narration
from player.transcript.shown import plain

_VERSION = "1.2.0"


def _write(narration: Narration, _media: MediaStore, out: BinaryIO) -> None:
    facts = narration.timeline.episode
    told = {
        "version": _VERSION,
        "title": plain(facts.title or facts.slug),
        "podcastName": plain(facts.series),
        "chapters": [
            {"startTime": chapter.start_ms / 1000, "endTime": chapter.end_ms / 1000, "title": chapter.title}
            for chapter in chapters(narration.timeline)
        ],
    }
    out.write(json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n")


EXPORT = Export(
    name="chapters",
    label_he="פרקים JSON",
    label_en="chapters JSON",
    mime="application/json+chapters",
    suffix=".chapters.json",
    help_he="רשימת הפרקים והזמנים שלהם, ליישומי פודקאסטים",
    help_en="the list of chapters with their times, for podcast apps",
    write=_write,
)
