"""A Word document → its lines, and which of them are set apart: questions are often bold there.

Taken are the paragraphs of the body in order, those in tables, content controls and text boxes too, with
insertions accepted and deletions left out. Headers, footers, notes and comments are not in the body.
"""

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.styles.style import CharacterStyle
from docx.text.font import Font
from docx.text.run import Run

from player.transcript import refusals
from player.transcript.text import text_lines

MOST_UNPACKED_MB = 20
"""What a document may take up unpacked. Its tree takes some ten times that."""
_NEARLY_ALL = 0.9
"""The share of a line's letters that makes it look as they do: its label often looks otherwise."""
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
"""How older Word files begin, and those with a password."""
_HEADINGS = ("heading", "title", "subtitle")

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


class _Look(NamedTuple):
    """How text is shown, as far as it may set a line apart."""

    bold: bool
    italic: bool
    paragraph_style: str
    character_style: str


@dataclass(frozen=True)
class _Piece:
    """Text of one look."""

    text: str
    look: _Look
    heading: bool


_Line = list[_Piece]


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
    usual = _usual_look(lines)
    emphasised = frozenset(index for index, line in enumerate(lines) if _is_set_apart(line, usual))
    return WordText("\n".join("".join(piece.text for piece in line) for line in lines), emphasised)


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
    styles = _Styles(document)
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


def _pieces(paragraph: _Element, styles: "_Styles") -> Iterator[_Piece]:
    """The text of a paragraph without that of text boxes in it, which are paragraphs of their own."""
    style = paragraph.style or ""
    heading = styles.is_heading(style)
    for run in _within(paragraph, {_RUN}, {_PARAGRAPH}):
        font = Run(run, None).font  # type: ignore[arg-type]
        if not font.hidden:
            signs = _within(run, _SIGNS.keys(), {_PARAGRAPH, _RUN})
            text = "".join(_SIGNS[sign.tag] or sign.text or "" for sign in signs)
            yield _Piece(text, styles.look(font, style, run.style or ""), heading)


def _split(pieces: Iterator[_Piece]) -> list[_Line]:
    """The lines of a paragraph, at least one."""
    lines: list[_Line] = [[]]
    for piece in pieces:
        for number, text in enumerate(text_lines(piece.text)):
            if number:
                lines.append([])
            lines[-1].append(_Piece(text, piece.look, piece.heading))
    return lines


def _usual_look(lines: Sequence[_Line]) -> _Look | None:
    looks = _letters_by_look([piece for line in lines for piece in line if not piece.heading])
    return max(looks, key=lambda look: looks[look], default=None)


def _is_set_apart(line: _Line, usual: _Look | None) -> bool:
    looks = _letters_by_look(line)
    if not looks or line[0].heading:
        return False
    look, letters = looks.most_common(1)[0]
    return look != usual and letters >= _NEARLY_ALL * looks.total()


def _letters_by_look(pieces: Sequence[_Piece]) -> Counter[_Look]:
    letters: Counter[_Look] = Counter()
    for piece in pieces:
        if count := sum(map(str.isalpha, piece.text)):
            letters[piece.look] += count
    return letters


class _Styles:
    """What the document's styles say of a look, by their ids."""

    def __init__(self, document: WordDocument) -> None:
        self._styles = {
            style.style_id: style for style in document.styles if isinstance(style, CharacterStyle)
        }
        self._fonts: dict[str, list[Font]] = {}

    def look(self, font: Font, paragraph_style: str, character_style: str) -> _Look:
        """How a run is shown: by what it says itself, else by the nearest style that says it."""
        fonts = [font, *self._fonts_of(character_style), *self._fonts_of(paragraph_style)]
        return _Look(
            # Either form may be the one that Hebrew is shown by, and programs write now both, now one.
            bold=_first_said((font.bold, font.cs_bold) for font in fonts),
            italic=_first_said((font.italic, font.cs_italic) for font in fonts),
            paragraph_style=paragraph_style,
            character_style=character_style,
        )

    def is_heading(self, paragraph_style: str) -> bool:
        """Whether a style is one of headings, or made from one."""
        return any(
            (style.name or "").lower().startswith(_HEADINGS) for style in self._line_of(paragraph_style)
        )

    def _fonts_of(self, style_id: str) -> list[Font]:
        if style_id not in self._fonts:
            self._fonts[style_id] = [style.font for style in self._line_of(style_id)]
        return self._fonts[style_id]

    def _line_of(self, style_id: str) -> list[CharacterStyle]:
        """The style, the one that it is based on, and so on; none twice, as in a damaged file."""
        line: list[CharacterStyle] = []
        style = self._styles.get(style_id)
        while style is not None and style not in line:
            line.append(style)
            based_on = style.base_style
            style = based_on if isinstance(based_on, CharacterStyle) else None
        return line


def _first_said(values: Iterator[tuple[bool | None, bool | None]]) -> bool:
    """Whether the first pair that says anything says yes."""
    said = (pair for pair in values if pair != (None, None))
    return any(next(said, ()))
