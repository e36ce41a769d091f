"""What players show of a file, and its form in an MP3; the form in an M4A is `audio.mp4_tags`."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from mutagen.id3 import (
    APIC,
    CHAP,
    CTOC,
    ID3,
    SYLT,
    TALB,
    TDRC,
    TIPL,
    TIT2,
    TLAN,
    TLEN,
    TPE1,
    TRCK,
    USLT,
    CTOCFlags,
    Encoding,
    Frame,
    PictureType,
)

LANGUAGE = "heb"
"""ISO 639-2."""
_VERSION, _HEAD_BYTES = 4, 10
_NO_OFFSET = 0xFFFFFFFF
"""A chapter is found by its time (ID3v2 Chapter Frame Addendum 1.0, 3.1)."""
_MILLISECONDS, _TRANSCRIPTION = 2, 2
"""The unit of SYLT's times and what its text is (ID3v2.4, 4.9)."""


@dataclass(frozen=True)
class Mark:
    """A chapter of a file."""

    start_ms: int
    end_ms: int
    title: str


@dataclass(frozen=True)
class TimedText:
    """A piece of the text with the time at which it is said; a new line begins with a line feed."""

    text: str
    start_ms: int


@dataclass(frozen=True)
class Tags:
    """A file's name and makers, its parts and its words; what is not known is "" or none."""

    title: str
    artist: str = ""
    album: str = ""
    number: str = ""
    """Within the album."""
    date: str = ""
    """ISO 8601."""
    people: tuple[tuple[str, str], ...] = ()
    """Roles, such as ``guest``, with names."""
    cover: bytes = b""
    """PNG."""
    chapters: tuple[Mark, ...] = ()
    """255 at most, one after the other from 0 to the end."""
    words: tuple[TimedText, ...] = ()
    text: str = ""
    """The whole of it."""


def id3(tags: Tags, duration_ms: int) -> bytes:
    """An ID3v2.4 tag to stand before the frames; players step over it, so that it moves nothing in time."""
    # One by one, since mutagen orders the frames of a tag by size, and players list chapters as they stand.
    frames = b"".join(_bytes(frame) for frame in (*_texts(tags, duration_ms), *_parts(tags)))
    sizes = (len(frames) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3" + bytes([_VERSION, 0, 0, *sizes]) + frames


def _bytes(frame: Frame) -> bytes:
    tag = ID3()  # type: ignore[no-untyped-call]
    tag.add(frame)  # type: ignore[no-untyped-call]
    written = io.BytesIO()
    tag.save(written, v2_version=_VERSION, padding=lambda _: 0)
    return written.getvalue()[_HEAD_BYTES:]


def _texts(tags: Tags, duration_ms: int) -> Iterator[Frame]:
    texts = {
        TIT2: tags.title,
        TPE1: tags.artist,
        TALB: tags.album,
        TRCK: tags.number,
        TDRC: tags.date,
        TLAN: LANGUAGE,
        TLEN: str(duration_ms),
    }
    for frame, text in texts.items():
        if text:
            yield frame(encoding=Encoding.UTF8, text=text)  # type: ignore[no-untyped-call]
    if tags.people:
        people = [list(pair) for pair in tags.people]
        yield TIPL(encoding=Encoding.UTF8, people=people)  # type: ignore[no-untyped-call]


def _parts(tags: Tags) -> Iterator[Frame]:
    utf8 = {"encoding": Encoding.UTF8}
    yield from _chapters(tags)
    if tags.words:
        yield SYLT(  # type: ignore[no-untyped-call]
            **utf8, lang=LANGUAGE, format=_MILLISECONDS, type=_TRANSCRIPTION, desc="",
            text=[(word.text, word.start_ms) for word in tags.words],
        )  # fmt: skip
    if tags.text:
        yield USLT(**utf8, lang=LANGUAGE, desc="", text=tags.text)  # type: ignore[no-untyped-call]
    if tags.cover:
        front = PictureType.COVER_FRONT
        yield APIC(**utf8, mime="image/png", type=front, desc="", data=tags.cover)  # type: ignore[no-untyped-call]


def _chapters(tags: Tags) -> Iterator[Frame]:
    names = [f"c{number}" for number in range(len(tags.chapters))]
    if names:
        yield CTOC(  # type: ignore[no-untyped-call]
            element_id="toc", flags=CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED, child_element_ids=names,
            sub_frames=[_title(tags.title)],
        )  # fmt: skip
    for name, chapter in zip(names, tags.chapters, strict=True):
        yield CHAP(  # type: ignore[no-untyped-call]
            element_id=name, start_time=chapter.start_ms, end_time=chapter.end_ms,
            start_offset=_NO_OFFSET, end_offset=_NO_OFFSET, sub_frames=[_title(chapter.title)],
        )  # fmt: skip


def _title(text: str) -> Frame:
    return TIT2(encoding=Encoding.UTF8, text=text)  # type: ignore[no-untyped-call]
