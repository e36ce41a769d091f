"""A paragraph in requests that the service answers well: whole sentences, some hundred characters each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from audio.speech import Reading

MOST_CHARACTERS = 600
"""Longer requests are the ones that stall."""
MOST_BYTES = 3_500
"""The library cuts at 4,096 escaped bytes, wherever that is."""

_SENTENCE_END = re.compile(r"[.?!…]+[\"'”״’׳)\]]*$")
_CLAUSE_END = re.compile(r"[,;:–—][\"'”״’׳)\]]*$")


@dataclass(frozen=True)
class Request:
    """The readings that one request speaks; those with nothing to say are carried along."""

    readings: tuple[Reading, ...]

    @property
    def text(self) -> str:
        return " ".join(reading.spoken for reading in self.readings if reading.spoken)

    @property
    def has_letters(self) -> bool:
        return any(map(str.isalnum, self.text))

    @property
    def fits(self) -> bool:
        return len(self.text) <= MOST_CHARACTERS and len(escape(self.text).encode()) <= MOST_BYTES


def split(readings: Sequence[Reading]) -> tuple[Request, ...]:
    """The readings in as few requests as fit, each ending with a sentence or else a clause or else a word.

    A single word beyond the limits is a request of its own, which does not fit.
    """
    packed: list[Request] = []
    for piece in _pieces(tuple(readings), [_SENTENCE_END, _CLAUSE_END]):
        together = Request((*packed[-1].readings, *piece)) if packed else Request(piece)
        if packed and together.fits:
            packed[-1] = together
        else:
            packed.append(Request(piece))
    return tuple(packed)


def _pieces(readings: tuple[Reading, ...], ends: Sequence[re.Pattern[str]]) -> Iterator[tuple[Reading, ...]]:
    """Cut at the first kind of end; what is still too long, at the next kind, and at last word by word."""
    if not ends:
        yield from ((reading,) for reading in readings)
        return
    for piece in _cut(readings, ends[0]):
        if Request(piece).fits:
            yield piece
        else:
            yield from _pieces(piece, ends[1:])


def _cut(readings: tuple[Reading, ...], end: re.Pattern[str]) -> Iterator[tuple[Reading, ...]]:
    start = 0
    for i, reading in enumerate(readings, start=1):
        if end.search(reading.spoken) or i == len(readings):
            yield readings[start:i]
            start = i
