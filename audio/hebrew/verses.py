"""Where something is written: verses, pages of the Talmud, and Hebrew letters that count."""

import re
from itertools import pairwise

from audio.hebrew.around import Around, is_one_of
from audio.hebrew.letters import DAGESH, PATAH, QAMATS, SHVA

BOOKS = frozenset("""
    בראשית שמות ויקרא במדבר דברים יהושע שופטים שמואל מלכים ישעיהו ישעיה ירמיהו ירמיה יחזקאל הושע יואל עמוס
    עובדיה יונה מיכה נחום חבקוק צפניה חגי זכריה מלאכי תהלים תהילים משלי איוב רות איכה קהלת אסתר דניאל עזרא
    נחמיה השירים הימים
""".split())  # fmt: skip
# Books that are no words besides, so that letters after them are a chapter without any mark.
_SURE_BOOKS = frozenset("ויקרא תהלים תהילים ישעיהו ירמיהו יחזקאל משלי איוב קהלת זכריה".split())
TRACTATES = frozenset("""
    ברכות שבת עירובין פסחים שקלים יומא סוכה ביצה תענית מגילה חגיגה יבמות כתובות נדרים נזיר סוטה גיטין
    קידושין קמא מציעא בתרא סנהדרין מכות שבועות זרה הוריות זבחים מנחות חולין בכורות ערכין תמורה כריתות
    מעילה תמיד נידה נדה
""".split())  # fmt: skip
PLACES = frozenset("""
    פרק פרקים מזמור מזמורים דף דפים סימן סימנים פסוק פסוקים אות אותיות הלכה הלכות משנה קפיטל סעיף עמוד
""".split())  # fmt: skip
_VALUES = dict(
    zip("אבגדהוזחטיכלמנסעפצקרשת", (*range(1, 10), *range(10, 100, 10), 100, 200, 300, 400), strict=True)
)
_PAGE = {".": "עַמּוּד אָ֫לֶף", ":": "עַמּוּד בֵּית"}
_YEAR = re.compile("ת([רש])([יכלמנסעפצךםןףץ]?)([אבגדהוזחט]?)")
# After a book's name that is a word too, it is no chapter: "שמות ה'".
_NAME_OF_GOD = "ה'"
_OPEN = frozenset("אבגדהוז")
_FIFTEEN = {"טו": "טוּ", "טז": "טָז"}


def value_of(letters: str) -> int:
    """The number that Hebrew letters stand for, the greatest first, ט"ו and ט"ז too; 0 for other letters."""
    values = [_VALUES.get(letter, 0) for letter in letters]
    falling = [_VALUES.get(letter, 0) for letter in re.sub("ט[וז]$", "ט", letters)]
    ordered = all(a > b or a == b == _VALUES["ת"] for a, b in pairwise(falling))
    return sum(values) if ordered and all(values) else 0


def tells_a_place(word: str, around: Around) -> bool:
    """Whether letters are the number of a chapter, a page or a verse after what stands before them."""
    letters = word.replace('"', "").replace("'", "")
    if not value_of(letters):
        return False
    if _is_verse(around):
        return True
    if letters == word and len(letters) > 1:
        return around.last in _SURE_BOOKS and not around.after
    if word == _NAME_OF_GOD and around.last in BOOKS:
        return around.sign == ","
    return is_one_of(around.last, PLACES) or around.last in BOOKS or around.last in TRACTATES


def _is_verse(around: Around) -> bool:
    """Whether a book and its chapter stand before it: "ויקרא יט, יח"."""
    if len(around.beyond) < 2 or around.before or around.beyond[0] not in BOOKS:
        return False
    return value_of(around.beyond[1].replace('"', "").replace("'", "")) > 0


def page_side(word: str, around: Around) -> str:
    """Which side of a page the sign after its number means: ב. is the first side, ב: the second; or ""."""
    return _PAGE.get(around.sign, "") if around.last in TRACTATES and tells_a_place(word, around) else ""


def year_word(letters: str) -> str:
    """A Hebrew year of the last centuries as the word that is said for it; "" for other letters.

    >>> year_word("תשכז")
    'תַּשְׁכָּז'
    """
    century = {"ר": "תַּרְ", "ש": "תַּשְׁ"}.get(letters[1:2], "")
    if letters[:1] == "ת" and century and letters[2:] in _FIFTEEN:
        return century + _FIFTEEN[letters[2:]]
    match = _YEAR.fullmatch(letters)
    if not match or not (match[2] or match[3]):
        return ""
    ten, one = match[2], match[3]
    if ten and one:
        return f"{century}{ten}{DAGESH if ten in 'כפ' else ''}{QAMATS}{_last(one)}"
    return century.removesuffix(SHVA) + (QAMATS if one in _OPEN else PATAH) + _last(ten or one)


def _last(letter: str) -> str:
    return letter + DAGESH if letter == "ב" else letter
