"""Abbreviations as people read them, and the names of single letters."""

from functools import cache
from importlib.resources import files

from audio.hebrew.letters import without_points

_PREFIXES = "ובהכלמש"
_MOST_PREFIXES = 3
# Pointed: without points most of them are other words too (אלף, בית, עין).
_LETTER_NAMES = {
    "א": "אָ֫לֶף", "ב": "בֵּית", "ג": "גִּ֫ימֶל", "ד": "דָּ֫לֶת", "ה": "הֵא", "ו": "וָו", "ז": "זַ֫יִן",
    "ח": "חֵית", "ט": "טֵית", "י": "יוּד", "כ": "כָּף", "ך": "כָּף", "ל": "לָ֫מֶד", "מ": "מֵם", "ם": "מֵם",
    "נ": "נוּן", "ן": "נוּן", "ס": "סָ֫מֶךְ", "ע": "עַ֫יִן", "פ": "פֵּא", "ף": "פֵּא", "צ": "צָ֫דִי",
    "ץ": "צָ֫דִי", "ק": "קוּף", "ר": "רֵישׁ", "ש": "שִׁין", "ת": "תָּו",
}  # fmt: skip
_WEEKDAYS = {"א": "ראשון", "ב": "שני", "ג": "שלישי", "ד": "רביעי", "ה": "חמישי", "ו": "שישי"}
_ENUMERATED = frozenset(
    {"כיתה", "כיתות", "כתה", "סעיף", "סעיפים", "פרק", "חלק", "קבוצה", "שלב", "נספח", "שכבה", "עמוד", "מספר"}
)
_DAYS = frozenset(("יום", "ימי", "ימים"))
_SPELLED = 2
_NAME_OF_GOD = "הַשֵּׁם"


def read_abbreviation(word: str, before: str) -> str | None:
    """The words that an abbreviation stands for; None for a word that is none.

    Args:
        word: with ``"`` or ``'`` where it has gershayim or geresh, without other signs.
        before: the word before it, by which a single letter is a weekday, a number or a name.
    """
    bare = without_points(word)
    for length in range(_MOST_PREFIXES + 1):
        prefix, base = bare[:length], bare[length:]
        if not base or any(letter not in _PREFIXES for letter in prefix):
            break
        if reading := _read_base(base, before, alone=not prefix):
            return prefix + reading
    return _unknown(bare) if '"' in bare[1:-1] else None


def spelled(letters: str) -> str:
    """The names of Hebrew letters, one by one."""
    return " ".join(_LETTER_NAMES[letter] for letter in letters)


def _read_base(base: str, before: str, alone: bool) -> str | None:
    letter = base.removesuffix("'")
    if letter in _LETTER_NAMES and (alone or base != letter):
        return _letter(letter, marked=base != letter, before=before)
    return _table().get(base)


def _letter(letter: str, marked: bool, before: str) -> str | None:
    if _is(before, _DAYS) and letter in _WEEKDAYS:
        return _WEEKDAYS[letter]
    if _is(before, _ENUMERATED) or not marked:
        return _LETTER_NAMES[letter]
    if letter == "ה":
        return _NAME_OF_GOD
    return _table().get(letter + "'", _LETTER_NAMES[letter])


def _is(word: str, kind: frozenset[str]) -> bool:
    return any(word[:length].strip(_PREFIXES) == "" and word[length:] in kind for length in range(3))


def _unknown(word: str) -> str | None:
    """Letters by name for two, as a word for more: how people read what they do not know."""
    letters = word.replace('"', "")
    if word[-2] != '"':
        return None
    return spelled(letters) if len(letters) == _SPELLED else letters


@cache
def _table() -> dict[str, str]:
    rows = files("audio.hebrew").joinpath("abbreviations.tsv").read_text("utf-8").splitlines()
    return dict(row.split("\t") for row in rows)
