"""A document's lines → its rows: one paragraph of one speaker each, whatever the lines are.

Lines that were broken at a margin are joined to the paragraph that they were, and a line on which several
people speak is parted before each label.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from player.transcript.label_forms import MOST_NAME_CHARS, label_form
from player.transcript.labels import Labels, find_labels, is_known_name
from player.transcript.marks import CLOSERS, is_blank, without_marks
from player.transcript.text import text_lines

_LEAST_MARGIN, _MOST_MARGIN = 30, 120
"""Between so many characters is a margin at which somebody would break lines."""
_FULL = 0.85
"""A line is full if with the next word it were longer than this share of the margin."""
_MOSTLY = 0.6
"""Broken at a margin is a document of whose lines in one block, but the last, so many are full."""
_LEAST_FULL = 3
_BEFORE_LABEL = re.compile(rf"(?:[.?!…|][{CLOSERS}]*\s+|\s{{2,}}|\t|\s[-–—]\s+)(?=[^\s:])")
_HEADING_KIND = re.compile(r"(?:שיחה|תוכנית|תכנית|פרק|שיעור|חלק|נושא|מפגש)\s+\S+\s")
_COLON = re.compile(":")
_SPACE = re.compile(r"\s+")
_MOST_REST = 200
"""So much of a line is looked at for a label."""
_MOST_BEFORE = MOST_NAME_CHARS + 40
"""So far before a colon a label may begin, with what stands in parentheses."""


@dataclass(frozen=True)
class Row:
    """One paragraph of speech, or one line of something else."""

    text: str
    emphasised: bool
    """Whether the document shows it in bold or in a style of its own."""
    after_gap: bool
    """Whether a blank line, or the document's start, is before it."""


def split_rows(text: str, emphasised: Set[int]) -> tuple[tuple[Row, ...], Labels]:
    """The rows of a document, and the label of each.

    Args:
        text: the document.
        emphasised: indexes of the lines, of all that `text_lines` gives, that are set apart.
    """
    rows = _lines(text, emphasised)
    rows = _joined(rows, find_labels([row.text for row in rows]))
    labels = find_labels([row.text for row in rows])
    parted = _parted(rows, labels)
    if len(parted) > len(rows):
        rows, labels = parted, find_labels([row.text for row in parted])
    return tuple(rows), labels


def _lines(text: str, emphasised: Set[int]) -> list[Row]:
    rows, gap = [], True
    for index, line in enumerate(text_lines(text)):
        if is_blank(line):
            gap = True
            continue
        rows.append(Row(line.strip(), index in emphasised, gap))
        gap = False
    return rows


def _joined(rows: Sequence[Row], labels: Labels) -> list[Row]:
    """The rows with lines that were broken at a margin joined; none where the document has no margin."""
    margin = max((len(row.text) for row in rows), default=0)
    follows = [
        not after.after_gap and label is None
        for (_, after), label in zip(pairwise(rows), labels[1:], strict=True)
    ]
    full = [follow and _is_full(*pair, margin) for follow, pair in zip(follows, pairwise(rows), strict=True)]
    at_margin = sum(full) >= max(_LEAST_FULL, _MOSTLY * sum(follows))
    if not (_LEAST_MARGIN <= margin <= _MOST_MARGIN and at_margin):
        return list(rows)
    paragraphs = [[row] for row in rows[:1]]
    for row, goes_on in zip(rows[1:], full, strict=True):
        if goes_on:
            paragraphs[-1].append(row)
        else:
            paragraphs.append([row])
    return [_paragraph(lines) for lines in paragraphs]


def _is_full(line: Row, following: Row, margin: int) -> bool:
    return len(line.text) + 1 + len(following.text.split()[0]) > _FULL * margin


def _paragraph(lines: Sequence[Row]) -> Row:
    text = " ".join(line.text for line in lines)
    return Row(text, all(line.emphasised for line in lines), lines[0].after_gap)


def _parted(rows: Sequence[Row], labels: Labels) -> list[Row]:
    names = {label.name for label in labels if label}
    parted = []
    for row, label in zip(rows, labels, strict=True):
        starts = [0, *_inner_labels(row.text, label.length if label else 0, names), len(row.text)]
        parts = [row.text[start:end].strip() for start, end in pairwise(starts)]
        parted += [
            Row(part, row.emphasised, row.after_gap and not number) for number, part in enumerate(parts)
        ]
    return parted


def _inner_labels(line: str, start: int, names: Set[str]) -> Iterator[int]:
    """Where in a line, from `start` on, a label begins: after a sentence's end or a heading."""
    for colon in _colons(line, start):
        begin = max(start, colon - _MOST_BEFORE)
        breaks = [match.end() for match in _BEFORE_LABEL.finditer(line, begin, colon)]
        if not breaks and start == 0 and _HEADING_KIND.match(line):
            breaks = [match.end() for match in _SPACE.finditer(line, begin, colon)]
        candidates = [at for at in breaks if _is_inner_label(line[at : at + _MOST_REST], names, start > 0)]
        if candidates:
            yield candidates[0]
            start = colon + 1


def _colons(line: str, start: int) -> Iterable[int]:
    return (match.start() for match in _COLON.finditer(line, start))


def _is_inner_label(rest: str, names: Set[str], has_label: bool) -> bool:
    form = label_form(rest)
    if form is None or not without_marks(rest[form.length :]).strip():
        return False
    return form.name in names or (has_label and is_known_name(form.name))
