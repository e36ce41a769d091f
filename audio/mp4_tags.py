"""What players show of an M4A: names, cover, and the chapters in the form that Nero gave them.

The form of the tags is Apple's (``ilst``, QuickTime File Format), that of the chapters (``chpl``) as FFmpeg
reads and writes it. The chapters that Apple's players show are a track: `audio.mp4_chapters`.
"""

import struct
from collections.abc import Sequence

from audio.mp4_boxes import Pieces, box, full_box, handler
from audio.tags import Mark, Tags

_UTF_8, _PNG, _INTEGER, _BINARY = 1, 14, 21, 0
"""What the data of a tag is."""
_AUDIOBOOK = 2
_MOST_NUMBER = 0xFFFF
_TITLE_BYTES = 255
_UNITS_PER_MS = 10_000


def user_data(tags: Tags, audiobook: bool) -> Pieces:
    """The box of all tags."""
    items = [*_texts(tags)]
    if tags.number.isdecimal() and 0 < int(tags.number) <= _MOST_NUMBER:
        items.append(_tag("trkn", _BINARY, struct.pack(">4H", 0, int(tags.number), 0, 0)))
    if tags.cover:
        items.append(_tag("covr", _PNG, tags.cover))
    if audiobook:
        items.append(_tag("stik", _INTEGER, bytes([_AUDIOBOOK])))
    meta = full_box("meta", 0, 0, handler(b"mdir", b"\0", b"appl"), box("ilst", *items))
    return box("udta", meta, _chapter_list(tags.chapters) if tags.chapters else b"")


def _texts(tags: Tags) -> list[Pieces]:
    named = (
        ("\xa9nam", tags.title),
        ("\xa9ART", tags.artist),
        ("\xa9alb", tags.album),
        ("\xa9day", tags.date),
        ("\xa9lyr", tags.text),
    )
    return [_tag(name, _UTF_8, text.encode()) for name, text in named if text]


def _tag(name: str, kind: int, value: bytes) -> Pieces:
    return box(name, box("data", struct.pack(">II", kind, 0), value))


def _chapter_list(chapters: Sequence[Mark]) -> Pieces:
    listed = b"".join(_listed(chapter) for chapter in chapters)
    return full_box("chpl", 1, 0, bytes(4), bytes([len(chapters)]), listed)


def _listed(chapter: Mark) -> bytes:
    # Cut between two characters.
    title = chapter.title.encode()[:_TITLE_BYTES].decode(errors="ignore").encode()
    return struct.pack(">QB", chapter.start_ms * _UNITS_PER_MS, len(title)) + title
