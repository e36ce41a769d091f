"""What is said for each displayed word: numbers, abbreviations, signs and foreign letters as words.

The reading of a displayed word is Hebrew words, a space between them, with one sign of melody at most after
the last: ``. , ? ! : ; –``, ``…`` for a halt (``...`` and ``- - -`` too), ``"`` where a quotation begins or
ends. Brackets are gone; a geresh that makes a sound (``ג'``) and typed points stay.
A sign that stands alone is not said (""); its melody goes to the word before it.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from audio.hebrew.abbreviations import read_abbreviation
from audio.hebrew.decisions import NO_CORRECTIONS, Corrections
from audio.hebrew.latin import read_foreign, read_latin
from audio.hebrew.letters import plain_signs, without_points, without_unseen
from audio.hebrew.numbers import NUMBER, Around, read_number
from audio.speech import Reading, SpokenText, word_spans

_HEBREW = "[א-ת][\u0591-\u05bd\u05bf-\u05c7א-ת]*"
_LATIN = "[A-Za-z\u00c0-\u024f]+"
_PIECE = re.compile(
    rf"(?P<number>{NUMBER.pattern})"
    rf"|(?P<hebrew>{_HEBREW}(?:[\"']{_HEBREW})*'?)"
    rf"|(?P<latin>{_LATIN}(?:'{_LATIN})?)"
    r"|(?P<sign>[&+=@×÷%₪$€£°§#])"
    r"|(?P<dash>[-–])"
    r"|(?P<foreign>[^\W_])"
)
_SIGNS = {
    "&": "וְ", "+": "פלוס", "=": "שווה", "@": "שְׁטְרוּדֶל", "×": "כפול", "÷": "חלקי", "%": "אחוז", "₪": "שקלים",
    "$": "דולר", "€": "אירו", "£": "פאונד", "°": "מעלות", "§": "סעיף", "#": "סולמית",
}  # fmt: skip
# Letters joined to the next word; של and כל are words of their own.
_PREFIX = re.compile("(?!של|כל)ו?(?:כש|לכש|מש|ש)?[בכלמ]?ה?")
_LIST_LETTER = re.compile("[א-ת]'")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co\.il|info|gov|il)\S*"
)
_ADDRESS_SIGNS = {".": "נקודה", "/": "סְלֶשׁ", "@": "שְׁטְרוּדֶל", "-": "מקף", "_": "קו תחתון", ":": "נקודתיים"}
_SAID = r"\w\u0591-\u05bd\u05bf-\u05c7&+=@×÷%₪$€£°§#"
_MELODY = re.compile(r"[?!.…,;:–]")
_STRONGER = "?!…."
_HALT, _QUOTE = "…", '"'
_HALTS = re.compile(r"\.{3,}|[-–]{2,}")
_SIGNS_OF_MELODY = frozenset("?!.,;:–") | {_HALT, _QUOTE}
_TWICE_A_HALT = frozenset("–.")
_GERESH_SOUNDS = frozenset("גזצץתדטחער")


@dataclass(frozen=True)
class _Word:
    """A displayed word taken apart."""

    core: str
    """From its first letter, digit or read sign to its last."""
    melody: str
    """What follows the core, as one sign of melody or ""."""
    opens: str
    """A sign before the core, with which the word before it ends; or ""."""
    quote_opens: bool
    """A quotation begins with it."""
    quote_ends: bool


def spoken_text(display: str, reads_numbers: bool, corrections: Corrections = NO_CORRECTIONS) -> SpokenText:
    """A paragraph with the words to say for each of its displayed words.

    Args:
        display: the paragraph as it is shown.
        reads_numbers: whether the engine reads numbers and abbreviations itself; it then gets the displayed
            words as they are, without bidi controls, and "" for what has neither letter nor digit.
        corrections: what people decided about words of it; every engine says those so.
    """
    spans = word_spans(display)
    shown = corrections.applied([without_unseen(display[start:end]) for start, end in spans])
    spoken = _as_they_are(shown) if reads_numbers else _readings(shown)
    return SpokenText(
        display, tuple(Reading(start, end, text) for (start, end), text in zip(spans, spoken, strict=True))
    )


def _as_they_are(shown: Sequence[str]) -> list[str]:
    return [word if any(map(str.isalnum, word)) else "" for word in shown]


def _readings(shown: Sequence[str]) -> list[str]:
    words = [_apart(plain_signs(word)) for word in shown]
    readings: list[str] = []
    for index, word in enumerate(words):
        readings.append(_read(word, _around(words, index)))
    return _with_melody(words, readings)


def _apart(word: str) -> _Word:
    lead = re.match(f"[^{_SAID}]*", word)[0]  # type: ignore[index]
    rest = word[len(lead) :]
    core = re.sub(f"[^{_SAID}]*$", "", rest)
    tail = rest[len(core) :]
    if tail.startswith("'") and "'" not in lead and _ends_in_geresh(core):
        core, tail = core + "'", tail[1:]
    if lead == "-" and core[:1].isdigit():
        core, lead = lead + core, ""
    if not core:
        return _Word("", _melody(word), "", quote_opens=False, quote_ends=_QUOTE in word)
    # What is shorter is a prefix that was parted from its word: ``ה- 20``.
    sign = _melody(tail if len(core) > 2 else tail.replace("-", ""))
    return _Word(core, sign, _melody(lead), quote_opens=_QUOTE in lead, quote_ends=_QUOTE in tail)


def _ends_in_geresh(core: str) -> bool:
    """Whether a geresh after these letters belongs to them, in an abbreviation or a foreign sound."""
    last = re.split("[^א-ת\"']", without_points(core))[-1]
    return last[-1:] in _GERESH_SOUNDS or read_abbreviation(last + "'", "") is not None


def _melody(signs: str) -> str:
    found = _MELODY.findall(_HALTS.sub(_HALT, signs).replace("-", "–"))
    return next((sign for sign in _STRONGER if sign in found), found[0] if found else "")


def _around(words: Sequence[_Word], index: int) -> Around:
    before = words[index - 1] if index else None
    after = words[index + 1] if index + 1 < len(words) else None
    closed = words[index].melody or not after or after.opens
    return Around(
        before=without_points(before.core) if before and not before.melody else "",
        after=without_points(after.core) if after and not closed else "",
    )


def _read(word: _Word, around: Around) -> str:
    core = word.core
    if address := _ADDRESS.fullmatch(core):
        return _read_address(address[0])
    pieces = list(_PIECE.finditer(core))
    words: list[str] = []
    prefix = ""
    for index, piece in enumerate(pieces):
        if _is_prefix(pieces, index):
            prefix += piece[0]
            continue
        reading = _read_piece(pieces, index, replace(around, prefix=prefix) if prefix else around)
        if reading:
            words.append(prefix + reading)
            prefix = ""
    return " ".join(words) + prefix


def _read_piece(pieces: Sequence[re.Match[str]], index: int, around: Around) -> str:
    text = pieces[index][0]
    match pieces[index].lastgroup:
        case "number":
            return read_number(text, around)
        case "hebrew":
            return read_abbreviation(text, around.before) or text.replace('"', "")
        case "latin":
            return read_latin(text)
        case "sign":
            return _SIGNS[text]
        case "dash":
            return _read_dash(pieces, index)
    return _read_other(text)


def _read_other(character: str) -> str:
    """A letter of another alphabet, or a figure such as ½ and ²."""
    figures = unicodedata.normalize("NFKC", character).replace("⁄", "/")
    return read_number(figures, Around()) if figures[0].isdecimal() else read_foreign(character)


def _read_dash(pieces: Sequence[re.Match[str]], index: int) -> str:
    beside = [pieces[i][0] for i in (index - 1, index + 1) if 0 <= i < len(pieces)]
    if index == 0 and pieces[1:] and pieces[1].lastgroup == "number":
        return "מינוס"
    return "עד" if len(beside) == 2 and all(_LIST_LETTER.fullmatch(letter) for letter in beside) else ""


def _is_prefix(pieces: Sequence[re.Match[str]], index: int) -> bool:
    """Whether a piece is a prefix that was parted from its word: ``ה-20``, ``ב-Facebook``, ``ו/או``."""
    rest = [piece for piece in pieces[index + 1 :] if piece.lastgroup != "dash"]
    text = pieces[index][0]
    if not rest or not _PREFIX.fullmatch(text):
        return False
    return len(text) == 1 or rest[0].lastgroup in ("number", "latin")


def _read_address(address: str) -> str:
    parts = re.findall(rf"{_LATIN}|\d+|[./@_:-]", re.sub("^https?://", "", address.rstrip("/")))
    return " ".join(_ADDRESS_SIGNS.get(part) or _read_part(part) for part in parts)


def _read_part(part: str) -> str:
    return read_number(part, Around()) if part.isdigit() else read_latin(part)


def _with_melody(words: Sequence[_Word], readings: Sequence[str]) -> list[str]:
    """The readings with their signs; a sign without a reading goes to the last word that is said."""
    spoken: list[str] = []
    said = -1
    for index, (word, reading) in enumerate(zip(words, readings, strict=True)):
        ends = word.melody or (_QUOTE if word.quote_ends else "")
        before = (word.opens or (_QUOTE if word.quote_opens else "")) if reading else ends
        if said >= 0 and before:
            spoken[said] = _with_sign(spoken[said], before)
        spoken.append(reading + ends if reading else "")
        said = index if reading else said
    return spoken


def _with_sign(spoken: str, sign: str) -> str:
    """A reading with one more sign: a quotation's gives way to any other, and two dashes are a halt."""
    own = spoken[-1] if spoken[-1] in _SIGNS_OF_MELODY else ""
    if own in ("", _QUOTE):
        return spoken.removesuffix(own) + sign
    return spoken[:-1] + _HALT if own == sign and sign in _TWICE_A_HALT else spoken
