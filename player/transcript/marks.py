"""Characters that shape a line without being read: they may stand anywhere and must break nothing."""

import re

MARKS = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u200b-\u200d\ufeff"
"""Bidi controls, zero-width characters and byte order marks, as the inside of a pattern's class."""

POINTS = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
"""Vowel points and accents of Hebrew letters, as the inside of a pattern's class."""

CLOSERS = "\"'”’״׳»›)\\]}*_" + MARKS
"""What may stand between the end of a sentence and the space after it, as the inside of a class."""

_MARK = re.compile(f"[{MARKS}]")
_HEBREW = re.compile(r"[א-ת]")
_LEAST_HEBREW = 0.3
"""The least share of Hebrew letters among letters."""
_SAYABLE = re.compile(r"[^\W_]")


def without_marks(text: str) -> str:
    """The text without its invisible marks."""
    return _MARK.sub("", text)


def is_blank(text: str) -> bool:
    """Whether nobody would see anything: white space and invisible marks alone."""
    return not without_marks(text).strip()


def is_sayable(text: str) -> bool:
    """Whether there is a letter or a digit in it, and so something to say.

    >>> is_sayable("כן."), is_sayable("* * *")
    (True, False)
    """
    return _SAYABLE.search(text) is not None


def is_hebrew(text: str) -> bool:
    """Whether enough of the letters are Hebrew: a conversation may quote another language at length."""
    letters = sum(character.isalpha() for character in text)
    return len(_HEBREW.findall(text)) > _LEAST_HEBREW * letters
