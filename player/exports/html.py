"""HTML: one file with the sound inside, that plays and lights each word with no server and no network."""

import base64
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from audio.media import MediaStore
from player.exports.base import Export
from player.exports.standalone.pages import deck, head, text
from player.exports.standalone.parts import script
from player.library import Narration

_PIECE = 3 << 18
"""Bytes of sound a piece: a multiple of three, so that each is whole in base 64."""


def _write(narration: Narration, media: MediaStore, out: BinaryIO) -> None:
    for part in chain(head(narration), text(narration), [deck(narration.timeline, "audio/mp4")]):
        out.write(part.encode())
    with media.open(narration.m4a) as sound:
        for piece in _pieces(sound):
            out.write(b'<script type="text/plain" data-sound>' + piece + b"</script>\n")
    out.write(f"<script>{script()}</script>\n</body>\n</html>\n".encode())


def _pieces(sound: BinaryIO) -> Iterator[bytes]:
    """The sound as text, piece by piece, so that this program never holds it whole."""
    while piece := sound.read(_PIECE):
        yield base64.b64encode(piece)


EXPORT = Export(
    name="html",
    label_he="דף אחד HTML",
    label_en="single page HTML",
    mime="text/html; charset=utf-8",
    suffix=".html",
    help_he="קובץ אחד עם הקול בתוכו: מנגן ומאיר כל מילה בכל דפדפן, בלי שרת ובלי רשת",
    help_en="one file with the sound inside: plays and lights each word in any browser, without a network",
    write=_write,
)
