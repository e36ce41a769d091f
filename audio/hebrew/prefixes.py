"""The letters ו ה ב כ ל מ ש before a word: how many they are, and a word's points put behind them."""

import re
from collections.abc import Iterator

from audio.hebrew.letters import (
    DAGESH,
    HATAF_PATAH,
    HATAF_QAMATS,
    HATAF_SEGOL,
    HIRIQ,
    PATAH,
    QAMATS,
    SEGOL,
    SHVA,
    is_mark,
)
from audio.hebrew.pointed import HATAFS, Letter, read_letters

_MOST = 3
_VOWELS = re.compile("[\u05b0-\u05bb\u05c7]")
# How the model points each letter when it is a prefix: שֶׁלֶג is no ש before לג.
_MARKS = {
    "ו": "\u05b0\u05bc\u05b7\u05b8\u05b4\u05b6\u05b5",
    "ה": "\u05b7\u05b8\u05b6",
    "ב": "\u05b0\u05b7\u05b4\u05b8\u05b6\u05b5",
    "כ": "\u05b0\u05b7\u05b4\u05b8\u05b6\u05b5",
    "ל": "\u05b0\u05b7\u05b4\u05b8\u05b6\u05b5",
    "מ": "\u05b4\u05b5",
    "ש": "\u05b6",
}
_USUAL = {
    "ו": "\u05b0", "ה": "\u05b7", "ב": "\u05bc\u05b0", "כ": "\u05bc\u05b0", "ל": "\u05b0", "מ": "\u05b4",
    "ש": "\u05c1\u05b6",
}  # fmt: skip
_SPELLED = frozenset(
    conjunction + relative + rest
    for conjunction in ("", "ו")
    for relative in ("", "ש", "כש", "מש", "לכש")
    for rest in ("", "ב", "כ", "ל", "מ", "ה", "מה")
)
_LONGEST = max(map(len, _SPELLED))
_NEVER_HARD = "אהחער"
_OF_HATAF = {HATAF_PATAH: PATAH, HATAF_SEGOL: SEGOL, HATAF_QAMATS: QAMATS}


def prefix_lengths(letters: tuple[Letter, ...]) -> Iterator[int]:
    """How many letters of a pointed word may be prefixes, as it is pointed; 0 first."""
    yield 0
    for at in range(min(_MOST, len(letters) - 2)):
        marks = _MARKS.get(letters[at].name, "")
        if not any(mark in marks for mark in letters[at].marks):
            return
        yield at + 1


def spelled_prefixes(word: str) -> Iterator[int]:
    """How many first letters of a bare word may be prefixes, as it is written; 0 first.

    >>> list(spelled_prefixes("ושבבית"))
    [0, 1, 2, 3]
    """
    yield 0
    for length in range(1, min(_LONGEST, len(word) - 1) + 1):
        if word[:length] in _SPELLED:
            yield length


def with_prefix(word: str, prefixes: int, pointed: str) -> str:
    """A word's first letters as they are, then other points for the rest.

    Behind a prefix the first letter is as hard or soft as the word has it.
    """
    if not prefixes:
        return pointed
    first = read_letters(word)[prefixes]
    return _with_vav(word[: first.offset], pointed) + _with_first(pointed, DAGESH if first.dagesh else "")


def without_article(word: str, prefixes: int, pointed: str) -> str:
    """A word whose prefix ב, כ or ל is no article's, as before names: בְּחֵיפָה, never בַּחֵיפָה."""
    letters = read_letters(word)
    if not prefixes or letters[prefixes - 1].name not in "בכל":
        return word
    first = read_letters(pointed)[0]
    if first.vowel in HATAFS or (first.name == "י" and first.shva):
        return word
    prefix, base = letters[prefixes - 1], letters[prefixes]
    vowel = HIRIQ if first.shva else SHVA
    led = word[: prefix.offset] + prefix.name + _VOWELS.sub("", prefix.marks) + vowel
    return led + _hardened(word[base.offset :], hard=False)


def with_article(word: str, prefixes: int) -> str:
    """A word whose prefix ב, כ or ל stands for the article too: בַּבַּיִת, בָּעִיר."""
    letters = read_letters(word)
    prefix, base = letters[prefixes - 1], letters[prefixes]
    vowel = QAMATS if base.name in "אער" else PATAH
    led = word[: prefix.offset] + prefix.name + _VOWELS.sub("", prefix.marks) + vowel
    rest = _hardened(word[base.offset :], hard=True)
    if base.name == "י" and not (base.vowel or base.shva):
        rest = rest[0] + DAGESH + SHVA + rest[1:].lstrip(DAGESH)
    return led + rest


def joined(word: str, prefixes: int, pointed: str) -> str:
    """Other points for a word behind its prefixes, which keep theirs where they are a prefix's.

    The word's first letter is hard or soft as what stands before it asks.
    """
    if not prefixes:
        return pointed
    letters = read_letters(word)[:prefixes]
    marks = [_marks_of_prefix(letter) for letter in letters]
    led = "".join(letter.name + mark for letter, mark in zip(letters, marks, strict=True))
    return _with_vav(led, pointed) + _hardened(pointed, _hardens(letters[-1].name, marks[-1]))


def _marks_of_prefix(letter: Letter) -> str:
    known = any(mark in _MARKS[letter.name] for mark in letter.marks)
    return letter.marks if known else _USUAL[letter.name]


def _hardens(prefix: str, marks: str) -> bool:
    return prefix in "השמ" or (prefix in "בכל" and (PATAH in marks or QAMATS in marks))


def _hardened(pointed: str, hard: bool) -> str:
    return _with_first(pointed, DAGESH if hard and pointed[0] not in _NEVER_HARD else "")


def _with_first(pointed: str, dagesh: str) -> str:
    """The word with that dagesh, or none, in its first letter."""
    end = next((i for i in range(1, len(pointed)) if not is_mark(pointed[i])), len(pointed))
    return pointed[0] + dagesh + pointed[1:end].replace(DAGESH, "") + pointed[end:]


def _with_vav(led: str, pointed: str) -> str:
    """The prefixes; a vav that comes last among them is pointed as the word behind it asks."""
    letters = read_letters(led)
    if letters[-1].name != "ו":
        return led
    return led[: letters[-1].offset] + "ו" + marks_of_and(read_letters(pointed)[0])


def marks_of_and(first: Letter) -> str:
    """How the vav of "and" is pointed before a word that begins with this letter."""
    if hataf := vowel_of_hataf(first):
        return hataf
    if first.name == "י" and first.shva:
        return HIRIQ
    return DAGESH if first.name in "בומפ" or first.shva else SHVA


def vowel_of_hataf(first: Letter) -> str:
    """The full vowel that a letter's hataf gives to the prefix before it, "" where it has none."""
    return _OF_HATAF.get(first.vowel, "")
