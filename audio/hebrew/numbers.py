"""Numbers, dates, times, money and ranges in the words that Hebrew speakers say for them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from hebrew_num2words import cardinal, noun_gender, ordinal

_MONTHS = (
    "ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני",
    "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר",
)  # fmt: skip
# After these a number names one of many: counted as in a list, in the feminine.
_LABELS = frozenset({
    "שיחה", "תוכנית", "תכנית", "פרק", "עמוד", "דף", "סעיף", "כיתה", "קומה", "מספר", "שנת", "שנה", "בן", "בת",
    "גיל", "קו", "כביש", "ערוץ", "חדר", "חלק", "שאלה", "תרגיל", "כרך", "שיעור", "גיליון", "פסוק", "בית",
    "רחוב", "שעה", "השעה",
})  # fmt: skip
_SCALES = ((10**9, "מיליארד"), (10**6, "מיליון"))
_MOST = 10**12
_LATEST_OF_THIS_CENTURY = 49
_PLURAL = range(2, 11)
_ORDINALS = range(1, 11)

Grammar = Literal["m", "f"]


@dataclass(frozen=True)
class Around:
    """What stands beside a number and settles its form."""

    prefix: str = ""
    """The prefix letters joined to it: the ה of ``ה-20``."""
    before: str = ""
    after: str = ""
    """The words beside it; "" where a sentence or a clause ends between."""


@dataclass(frozen=True)
class _Unit:
    one: str
    many: str
    large: str
    gender: Grammar


_UNITS = {
    "%": _Unit("אחוז", "אחוזים", "אחוז", "m"),
    "₪": _Unit("שקל", "שקלים", "שקלים", "m"),
    "$": _Unit("דולר", "דולר", "דולר", "m"),
    "€": _Unit("אירו", "אירו", "אירו", "m"),
    "£": _Unit("פאונד", "פאונד", "פאונד", "m"),
    "°": _Unit("מעלה", "מעלות", "מעלות", "f"),
}
_PLAIN = r"\d+(?:,\d{3})*(?:\.\d+)?"
_SIGN = "[%₪$€£°]?"
NUMBER = re.compile(rf"{_SIGN}\d(?:[\d.,:/%–-]*[\d%])?{_SIGN}")
"""Where a number may stand in a word."""


def read_number(text: str, around: Around) -> str:
    """The words for a number as it is written: ``451``, ``11.11.14``, ``12:30``, ``15%``, ``10-20``.

    What has no such form is read run of digits by run of digits.
    """
    for form, read in _FORMS:
        if match := form.fullmatch(text):
            words = read(match, around)
            if words:
                return words
    return " ".join(_whole(int(run), "f") for run in re.findall(r"\d+", text))


def _date(match: re.Match[str], around: Around) -> str:
    day, month, year = (int(part) for part in match.groups())
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return ""
    if len(match[3]) == 2:
        year += 2000 if year <= _LATEST_OF_THIS_CENTURY else 1900
    return f"{cardinal(day, 'm')} ב{_MONTHS[month - 1]} {cardinal(year, 'f')}"


def _time(match: re.Match[str], around: Around) -> str:
    hour, minute = int(match[1]), int(match[2])
    if hour > 24 or minute > 59:
        return ""
    named = {0: "", 15: " ורבע", 30: " וחצי"}
    return _whole(hour, "f") + named.get(minute, f" ו{_whole(minute, 'f')}")


def _range(match: re.Match[str], around: Around) -> str:
    sign = match["sign"] or match["first_sign"] or ""
    first, last = match["first"], match["last"]
    unit = _UNITS.get(sign)
    gender = unit.gender if unit else _gender(around)
    words = f"{_amount(first, gender)} עד {_amount(last, gender)}"
    return f"{words} {unit.large}" if unit else words


def _fraction(match: re.Match[str], around: Around) -> str:
    halves = {("1", "2"): "חצי", ("1", "3"): "שליש", ("1", "4"): "רבע", ("3", "4"): "שלושה רבעים"}
    return halves.get((match[1], match[2]), f"{_amount(match[1], 'f')} {_amount(match[2], 'f')}")


def _with_unit(match: re.Match[str], around: Around) -> str:
    unit, number = _UNITS[match["before"] or match["after"]], match["number"]
    whole = int(number.replace(",", "")) if "." not in number else 0
    if whole == 1:
        return f"{unit.one} {_whole(1, unit.gender)}"
    noun = unit.many if whole in _PLURAL else unit.large
    return f"{_amount(number, unit.gender, construct=whole == 2)} {noun}"


def _digits(match: re.Match[str], around: Around) -> str:
    return " ".join(cardinal(int(digit), "f") for digit in match[0] if digit.isdigit())


def _number(match: re.Match[str], around: Around) -> str:
    text = match[0]
    if "." in text:
        return _amount(text, _gender(around))
    number = int(text.replace(",", ""))
    if around.prefix.endswith("ה") and number in _ORDINALS:
        return str(ordinal(number, _noun_gender(around.before) or "m"))
    counted = _is_counted(around)
    definite = counted and around.after.startswith("ה")
    return _whole(number, _gender(around), construct=counted and (number == 2 or definite))


def _amount(text: str, gender: Grammar, construct: bool = False) -> str:
    whole, _, decimals = text.replace(",", "").partition(".")
    if not decimals:
        return _whole(int(whole), gender, construct)
    leading = " ".join(["אפס"] * (len(decimals) - len(decimals.lstrip("0"))))
    rest = _whole(int(decimals), "f") if decimals.strip("0") else ""
    return " ".join(part for part in (_whole(int(whole), "f"), "נקודה", leading, rest) if part)


def _whole(number: int, gender: Grammar, construct: bool = False) -> str:
    """A whole number below a million million; beyond, digit by digit."""
    if number >= _MOST:
        return " ".join(cardinal(int(digit), "f") for digit in str(number))
    parts = []
    for scale, name in _SCALES:
        count, number = divmod(number, scale)
        if count:
            parts.append(name if count == 1 else f"{_whole(count, 'm', construct=count == 2)} {name}")
    if number or not parts:
        last = str(cardinal(number, gender, construct))
        parts.append(f"ו{last}" if parts and " " not in last else last)
    return " ".join(parts)


def _gender(around: Around) -> Grammar:
    if _names_a_month(around.after):
        return "m"
    return (_noun_gender(around.after) if _is_counted(around) else None) or "f"


def _is_counted(around: Around) -> bool:
    """Whether the word after the number is what it counts."""
    return not _is_label(around.before) and _noun_gender(around.after) is not None


def _noun_gender(noun: str) -> Grammar | None:
    if noun in _UNITS:
        return _UNITS[noun].gender
    known = noun_gender(noun)
    return known if known in ("m", "f") else None


def _names_a_month(word: str) -> bool:
    return word in _MONTHS or word[1:] in _MONTHS


def _is_label(word: str) -> bool:
    return any(word[length:] in _LABELS and not word[:length].strip("ובהכלמש") for length in range(3))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Around], str]], ...] = (
    (re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})"), _date),
    (re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?"), _time),
    (re.compile(r"0\d[\d-]+|\d[\d]*-\d{3}-\d{3,4}|\d{10,}"), _digits),
    (
        re.compile(rf"(?P<first>{_PLAIN})(?P<first_sign>{_SIGN})[–-](?P<last>{_PLAIN})(?P<sign>{_SIGN})"),
        _range,
    ),
    (re.compile(r"(\d+)/(\d+)"), _fraction),
    (re.compile(rf"(?P<before>[%₪$€£])(?P<number>{_PLAIN})(?P<after>)"), _with_unit),
    (re.compile(rf"(?P<before>)(?P<number>{_PLAIN})(?P<after>[%₪$€£°])"), _with_unit),
    (re.compile(_PLAIN), _number),
)
