"""A Word document → its lines, and which of them are set apart: questions are often bold there.

Taken are the paragraphs of the body in order, those in tables, content controls and text boxes too, with
insertions accepted and deletions left out. Headers, footers, notes and comments are not in the body.
"""

import io
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.run import Run

from player.transcript import refusals
from player.transcript.docx_looks import Piece, Styles, set_apart
from player.transcript.text import text_lines

MOST_UNPACKED_MB = 20
"""What a document may take up unpacked. Its tree takes some twenty times that."""
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
"""How older Word files begin, and those with a password."""

_LEFT_OUT = {qn(tag) for tag in ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:tblPr", "w:sectPr", "w:rt")} | {
    # What programs show that do not know the other form of the same.
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_PARAGRAPH, _RUN, _TEXT = qn("w:p"), qn("w:r"), qn("w:t")
_DELETED_END = "/".join(map(qn, ("w:pPr", "w:rPr", "w:del")))
_SIGNS = {
    _TEXT: "",
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
"""What stands for a sign of the text; the text itself is within its own."""
_Element = Any
"""An element of the document's tree."""
_Line = list[Piece]


@dataclass(frozen=True)
class WordText:
    """What a Word document says."""

    text: str
    emphasised: frozenset[int]
    """Indexes of the lines that do not look as the body usually does; headings are not among them."""


def read_docx(data: bytes, name: str) -> WordText:
    """The text of a Word document.

    Args:
        data: the file's bytes.
        name: of the file, for the refusal.

    Raises:
        BadTranscript: where it is no Word document, is damaged, has a password, or unpacks to too much.
    """
    _check_package(data, name)
    try:
        lines = _lines(docx.Document(io.BytesIO(data)))
    except Exception as error:
        # Damaged files fail anywhere in unpacking and in the XML, each in its own way.
        raise refusals.not_word(name) from error
    text = "\n".join("".join(piece.text for piece in line) for line in lines)
    return WordText(text, set_apart(lines))


def _check_package(data: bytes, name: str) -> None:
    if data.startswith(_COMPOUND_FILE):
        raise refusals.old_or_locked_word(name)
    try:
        with ZipFile(io.BytesIO(data)) as file:
            unpacked = sum(part.file_size for part in file.infolist())
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise refusals.not_word(name) from error
    # No part is ever read beyond the size that the file tells of it.
    if unpacked > MOST_UNPACKED_MB * 1_000_000:
        raise refusals.unpacks_to_too_much(name, MOST_UNPACKED_MB)


def _lines(document: WordDocument) -> list[_Line]:
    """Every line of the body; a paragraph whose end was deleted goes on with the next one."""
    if document.element.getroottree().docinfo.doctype:
        raise ValueError("Word writes no document type; its entities are not read, and would be missing")
    styles = Styles(document)
    lines: list[_Line] = []
    goes_on = False
    for paragraph in _within(document.element.body, {_PARAGRAPH}):
        own = _split(_pieces(paragraph, styles))
        if goes_on:
            lines[-1] += own.pop(0)
        lines += own
        goes_on = paragraph.find(_DELETED_END) is not None
    return lines


def _within(
    element: _Element, wanted: AbstractSet[str], barred: AbstractSet[str] = frozenset()
) -> Iterator[_Element]:
    """The elements of some tags, in order, at any depth, but for what is left out and what is in others."""
    around = [iter(element)]
    while around:
        child = next(around[-1], None)
        if child is None:
            around.pop()
        elif child.tag not in _LEFT_OUT and child.tag not in barred:
            if child.tag in wanted:
                yield child
            around.append(iter(child))


def _pieces(paragraph: _Element, styles: Styles) -> Iterator[Piece]:
    """The text of a paragraph without that of text boxes in it, which are paragraphs of their own."""
    style = paragraph.style or ""
    heading = styles.is_heading(style)
    for run in _within(paragraph, {_RUN}, {_PARAGRAPH}):
        font = Run(run, None).font  # type: ignore[arg-type]
        if not font.hidden:
            signs = _within(run, _SIGNS.keys(), {_PARAGRAPH, _RUN})
            text = "".join(_SIGNS[sign.tag] or sign.text or "" for sign in signs)
            yield Piece(text, styles.look(font, style, run.style or ""), heading)


def _split(pieces: Iterator[Piece]) -> list[_Line]:
    """The lines of a paragraph, at least one."""
    lines: list[_Line] = [[]]
    for piece in pieces:
        for number, text in enumerate(text_lines(piece.text)):
            if number:
                lines.append([])
            lines[-1].append(Piece(text, piece.look, piece.heading))
    return lines
