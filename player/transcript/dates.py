"""Dates as Hebrew documents write them."""

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = """
ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר
""".split()
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_IN_WORDS = re.compile(rf"(?<!\d)(\d{{1,2}})\s+ב?({'|'.join(_MONTHS)}),?\s+(\d{{4}})(?!\d)")
_FIRST_YEAR_OF_1900S = 69
"""Years of two digits from here on are of the last century, as POSIX ``strptime`` has it."""


@dataclass(frozen=True)
class FoundDate:
    """A date and the characters that say it."""

    iso: str
    start: int
    end: int


def find_date(text: str) -> FoundDate | None:
    """The first real date in a text: d.m.yy, d/m/yyyy or in words.

    >>> find_date("שיחה, 11.11.14")
    FoundDate(iso='2014-11-11', start=6, end=14)
    """
    for match in _NUMERIC.finditer(text):
        if iso := _iso(match[1], int(match[3]), match[4]):
            return FoundDate(iso, *match.span())
    for match in _IN_WORDS.finditer(text):
        if iso := _iso(match[1], _MONTHS.index(match[2]) + 1, match[3]):
            return FoundDate(iso, *match.span())
    return None


def _iso(day: str, month: int, year: str) -> str:
    """The date in ISO 8601, "" where the calendar has none such."""
    century = 0 if len(year) == 4 else 1900 if int(year) >= _FIRST_YEAR_OF_1900S else 2000
    try:
        return date(century + int(year), month, int(day)).isoformat()
    except ValueError:
        return ""
