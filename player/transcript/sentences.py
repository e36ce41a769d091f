"""A paragraph → its lines: one sentence each, every word in exactly one of them, to the character."""

import re
from functools import lru_cache

from audio.speech import word_spans
from player.transcript.marks import CLOSERS, MARKS, is_sayable
from player.transcript.model import Line

_ENDED = re.compile(rf"[.?!…][{CLOSERS}]*$")
_HALTED = re.compile(rf"(?:\.\.+|…)[{CLOSERS}]*$")
_OPENERS = rf"[\"'“„«‹(\[{MARKS}]*"
_INITIALS = re.compile(rf"{_OPENERS}(?:[א-תA-Z]\.|[ובלמהשכ]?-?(?:[א-תA-Z]['׳]?\.){{2,4}})[{MARKS}]*$")
_ORDINAL = re.compile(rf"{_OPENERS}\d{{1,3}}\.[{MARKS}]*$")
_SHORTENED = re.compile(
    rf"{_OPENERS}(?:[ובלמהשכ]{{0,2}}(?:מס|עמ|טל|פרופ|גב|מח)|Mrs?|Ms|Dr|Prof|St|vs|etc|e\.g|i\.e)\.$"
)
_FLOWS_ON = re.compile(
    rf"{_OPENERS}(?:[a-z]|[ו][א-ת]|כש|ש(?:אני|אנחנו|הוא|היא|הם|זה|יש|אין|לא)|,|-|–|"
    r"(?:כי|אבל|או|אז|גם|אם|של|עם|על|את|לא|כן|איך|כאילו|נגיד|בעצם|כלומר|אולי|פשוט|יותר|ממש|מאוד|אה|אמ)"
    r"(?![א-ת]))"
)
REMEMBERED = 20_000
"""Paragraphs, ten hours of talk and more: whoever mends one asks for all of them again."""
_SHORT_HALT_WORDS = 3
"""A halt after so few words is a speaker looking for the next one, not the end of a sentence."""


@lru_cache(REMEMBERED)
def lines_of(text: str) -> tuple[Line, ...]:
    """The sentence lines of a paragraph.

    A sentence ends at ``.``, ``?``, ``!`` or ``…``, with any closing quotes, before white space. Dates,
    decimals, initials, ``1.`` before an item, and a halt in mid-sentence (``...``) end none.

    >>> [line.text for line in lines_of("שלום. מה שלומך?")]
    ['שלום.', 'מה שלומך?']
    """
    sentences: list[list[tuple[int, int]]] = []
    words = word_spans(text)
    current: list[tuple[int, int]] = []
    for index, (start, end) in enumerate(words):
        current.append((start, end))
        following = text[slice(*words[index + 1])] if index + 1 < len(words) else ""
        if not following or _ends_sentence(text[start:end], len(current), following):
            sentences.append(current)
            current = []
    return tuple(_line(text, sentence) for sentence in _with_strays_joined(text, sentences))


def _ends_sentence(word: str, count: int, following: str) -> bool:
    """Whether the sentence ends with this word, its `count`-th, when `following` is the next one."""
    if not _ENDED.search(word) or _INITIALS.match(word) or _SHORTENED.match(word):
        return False
    if _HALTED.search(word):
        return count > _SHORT_HALT_WORDS and not _FLOWS_ON.match(following)
    return not (count == 1 and _ORDINAL.match(word))


def _with_strays_joined(text: str, sentences: list[list[tuple[int, int]]]) -> list[list[tuple[int, int]]]:
    """Sentences in which nothing can be said go to the one before, or at the start to the one after."""
    joined: list[list[tuple[int, int]]] = []
    for sentence in sentences:
        stray = not is_sayable(_span_text(text, sentence))
        if joined and (stray or not is_sayable(_span_text(text, joined[-1]))):
            joined[-1] = joined[-1] + sentence
        else:
            joined.append(sentence)
    return joined


def _span_text(text: str, words: list[tuple[int, int]]) -> str:
    return text[words[0][0] : words[-1][1]]


def _line(text: str, words: list[tuple[int, int]]) -> Line:
    start, end = words[0][0], words[-1][1]
    return Line(start, end, text[start:end])
