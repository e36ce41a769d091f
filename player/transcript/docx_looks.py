"""How the text of a Word document looks, and which of its lines are set apart by that."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from docx.document import Document as WordDocument
from docx.styles.style import CharacterStyle
from docx.text.font import Font

_NEARLY_ALL = 0.9
"""The share of a line's letters that makes it look as they do: its label often looks otherwise."""
_HEADINGS = ("heading", "title", "subtitle")


class Look(NamedTuple):
    """How text is shown, as far as it may set a line apart."""

    bold: bool
    italic: bool
    paragraph_style: str
    character_style: str


@dataclass(frozen=True)
class Piece:
    """Text of one look."""

    text: str
    look: Look
    heading: bool


def set_apart(lines: Sequence[Sequence[Piece]]) -> frozenset[int]:
    """The indexes of the lines nearly all of which looks otherwise than most of the body; no headings."""
    usual = _most(_letters_by_look([piece for line in lines for piece in line if not piece.heading]))
    if usual is None:
        return frozenset()
    return frozenset(index for index, line in enumerate(lines) if _is_set_apart(line, usual))


def _is_set_apart(line: Sequence[Piece], usual: Look) -> bool:
    letters = _letters_by_look(line)
    if not letters or line[0].heading:
        return False
    least = _NEARLY_ALL * letters.total()
    return any(
        sum(count for look, count in letters.items() if look[part] != usual[part]) >= least
        for part in range(len(usual))
    )


def _letters_by_look(pieces: Sequence[Piece]) -> Counter[Look]:
    letters: Counter[Look] = Counter()
    for piece in pieces:
        if count := sum(map(str.isalpha, piece.text)):
            letters[piece.look] += count
    return letters


def _most(letters: Counter[Look]) -> Look | None:
    return max(letters, key=lambda look: letters[look], default=None)


class Styles:
    """What the document's styles say of a look, by their ids."""

    def __init__(self, document: WordDocument) -> None:
        self._styles = {
            style.style_id: style for style in document.styles if isinstance(style, CharacterStyle)
        }
        self._fonts: dict[str, list[Font]] = {}

    def look(self, font: Font, paragraph_style: str, character_style: str) -> Look:
        """How a run is shown: by what it says itself, else by the nearest style that says it."""
        fonts = [font, *self._fonts_of(character_style), *self._fonts_of(paragraph_style)]
        return Look(
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
