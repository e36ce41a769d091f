"""Dates, years and times of day in words."""

import re

from audio.hebrew.around import Around, is_one_of
from audio.hebrew.cardinals import after_prefix, whole
from audio.hebrew.money import AND_A_HALF, AND_A_QUARTER
from audio.hebrew.nouns import counted_gender

MONTHS = (
    "ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני",
    "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר",
)  # fmt: skip
_SPOKEN_MONTHS = (
    "יָנוּאָר", "פֶבְרוּאָר", "מֶרְץ", "אַפְּרִיל", "מַאי", "יוּנִי",
    "יוּלִי", "אוֹגוּסְט", "סֶפְּטֶמְבֶּר", "אוֹקְטוֹבֶּר", "נוֹבֶמְבֶּר", "דֶּצֶמְבֶּר",
)  # fmt: skip
_NAMES_OF_MONTHS = frozenset((*MONTHS, "מארס", "מרס", "לחודש", "בחודש"))
_MONTH = frozenset(("חודש",))
_BEFORE_MONTHS = frozenset(("", "ב", "ל", "מ", "ו"))
_LATEST_OF_THIS_CENTURY = 49
_YEARS = range(1100, 2100)
_YEAR_LABELS = frozenset("שנת שנים השנה בשנה מאז עד לשנת".split())
_NOON, _AFTERNOON, _EVENING, _NIGHT, _MIDNIGHT = 13, 14, 18, 22, 24
_AT_NIGHT = " בַּלַּיְלָה"
_PARTS_OF_DAY = frozenset('בבוקר בצהריים בערב בלילה אחר אחרי אחה"צ לפני לפנות שעון'.split())
_QUARTERS = {0: "", 15: f" {AND_A_QUARTER}", 30: f" {AND_A_HALF}"}
_TO_THE_HOUR = 45
_FEW_MINUTES = range(1, 21)

DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")
ISO_DATE = re.compile(r"([12]\d{3})-(\d{2})-(\d{2})")
DAY_AND_MONTH = re.compile(r"(\d{1,2})[./](\d{1,2})")
TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
TIMES = re.compile(r"(\d{1,2}:\d{2})[–-](\d{1,2}:\d{2})")
YEAR = re.compile(r"\d{4}")


def read_date(match: re.Match[str], around: Around) -> str:
    """Day, month and year; "" where there is no such day."""
    day, month, year = (int(part) for part in match.groups())
    if len(match[3]) == 2:
        year += 2000 if year <= _LATEST_OF_THIS_CENTURY else 1900
    return _date(day, month, f" {whole(year, 'f')}")


def read_iso_date(match: re.Match[str], around: Around) -> str:
    """Year, month and day in the order of computers."""
    year, month, day = (int(part) for part in match.groups())
    return _date(day, month, f" {whole(year, 'f')}")


def read_day_and_month(match: re.Match[str], around: Around) -> str:
    """Day and month after a prefix, as in ב-7.10; "" for what is rather a decimal or a fraction."""
    halved = match[2] == "5" and not around.definite
    if around.prefix[-1:] not in ("ב", "ה") or halved or counted_gender(around):
        return ""
    return _date(int(match[1]), int(match[2]), "")


def _date(day: int, month: int, year: str) -> str:
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return ""
    return f"{whole(day, 'm')} {after_prefix('ב', _SPOKEN_MONTHS[month - 1])}{year}"


def names_a_month(word: str) -> bool:
    """Whether a day may stand before it: "במרץ", "מרץ", "לחודש"."""
    return word in _NAMES_OF_MONTHS or word[1:] in _NAMES_OF_MONTHS


def read_month(word: str, around: Around) -> str:
    """A month where it is surely one, since במאי and במרץ are other words too; "" elsewhere."""
    if not (around.follows_number or YEAR.fullmatch(around.next) or is_one_of(around.last, _MONTH)):
        return ""
    prefix, name = ("", word) if word in MONTHS else (word[:1], word[1:])
    known = name in MONTHS and prefix in _BEFORE_MONTHS
    return after_prefix(prefix, _SPOKEN_MONTHS[MONTHS.index(name)]) if known else ""


def is_year(match: re.Match[str], around: Around) -> bool:
    """Whether a number of four figures is rather a year than a count: "ב-1948 יהודים עלו"."""
    told = bool(around.prefix) or is_one_of(around.last, _YEAR_LABELS) or names_a_month(around.last)
    return told and int(match[0]) in _YEARS


def read_time(match: re.Match[str], around: Around) -> str:
    """A time as people say it, by twelve hours; the part of the day is told from one in the afternoon on."""
    hour, minute = int(match[1]), int(match[2])
    if hour > _MIDNIGHT or minute > 59:
        return ""
    if hour % _MIDNIGHT == 0 and minute == 0:
        return "חֲצוֹת"
    told = around.next in _PARTS_OF_DAY
    return _time(hour, minute) + ("" if told else _part_of_day(hour))


def read_times(match: re.Match[str], around: Around) -> str:
    """From one time to another."""
    first, last = (TIME.fullmatch(match[group]) for group in (1, 2))
    read = [read_time(one, around) for one in (first, last) if one]
    return f"{read[0]} עַד {read[1]}" if all(read) else ""


def _time(hour: int, minute: int) -> str:
    if minute == _TO_THE_HOUR:
        return f"רֶבַע {after_prefix('ל', _hour(hour + 1))}"
    if minute in _QUARTERS:
        return _hour(hour) + _QUARTERS[minute]
    if minute in _FEW_MINUTES:
        return f"{_hour(hour)} {after_prefix('ו', _minutes(minute))}"
    return f"{_hour(hour)} {whole(minute, 'f')}"


def _hour(hour: int) -> str:
    return whole((hour - 1) % 12 + 1, "f")


def _minutes(minute: int) -> str:
    return "דַּקָּה" if minute == 1 else f"{whole(minute, 'f', construct=minute == 2)} דַּקּוֹת"


def _part_of_day(hour: int) -> str:
    if hour % _MIDNIGHT == 0:
        return _AT_NIGHT
    if hour < _NOON:
        return ""
    if hour < _AFTERNOON:
        return " בַּצָּהֳרַיִים"
    if hour < _EVENING:
        return " אַחַר הַצָּהֳרַיִים"
    return " בָּעֶרֶב" if hour < _NIGHT else _AT_NIGHT
