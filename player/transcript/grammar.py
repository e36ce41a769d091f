"""What the grammar of a Hebrew paragraph tells of who speaks and who is spoken to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from audio.speech import Gender
from player.transcript.forms import (
    ADVERBS,
    ALIKE,
    BEFORE_US,
    IMPERATIVE,
    NO_SHAPES,
    NOUNS,
    SHAPES,
    STATES,
    TO_A_MAN,
    TO_A_WOMAN,
    TO_SOMEONE,
)
from player.transcript.quotations import own_words

_GENDERS: tuple[Gender, Gender] = ("m", "f")
_WORD = re.compile(r"[א-ת]+(?:[\"'״׳־-][א-ת]+)*['׳]?|\d+|§")
_CLAUSE_END = re.compile(r"\.\.+|[.?!…,;:]|\s[-–—]|–|—")
_THAT = ("", "ו", "ש", "כש", "וכש", "וש", "מש", "לכש", "שכש", "כי", "אם", "לפני ש", "מה")
_TO_US = frozenset(["לי", "לנו", "נא"])
_AGE_WITHIN = 5
"""So many words after ``אני`` or ``הייתי`` may still come "of age" and a number."""
_NUMBERS = frozenset(
    """
אחת שתיים שתים שלוש ארבע חמש שש שבע שמונה תשע עשר עשרים שלושים ארבעים חמישים שישים שבעים שמונים תשעים
""".split()
)
_OF_ANOTHER = frozenset("עם של לו לה לי לנו היא הוא יש".split())
_SHE_WITHIN = 4
_SHE = frozenset("היא שהיא והיא כשהיא".split())


@dataclass(frozen=True)
class Form:
    """A gendered form as it was found."""

    gender: Gender
    words: str
    """With its pronoun: ``אני זוכרת``."""


@dataclass(frozen=True)
class Grammar:
    """What a paragraph's grammar tells, quotations left out."""

    of_oneself: tuple[Form, ...]
    """Where the speaker says something of himself as a man, of herself as a woman."""
    to_one: tuple[Form, ...]
    """Where a man or a woman is spoken to."""
    to_someone: str
    """The first word that speaks to one person, man or woman; "" if there is none."""
    own: str
    """The speaker's own words, from which this was read: without quotations."""

    def balance_of_oneself(self) -> int:
        """How many more forms are a woman's than a man's, of the speaker."""
        return _balance(self.of_oneself)

    def balance_to_one(self) -> int:
        """The same of the one who is spoken to."""
        return _balance(self.to_one)


@dataclass(frozen=True)
class _Clause:
    words: tuple[str, ...]
    end: str
    """The sign that ends it, "" at the paragraph's end."""


def read_grammar(text: str) -> Grammar:
    """The gendered forms of a paragraph.

    >>> read_grammar('אני זוכרת מה שאמרת לי: "בוא"').of_oneself
    (Form(gender='f', words='אני זוכרת'),)
    """
    own: list[Form] = []
    others: list[Form] = []
    someone = ""
    words = own_words(text)
    for clause in _clauses(words):
        own += _of_oneself(clause.words)
        others += _to_one(clause)
        someone = someone or next((word for word in clause.words if _bare(word, TO_SOMEONE)), "")
    to_someone = _without_that(someone, TO_SOMEONE) or (others[0].words if others else "")
    return Grammar(tuple(own), tuple(others), to_someone, words)


def _clauses(text: str) -> Iterator[_Clause]:
    start = 0
    for match in _CLAUSE_END.finditer(text):
        yield _Clause(tuple(_WORD.findall(text, start, match.start())), match[0].strip())
        start = match.end()
    yield _Clause(tuple(_WORD.findall(text, start)), "")


def _with_that(words: Iterable[str]) -> frozenset[str]:
    """The words, and each of them after "and", "that", "when"."""
    return frozenset(that + word for word in words for that in _THAT)


def _column(pairs: Iterable[tuple[str, str]], gender: Gender) -> frozenset[str]:
    return frozenset(pair[_GENDERS.index(gender)] for pair in pairs)


def _shape(pairs: Iterable[tuple[str, str]], gender: Gender) -> re.Pattern[str]:
    shapes = sorted(_column(pairs, gender) - {""})
    return re.compile("|".join(map(_pattern, shapes)))


def _pattern(shape: str) -> str:
    any_letters, ending = ("[א-ת]{2,}", shape[1:]) if shape.startswith("…") else ("", "")
    return any_letters + (ending or re.sub("[קטל]", "[א-ת]", shape))


