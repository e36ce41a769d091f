"""A document's text → its pieces in order: heading, notes, labels and what is spoken."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from player.transcript.labels import Label, find_labels
from player.transcript.marks import is_blank, is_sayable, without_marks
from player.transcript.text import text_lines
from player.transcript.title import heading_length

_BRACKETED = re.compile(r"[*_\s]*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])[*_\s.]*")

_PAGE_NUMBER = re.compile(r"(?:עמוד|דף|עמ['׳]?)\s+\d+(?:\s+מתוך\s+\d+)?|\d+\s*/\s*\d+")


@dataclass(frozen=True)
class Piece:
    """One line of the document. Its mark and its text together are the line, but for white space."""

    kind: Literal["heading", "note", "speech"]
    text: str
    mark: str = ""
    """The label as it stands, with its colon."""
    name: str = ""
    """Whom the label names."""


def split_pieces(text: str) -> tuple[Piece, ...]:
    """Every line of a document with something in it, as what it is.

    A label alone on its line is a piece of speech with no text: its words follow.
    """
    lines = [line.strip() for line in text_lines(text) if not is_blank(line)]
    labels = find_labels(lines)
    notes = [
        _is_note(line[label.length if label else 0 :]) for line, label in zip(lines, labels, strict=True)
    ]
    others = [index for index, note in enumerate(notes) if not note]
    length = heading_length([lines[i] for i in others], [labels[i] is not None for i in others])
    heading = set(others[:length])
    return tuple(
        Piece("heading", line) if index in heading else _piece(line, labels[index], notes[index])
        for index, line in enumerate(lines)
    )


def heading_lines(pieces: Sequence[Piece]) -> list[str]:
    """The lines of the title block."""
    return [piece.text for piece in pieces if piece.kind == "heading"]


def _piece(line: str, label: Label | None, note: bool) -> Piece:
    if note:
        return Piece("note", line)
    if label is None:
        return Piece("speech", line)
    return Piece("speech", line[label.length :], line[: label.length].rstrip(), label.name)


def _is_note(text: str) -> bool:
    """Whether a line is wholly in brackets, a page's number, or signs alone."""
    bare = without_marks(text).strip()
    if not bare:
        return False
    return not is_sayable(bare) or any(form.fullmatch(bare) for form in (_BRACKETED, _PAGE_NUMBER))
