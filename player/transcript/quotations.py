"""Another person's words inside a paragraph: what stands in quotation marks, or after "she said:"."""

import re

from player.transcript.marks import POINTS, without_marks

QUOTED = " § "
"""Stands for the words of a quotation, so that what is around it does not grow together."""

_OPENS = re.compile(r"(?<![א-ת\d\"])[\"״“„«”](?=\S)|(?<![א-ת])[ובהלמכש]{1,3}(?P<mark>[\"״“„])(?=[א-ת]{2})")
_CLOSES = re.compile(r"(?<=\S)[\"״”“»](?![א-ת\d])")
_SAID = re.compile(
    r"(?<![א-ת])[ושכ]{0,3}(?:אמר|אמרה|אמרו|אמרתי|אומר|אומרת|אומרים|שאל|שאלה|שאלו|שאלתי|שואל|שואלת|ענה|ענתה|ענו|"
    r"עניתי|השיב|השיבה|כתב|כתבה|כתוב|צעק|צעקה|צועק|צועקת|לחש|לחשה|חשבתי)(?: [א-ת]+){0,3}: (?P<words>[^.?!…]*)"
)
_POINT = re.compile(f"[{POINTS}]")


def own_words(text: str) -> str:
    """The paragraph without quotations, without words that are told as said, and without points and marks.

    Gershayim open no quotation: they stand before the last letter of a word. A quotation that is never
    closed is none.

    >>> own_words('היא אמרה "אני זוכרת" וחזרה לחו"ל')
    'היא אמרה  §  וחזרה לחו"ל'
    """
    plain = _POINT.sub("", without_marks(text))
    kept, end = [], 0
    for start, stop in _quotations(plain):
        kept += [plain[end:start], QUOTED]
        end = stop
    return _without_told("".join([*kept, plain[end:]]))


def is_quotation(own: str) -> bool:
    """Whether nothing of a paragraph is its speaker's own: it is one quotation from end to end."""
    return own.strip(" .,") == QUOTED.strip()


def _quotations(text: str) -> list[tuple[int, int]]:
    """Where quotations stand, marks and all, in order: each from its opening mark to the next closing one."""
    opens = [match.start("mark") if match["mark"] else match.start() for match in _OPENS.finditer(text)]
    closes = [match.start() for match in _CLOSES.finditer(text)]
    spans: list[tuple[int, int]] = []
    closing = iter(closes)
    close = next(closing, None)
    for start in opens:
        if spans and start < spans[-1][1]:
            continue
        while close is not None and close <= start:
            close = next(closing, None)
        if close is None:
            break
        spans.append((start, close + 1))
    return spans


def _without_told(text: str) -> str:
    return _SAID.sub(lambda match: match[0][: match.start("words") - match.start()] + QUOTED, text)
