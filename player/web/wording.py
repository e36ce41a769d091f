"""Facts in Hebrew words, as the templates show them."""

import re
from datetime import date

from flask import Flask
from markupsafe import Markup, escape

from audio.timecode import clock

MONTHS = (
    "ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני",
    "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר",
)  # fmt: skip

# A sign before or after a Latin run or a number takes the direction of the Hebrew around it and jumps to the
# run's other side: "C++" is shown as "++C". Runs without such signs are left to the bidirectional algorithm.
_JUMPING = re.compile(
    r"[@#.+]+[A-Za-z][\w.+#@/:&-]*"  # .NET, @name
    r"|[A-Za-z][\w.+#@/:&-]*[+#/&]"  # C++, https://…/
    r"|(?<!\S)[-+−]\d[\d.,]*\d?%?",  # −5
    re.ASCII,
)


def hebrew_date(iso: str) -> str:
    """A date as one writes it in a sentence; "" for none.

    >>> hebrew_date("2014-11-11")
    '11 בנובמבר 2014'
    """
    if not iso:
        return ""
    day = date.fromisoformat(iso)
    return f"{day.day} ב{MONTHS[day.month - 1]} {day.year}"


def time_span(ms: int) -> str:
    """How long an episode is, in words.

    >>> time_span(40_000), time_span(60_000), time_span(150_000), time_span(5_400_000)
    ('פחות מדקה', 'דקה', '3 דקות', 'שעה ו־30 דקות')
    """
    hours, minutes = divmod((ms + 30_000) // 60_000, 60)
    if ms < 60_000:
        return "פחות מדקה"
    long = {0: "", 1: "שעה", 2: "שעתיים"}.get(hours, f"{hours} שעות")
    short = {0: "", 1: "דקה", 2: "שתי דקות"}.get(minutes, f"{minutes} דקות")
    if not (long and short):
        return long or short
    return f"{long} ו{short}" if minutes < 3 else f"{long} ו־{short}"


def sureness(share: float) -> str:
    """How sure a guess is; never rounded up, so that what is doubtful does not look certain.

    >>> sureness(0.899), sureness(1.0)
    ('89%', '100%')
    """
    return f"{int(share * 100 + 1e-6)}%"


def doubtful_paragraphs(count: int) -> str:
    """Of how many paragraphs it is not certain who speaks.

    >>> doubtful_paragraphs(1), doubtful_paragraphs(7)
    ('פסקה אחת בספק', '7 פסקאות בספק')
    """
    return {1: "פסקה אחת בספק", 2: "שתי פסקאות בספק"}.get(count, f"{count} פסקאות בספק")


def stood_in_paragraphs(count: int) -> str:
    """How many paragraphs a built-in voice read in place of the one that was wanted.

    >>> stood_in_paragraphs(1), stood_in_paragraphs(3)
    ('קטע אחד נקרא בקול המובנה', '3 קטעים נקראו בקול המובנה')
    """
    if count == 1:
        return "קטע אחד נקרא בקול המובנה"
    return f"{'שני' if count == 2 else count} קטעים נקראו בקול המובנה"


def initial(name: str) -> str:
    """The letter in a speaker's mark.

    >>> initial('ד"ר יעל כהן')
    'י'
    """
    words = [word for word in name.split() if not _TITLE.fullmatch(word)] or [name]
    return next((letter for letter in words[0] if letter.isalpha()), "•")


_TITLE = re.compile(r"""ה?(רב|רבי|גב'|גב׳|מר|ד["״]ר|פרופ['׳]|פרופסור|עו["״]ד|ח["״]כ|שר|שרה)""")


def isolate(text: str) -> Markup:
    """The text to the character, what would change its place beside Hebrew isolated."""
    pieces: list[Markup] = []
    end = 0
    for match in _JUMPING.finditer(text):
        pieces += [escape(text[end : match.start()]), Markup('<bdi dir="ltr">{}</bdi>').format(match[0])]
        end = match.end()
    return Markup("").join([*pieces, escape(text[end:])])


def teach(app: Flask) -> None:
    """Make the wording known to the templates."""
    counted = (sureness, doubtful_paragraphs, stood_in_paragraphs)
    for filter_ in (hebrew_date, time_span, *counted, initial, isolate, clock):
        app.add_template_filter(filter_)