_ME = _with_that(["אני", "הייתי", "אנוכי"])
_YOU_MAN = _with_that(["אתה"])
_YOU_WOMAN = _with_that(["את"])
_THAT_YOU_WOMAN = _YOU_WOMAN - {"את", "ואת"}
_YOU_WERE = _with_that(["היית"])
_YOU = _YOU_MAN | _YOU_WOMAN | _YOU_WERE
_AGED: dict[Gender, frozenset[str]] = {"m": frozenset(["בן", "כבן"]), "f": frozenset(["בת", "כבת"])}
_OWN = {gender: _column(STATES + NOUNS, gender) for gender in _GENDERS}
_STATE = {gender: _column(STATES, gender) for gender in _GENDERS}
_AFTER_YOU_WOMAN = _STATE["f"] | ALIKE
_SHAPE = {gender: _shape(SHAPES, gender) for gender in _GENDERS}
_TOLD = {gender: _column(IMPERATIVE, gender) for gender in _GENDERS}
_THAT_TOLD = {gender: frozenset("ש" + word for word in _TOLD[gender]) for gender in _GENDERS}
_TOLD_BEFORE_US = {gender: _column(BEFORE_US + IMPERATIVE, gender) for gender in _GENDERS}
_ONE_PERSON: dict[Gender, frozenset[str]] = {"m": TO_A_MAN, "f": _with_that(TO_A_WOMAN)}


def _of_oneself(words: Sequence[str]) -> Iterator[Form]:
    for index, word in enumerate(words):
        if word in _ME:
            at = _after_adverbs(words, index + 1)
            yield from (Form(g, _phrase(words, index, at)) for g in _GENDERS if _is_own(words, at, g))
            yield from _aged(words, index)


def _is_own(words: Sequence[str], at: int, gender: Gender) -> bool:
    if at >= len(words):
        return False
    other = _OWN["f" if gender == "m" else "m"]
    word = words[at]
    if word in _OWN[gender] or word in other:
        return word in _OWN[gender]
    # At the end of a man's form ה is written for a woman's too: רוצה.
    alike = gender == "m" and word.endswith("ה")
    return not alike and word not in NO_SHAPES and bool(_SHAPE[gender].fullmatch(word))


def _aged(words: Sequence[str], index: int) -> Iterator[Form]:
    """The age that somebody says of himself: ``הייתי בכיתה ח' בת שתים עשרה``."""
    for at in range(index + 1, min(index + _AGE_WITHIN, len(words) - 1)):
        number = words[at + 1]
        if words[at - 1] in _OF_ANOTHER or not (number.isdigit() or number in _NUMBERS):
            continue
        yield from (Form(g, _phrase(words, index, at, at + 1)) for g in _GENDERS if words[at] in _AGED[g])


def _to_one(clause: _Clause) -> Iterator[Form]:
    words = clause.words
    for index, word in enumerate(words):
        if word not in _YOU:
            yield from _told(words, index)
            continue
        at = _after_adverbs(words, index + 1)
        following = words[at] if at < len(words) else ""
        if word in _YOU_MAN:
            yield Form("m", _phrase(words, index, at))
        elif word in _YOU_WOMAN and _speaks_to_a_woman(word, following, clause.end):
            yield Form("f", _phrase(words, index, at))
        elif word in _YOU_WERE:
            yield from (Form(g, _phrase(words, index, at)) for g in _GENDERS if following in _OWN[g])


def _speaks_to_a_woman(word: str, following: str, end: str) -> bool:
    """Whether ``את`` is "you" and not the sign of the object, which is what it mostly is."""
    if not following:
        return end in {".", "?", "!"} or (word != "את" and end == ",")
    if following in _AFTER_YOU_WOMAN:
        return True
    return word in _THAT_YOU_WOMAN and (following in _OWN["f"] or bool(_SHAPE["f"].fullmatch(following)))


def _told(words: Sequence[str], index: int) -> Iterator[Form]:
    word = words[index]
    following = words[index + 1] if index + 1 < len(words) else ""
    for gender in _GENDERS:
        if following in _TO_US and _is_told_us(words, index, gender):
            yield Form(gender, f"{word} {following}")
        elif word in _ONE_PERSON[gender] or (word in _TOLD[gender] and (gender == "f" or index == 0)):
            yield Form(gender, word)


def _is_told_us(words: Sequence[str], index: int, gender: Gender) -> bool:
    """Whether somebody is asked for something: ``ספר לנו``, ``שתסביר לי``, but not ``היא תספר לנו``."""
    she = _SHE.intersection(words[max(0, index - _SHE_WITHIN) : index])
    return words[index] in _THAT_TOLD[gender] or (words[index] in _TOLD_BEFORE_US[gender] and not she)


def _after_adverbs(words: Sequence[str], at: int) -> int:
    while at < len(words) and words[at] in ADVERBS:
        at += 1
    return at


def _phrase(words: Sequence[str], start: int, *following: int) -> str:
    """The pronoun and its form, with ``…`` for what stands between them."""
    phrase = words[start]
    before = start
    for at in following:
        if at < len(words):
            phrase += (" " if at == before + 1 else "… ") + words[at]
            before = at
    return phrase


def _bare(word: str, table: frozenset[str]) -> bool:
    return bool(_without_that(word, table))


def _without_that(word: str, table: frozenset[str]) -> str:
    """The word of the table that this one is, after prefixes; "" if it is none."""
    for prefix in ("", "ו", "ש", "כש", "מש", "ב", "ל", "מ", "ושל", "וש"):
        if word.startswith(prefix) and word[len(prefix) :] in table:
            return word[len(prefix) :]
    return ""


def _balance(forms: Iterable[Form]) -> int:
    return sum(1 if form.gender == "f" else -1 for form in forms)
