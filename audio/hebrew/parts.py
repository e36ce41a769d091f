"""Words that are one part of speech here and another there, weighed by what stands beside them.

`parts.txt` lists the readings of each with their parts: ``noun``, ``he``, ``she`` and ``they`` (the past),
``now`` (a participle), ``order`` (an imperative). Where the neighbours speak clearly for another part than
the model's, that reading is taken; where they do not, the model's stays.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from audio.hebrew.prefixes import joined
from audio.hebrew.word_list import WordList, bare

_CLEARLY = 2.0
_CONJUNCTION = "(?:ו?כ?ש|ו)?"


def _words(text: str) -> re.Pattern[str]:
    return re.compile(f"{_CONJUNCTION}(?:{'|'.join(text.split())})")


_HE = _words("הוא מי מישהו אבא סבא אביו אבי אחי בעלי בעלה אלוהים אחד איש רבי")
_SHE = _words("היא מישהי אימא אמא סבתא אמו אחותי אשתי אשתו אחת אישה")
_THEY = _words("הם הן אנשים כולם רבים אחרים חכמים")
_BEFORE_NOUN = _words(
    "של על את עם אל בלי ללא בין לפני אחרי בגלל תחת מול כל הרבה איזה איזו אותו אותה אותם שום יש אין עוד "
    "שני שתי כמה זה זאת זו בתוך לגבי מתוך בעקבות מן למען לקראת בעד נגד ליד מאחורי לשם כמו בעל בעלת בית "
    "מין סוג חוסר הכי כדי"
)
_BEFORE_VERB = _words("לא כבר מעולם אף_פעם תמיד לעולם עדיין כאשר ואז אז")
_OBJECT = _words("את אותו אותה אותי אותך אותנו אותם אותן אתכם")
_TO_WHOM = _words(
    "לי לך לו לה לנו לכם להם לכן להן אליו אליה אליי אלי אלינו אליהם ממנו ממנה עליו עליה בו בה בהם איתו איתה"
)
_OF_NOUN = re.compile(
    "של|שלי|שלך|שלו|שלה|שלנו|שלכם|שלהם|שלהן|הזה|הזאת|הזו|האלה|ההוא|ההיא|הראשון|הראשונה|האחרון|האחרונה"
)
_ADJECTIVE = re.compile(
    "טובה?|גדולה?|חדשה?|קטנה?|קשה|יפה|ארוכה?|קצרה?|חשובה?|אחרת?|מעניינת?|נוספת?|אחד|אחת|כזה|כזאת|כזו"
)
_AND_IS = _words("הוא היא היה הייתה יהיה תהיה")
_ARTICLED = re.compile(f"{_CONJUNCTION}ה[א-ת]{{2,}}")
_NOUN_PREFIXES = "הבכלמ"
_ORDERED = re.compile("את|לי|לנו|נא|בבקשה|היטב|אליי|ש[א-ת]+|ל[א-ת]+|ב[א-ת]+")


@dataclass(frozen=True)
class Place:
    """What stands around a word."""

    before: str
    """The bare word before it, or "" after a stop."""
    after: str
    opens: bool
    """Whether nothing stands before it in its clause."""


def by_part(text: WordList) -> WordList:
    """The pointed text with the words of `parts.txt` read as their neighbours ask."""
    words = list(text.words)
    plain = [bare(word) for word in words]
    for at, word in enumerate(plain):
        readings, prefixes = _readings_of(word)
        if readings:
            opens = text.parted_before(at)
            after = "" if text.parted_before(at + 1) else plain[at + 1]
            place = Place("" if opens else plain[at - 1], after, opens)
            words[at] = _chosen(words[at], readings, prefixes, place)
    return text.with_words(words)


def _readings_of(word: str) -> tuple[tuple[tuple[str, str], ...], int]:
    """The parts and readings of a bare word, and how many letters lead it."""
    for prefixes in range(min(3, len(word) - 2)):
        found = _parts().get(word[prefixes:])
        if found and re.fullmatch(f"{_CONJUNCTION}[{_NOUN_PREFIXES}]?", word[:prefixes]):
            return found, prefixes
    return (), 0


def _chosen(word: str, readings: tuple[tuple[str, str], ...], prefixes: int, place: Place) -> str:
    lead = bare(word)[:prefixes]
    own = _part_of(word, readings)
    if lead.endswith(tuple(_NOUN_PREFIXES)):
        weights = {"noun": _CLEARLY}
    else:
        weights = {part: _WEIGHERS[part](place) for part, _ in readings}
    best = max(weights, key=lambda part: weights[part])
    clear = weights[best] - max((weights[part] for part in weights if part != best), default=0.0) >= _CLEARLY
    if best == own or not clear or (not own and lead.endswith(tuple(_NOUN_PREFIXES))):
        return word  # מִסְפָּר is no מִ before סֵפֶר
    reading = next((reading for part, reading in readings if part == best), None)
    return word if reading is None else joined(word, prefixes, reading)


def _part_of(word: str, readings: tuple[tuple[str, str], ...]) -> str:
    """The part of speech as which a word is pointed now, or ""."""
    pointed = _vowels(word)
    return next((part for part, reading in readings if pointed.endswith(_vowels(reading))), "")


def _vowels(word: str) -> str:
    return re.sub("[\u05bc\u05ab]", "", word)


def _noun(place: Place) -> float:
    weight = 0.0
    if _BEFORE_NOUN.fullmatch(place.before):
        weight += 3
    if _OF_NOUN.fullmatch(place.after):
        weight += 3
    if _ADJECTIVE.fullmatch(place.after):
        weight += 2
    if place.opens and _AND_IS.fullmatch(place.after):
        weight += 2
    return weight


def _verb(subject: re.Pattern[str], of_article: Callable[[str], bool]) -> Callable[[Place], float]:
    """What speaks for a verb whose subject the pattern finds, or a noun with an article does."""

    def weight(place: Place) -> float:
        weight = 0.0
        if subject.fullmatch(place.before):
            weight += 3
        elif _BEFORE_VERB.fullmatch(place.before):
            weight += 2
        elif _ARTICLED.fullmatch(place.before) and of_article(place.before):
            weight += 1 if place.after else 2
        if _OBJECT.fullmatch(place.after):
            weight += 2
        elif _TO_WHOM.fullmatch(place.after):
            weight += 1.5
        return weight

    return weight


def _order(place: Place) -> float:
    return 2.5 if place.opens and _ORDERED.fullmatch(place.after) else 0.0


_WEIGHERS: dict[str, Callable[[Place], float]] = {
    "noun": _noun,
    "he": _verb(_HE, lambda noun: not noun.endswith(("ה", "ת", "ים"))),
    "now": lambda place: _verb(_HE, lambda noun: False)(place) / 2,
    "she": _verb(_SHE, lambda noun: noun.endswith(("ה", "ת")) and not noun.endswith("ות")),
    "they": _verb(_THEY, lambda noun: noun.endswith(("ים", "ות"))),
    "order": _order,
}


@cache
def _parts() -> dict[str, tuple[tuple[str, str], ...]]:
    """The readings of each bare word with their parts."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    parts: list[str] = []
    for line in files("audio.hebrew").joinpath("parts.txt").read_text("utf-8").splitlines():
        if line.startswith("="):
            parts = line.removeprefix("=").split()
        elif not line.startswith("#"):
            for word in line.split():
                readings = tuple(zip(parts, word.split("/"), strict=True))
                key = bare(readings[0][1])
                found[key] = tuple(dict.fromkeys((*found.get(key, ()), *readings)))
    return found
