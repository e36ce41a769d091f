"""Latin letters in Hebrew ones, pointed, so that a Hebrew voice can say them."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

from audio.hebrew.letters import STRESS, is_mark

_NAMES = {
    "a": "אֵיי", "b": "בִּי", "c": "סִי", "d": "דִּי", "e": "אִי", "f": "אֶף",
    "g": "גִ'י", "h": "אֵייץ'", "i": "אַיי", "j": "גֵ'יי", "k": "קֵיי", "l": "אֶל",
    "m": "אֶם", "n": "אֶן", "o": "אוֹ", "p": "פִּי", "q": "קְיוּ", "r": "אָר",
    "s": "אֶס", "t": "טִי", "u": "יוּ", "v": "וִי", "w": "דָּאבֶּל יוּ", "x": "אִיקְס",
    "y": "וַואי", "z": "זֶד",
}  # fmt: skip
_CONSONANTS = {
    "tsch": "צ'", "sch": "שׁ", "tch": "צ'", "sh": "שׁ", "ch": "צ'", "th": "ת", "ph": "פ", "ck": "ק",
    "kh": "כ", "zh": "ז'", "tz": "צ", "ts": "צ", "wh": "ו", "qu": "קו", "gh": "ג", "b": "בּ", "c": "ק",
    "d": "ד", "f": "פ", "g": "ג", "h": "ה", "j": "ג'", "k": "ק", "l": "ל", "m": "מ", "n": "נ",
    "p": "פּ", "q": "ק", "r": "ר", "s": "ס", "t": "ט", "v": "ו", "w": "ו", "x": "קס", "z": "ז",
}  # fmt: skip
_VOWELS = {
    "oo": "וּ", "ou": "וּ", "ee": "ִי", "ea": "ִי", "ie": "ִי", "ai": "ֵיי", "ay": "ֵיי", "ei": "ֵיי",
    "ey": "ֵיי", "au": "וֹ", "oa": "וֹ", "a": "ַ", "e": "ֶ", "i": "ִי", "o": "וֹ", "u": "וּ", "y": "ִי",
}  # fmt: skip
_PIECE = re.compile("|".join(sorted([*_CONSONANTS, *_VOWELS], key=len, reverse=True)))
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_NAMED = re.compile("^LATIN (?:SMALL|CAPITAL) LETTER (?:DOTLESS |SHARP )?([A-Z]+)")
_ACRONYM_LENGTH = 3
_LIGHT_ENDING = 2
_FIRST_LETTER = re.compile("^[א-ת][\u05b0-\u05bc\u05c1\u05c2]*")
_SHVA = "ְ"
_FINALS = {"פ": "ף", "כ": "ך", "מ": "ם", "נ": "ן", "צ": "ץ", "צ'": "ץ'"}


def read_latin(word: str) -> str:
    """A word in Latin letters as pointed Hebrew: as it is written, or letter by letter if it is an acronym.

    >>> read_latin("radio")
    'רַ֫דִיאוֹ'
    """
    plain = "".join(map(_plain, unicodedata.normalize("NFKD", word)))
    if words := known_latin(plain):
        return words
    return " ".join(
        known_latin(part) or (_spell(part) if _is_acronym(part) else _say(part.lower()))
        for part in _CAMEL.findall(plain)
    )


def known_latin(word: str) -> str:
    """What is said for a name or a word of our table, with or without a hyphen; "" for any other."""
    return _known().get(word.lower().replace("-", ""), "")


def _plain(letter: str) -> str:
    """A letter of the English alphabet; what it is named after for others: ø is o, þ is thorn."""
    if letter.isascii():
        return letter if letter.isalpha() else ""
    named = _NAMED.search(unicodedata.name(letter, ""))
    return named[1].lower() if named else ""


def _is_acronym(word: str) -> bool:
    return not re.search("[aeiouy]", word.lower()) or (word.isupper() and len(word) <= _ACRONYM_LENGTH)


def _spell(word: str) -> str:
    return " ".join(_NAMES[letter] for letter in word.lower())


def _say(word: str) -> str:
    written: list[str] = []
    syllables: list[int] = []
    consonant = ""
    for piece in _PIECE.findall(_simplified(word)):
        if piece in _VOWELS and not (piece == "y" and not written and not consonant):
            syllables.append(len(written))
            written.append(_pointed(consonant or "א", _VOWELS[piece]))
            consonant = ""
        else:
            written.append(_pointed(consonant, _SHVA) if consonant else "")
            consonant = _CONSONANTS.get(piece, "י")
    if not consonant and len(syllables) > 1:
        stressed = _stressed(word, syllables)
        written[stressed] = _FIRST_LETTER.sub(rf"\g<0>{STRESS}", written[stressed])
    return "".join(written) + _FINALS.get(consonant, consonant)


def _stressed(word: str, syllables: list[int]) -> int:
    """Which piece bears the stress in a word that ends in a vowel: Obama, but radio and video."""
    light = word.endswith(("io", "eo")) and len(syllables) > _LIGHT_ENDING
    return syllables[-3 if light else -2]


def _simplified(word: str) -> str:
    """The word with letters that are only written left out: a last e, doubled consonants."""
    heard = re.sub("(?<=[^aeiouy])e$", "", word) if len(word) > _ACRONYM_LENGTH else word
    return re.sub("c(?=[eiy])", "s", re.sub(r"([^aeiou])\1", r"\1", heard))


def _pointed(consonant: str, vowel: str) -> str:
    """A consonant with a vowel; the mark stands before the geresh, a serving letter after it."""
    letter = consonant.removesuffix("'")
    geresh = consonant[len(letter) :]
    return letter + vowel[0] + geresh + vowel[1:] if is_mark(vowel[0]) else consonant + vowel


@cache
def _known() -> dict[str, str]:
    """Names and words that are said otherwise than they are written."""
    rows = files("audio.hebrew").joinpath("latin.tsv").read_text("utf-8").splitlines()
    return dict(row.split("\t") for row in rows)
