"""A number that is said as one with its neighbour: "2 פעמים", "1 ילד", "5 אלף", "$5.3 מיליון", "ב 6:30"."""

import re

from audio.hebrew.abbreviations import is_enumerated
from audio.hebrew.around import Around
from audio.hebrew.cardinals import after_prefix, amount, whole
from audio.hebrew.dates import MONTHS
from audio.hebrew.money import AND_A_HALF, HALF, SIGNS, Unit, with_unit
from audio.hebrew.nouns import gender_of_counted, one_of, two_of
from audio.hebrew.numbers import LONGEST, NUMBER, PLAIN, and_a_fraction, is_label, read_number

_NUMBER = re.compile(
    rf"(?:(?P<prefix>[ובכלמש]{{1,3}})-)?(?P<sign>[₪$€£]?)(?P<number>{PLAIN})(?P<after>[₪$€£]?)"
)
_FRACTION = re.compile(r"(\d{1,2})/(\d{1,2})")
_SCALES = {"מיליון": "מִילְיוֹן", "מיליארד": "מִילְיַארְד", "טריליון": "טְרִילְיוֹן", "אלף": "אֶלֶף"}
_THOUSANDS = 1000
_FEW_THOUSANDS = range(2, 11)
_PARTED = frozenset("ובהכלמ")
_DAYS = range(1, 32)
_HALVES = {"1.5": AND_A_HALF, "0.5": HALF}

Pair = tuple[str, str]
"""What is said for a word and for the next; one of them is "" where they are said as one."""


def read_pair(text: str, around: Around) -> Pair | None:
    """The words for a number and its neighbour; None where neither settles how the other is said."""
    too_long = len(text) > LONGEST or len(around.next) > LONGEST
    if not around.next or too_long or is_label(around.last):
        return None
    match = _NUMBER.fullmatch(text)
    if not match:
        return _before_number(text, around)
    pair = _pair(match["sign"] or match["after"], match["number"], around)
    return (after_prefix(match["prefix"] or "", pair[0]), pair[1]) if pair else None


def _before_number(text: str, around: Around) -> Pair | None:
    """A sign or a prefix that stands apart from its number: "₪ 30", "ב 6:30"."""
    if text in SIGNS and re.fullmatch(PLAIN, around.next) and not around.follows_number:
        return "", with_unit(around.next, SIGNS[text])
    if text in _PARTED and NUMBER.fullmatch(around.next) and not is_enumerated(around.last):
        words = read_number(around.next, Around(prefix=text, after=around.after[1:]))
        return "", after_prefix(text, words)
    return None


def _pair(sign: str, number: str, around: Around) -> Pair | None:
    noun = around.next
    if sign:
        return _money_of_scale(number, noun, SIGNS[sign]) if noun in _SCALES else None
    if noun in SIGNS:
        return _parted(with_unit(number, SIGNS[noun]), SIGNS[noun])
    if noun in MONTHS and number.isdecimal() and int(number) in _DAYS:
        return whole(int(number), "m"), f"ב{noun}"
    if noun == "אלף" and number.isdecimal() and int(number) in _FEW_THOUSANDS:
        thousands, _, name = whole(int(number) * _THOUSANDS, "m").partition(" ")
        return thousands, name
    words = _with_fraction(number, around) or _halved(number, noun) or _one_or_two(number, noun)
    return (words, "") if words else None


def _money_of_scale(number: str, scale: str, unit: Unit) -> Pair:
    if halved := _halved(number, scale):
        return f"{halved} {unit.large}", ""
    words = amount(number, "f" if "." in number else "m", construct=number == "2")
    return words, f"{_SCALES[scale]} {unit.large}"


def _parted(words: str, unit: Unit) -> Pair:
    """The number and its unit each for itself, where the unit comes last."""
    number, _, noun = words.rpartition(" ")
    return (number, noun) if number and noun in (unit.many, unit.large) else (words, "")


def _with_fraction(number: str, around: Around) -> str:
    """A whole number and the fraction after it: "3 1/2"."""
    part = _FRACTION.fullmatch(around.next)
    noun = around.after[1] if len(around.after) > 1 else ""
    gender = gender_of_counted(noun) or "f"
    return and_a_fraction(number, int(part[1]), int(part[2]), gender) if part else ""


def _halved(number: str, noun: str) -> str:
    one = _SCALES.get(noun) or one_of(noun)
    if not one or number not in _HALVES:
        return ""
    return f"{one} {AND_A_HALF}" if number == "1.5" else f"{HALF} {one}"


def _one_or_two(number: str, noun: str) -> str:
    if number == "1" and one_of(noun) == noun:
        return f"{noun} {whole(1, gender_of_counted(noun) or 'm')}"
    return two_of(noun) if number == "2" else ""
