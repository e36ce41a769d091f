"""A paragraph in requests that the service answers well: whole sentences, some hundred characters each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from audio.speech import Reading, SpokenText

MOST_CHARACTERS = 600
"""Longer requests are the ones that stall."""
MOST_BYTES = 3_500
"""The library cuts at 4,096 escaped bytes, wherever that is."""

_SENTENCE_END = re.compile(r"[.?!…]+[\"'”״’׳)\]]*$")
_CLAUSE_END = re.compile(r"[,;:–—][\"'”״’׳)\]]*$")
_DASHES = frozenset("-–—")


@dataclass(frozen=True)
class Request:
    """What one request speaks."""

    words: tuple[str, ...]
    """What is sent for each displayed word in order; "" for one that is not."""

    @property
    def text(self) -> str:
        return " ".join(word for word in self.words if word)

    @property
    def has_letters(self) -> bool:
        return any(map(str.isalnum, self.text))

    @property
    def fits(self) -> bool:
        return len(self.text) <= MOST_CHARACTERS and len(escape(self.text).encode()) <= MOST_BYTES


def split(spoken: SpokenText) -> tuple[Request, ...]:
    """The paragraph in as few requests as fit, each ending with a sentence or else a clause or else a word.

    A single word beyond the limits is a request of its own, which does not fit.
    """
    packed: list[Request] = []
    words = tuple(_sent(reading, spoken.display) for reading in spoken.readings)
    for piece in _pieces(words, [_SENTENCE_END, _CLAUSE_END]):
        together = Request((*packed[-1].words, *piece)) if packed else Request(piece)
        if packed and together.fits:
            packed[-1] = together
        else:
            packed.append(Request(piece))
    return tuple(packed)


def _sent(reading: Reading, display: str) -> str:
    """A dash is not read, but the service makes the pause of it that a reader would."""
    shown = display[reading.start_char : reading.end_char]
    return reading.spoken or ("–" if set(shown) <= _DASHES else "")


def _pieces(words: tuple[str, ...], ends: Sequence[re.Pattern[str]]) -> Iterator[tuple[str, ...]]:
    """Cut at the first kind of end; what is still too long, at the next kind, and at last word by word."""
    if not ends:
        yield from ((word,) for word in words)
        return
    for piece in _cut(words, ends[0]):
        if Request(piece).fits:
            yield piece
        else:
            yield from _pieces(piece, ends[1:])


def _cut(words: tuple[str, ...], end: re.Pattern[str]) -> Iterator[tuple[str, ...]]:
    start = 0
    for i, word in enumerate(words, start=1):
        if end.search(word) or i == len(words):
            yield words[start:i]
            start = i
