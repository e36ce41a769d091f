"""Number words that the author wrote out, pointed where they would be read wrongly without: שמונה, וחצי."""

from audio.hebrew.around import Around, is_prefix
from audio.hebrew.cardinals import after_prefix, is_number_word, pointed_number
from audio.hebrew.money import AND_A_HALF
from audio.hebrew.nouns import counted_gender, one_of

_MISREAD = frozenset("שמונה עשר עשרה שלוש חמש שבע תשע שתים שנים".split())
_AND_A_HALF = "וחצי"
_TENS = frozenset(("עשר", "עשרה"))
_HUNDREDS = "מאות"
_YEARS = "שנים"
_MOST_PREFIXES = 2


def read_number_word(word: str, around: Around) -> str:
    """The word with its points; "" for another word, and where its neighbours do not show that it counts."""
    if word == _AND_A_HALF and (_follows_number(around) or _is_one(around.last)):
        return AND_A_HALF
    for length in range(_MOST_PREFIXES + 1):
        prefix, base = word[:length], word[length:]
        if base in _MISREAD and is_prefix(prefix):
            return after_prefix(prefix, _pointed(base, around)) if _counts(base, around) else ""
    return ""


def _is_one(noun: str) -> bool:
    """Whether a noun stands for one of its kind, "שעה" in "שעה וחצי"."""
    return noun != "" and one_of(noun) == noun


def _counts(base: str, around: Around) -> bool:
    if base == _YEARS:
        return around.next in _TENS
    beside_number = _follows_number(around) or around.next in _TENS or around.next == _HUNDREDS
    return beside_number or counted_gender(around) is not None


def _follows_number(around: Around) -> bool:
    return around.follows_number or is_number_word(around.last)


def _pointed(base: str, around: Around) -> str:
    """Pointed among its neighbours, by which שבע is another word before מאות than alone."""
    before = around.last if _follows_number(around) else ""
    words = f"{before} {base} {around.next}"
    return pointed_number(words, counted_gender(around) or "f").split(" ")[1]
