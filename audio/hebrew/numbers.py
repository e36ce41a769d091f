"""Numbers as they are written, with their signs, in the words that Hebrew speakers say for them."""

import re
import unicodedata
from collections.abc import Callable

from audio.hebrew.around import Around, is_one_of
from audio.hebrew.cardinals import Grammar, after_prefix, amount, figures, place, whole
from audio.hebrew.dates import (
    DATE,
    DAY_AND_MONTH,
    ISO_DATE,
    TIME,
    TIMES,
    YEAR,
    is_year,
    names_a_month,
    read_date,
    read_day_and_month,
    read_iso_date,
    read_time,
    read_times,
)
from audio.hebrew.letters import has_hebrew
from audio.hebrew.money import AND_A_HALF, AND_A_QUARTER, HALF, SIGNS, noun_after, with_unit
from audio.hebrew.nouns import counted_gender, gender_of_counted, head_gender, is_definite, one_of
from audio.hebrew.verses import BOOKS

# After these a number names one of many: counted as in a list, in the feminine.
_LABELS = frozenset("""
    שיחה תוכנית תכנית פרק פרקים עמוד עמודים עמ' דף סעיף כיתה קומה מספר מס' שנת שנה בן בת בני גיל גילאי קו
    כביש ערוץ חדר חלק שאלה תרגיל כרך שיעור גיליון פסוק פסוקים בית רחוב רח' שעה השעה צעד שלב שורה טבלה איור
    סימן הלכה משנה מזמור אות גרסה גרסת ציון ציונים
""".split())  # fmt: skip
_AGES = frozenset(("בן", "בת", "בני", "בנות"))
_TIMES_AS_MANY = frozenset(("פי",))
_CODES = frozenset("קוד מיקוד סיסמה סיסמא טלפון טל' זהות ת\"ז שלוחה חשבון קודן פקס נייד".split())
_VERSIONS = frozenset("גרסה גרסת גרסא".split())
_RATIOS = frozenset("ביחס היחס יחס מידה הסתברות בהסתברות סיכוי".split())
_OF = "של"
_OF_MEN = frozenset("אחד שניים שלושה ארבעה חמישה שישה שבעה תשעה".split())
_PARENTS = frozenset("אמא אימא אם אבא אב סבא סב סבתא הורים".split())
_ORDINALS = range(1, 11)
LONGEST = 40
"""What is longer than any number is said figure by figure."""
_FRACTIONS = {
    2: "חֵ֫צִי", 3: "שְׁלִישׁ", 4: "רֶבַע", 5: "חֲמִישִׁית", 6: "שִׁישִּׁית", 7: "שְׁבִיעִית", 8: "שְׁמִינִית", 9: "תְּשִׁיעִית",
    10: "עֲשִׂירִית",
}  # fmt: skip
_PARTS = {
    3: "שְׁלִישִׁים", 4: "רְבָעִים", 5: "חֲמִישִׁיּוֹת", 6: "שִׁישִּׁיּוֹת", 7: "שְׁבִיעִיּוֹת", 8: "שְׁמִינִיּוֹת", 9: "תְּשִׁיעִיּוֹת",
    10: "עֲשִׂירִיּוֹת",
}  # fmt: skip
_MASCULINE_PARTS = (3, 4)

PLAIN = r"\d+(?:,\d{3})*(?:\.\d+)?"
SIGN = "[%₪$€£°]?"
_VULGAR = "[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]"
NUMBER = re.compile(rf"{SIGN}\d(?:[\d.,:/%–-]*[\d%])?{_VULGAR}?{SIGN}|{_VULGAR}")
"""Where a number may stand in a word."""


def read_number(text: str, around: Around) -> str:
    """The words for a number as it is written: ``451``, ``11.11.14``, ``12:30``, ``15%``, ``10-20``.

    What has no such form is read run of figures by run of figures.
    """
    if len(text) <= LONGEST:
        for form, read in _FORMS:
            if (match := form.fullmatch(text)) and (words := read(match, around)):
                return words
    return " ".join(_run(run) for run in re.findall(r"\d+", text))


