"""What the grammar of a Hebrew paragraph tells of who speaks and who is spoken to."""

import re
from collections import Counter
from collections.abc import Iterable

from audio.speech import Gender
from player.transcript.forms import ADVERBS, BEFORE_US, IMPERATIVE, ONESELF, PRESENT, TO_A_WOMAN, TO_SOMEONE

_GENDERS: tuple[Gender, Gender] = ("m", "f")
_TO_US = ("לי", "לנו", "נא")
_QUOTED = re.compile(r"(?<![א-ת])[\"“„].*?[\"”](?![א-ת])")
_PREFIX = r"(?<![א-ת])(?:ו|כש|וכש|ש|וש|מש|לכש|כי)?"
_BETWEEN = rf"(?:\s+(?:{'|'.join(ADVERBS)})(?![א-ת]))*"
_AGED = r"(?:הייתי|אני)(?:\s+\S+){0,3}?\s+"
_NUMBER = (
    r"(?:\d+|אחת|שתיים|שתים|שלוש|ארבע|חמש|שש|שבע|שמונה|תשע|עשר|עשרים|שלושים|ארבעים|חמישים|שישים|שבעים|"
    r"שמונים|תשעים)"
)


def _one_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(words)})(?![א-ת])"


def _column(pairs: Iterable[tuple[str, str]], gender: Gender) -> str:
    return _one_of(sorted({pair[_GENDERS.index(gender)] for pair in pairs}))


_OF_ONESELF: dict[Gender, re.Pattern[str]] = {
    gender: re.compile(
        rf"{_PREFIX}(?:אני|הייתי){_BETWEEN}\s+{_column(PRESENT + ONESELF, gender)}"
        rf"|{_PREFIX}{_AGED}{'בן' if gender == 'm' else 'בת'}\s+{_NUMBER}(?![א-ת])"
    )
    for gender in _GENDERS
}
_PRONOUN = {"m": r"אתה(?![א-ת])", "f": rf"את{_BETWEEN}\s+{_column(PRESENT, 'f')}|{_one_of(TO_A_WOMAN)}"}
# "את" alone is mostly the sign of the object, so it counts only before a woman's form.
_TO_ONE: dict[Gender, re.Pattern[str]] = {
    gender: re.compile(
        rf"{_PREFIX}(?:{_PRONOUN[gender]}|היית{_BETWEEN}\s+{_column(PRESENT, gender)})"
        rf"|(?<![א-ת])(?:{_column(IMPERATIVE, gender)}|{_column(BEFORE_US, gender)}\s+{_one_of(_TO_US)})"
    )
    for gender in _GENDERS
}
_TO_SOMEONE = re.compile(rf"(?<![א-ת])(?:ו|ש|מה?ש|כש|ב|ל|מ)?{_one_of(TO_SOMEONE)}")


def without_quotations(text: str) -> str:
    """The text without what stands in quotation marks: there another person speaks. Gershayim are kept."""
    return _QUOTED.sub(" ", text)


def of_oneself(text: str) -> Counter[Gender]:
    """How often the speaker says something of himself as a man, of herself as a woman.

    >>> of_oneself("אני זוכרת שהייתי בת שתים עשרה")
    Counter({'f': 2})
    """
    return _count(_OF_ONESELF, text)


def to_one(text: str) -> Counter[Gender]:
    """How often a man, and how often a woman, is spoken to.

    >>> to_one("את מתחילה, ואתה?")
    Counter({'m': 1, 'f': 1})
    """
    return _count(_TO_ONE, text)


def speaks_to_someone(text: str) -> bool:
    """Whether somebody is spoken to at all."""
    plain = without_quotations(text)
    return bool(_TO_SOMEONE.search(plain)) or bool(to_one(text))


def _count(patterns: dict[Gender, re.Pattern[str]], text: str) -> Counter[Gender]:
    plain = without_quotations(text)
    counts = {gender: len(pattern.findall(plain)) for gender, pattern in patterns.items()}
    return Counter({gender: count for gender, count in counts.items() if count})
