"""The interface's own words: one file a language in ``words/``, the same keys in each."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date

LANGUAGES = ("he", "en")
"""The first is the one that the page speaks unless another was chosen."""
WORDS = Path(__file__).parent / "words"
FOR_SCRIPTS = ("actions", "player", "find", "offline", "shelf", "growing")
"""The sections that the page's scripts speak with."""


@cache
def words(language: str) -> dict[str, Any]:
    """All words of a language, by section."""
    return tomllib.loads((WORDS / f"{language}.toml").read_text("utf-8"))


def say(key: str, language: str, **values: Any) -> str:
    """The words of a key such as ``library.title``, with what they are told put in.

    Where the words depend on a number, `count` chooses among them by the rules of the language.

    >>> say("reader.doubts", "he", count=2), say("reader.doubts", "en", count=2)
    ('שתי פסקאות בספק', '2 paragraphs in doubt')

    Raises:
        KeyError: for a key that the language does not have.
    """
    found: Any = words(language)
    for part in key.split("."):
        found = found[part]
    if isinstance(found, dict):
        form = Locale(language).plural_form(values["count"])
        found = found.get(form, found["other"])
    return str(found).format(**values)


def for_scripts(language: str) -> dict[str, Any]:
    """What the page's scripts say, by section."""
    return {section: words(language)[section] for section in FOR_SCRIPTS}


def long_date(iso: str, language: str) -> str:
    """A date as one writes it in a sentence; "" for none.

    >>> long_date("2014-11-11", "he"), long_date("2014-11-11", "en")
    ('11 בנובמבר 2014', 'November 11, 2014')
    """
    return format_date(date.fromisoformat(iso), "long", language) if iso else ""


def time_span(ms: int, language: str) -> str:
    """How long an episode is, in words.

    >>> [time_span(ms, "he") for ms in (40_000, 60_000, 150_000, 5_400_000)]
    ['פחות מדקה', 'דקה', '3 דקות', 'שעה ו־30 דקות']
    >>> time_span(5_400_000, "en")
    '1 h 30 min'
    """
    if ms < 60_000:
        return say("span.less_than_a_minute", language)
    hours, minutes = divmod((ms + 30_000) // 60_000, 60)
    long = say("span.hours", language, count=hours)
    short = say("span.minutes", language, count=minutes)
    if not (hours and minutes):
        return long if hours else short
    joined = "span.and_number" if short[0].isdigit() else "span.and_word"
    return say(joined, language, hours=long, minutes=short)


def sureness(share: float) -> str:
    """How sure a guess is; never rounded up, so that what is doubtful does not look certain.

    >>> sureness(0.899), sureness(1.0)
    ('89%', '100%')
    """
    return f"{int(share * 100 + 1e-6)}%"
