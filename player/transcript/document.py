"""A path → what the document says, or one clear sentence why it cannot be had."""

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePath

from player.transcript import refusals
from player.transcript.docx import read_docx
from player.transcript.marks import is_blank
from player.transcript.own import OwnFile
from player.transcript.own_json import read_own_json
from player.transcript.own_vtt import read_own_vtt
from player.transcript.subtitles import read_subtitles
from player.transcript.text import decode

LIMIT_MB = 5
TIMELINE_LIMIT_MB = 50
"""A timeline tells the time of each word: some ten hours of them."""
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
    own: OwnFile | None = None
    """What a file says that Karyan wrote: there, nothing has to be found out."""


def read_document(path: Path) -> Document:
    """Read a transcript's file: text, a Word document, subtitles or a timeline, by the ending of its name.

    Raises:
        BadTranscript: if there is no such file, or it is a folder, unreadable, or `document_of` refuses it.
    """
    return document_of(read_bytes(path), path.name)


def document_of(data: bytes, name: str) -> Document:
    """What the bytes of a file say, by the ending of its name.

    Raises:
        BadTranscript: if they are none, too many, damaged, binary, of another format, or in an unknown
            encoding.
    """
    path = PurePath(name)
    _check_kind(path, len(data))
    if not data:
        raise refusals.empty(path.name)
    sha256 = hashlib.sha256(data).hexdigest()
    if path.suffix.lower() == ".docx":
        word = read_docx(data, path.name)
        document = Document(path.stem, word.text, sha256, word.emphasised)
    else:
        document = _read_text(decode(data, path.name), path, sha256)
    if is_blank(document.text):
        raise refusals.empty(path.name)
    return document


def _read_text(text: str, path: PurePath, sha256: str) -> Document:
    kind = path.suffix.lower()
    if is_blank(text):
        raise refusals.empty(path.name)
    if kind == ".json":
        return Document(path.stem, text, sha256, own=read_own_json(text, path))
    if kind in _SUBTITLES:
        own = read_own_vtt(text, path.stem)
        return Document(path.stem, text if own else read_subtitles(text, path.name), sha256, own=own)
    return Document(path.stem, text, sha256)


def read_bytes(path: Path) -> bytes:
    """The bytes of a transcript's file; one that is refused by its name or size is not read.

    Raises:
        BadTranscript: if there is no such file, or it is a folder, unreadable, too big or of another format.
    """
    try:
        if path.is_dir():
            raise refusals.is_folder(path)
        if not path.is_file():
            raise refusals.no_such_file(path)
        _check_kind(path, path.stat().st_size)
        return path.read_bytes()
    except PermissionError:
        raise refusals.not_permitted(path) from None
    except OSError:
        # Gone meanwhile, or a name that no file can have.
        raise refusals.no_such_file(path) from None


def _check_kind(path: PurePath, size: int) -> None:
    kind = path.suffix.lower()
    if kind in _OTHER_FORMATS:
        raise refusals.other_format(path.name)
    limit_mb = TIMELINE_LIMIT_MB if kind == ".json" else LIMIT_MB
    if size > limit_mb * 1_000_000:
        raise refusals.too_big(path.name, limit_mb)
