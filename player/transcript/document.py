"""A path → the document's text, or one clear sentence why it cannot be had."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from player.transcript import refusals
from player.transcript.docx import read_docx
from player.transcript.marks import is_blank
from player.transcript.subtitles import read_subtitles
from player.transcript.text import decode

LIMIT_MB = 5
_OTHER_FORMATS = frozenset(
    """
.doc .docm .odt .pages .rtf .pdf .epub .htm .html .ass .xls .xlsx .ppt .pptx .zip
""".split()
)
_SUBTITLES = frozenset({".srt", ".vtt"})


@dataclass(frozen=True)
class Document:
    """A document as it was read."""

    name: str
    """The file name without its ending: the title where the document has none."""
    text: str
    sha256: str
    """Of the file's bytes, in hexadecimal."""
    emphasised: frozenset[int] = frozenset()
    """Indexes of the lines, of all that `text_lines` gives, that are set apart: bold, or in a style of their
    own. None in a document of text alone."""


def read_document(path: Path) -> Document:
    """Read a transcript's file: text, a Word document or subtitles, by the ending of its name.

    Raises:
        BadTranscript: if there is no such file, or it is a folder, unreadable, empty, too big, damaged,
            binary, of another format, or in an unknown encoding.
    """
    data = _read_bytes(path)
    text, emphasised = _text_of(data, path)
    if is_blank(text):
        raise refusals.empty(path.name)
    return Document(path.stem, text, hashlib.sha256(data).hexdigest(), emphasised)


def _text_of(data: bytes, path: Path) -> tuple[str, frozenset[int]]:
    if not data:
        raise refusals.empty(path.name)
    kind = path.suffix.lower()
    if kind == ".docx":
        word = read_docx(data, path.name)
        return word.text, word.emphasised
    text = decode(data, path.name)
    if kind in _SUBTITLES and not is_blank(text):
        text = read_subtitles(text, path.name)
    return text, frozenset()


def _read_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise refusals.is_folder(path)
        if not path.is_file():
            raise refusals.no_such_file(path)
        if path.suffix.lower() in _OTHER_FORMATS:
            raise refusals.other_format(path.name)
        if path.stat().st_size > LIMIT_MB * 1_000_000:
            raise refusals.too_big(path.name, LIMIT_MB)
        return path.read_bytes()
    except PermissionError:
        raise refusals.not_permitted(path) from None
    except OSError:
        # Gone meanwhile, or a name that no file can have.
        raise refusals.no_such_file(path) from None
