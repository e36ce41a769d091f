"""Where text may be broken, into cues and into their lines: what it costs the reader, after each word."""

import re
from collections.abc import Iterator, Sequence

from player.transcript.marks import CLOSERS
from player.transcript.shown import width

LINE_CHARS = 42
"""Characters a line at the most: what Netflix's guide for Hebrew allows."""
LINES = 2
"""Lines a cue at the most, as all guides have it."""

# What a break costs, in the eyes of a reader; only their order and rough distance matter.
SENTENCE, CLAUSE, CONJUNCTION, WORDS, BOUND = 0.0, 2.0, 5.0, 9.0, 15.0
_SENTENCE = re.compile(rf"[.?!…][{CLOSERS}]*$")
_CLAUSE = re.compile(rf"[,;:–—][{CLOSERS}]*$")
_CONJUNCTION = re.compile(
    r"(?:ו[א-ת]{2}|כש[א-ת]|ש[א-ת]{3}|[-–—]|(?:כי|אבל|או|אז|גם|אם|אלא|לכן|כאשר|אחרי|לפני|כמו)$)"
)
_BOUND = frozenset(
    """
של את על עם אל מן בין לבין כל לא אין יש הוא היא הם הן זה זאת זו אני אתה אנחנו כדי בלי עד אצל תחת מול לפי
רק עוד מאוד יותר הכי ד"ר פרופ' הרב גב' מר רבי
""".split()
)
"""Words that belong to the one after them."""


def break_cost(word: str, following: str) -> float:
    """What it costs to break after a word before the one that follows it.

    >>> [break_cost(word, "מה") for word in ("שלום.", "שלום,", "שלום", "של")]
    [0.0, 2.0, 9.0, 15.0]
    """
    if _SENTENCE.search(word):
        return SENTENCE
    if _CLAUSE.search(word):
        return CLAUSE
    if word in _BOUND:
        return BOUND
    return CONJUNCTION if _CONJUNCTION.match(following) else WORDS


def broken(words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The words of a cue in its lines: one if it holds them, else broken where it costs least, and evenly.

    A word longer than a line has a line of its own.
    """
    if width(" ".join(words)) <= LINE_CHARS:
        return (tuple(words),)
    if pairs := list(_pairs(words)):
        return min(pairs, key=_unevenness)
    return tuple(_filled(words))


def _pairs(words: Sequence[str]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for at in range(1, len(words)):
        pair = tuple(words[:at]), tuple(words[at:])
        if all(width(" ".join(line)) <= LINE_CHARS for line in pair):
            yield pair


def _unevenness(pair: tuple[tuple[str, ...], tuple[str, ...]]) -> float:
    first, second = pair
    apart = abs(width(" ".join(first)) - width(" ".join(second)))
    return break_cost(first[-1], second[0]) + apart / 4


def _filled(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Line after line as full as it goes."""
    line: list[str] = []
    for word in words:
        if line and width(" ".join([*line, word])) > LINE_CHARS:
            yield tuple(line)
            line = []
        line.append(word)
    yield tuple(line)
