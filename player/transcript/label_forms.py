"""What has the form of a speaker's label at the head of a line, whether or not it is believed to be one."""

import re
from dataclasses import dataclass
from typing import Literal

from player.transcript.label_words import FACT_KEYS, HONORIFICS, NEVER_IN_A_NAME, NOT_LABELS, OFFICES, ROLES
from player.transcript.marks import MARKS, without_marks

MOST_NAME_CHARS = 40
_MOST_NAME_WORDS = 5
_MOST_WORDS_WITH_OFFICE = 7
_MOST_LABEL_CHARS = 200
"""No label is longer: so much of a line is looked at."""

Form = Literal["colon", "tagged", "dash", "alone", "letter"]

# Possessive, so that a line of a thousand stars is looked at once and not a thousand times.
_DECORATION = rf"[\s*_#<>‹›{MARKS}]*+"
_TAG = r"<<\s*(?:דובר|אורח|יו\"?ר|קריא|מנהל|שר|מוזמן|מציג|משתתף)[^<>]{0,20}>>"
_TIME = r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?[\])]?)"
_NAME = rf"(?P<name>[^:()\[\]<>‹›]{{1,{MOST_NAME_CHARS}}}?)"
_ASIDE = rf"(?:[(\[](?:{_TIME}|[^()\[\]:]{{1,60}})[)\]]{_DECORATION})"
_COLON = re.compile(
    rf"(?P<tag>{_TAG})?(?:{_TIME}\s+)?{_DECORATION}{_NAME}{_DECORATION}"
    rf"(?:{_ASIDE}?:|\([^():]{{1,60}}:\s*\):?)[*_>›{MARKS}]*(?:\s*{_TAG})?(?!\d|//)\s*"
)
_TAGGED = re.compile(rf"(?P<tag>{_TAG}){_DECORATION}{_NAME}{_DECORATION}{_ASIDE}?{_TAG}\s*")
_DASH = re.compile(rf"{_DECORATION}{_NAME}{_DECORATION}{_ASIDE}?(?:(?<=\s)[-–—]|[–—])[*_{MARKS}]*\s+")
_ALONE = re.compile(rf"{_DECORATION}{_NAME}{_DECORATION}{_ASIDE}?[{MARKS}]*$")
_LETTER = re.compile(rf"{_DECORATION}(?P<name>[שת])[{MARKS}]*\.[*_{MARKS}]*\s+")
_PATTERNS: dict[Form, re.Pattern[str]] = {
    "colon": _COLON,
    "tagged": _TAGGED,
    "dash": _DASH,
    "alone": _ALONE,
    "letter": _LETTER,
}
_NAME_WORD = re.compile(r"[א-תA-Za-z][א-תA-Za-z\u05b0-\u05c7\"״'׳’.\-־–]*")
_COUNTED = re.compile(r"\d{1,2}")


@dataclass(frozen=True)
class Label:
    """A label as it stands at the head of a line."""

    name: str
    """The person's name or role, without marks, decoration or what stood in parentheses."""
    length: int
    """Characters of the line that it takes, with the white space after it."""
    tagged: bool = False
    """Whether the minutes' own tags stand around it, ``<< דובר >> … << דובר >>``."""


def label_form(line: str, form: Form = "colon") -> Label | None:
    """What stands at the head of a line in this form, if a person could be called so.

    >>> label_form("**יעל (בחיוך):** שלום")
    Label(name='יעל', length=17, tagged=False)
    >>> label_form("יעל – שלום", "dash")
    Label(name='יעל', length=6, tagged=False)
    """
    match = _PATTERNS[form].match(line[:_MOST_LABEL_CHARS])
    if not match or (form == "alone" and (match.end() < len(line) or match["name"].endswith("."))):
        return None
    name = " ".join(without_marks(match["name"]).strip(" *_").split())
    tagged = bool(match.groupdict().get("tag"))
    return Label(name, match.end(), tagged) if could_be_a_name(name) else None


def could_be_a_name(name: str) -> bool:
    """Whether a person or a role could be called so: few words, none of which is only of sentences."""
    words = plain_quotes(name).split()
    if len(words) > 1 and _COUNTED.fullmatch(words[-1]) and words[0] in ROLES:
        words.pop()
    most = _MOST_WORDS_WITH_OFFICE if words[:1] and words[0] in OFFICES else _MOST_NAME_WORDS
    return (
        0 < len(words) <= most
        and all(_NAME_WORD.fullmatch(word) for word in words)
        and " ".join(words) not in NOT_LABELS | FACT_KEYS
        and not NEVER_IN_A_NAME.intersection(words)
    )


def without_honorifics(name: str) -> tuple[str, ...]:
    """A name's words without its honorifics.

    >>> without_honorifics('הרב ד"ר מיכאל לייטמן')
    ('מיכאל', 'לייטמן')
    """
    return tuple(word for word in plain_quotes(name).split() if word not in HONORIFICS)


def plain_quotes(text: str) -> str:
    """Gershayim and geresh as they are typed, which is how the tables write them."""
    return text.replace("״", '"').replace("׳", "'")
