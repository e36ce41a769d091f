"""Text as it is sought: bare letters, so that points, finals, quotation marks and case do not matter.

``static/js/bare.js`` makes the same of the same text; a table in ``tests/data/`` holds both to it.
"""

import re
import unicodedata

PREFIXES = "והבכלמש"
"""Letters that may stand before a word; as many as four of them: ושבבית is found by בית."""
_MOST_PREFIXES, _SHORTEST_WORD, _SHORTEST_STEM = 4, 2, 3
_FINALS = str.maketrans("ךםןףץ", "כמנפצ")
# Points, accents and the signs of direction, which stand inside of words.
_MARKS = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u034f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]"
)
# Geresh and gershayim, however they are typed, belong to the word.
_QUOTES = re.compile(r"""(?<=[^\W\d_])["'׳״’”](?=[^\W\d_])|[׳״]""")
_BETWEEN = re.compile(r"[\W_]+")


def bare_text(text: str) -> str:
    """The text's words in bare letters, with one space between them.

    >>> bare_text("בֵּית־סֵפֶר, של ד״ר כהן")
    'בית ספר של דר כהנ'
    """
    letters = _QUOTES.sub("", _MARKS.sub("", unicodedata.normalize("NFC", text)))
    return _BETWEEN.sub(" ", letters.lower().translate(_FINALS)).strip()


def forms(word: str) -> list[str]:
    """A bare word, and what is left of it without the letters that may stand before it.

    >>> forms("ושבבית")
    ['ושבבית', 'שבבית', 'בבית', 'בית', 'ית']
    """
    return [word, *_without_prefixes(word, _SHORTEST_WORD)]


def stems(word: str) -> list[str]:
    """What a sought word may be without the letters before it; too short a rest would find anything.

    >>> stems("הגשמ"), stems("שלי")
    (['גשמ'], [])
    """
    return list(_without_prefixes(word, _SHORTEST_STEM))


def _without_prefixes(word: str, shortest: int) -> list[str]:
    found = []
    for at in range(1, min(_MOST_PREFIXES, len(word) - shortest) + 1):
        if word[at - 1] not in PREFIXES:
            break
        found.append(word[at:])
    return found
