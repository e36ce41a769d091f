"""A paragraph in requests that the service answers well: whole sentences, some hundred characters each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
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
    """What one request speaks: a paragraph, or consecutive words of it."""

    spoken: SpokenText

    @cached_property
    def words(self) -> tuple[str, ...]:
        """What is sent for each displayed word in order; "" for one that is not."""
        return tuple(_sent(reading, self.spoken.display) for reading in self.spoken.readings)

    @property
    def text(self) -> str:
        return _text(self.words)

    @property
    def has_letters(self) -> bool:
        return any(map(str.isalnum, self.text))

    @property
    def fits(self) -> bool:
        return _fit(self.words)


def split(spoken: SpokenText) -> tuple[Request, ...]:
    """The paragraph in as few requests as fit, each ending with a sentence or else a clause or else a word.

    A single word beyond the limits is a request of its own, which does not fit.
    """
    words = Request(spoken).words
    packed: list[range] = []
    for piece in _pieces(words, range(len(words)), [_SENTENCE_END, _CLAUSE_END]):
        if packed and _fit(words[packed[-1].start : piece.stop]):
            packed[-1] = range(packed[-1].start, piece.stop)
        else:
            packed.append(piece)
    return tuple(Request(_part(spoken, piece)) for piece in packed)


def _part(spoken: SpokenText, words: range) -> SpokenText:
    """Consecutive words of a paragraph as a text of their own."""
    readings = spoken.readings[words.start : words.stop]
    start, end = readings[0].start_char, readings[-1].end_char
    moved = (replace(r, start_char=r.start_char - start, end_char=r.end_char - start) for r in readings)
    return SpokenText(spoken.display[start:end], tuple(moved))


def _text(words: Sequence[str]) -> str:
    return " ".join(word for word in words if word)


def _fit(words: Sequence[str]) -> bool:
    text = _text(words)
    return len(text) <= MOST_CHARACTERS and len(escape(text).encode()) <= MOST_BYTES


def _sent(reading: Reading, display: str) -> str:
    """A dash is not read, but the service makes the pause of it that a reader would."""
    shown = display[reading.start_char : reading.end_char]
    return reading.spoken or ("–" if set(shown) <= _DASHES else "")


def _pieces(words: Sequence[str], piece: range, ends: Sequence[re.Pattern[str]]) -> Iterator[range]:
    """Cut at the first kind of end; what is still too long, at the next kind, and at last word by word."""
    if not ends:
        yield from (range(i, i + 1) for i in piece)
        return
    for smaller in _cut(words, piece, ends[0]):
        if _fit(words[smaller.start : smaller.stop]):
            yield smaller
        else:
            yield from _pieces(words, smaller, ends[1:])


def _cut(words: Sequence[str], piece: range, end: re.Pattern[str]) -> Iterator[range]:
    start = piece.start
    for i in piece:
        if end.search(words[i]) or i + 1 == piece.stop:
            yield range(start, i + 1)
            start = i + 1
