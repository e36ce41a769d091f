"""Whole numbers, decimals and ordinals in words, pointed.

Pointed, because without points a few of them are read wrongly: שמונה is one word for men and another for
women, שבע another before מאות than alone.
"""

from typing import Literal

from hebrew_num2words import cardinal, ordinal

from audio.hebrew.attached import indefinite_prefix
from audio.hebrew.letters import is_mark, without_points

Grammar = Literal["m", "f"]

_POINTED = {
    without_points(word): word
    for word in """
    אֶפֶס אֶחָד אַחַת שְׁנַיִים שְׁתַּיִים שְׁנֵי שְׁתֵּי שְׁנֵיְם שְׁתֵּיְם שְׁלוֹשָׁה שָׁלוֹשׁ שְׁלוֹשֶׁת אַרְבָּעָה אַרְבַּע
    אַרְבַּעַת חֲמִישָּׁה חָמֵשׁ חֲמֵשֶׁת שִׁישָּׁה שֵׁשׁ שֵׁשֶׁת שִׁבְעָה שֶׁבַע שִׁבְעַת שְׁמוֹנָה שְׁמוֹנַת תִּשְׁעָה תֵּשַׁע תִּשְׁעַת
    עֲשָׂרָה עֶשֶׂר עֲשֶׂרֶת עֶשְׂרִים שְׁלוֹשִׁים אַרְבָּעִים חֲמִישִּׁים שִׁישִּׁים שִׁבְעִים שְׁמוֹנִים תִּשְׁעִים מֵאָה
    מָאתַיִים מֵאוֹת אֶלֶף אַלְפַּיִים אֲלָפִים מִילְיוֹן מִילְיַארְד נְקוּדָּה
    רִאשׁוֹן רִאשׁוֹנָה שְׁנִיָּיה שְׁלִישִׁי שְׁלִישִׁית רְבִיעִי רְבִיעִית חֲמִישִׁי חֲמִישִׁית שִׁישִּׁי שִׁישִּׁית
    שְׁבִיעִי שְׁבִיעִית שְׁמִינִי שְׁמִינִית תְּשִׁיעִי תְּשִׁיעִית עֲשִׂירִי עֲשִׂירִית
    """.split()
}
_SECOND = "שֵׁנִי"
_BEFORE_TEN_OR_HUNDREDS = {"שלוש": "שְׁלוֹשׁ", "חמש": "חֲמֵשׁ", "שבע": "שְׁבַע", "תשע": "תְּשַׁע"}
_TENS = {"עשר": "עָשָׂר", "עשרה": "עֶשְׂרֵה"}
_EIGHT = {"m": "שְׁמוֹנָה", "f": "שְׁמוֹנֶה"}
_SCALES = ((10**9, "מיליארד"), (10**6, "מיליון"))
_FIGURES = 12
"""Longer numbers are said figure by figure."""
_ORDINALS = range(1, 11)
_LONG_DECIMALS = 3


def whole(number: int, gender: Grammar, construct: bool = False) -> str:
    """A whole number from 0 below a million million.

    Args:
        gender: of what is counted; the feminine where nothing is.
        construct: שני for שניים, שלושת for שלושה, as before what is counted.
    """
    parts = []
    for scale, name in _SCALES:
        count, number = divmod(number, scale)
        if count:
            parts.append(name if count == 1 else f"{cardinal(count, 'm', count == 2)} {name}")
    if number or not parts:
        last = str(cardinal(number, gender, construct))
        joined = parts and not any(word.startswith("ו") for word in last.split())
        parts.append(f"ו{last}" if joined else last)
    return pointed_number(" ".join(parts), gender)


def amount(text: str, gender: Grammar, construct: bool = False) -> str:
    """A number as it is written, thousands with commas, decimals after a point.

    >>> from audio.hebrew.letters import without_points
    >>> without_points(amount("1,000.5", "m"))
    'אלף נקודה חמש'
    """
    before, _, decimals = text.replace(",", "").partition(".")
    if not decimals:
        return figures(before) if len(before) > _FIGURES else whole(int(before), gender, construct)
    point = pointed_number("נקודה", "f")
    return f"{amount(before, 'f')} {point} {_decimals(decimals)}"


def _decimals(text: str) -> str:
    if len(text) >= _LONG_DECIMALS or text.startswith("0"):
        return figures(text)
    return whole(int(text), "f")


def figures(text: str) -> str:
    """Each figure of the text by itself: a telephone number, a code."""
    return " ".join(whole(int(figure), "f") for figure in text if figure.isdecimal())


def place(number: int, gender: Grammar) -> str:
    """The ordinal, without an article: שלישי, and from eleven on the number itself."""
    if number == 2 and gender == "m":
        return _SECOND
    return pointed_number(ordinal(number, gender), gender) if number in _ORDINALS else whole(number, gender)


def pointed_number(words: str, gender: Grammar) -> str:
    """Number words with their points; words that are no numbers are left as they are."""
    bare = words.split(" ")
    return " ".join(_point(bare, at, gender) for at in range(len(bare)))


def _point(words: list[str], at: int, gender: Grammar) -> str:
    word = words[at]
    if word.startswith("ו"):
        return after_prefix("ו", _point([*words[:at], word[1:], *words[at + 1 :]], at, gender))
    after = words[at + 1] if at + 1 < len(words) else ""
    if word == "שמונה":
        return _EIGHT["m" if after == "עשר" else "f" if after in ("עשרה", "מאות") else gender]
    if after in ("עשרה", "מאות") and word in _BEFORE_TEN_OR_HUNDREDS:
        return _BEFORE_TEN_OR_HUNDREDS[word]
    if at and word in _TENS and _is_unit(words[at - 1]):
        return _TENS[word]
    return _POINTED.get(word, word)


def _is_unit(word: str) -> bool:
    """Whether a teen begins with it: a number below ten."""
    return word.removeprefix("ו") in _UNITS


_UNITS = frozenset(
    str(form).split()[0] for ten in range(11, 20) for form in (cardinal(ten, "m"), cardinal(ten, "f"))
)


def is_number_word(word: str) -> bool:
    """Whether it is a number in words, also with ו before it: "עשרים", "ושלוש"."""
    return word.removeprefix("ו") in _POINTED


def after_prefix(prefix: str, pointed: str) -> str:
    """A pointed number or unit with prefix letters before it, pointed as they are said there."""
    if not any(map(is_mark, pointed)):
        return prefix + pointed
    return indefinite_prefix(prefix, pointed) + pointed
