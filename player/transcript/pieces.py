"""A document's text → its pieces in order: heading, notes, labels and what is spoken."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from player.transcript.label_forms import Label
from player.transcript.rows import Row, split_rows
from player.transcript.title import heading_length
from player.transcript.unspoken import is_note, is_play, is_unspoken, page_headers, part_headings

_MOSTLY = 0.5


@dataclass(frozen=True)
class Piece:
    """One paragraph or line of the document. Its mark and its text together are it, but for white space."""

    kind: Literal["heading", "note", "speech"]
    text: str
    mark: str = ""
    """The label as it stands, with its colon."""
    name: str = ""
    """Whom the label names; of a note such as ``דנה: (צוחקת)`` whoever speaks next."""
    emphasised: bool = False
    """Whether the document shows it in bold or in a style of its own."""


def split_pieces(text: str, emphasised: Set[int] = frozenset()) -> tuple[Piece, ...]:
    """Every paragraph or line of a document with something in it, as what it is.

    A label alone on its line is a piece of speech with no text: its words follow.
    """
    rows, labels = split_rows(text, emphasised)
    notes = [is_note(_words(row, label)) for row, label in zip(rows, labels, strict=True)]
    everybody = _everybody_has_a_label(rows, labels)
    heading = _heading(rows, labels, notes, everybody)
    unspoken = _unspoken(rows, labels, heading, everybody)
    return tuple(
        Piece("heading", row.text)
        if index in heading
        else _piece(row, labels[index], notes[index] or (labels[index] is None and row.text in unspoken))
        for index, row in enumerate(rows)
    )


def heading_lines(pieces: Sequence[Piece]) -> list[str]:
    """The lines of the title block."""
    return [piece.text for piece in pieces if piece.kind == "heading"]


def _heading(
    rows: Sequence[Row], labels: Sequence[Label | None], notes: Sequence[bool], everybody: bool
) -> Set[int]:
    """Indexes of the rows that are the title block; a note among them stays a note."""
    others = [index for index, note in enumerate(notes) if not note]
    labelled = [labels[i] is not None for i in others]
    length = heading_length([rows[i].text for i in others], labelled, everybody)
    return frozenset(others[:length])


def _unspoken(
    rows: Sequence[Row], labels: Sequence[Label | None], heading: Set[int], everybody: bool
) -> Set[str]:
    """The lines without a label that nobody says, after the title block."""
    body = [index for index in range(len(rows)) if index not in heading]
    unlabelled = [index for index in body if labels[index] is None]
    lines = [rows[index].text for index in unlabelled]
    play = is_play([row.text for row in rows])
    unspoken = page_headers(lines, [rows[index].text for index in heading])
    unspoken |= {line for line in lines if is_unspoken(line, play)}
    if everybody:
        said = [words for index in body if (words := _words(rows[index], labels[index]))]
        # What follows a label alone on its line is that speaker's, however it ends.
        free = [
            rows[index].text for index in unlabelled if not (index and _is_apart(rows, labels, index - 1))
        ]
        unspoken |= part_headings(said).intersection(free)
    return unspoken


def _words(row: Row, label: Label | None) -> str:
    return row.text[label.length if label else 0 :]


def _is_apart(rows: Sequence[Row], labels: Sequence[Label | None], index: int) -> bool:
    """Whether a label stands alone on this line."""
    return labels[index] is not None and not _words(rows[index], labels[index])


def _everybody_has_a_label(rows: Sequence[Row], labels: Sequence[Label | None]) -> bool:
    """Whether labels stand alone on their lines, or mostly follow right upon one another."""
    at = [index for index, label in enumerate(labels) if label]
    apart = sum(_is_apart(rows, labels, index) for index in at)
    neighbours = sum(two - one == 1 for one, two in pairwise(at))
    return apart > _MOSTLY * len(at) or neighbours > _MOSTLY * max(1, len(at) - 1)


def _piece(row: Row, label: Label | None, note: bool) -> Piece:
    if note:
        return Piece("note", row.text, name=label.name if label else "")
    if label is None:
        return Piece("speech", row.text, emphasised=row.emphasised)
    return Piece(
        "speech", row.text[label.length :], row.text[: label.length].rstrip(), label.name, row.emphasised
    )
