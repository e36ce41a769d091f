"""Addresses of pages and of people's mail, as they are spelled out to a listener."""

import re

from audio.hebrew.around import Around
from audio.hebrew.latin import read_latin
from audio.hebrew.numbers import read_number

_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|[^@\s]+@[\w.-]+\.[a-z]{2,}"
    r"|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co\.il|org\.il|ac\.il|gov\.il|info|gov|edu|io)(?:/\S*)?"
)
_SIGNS = {".": "נְקוּדָּה", "/": "סְלֶשׁ", "@": "שְׁטְרוּדֶל", "-": "מַקָּף", "_": "קַו תַּחְתּוֹן", ":": "נְקוּדָּתַיִים"}
_PARTS = {"il": "אַיי אֶל", "co": "קוֹ", "com": "קוֹם", "org": "אוֹרְג", "info": "אִינְפוֹ", "gov": "גּוֹב", "net": "נֶט"}
_PART = re.compile(r"[A-Za-z]+|\d+|[א-ת]+|[./@_:-]")


def read_address(text: str) -> str:
    """The words for an address; "" for a text that is none.

    >>> from audio.hebrew.letters import without_points
    >>> without_points(read_address("https://a.co.il/"))
    'איי נקודה קו נקודה איי אל'
    """
    if not _ADDRESS.fullmatch(text):
        return ""
    parts = _PART.findall(re.sub("^https?://", "", text.rstrip("/")))
    return " ".join(filter(None, (_SIGNS.get(part) or _read(part) for part in parts)))


def _read(part: str) -> str:
    if part.isdecimal():
        return read_number(part, Around())
    if "א" <= part[0] <= "ת":
        return part
    return _PARTS.get(part.lower()) or read_latin(part.upper() if len(part) == 1 else part)
