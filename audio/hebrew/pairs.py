"""A number that is said as one with the word after it: "2 פעמים", "1 ילד", "5 אלף", "$5.3 מיליון"."""

import re

from audio.hebrew.around import Around
from audio.hebrew.cardinals import amount, whole
from audio.hebrew.dates import MONTHS
from audio.hebrew.money import AND_A_HALF, HALF, SIGNS, Unit, with_unit
from audio.hebrew.nouns import gender_of_counted, one_of, two_of
from audio.hebrew.numbers import PLAIN, and_a_fraction, is_label

_NUMBER = re.compile(rf"(?P<sign>[₪$€£]?)(?P<number>{PLAIN})(?P<after>[₪$€£]?)")
_FRACTION = re.compile(r"(\d{1,2})/(\d{1,2})")
_SCALES = {"מיליון": "מִילְיוֹן", "מיליארד": "מִילְיַארְד", "טריליון": "טְרִילְיוֹן", "אלף": "אֶלֶף"}
_THOUSANDS = 1000
_FEW_THOUSANDS = range(2, 11)
_DAYS = range(1, 32)
_HALVES = {"1.5": AND_A_HALF, "0.5": HALF}

Pair = tuple[str, str]
"""What is said for the number and for the word after it; the second is "" where they are said as one."""


def read_pair(text: str, around: Around) -> Pair | None:
    """The words for a number and the word after it; None where neither settles how the other is said."""
    match = _NUMBER.fullmatch(text)
    if not match or not around.next or is_label(around.last):
        return None
    sign, number, noun = match["sign"] or match["after"], match["number"], around.next
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
