"""One displayed word in the words that are said for it, piece by piece: letters, figures, signs."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from audio.hebrew.abbreviations import read_abbreviation, read_initials
from audio.hebrew.addresses import read_address
from audio.hebrew.around import Around, is_prefix
from audio.hebrew.cardinals import after_prefix, figures
from audio.hebrew.dates import read_month
from audio.hebrew.foreign import ALPHABETS, read_alphabet, read_letter
from audio.hebrew.latin import known_latin, read_latin
from audio.hebrew.letters import without_points
from audio.hebrew.money import SIGNS
from audio.hebrew.number_words import read_number_word
from audio.hebrew.numbers import NUMBER, read_number
from audio.hebrew.roman import read_roman

SAID_SIGNS = "&+=@×÷%₪$€£°§#~±"
"""Signs that have words."""

Pieces = Sequence[re.Match[str]]
_HEBREW = "[א-ת][\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7א-ת]*"
_LATIN = "[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+"
_PIECE = re.compile(
    rf"(?P<number>{NUMBER.pattern})"
    rf"|(?P<sign>[{re.escape(SAID_SIGNS)}])"
    rf"|(?P<hebrew>{_HEBREW}(?:[\"']{_HEBREW})*'?)"
    rf"|(?P<latin>{_LATIN}(?:'{_LATIN})?)"
    r"|(?P<dash>[-–])"
    rf"|(?P<alphabet>{ALPHABETS})"
    r"|(?P<foreign>[^\W_])"
)
_SIGNS = {
    "&": "וְ", "+": "פְּלוּס", "=": "שָׁוֶוה", "@": "שְׁטְרוּדֶל", "×": "כָּפוּל", "÷": "חֶלְקֵי", "§": "סְעִיף", "#": "הַאשְׁטַג",
    "~": "בְּעֵרֶךְ", "±": "פְּלוּס מִינוּס",
}  # fmt: skip
_AND_IN_NAMES = "אֶנְד"
_NUMBER_SIGN = "מִסְפָּר"
_MINUS, _TO, _BY, _VERSION = "מִינוּס", "עַד", "עַל", "גִּרְסָה"
_TEMPERATURES = {"C": "צֶלְזְיוּס", "F": "פָרֶנְהַייט"}
_LIST_LETTER = re.compile("[א-ת]'?")
_STAR_NUMBER = re.compile(r"\*(\d{3,6})")
_POWER = {"²": "בְּרִיבּוּעַ", "³": "בַּשְּׁלִישִׁית"}
_SIZE = {"²": "רָבוּעַ", "³": "מְעוּקָּב"}
_MEASURED = {
    "מ": "מֶטֶר", "m": "מֶטֶר", 'ס"מ': "סֶנְטִימֶטֶר", "cm": "סֶנְטִימֶטֶר", 'ק"מ': "קִילוֹמֶטֶר", "km": "קִילוֹמֶטֶר",
}  # fmt: skip
_MEASURE = re.compile("(" + "|".join(_MEASURED) + ")'?([²³])")
_HYPHENED = re.compile("[A-Za-z]{1,12}-[A-Za-z]{1,12}")
_PER_HOUR = re.compile("ק\"מ/(?:שעה|ש')")


def read_word(core: str, around: Around) -> str:
    """The words to say for a displayed word, without a sign of melody; "" where nothing is said.

    Args:
        core: the word from its first letter, figure or sign that is said to its last; signs in plain form.
        around: its neighbours.
    """
    whole = _read_address(core) or read_initials(core) or _read_form(core)
    return whole or _read_pieces(list(_PIECE.finditer(core)), around)


def _read_address(core: str) -> str:
    """An address, with prefixes that are parted from it by a hyphen."""
    prefix, _, address = core.partition("-")
    words = read_address(address) if prefix and is_prefix(prefix) else ""
    return prefix + words if words else read_address(core)


def _read_form(core: str) -> str:
    """What is one thing although it has several pieces: *6767, מ², ק"מ/שעה, Wi-Fi."""
    if _HYPHENED.fullmatch(core) and (words := known_latin(core)):
        return words
    if match := _STAR_NUMBER.fullmatch(core):
        return f"כּוֹכָבִית {figures(match[1])}"
    if match := _MEASURE.fullmatch(core):
        return f"{_MEASURED[match[1]]} {_SIZE[match[2]]}"
    return "קִילוֹמֶטֶר לְשָׁעָה" if _PER_HOUR.fullmatch(core) else ""


