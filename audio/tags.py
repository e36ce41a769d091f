"""What players show of a file, and its form in an MP3; the form in an M4A is part of `audio.mp4`."""

import io
from dataclasses import dataclass

from mutagen.id3 import ID3, TALB, TIT2, TLAN, TLEN, TPE1, Encoding


@dataclass(frozen=True)
class Tags:
    """A file's name and makers; what is not known is ""."""

    title: str
    artist: str = ""
    album: str = ""


def id3(tags: Tags, duration_ms: int) -> bytes:
    """An ID3v2.4 tag to stand before the frames; players step over it, so that it moves nothing in time."""
    texts = {TIT2: tags.title, TPE1: tags.artist, TALB: tags.album, TLAN: "heb", TLEN: str(duration_ms)}
    tag = ID3()  # type: ignore[no-untyped-call]
    for frame, text in texts.items():
        if text:
            tag.add(frame(encoding=Encoding.UTF8, text=text))  # type: ignore[no-untyped-call]
    written = io.BytesIO()
    tag.save(written)
    return written.getvalue()
