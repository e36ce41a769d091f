"""Words in Arabic, Cyrillic and Greek letters, and single letters of any other alphabet."""

import unicodedata

from audio.hebrew.latin import read_latin

ALPHABETS = "[\u0621-\u064a]+|[\u0400-\u045f]+|[\u0370-\u03ff]+"
"""Runs of letters that are read as words."""

_ARABIC = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآؤئ",
        "א ב ת ת' ג' ח ח' ד ד' ר ז ס ש צ צ' ט ט' ע ר' פ ק כ ל מ נ ה ו י א ה א א א ו י".split(),
        strict=True,
    )
)
_FINALS = {"כ": "ך", "מ": "ם", "נ": "ן", "פ": "ף", "צ": "ץ"}
_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщыэюяіїєґ" + "αβγδεζηθικλμνξοπρσςτυφχψω",
        "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh sh i e yu ya i yi ye g".split()
        + "a v g d e z i th i k l m n x o p r s s t i f kh ps o".split(),
        strict=True,
    )
)


def read_alphabet(word: str) -> str:
    """A word of `ALPHABETS` in Hebrew letters, by its sounds.

    >>> read_alphabet("مرحبا")
    'מרחבא'
    """
    if "\u0621" <= word[0] <= "\u064a":
        letters = "".join(_ARABIC.get(letter, "") for letter in word)
        return letters[:-1] + _FINALS.get(letters[-1], letters[-1]) if letters else "אליף"
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    return read_latin("".join(_LATIN.get(letter, "") for letter in plain)) or read_letter(word[0])


def read_letter(character: str) -> str:
    """A letter of any other alphabet by the last word of its name."""
    return read_latin(unicodedata.name(character, "sign").split()[-1]) or read_latin("sign")
