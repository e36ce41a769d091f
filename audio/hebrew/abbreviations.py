"""Abbreviations as people read them, Hebrew letters that count, and the names of single letters."""

import re
from functools import cache
from importlib.resources import files

from audio.hebrew.around import Around, is_one_of, is_prefix
from audio.hebrew.cardinals import after_prefix
from audio.hebrew.dates import MONTHS
from audio.hebrew.letters import without_points
from audio.hebrew.titles import read_title
from audio.hebrew.verses import PLACES, TRACTATES, page_side, tells_a_place, value_of, year_word

_MOST_PREFIXES = 3
# Pointed: without points most of them are other words too (אלף, בית, עין).
_LETTER_NAMES = {
    "א": "אָ֫לֶף", "ב": "בֵּית", "ג": "גִּ֫ימֶל", "ד": "דָּ֫לֶת", "ה": "הֵא", "ו": "וָו", "ז": "זַ֫יִן",
    "ח": "חֵית", "ט": "טֵית", "י": "יוּד", "כ": "כָּף", "ך": "כָּף", "ל": "לָ֫מֶד", "מ": "מֵם", "ם": "מֵם",
    "נ": "נוּן", "ן": "נוּן", "ס": "סָ֫מֶךְ", "ע": "עַ֫יִן", "פ": "פֵּא", "ף": "פֵּא", "צ": "צָ֫דִי",
    "ץ": "צָ֫דִי", "ק": "קוּף", "ר": "רֵישׁ", "ש": "שִׁין", "ת": "תָּו",
}  # fmt: skip
_WEEKDAYS = {"א": "ראשון", "ב": "שני", "ג": "שלישי", "ד": "רביעי", "ה": "חמישי", "ו": "שישי"}
_ENUMERATED = PLACES | frozenset("כיתה כיתות כתה חלק קבוצה שלב נספח שכבה מספר צד תוכנית".split())
_OF_TALMUD = TRACTATES | {"דף", "דפים"}
_DAYS = frozenset(("יום", "ימי", "ימים"))
_MONTHS = frozenset("תשרי חשוון חשון כסלו טבת שבט אדר ניסן אייר סיוון סיון תמוז אב אלול".split())
_OTHER_MONTHS = frozenset(MONTHS)
# What some stand for beside other words.
_AFTER_NUMBERS = {'מ"מ': "מילימטר", 'מ"ל': "מיליליטר", "מ'": "מטר", "ג'": "גרם", "ק'": "קילו"}
_BEFORE_NAMES = {'ח"כ': "חבר הכנסת", 'ח"כית': "חברת הכנסת"}
_NO_NAMES = frozenset(
    "לשעבר של מטעם ותיק חדש צעיר מכהן אחד אחת לא הוא היא היה הייתה אני ולא או גם כי אבל".split()
)
_OF_PAGES = {"עמ'": "עמודים"}
_OF_A_PAGE = {'ע"א': "עַמּוּד אָ֫לֶף", 'ע"ב': "עַמּוּד בֵּית"}
_OF_COURTS = {'ת"א': "תיק אזרחי", 'ת"פ': "תיק פלילי", 'ע"א': "ערעור אזרחי", 'ע"פ': "ערעור פלילי"}
_CASE = re.compile(r"\d+(?:[-/]\d+)+")
_AGAINST = {"נ'": "נגד"}
_INITIALS = re.compile(r"[א-ת](?:\.[א-ת]){1,5}\.?")
_WITH_STOPS = frozenset(("תז", "תד", "בה", "קמ", "סמ", "נב"))
_DAYS_OF_MONTH = range(1, 31)
# Before the others an article may hide, which the sentence tells: בַּתָּנָךְ, but בְּצַהַל.
_NO_ARTICLE = frozenset("והמש")
# A letter of a list, after which another letter is one too: "ימי ב' ו-ה'".
_LISTED = re.compile("ו?-?[א-ת]'")
_SPELLED = 2
_NAME_OF_GOD = "הַשֵּׁם"


