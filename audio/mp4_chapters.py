"""A text track whose samples are the titles of the chapters, as Apple's players look for them.

Boxes and fields by the QuickTime File Format, "Text Media" and "Chapter Lists"; the sound's track names this
one in its ``tref``.
"""

import struct
from collections.abc import Sequence

from audio.mp4_boxes import UNITY_MATRIX, Pieces, box, data_here, full_box, handler, language
from audio.tags import LANGUAGE, Mark

_SCALE = 1000
_IN_MOVIE_NOT_ENABLED = 2
"""It is looked up, not shown over the sound."""
_UTF_8 = struct.pack(">I4sI", 12, b"encd", 0x100)
_DITHER_COPY, _GREY = 0x40, 0x8000
_TEXT_LOOK = b"".join(
    (
        struct.pack(">I", 1),  # flags of display
        bytes(2 + 4),  # justification, background
        bytes(8),  # the box in which the text stands
        struct.pack(">3H6x", 0, 0, 1),  # style: from where to where, the font, its face, size and colour
        struct.pack(">I4sHHB", 13, b"ftab", 1, 1, 0),  # a table with one font without a name
    )
)


def title_samples(chapters: Sequence[Mark]) -> list[bytes]:
    """What lies in the file's data for each chapter."""
    titles = (chapter.title.encode() for chapter in chapters)
    return [struct.pack(">H", len(title)) + title + _UTF_8 for title in titles]


def chapter_track(chapters: Sequence[Mark], track: int, data_at: int) -> Pieces:
    """The track, whose samples lie one after the other.

    Args:
        chapters: from 0 to the end of the sound, at least one.
        track: its number.
        data_at: where in the file the first sample lies.
    """
    length_ms = chapters[-1].end_ms
    tkhd = full_box(
        "tkhd", 0, _IN_MOVIE_NOT_ENABLED, struct.pack(">5I8x4H", 0, 0, track, 0, length_ms, 0, 0, 0, 0),
        UNITY_MATRIX, bytes(8),
    )  # fmt: skip
    mdhd = full_box("mdhd", 0, 0, struct.pack(">4IHH", 0, 0, _SCALE, length_ms, language(LANGUAGE), 0))
    minf = box("minf", _text_header(), data_here(), _samples(chapters, data_at))
    return box("trak", tkhd, box("mdia", mdhd, handler(b"text", b"Chapters\0"), minf))


def _text_header() -> Pieces:
    gmin = full_box("gmin", 0, 0, struct.pack(">5H2x", _DITHER_COPY, _GREY, _GREY, _GREY, 0))
    # A matrix that moves nothing, in this box's own form.
    text = box("text", struct.pack(">H3II3II2x", 1, 0, 0, 0, 1, 0, 0, 0, 0x4000))
    return box("gmhd", gmin, text)


def _samples(chapters: Sequence[Mark], data_at: int) -> Pieces:
    entry = box("text", struct.pack(">6xH", 1), _TEXT_LOOK)
    spans = b"".join(struct.pack(">II", 1, chapter.end_ms - chapter.start_ms) for chapter in chapters)
    sizes = struct.pack(f">{len(chapters)}I", *map(len, title_samples(chapters)))
    return box(
        "stbl",
        full_box("stsd", 0, 0, struct.pack(">I", 1), entry),
        full_box("stts", 0, 0, struct.pack(">I", len(chapters)), spans),
        full_box("stsc", 0, 0, struct.pack(">4I", 1, 1, len(chapters), 1)),
        full_box("stsz", 0, 0, struct.pack(">II", 0, len(chapters)), sizes),
        full_box("co64", 0, 0, struct.pack(">IQ", 1, data_at)),
    )
