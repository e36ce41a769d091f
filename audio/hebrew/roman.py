"""Roman numerals: a part of a book is counted, a king and a century are ordered."""

import re

from audio.hebrew.around import Around, is_one_of
from audio.hebrew.cardinals import after_prefix, place, whole
from audio.hebrew.letters import has_hebrew
from audio.hebrew.nouns import head_gender

# Up to 39: with L, C, D and M there are more abbreviations than numerals (XL, CD, MD).
_NUMERAL = re.compile("(X{0,3})(IX|IV|V?I{0,3})")
_UNITS = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
_PARTS = frozenset("פרק פרקים כרך חלק נספח סעיף שלב מערכה תמונה סצנה לוח דרגה טבלה איור".split())
_RULERS = frozenset("""
    אליזבת לואי הנרי ניקולאי אלכסנדר פיליפ קרל וילהלם ויליאם ג'ורג' צ'ארלס אדוארד ריצ'רד ג'יימס נפוליאון
    פרידריך קתרינה יקטרינה ויקטוריה פאולוס בנדיקטוס פיוס גרגוריוס חוסיין עבדאללה תלמי אנטיוכוס רעמסס
    הורדוס המאה מאה
""".split())  # fmt: skip


def read_roman(letters: str, around: Around) -> str:
    """The words for a Roman numeral; "" for Latin letters that are none, or rather a word ("I", "דור X")."""
    match = _NUMERAL.fullmatch(letters)
    if not match or not letters or not has_hebrew(around.last):
        return ""
    value = len(match[1]) * 10 + _UNITS[match[2]]
    if is_one_of(around.last, _PARTS) and not around.definite:
        return whole(value, "f")
    if len(letters) == 1 and not is_one_of(around.last, _RULERS):
        return ""
    ordered = place(value, head_gender(around.before))
    return ordered if around.definite else after_prefix("ה", ordered)