def read_abbreviation(word: str, around: Around) -> str:
    """The words that an abbreviation stands for; "" for a word that is none.

    Args:
        word: with ``"`` or ``'`` where it has gershayim or geresh, without other signs.
        around: its neighbours, by which a letter is a weekday, a number or a name, and מ"מ a measure.
    """
    bare = without_points(word)
    if tells_a_place(bare, around):
        side = page_side(bare, around)
        return f"דַּף {spelled(bare)} {side}" if side else spelled(bare)
    for length in range(_MOST_PREFIXES + 1):
        prefix, base = bare[:length], bare[length:]
        if base and is_prefix(prefix) and (reading := _read_base(base, around, alone=not prefix)):
            return after_prefix(prefix, reading) if prefix[-1:] in _NO_ARTICLE else prefix + reading
    return _unknown(bare) if '"' in bare[1:-1] else ""


def read_initials(text: str) -> str:
    """The letters of a name, "א.ב.", or an abbreviation written with stops, "ת.ז."; "" for another text."""
    if not _INITIALS.fullmatch(text):
        return ""
    letters = text.replace(".", "")
    return _table()[f'{letters[:-1]}"{letters[-1]}'] if letters in _WITH_STOPS else spelled(letters)


def is_enumerated(word: str) -> bool:
    """Whether a letter after the word tells which of several it is: "פרק ג'", "כיתה ח'"."""
    return is_one_of(word, _ENUMERATED)


def spelled(letters: str) -> str:
    """The names of the Hebrew letters in a text, one by one."""
    return " ".join(_LETTER_NAMES[letter] for letter in letters if letter in _LETTER_NAMES)


def _read_base(base: str, around: Around, alone: bool) -> str:
    if base in _AFTER_NUMBERS and around.follows_number:
        return _AFTER_NUMBERS[base]
    if reading := _of_courts(base, around) or read_title(base, around):
        return reading
    letter = base.removesuffix("'")
    if letter in _LETTER_NAMES and (alone or base != letter):
        return _letter(letter, marked=base != letter, around=around)
    if base in _OF_A_PAGE and any(is_one_of(word, _OF_TALMUD) for word in (*around.before, *around.beyond)):
        return _OF_A_PAGE[base]
    if base in _OF_PAGES and "-" in around.next.replace("–", "-"):
        return _OF_PAGES[base]
    if base in _BEFORE_NAMES and around.next and around.next not in _NO_NAMES:
        return _BEFORE_NAMES[base]
    return _table().get(base) or _year(base) or _day(base, around)


def _of_courts(base: str, around: Around) -> str:
    """What stands before the number of a court's case, and between its sides."""
    if base in _OF_COURTS and _CASE.fullmatch(around.next):
        return _OF_COURTS[base]
    return _AGAINST.get(base, "") if any(map(_CASE.fullmatch, around.before)) else ""


def _letter(letter: str, marked: bool, around: Around) -> str:
    listed = _LISTED.fullmatch("".join(around.beyond[-1:])) is not None
    days = is_one_of(around.last, _DAYS) or (listed and is_one_of(around.beyond[0], _DAYS))
    if days and letter in _WEEKDAYS:
        return _WEEKDAYS[letter]
    counts = is_enumerated(around.last) or is_one_of(around.next, _MONTHS)
    if counts or listed or not marked:
        return _LETTER_NAMES[letter]
    if letter == "ה":
        return _NAME_OF_GOD
    return _table().get(letter + "'", _LETTER_NAMES[letter])


def _year(base: str) -> str:
    """A year such as תשפ"ה, and with its thousands, ה'תשפ"ה."""
    millennium = f"{_LETTER_NAMES['ה']} " if base.startswith("ה'") else ""
    year = year_word(base.removeprefix("ה'").replace('"', "")) if base[-2:-1] == '"' else ""
    return millennium + year if year else ""


def _day(base: str, around: Around) -> str:
    """The day of a Hebrew month, so that its prefix is known for one: "לי"ד בניסן"."""
    letters = base.replace('"', "")
    return (
        spelled(letters)
        if is_one_of(around.next, _MONTHS | _OTHER_MONTHS) and value_of(letters) in _DAYS_OF_MONTH
        else ""
    )


def _unknown(word: str) -> str:
    """Letters by name for two, as a word for more: how people read what they do not know."""
    letters = word.replace('"', "")
    if word[-2] != '"':
        return ""
    return spelled(letters) if len(letters) == _SPELLED else letters


@cache
def _table() -> dict[str, str]:
    rows = files("audio.hebrew").joinpath("abbreviations.tsv").read_text("utf-8").splitlines()
    return dict(row.split("\t") for row in rows)