def _run(text: str) -> str:
    return amount(text, "f") if len(text) <= LONGEST else figures(text)


def _code(match: re.Match[str], around: Around) -> str:
    return figures(match[0]) if any(is_one_of(word, _CODES) for word in around.before[-2:]) else ""


def _figures(match: re.Match[str], around: Around) -> str:
    return figures(match[0])


def _service_number(match: re.Match[str], around: Around) -> str:
    return " ".join(whole(int(group), "f") for group in match[0].split("-"))


def _score_or_ratio(match: re.Match[str], around: Around) -> str:
    first, last = match[1], match[2]
    if is_one_of(around.last, BOOKS):
        return f"פֶּרֶק {amount(first, 'f')} פָּסוּק {amount(last, 'f')}"
    ratio = [word for word in around.before[-2:] if word != _OF]
    if ratio and ratio[-1] in _RATIOS:
        return f"{amount(first, 'm')} {after_prefix('ל', amount(last, 'm'))}"
    return "" if len(last) == 2 else f"{amount(first, 'f')} {amount(last, 'f')}"


def _range(match: re.Match[str], around: Around) -> str:
    sign = match["sign"] or match["first_sign"] or match["lead"] or ""
    unit = SIGNS.get(sign)
    gender: Grammar = unit.gender if unit else gender_of(around)
    words = f"{amount(match['first'], gender)} עַד {amount(match['last'], gender)}"
    return f"{words} {noun_after(match['last'], unit)}" if unit else words


def _fraction(match: re.Match[str], around: Around) -> str:
    return fraction(int(match[1]), int(match[2]), around.next)


def fraction(top: int, bottom: int, noun: str = "") -> str:
    """A simple fraction, "שלושה רבעים", before what it is of; "" for one that people do not name."""
    if not 0 < top < bottom or bottom not in _FRACTIONS:
        return ""
    if top == 1:
        return HALF if bottom == 2 and gender_of_counted(noun) else _FRACTIONS[bottom]
    gender: Grammar = "m" if bottom in _MASCULINE_PARTS else "f"
    return f"{whole(top, gender, construct=top == 2)} {_PARTS[bottom]}"


def _vulgar(match: re.Match[str], around: Around) -> str:
    top, bottom = unicodedata.normalize("NFKC", match["fraction"]).split("⁄")
    if match["whole"]:
        return and_a_fraction(match["whole"], int(top), int(bottom), gender_of(around))
    return fraction(int(top), int(bottom), around.next)


def and_a_fraction(number: str, top: int, bottom: int, gender: Grammar) -> str:
    """A whole number and a part: "שתיים וחצי"; "" for a part that people do not name."""
    named = {(1, 2): AND_A_HALF, (1, 4): AND_A_QUARTER}.get((top, bottom))
    part = fraction(top, bottom)
    return f"{amount(number, gender)} {named or after_prefix('ו', part)}" if part else ""


def _with_unit(match: re.Match[str], around: Around) -> str:
    return with_unit(match["number"], SIGNS[match["before"] or match["after"]])


def _year(match: re.Match[str], around: Around) -> str:
    return whole(int(match[0]), "f") if is_year(match, around) else ""


def _decimal(match: re.Match[str], around: Around) -> str:
    """With a half or a quarter in words, save in the number of a version."""
    halves = {"5": (1, 2), "25": (1, 4)}
    version = is_one_of(around.last, _VERSIONS) or (around.last and not has_hebrew(around.last))
    if version or match[2] not in halves:
        return amount(match[0], "f")
    if not match[1].strip("0"):
        return HALF if match[2] == "5" and gender_of_counted(around.next) else amount(match[0], "f")
    return and_a_fraction(match[1], *halves[match[2]], gender_of(around))