def _read_pieces(pieces: Pieces, around: Around) -> str:
    words: list[str] = []
    prefix = ""
    for index, piece in enumerate(pieces):
        if _is_prefix(pieces, index):
            prefix += piece[0]
            continue
        reading = _read_piece(pieces, index, replace(around, prefix=prefix) if prefix else around)
        if reading:
            joined = after_prefix(prefix, reading) if piece.lastgroup == "number" else prefix + reading
            words.append(joined)
            prefix = ""
    return " ".join(words) + prefix


def _read_piece(pieces: Pieces, index: int, around: Around) -> str:
    text = pieces[index][0]
    match pieces[index].lastgroup:
        case "number":
            return read_number(text, around)
        case "hebrew":
            return _read_hebrew(text, around)
        case "latin":
            return _read_latin(pieces, index, around)
        case "sign":
            return _read_sign(pieces, index)
        case "dash":
            return _read_dash(pieces, index)
        case "alphabet":
            return read_alphabet(text)
    return _read_other(pieces, index)


def _read_hebrew(text: str, around: Around) -> str:
    if abbreviation := read_abbreviation(text, around):
        return abbreviation
    bare = without_points(text)
    pointed = read_month(text, around) or read_number_word(text, around) if bare == text else ""
    return pointed or text.replace('"', "")


def _read_latin(pieces: Pieces, index: int, around: Around) -> str:
    text, before = pieces[index][0], _text(pieces, index - 1)
    if text in _TEMPERATURES and before.endswith("°"):
        return _TEMPERATURES[text]
    if text in "xX" and _kind(pieces, index - 1) == _kind(pieces, index + 1) == "number":
        return _BY
    if text == "v" and _kind(pieces, index + 1) == "number":
        return _VERSION
    return read_roman(text, around) or read_latin(text)


def _read_sign(pieces: Pieces, index: int) -> str:
    sign = pieces[index][0]
    if sign == "&" and _kind(pieces, index - 1) == _kind(pieces, index + 1) == "latin":
        return _AND_IN_NAMES
    if sign == "#" and _kind(pieces, index + 1) == "number":
        return _NUMBER_SIGN
    return SIGNS[sign].large if sign in SIGNS else _SIGNS[sign]


def _read_other(pieces: Pieces, index: int) -> str:
    """A letter of another alphabet, or a figure such as ² and ①; a raised one after a word is a note's."""
    character = pieces[index][0]
    plain = unicodedata.normalize("NFKC", character)
    if not plain[0].isdecimal():
        return read_letter(character)
    before = _kind(pieces, index - 1)
    if before == "number" and character in _POWER:
        return _POWER[character]
    return "" if before else read_number(plain.replace("⁄", "/"), Around())


def _read_dash(pieces: Pieces, index: int) -> str:
    if index == 0 and _kind(pieces, 1) == "number":
        return _MINUS
    beside = (_text(pieces, index - 1), _text(pieces, index + 1))
    letters = all(_LIST_LETTER.fullmatch(letter) for letter in beside)
    return _TO if letters and len(beside[0]) == len(beside[1]) else ""


def _is_prefix(pieces: Pieces, index: int) -> bool:
    """Whether a piece is a prefix that was parted from its word: ``ה-20``, ``ב-Facebook``, ``ו/או``."""
    text = pieces[index][0]
    if not is_prefix(text):
        return False
    after = index + 1
    while _kind(pieces, after) == "dash":
        after += 1
    kind = _kind(pieces, after)
    if kind == "hebrew" and len(_text(pieces, after)) == 1:
        return False
    return bool(kind) and (len(text) == 1 or kind in ("number", "latin"))


def _kind(pieces: Pieces, index: int) -> str:
    return pieces[index].lastgroup or "" if 0 <= index < len(pieces) else ""


def _text(pieces: Pieces, index: int) -> str:
    return pieces[index][0] if 0 <= index < len(pieces) else ""
