"""Who is called by name in a paragraph: nobody calls himself."""

import re
from collections.abc import Iterable, Iterator

from player.transcript.label_forms import plain_quotes
from player.transcript.label_words import ROLES

_PART_END = re.compile(r"[.?!…,;:]|\s[-–—]\s|$")
_GREETING = frozenset(
    """
שלום תודה רבה לך בוקר ערב צהריים טוב טובים טובה לילה ברוך ברוכה הבא הבאה אז כן לא נו אבל סליחה היי אהלן אוי
תראי
תראה תגידי תגיד יקירתי יקירי יקר יקרה חבר ואתה ואת בסדר בבקשה המון אומרת אומר
""".split()
)
"""What may stand beside a name with which somebody is called."""
_CALLED = {
    "פרופ'": ("פרופסור",),
    'ד"ר': ("דוקטור",),
    "הרב": ("רבי", "כבוד"),
    "השופטת": ("כבודה",),
}
"""How somebody is called who has this before his name."""


def names_to_call(names: Iterable[str]) -> frozenset[str]:
    """The words with which a person may be called, of all names that he or she has in the document."""
    words = [word for name in names if name not in ROLES for word in plain_quotes(name).split()]
    return frozenset([*words, *(called for word in words for called in _CALLED.get(word, ()))])


def called_by(own: str, names: frozenset[str]) -> str:
    """The words with which one of these names is called, "" if none is. A name without a comma is an answer.

    Args:
        own: a paragraph without quotations.
        names: what `names_to_call` gives.

    >>> called_by("רמי, של מי המגבת?", frozenset(["רמי"]))
    'רמי'
    """
    parts = list(_parts(own))
    for index, (words, end) in enumerate(parts):
        apart = "," in (end, parts[index - 1][1] if index else "")
        if apart and words and set(words) <= names:
            return " ".join(words)
    return ""


def _parts(text: str) -> Iterator[tuple[list[str], str]]:
    """Words between signs, without greetings, and the sign after them."""
    start = 0
    for match in _PART_END.finditer(text):
        words = plain_quotes(text[start : match.start()]).strip(" -–—()").split()
        yield [word for word in words if word not in _GREETING], match[0].strip()
        start = match.end()