def _points(match: re.Match[str], around: Around) -> str:
    return " נְקוּדָּה ".join(_run(run) for run in match[0].split("."))


def _whole(match: re.Match[str], around: Around) -> str:
    number = int(match[0].replace(",", "")) if len(match[0]) <= LONGEST // 2 else 0
    if around.definite and not names_a_month(around.next):
        if number in _ORDINALS:
            return place(number, head_gender(around.before))
        return amount(match[0], gender_of(around) if is_counted(around) else head_gender(around.before))
    if number == 1 and (one := _gender_of_one(around.last)):
        return whole(1, one)
    next_counted = is_counted(around) and gender_of_counted(around.next) is not None
    return amount(match[0], gender_of(around), next_counted and (number == 2 or is_definite(around)))


def _gender_of_one(noun: str) -> Grammar | None:
    """The gender of what is one, where the number stands after it: "בן 1", "מקום 1"."""
    bare = noun[1:] if noun.startswith("ו") else noun
    named = bare and one_of(bare) == bare and (bare in _AGES or not is_label(bare))
    return (gender_of_counted(bare) or "m") if named else None


def gender_of(around: Around) -> Grammar:
    """The gender in which a number is said where it stands."""
    if names_a_month(around.next) or is_one_of(around.last, _TIMES_AS_MANY) or _is_share(around):
        return "m"
    return (counted_gender(around) if is_counted(around) else None) or "f"


def _is_share(around: Around) -> bool:
    """Whether it is one of so many, of nothing that is named: "4 מתוך 10", "אחד מ-10", "אמא ל-3"."""
    if counted_gender(around) or is_label(around.last):
        return False
    of_all = around.prefix == "מ" and around.last in _OF_MEN
    if of_all or (around.prefix == "ל" and around.last in _PARENTS) or around.next in ("מתוך", "מכל"):
        return True
    label, share = "".join(around.before[-3:-2]), "".join(around.before[-2:-1])
    counted = share[-1:].isdecimal() and not is_label(label)
    return around.last == "מתוך" and (counted or share in _OF_MEN)


def is_counted(around: Around) -> bool:
    """Whether the words after the number are what it counts."""
    labelled = is_label(around.last) and not is_one_of(around.last, _AGES)
    return not labelled and counted_gender(around) is not None


def is_label(word: str) -> bool:
    """Whether a number after the word names one of many: "פרק 5", "קו 5"."""
    return is_one_of(word, _LABELS)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Around], str]], ...] = (
    (DATE, read_date),
    (ISO_DATE, read_iso_date),
    (TIMES, read_times),
    (re.compile(rf"(\d+):({PLAIN})"), _score_or_ratio),
    (TIME, read_time),
    (re.compile(r"\d{4,}"), _code),
    (re.compile(r"1-[78]00(?:-\d{1,3})+"), _service_number),
    (re.compile(r"0\d[\d-]+|\d+-\d{3}-\d{3,4}|\d+(?:-\d+){2,}|\d{10,}"), _figures),
    (
        re.compile(
            rf"(?P<lead>{SIGN})(?P<first>{PLAIN})(?P<first_sign>{SIGN})[–-](?P<last>{PLAIN})(?P<sign>{SIGN})"
        ),
        _range,
    ),
    (DAY_AND_MONTH, read_day_and_month),
    (re.compile(r"(\d{1,3})/(\d{1,2})"), _fraction),
    (re.compile(rf"(?P<whole>\d*)(?P<fraction>{_VULGAR})"), _vulgar),
    (re.compile(rf"(?P<before>[%₪$€£])(?P<number>{PLAIN})(?P<after>)"), _with_unit),
    (re.compile(rf"(?P<before>)(?P<number>{PLAIN})(?P<after>[%₪$€£°])"), _with_unit),
    (YEAR, _year),
    (re.compile(r"(\d+)\.(\d+)"), _decimal),
    (re.compile(r"\d+(?:\.\d+){2,}"), _points),
    (re.compile(PLAIN), _whole),
)
