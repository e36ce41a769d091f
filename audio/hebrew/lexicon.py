"""Words that the model misreads or the rules of stress do not reach, from a file of our own.

`words.txt` has pointed words; an *ole* (U+05AB) marks a stress that the rules would not find. A word that
begins with ``?`` is also read otherwise: it counts only where the text is pointed so. Words joined by ``_``
count where they follow each other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from audio.hebrew.letters import (
    DAGESH,
    QAMATS,
    QAMATS_QATAN,
    STRESS,
    is_mark,
    without_points,
)
from audio.hebrew.pointed import VOWEL_SOUNDS, Letter, read_letters

_MARKS = "[\u0591-\u05bd\u05bf-\u05c7]*"
# A geresh belongs to the word only where it makes another sound; elsewhere it may close a quotation.
_WORD = re.compile(f"(?:[גזצץ]{_MARKS}['׳’‘`´]|[א-ת]{_MARKS})+")
_MOST_PREFIXES = 3
# How the model points each letter when it is a prefix: שֶׁלֶג is no ש before לג.
_PREFIX_MARKS = {
    "ו": "\u05b0\u05bc\u05b7\u05b8\u05b4\u05b6\u05b5",
    "ה": "\u05b7\u05b8\u05b6",
    "ב": "\u05b0\u05b7\u05b4\u05b8\u05b6\u05b5",
    "כ": "\u05b0\u05b7\u05b4\u05b8\u05b6\u05b5",
    "ל": "\u05b0\u05b7\u05b4\u05b8\u05b6\u05b5",
    "מ": "\u05b4\u05b5",
    "ש": "\u05b6",
}


@dataclass(frozen=True)
class Entry:
    """A word of the lexicon."""

    pointed: str
    certain: bool
    """Whether its letters are never read otherwise."""


def overruled(text: str) -> str:
    """The pointed text with the lexicon's points in place of the model's."""
    text = _WORD.sub(lambda match: _replaced(match[0], trust_points=False), text)
    for pattern, phrase in _phrases():
        text = pattern.sub(phrase, text)
    return text


def accented(word: str) -> str:
    """The pointed word with the stress that the lexicon knows for it, where its points are those too."""
    return word if STRESS in word else _WORD.sub(lambda match: _replaced(match[0], trust_points=True), word)


def _replaced(word: str, trust_points: bool) -> str:
    letters = read_letters(word)
    for prefixes in _prefix_lengths(letters):
        base = letters[prefixes:]
        for entry in _entries().get(_bare(base), ()):
            if (entry.certain and not trust_points) or _agree(base, entry):
                return word[: base[0].offset] + _with_dagesh_of(entry.pointed, base[0], prefixes > 0)
    return word


def _prefix_lengths(letters: tuple[Letter, ...]) -> Iterator[int]:
    yield 0
    for at in range(min(_MOST_PREFIXES, len(letters) - 2)):
        marks = _PREFIX_MARKS.get(letters[at].name, "")
        if not any(mark in marks for mark in letters[at].marks):
            return
        yield at + 1


def _bare(letters: tuple[Letter, ...]) -> str:
    """The letters alone, with a geresh where it makes another sound."""
    return "".join(
        letter.name + ("'" if letter.geresh and letter.name in "גזצץ" else "") for letter in letters
    )


def _agree(letters: tuple[Letter, ...], entry: Entry) -> bool:
    """Whether a word is pointed as an entry; sounds are enough where it is certain."""
    known = read_letters(entry.pointed)
    if entry.certain:
        return all(
            _sound_of(letter, other) == _sound_of(other, other)
            for letter, other in zip(letters, known, strict=True)
        )
    return _vowels(letters) == _vowels(known)


def _sound_of(letter: Letter, known: Letter) -> tuple[str, bool, bool]:
    """The vowel, sin, and the dagesh of a vav; a qamats is an o where the entry knows it to be one."""
    short = letter.vowel == QAMATS and known.vowel == QAMATS_QATAN
    vowel = "o" if short else VOWEL_SOUNDS.get(letter.vowel, "")
    return vowel, letter.sin, letter.name == "ו" and letter.dagesh


def _vowels(letters: tuple[Letter, ...]) -> tuple[tuple[str, bool, bool], ...]:
    """What has to agree mark by mark: each letter's vowel, sin, and the dagesh of a vav and of a he."""
    return tuple(
        (letter.vowel.replace(QAMATS_QATAN, QAMATS), letter.sin, letter.name in "וה" and letter.dagesh)
        for letter in letters
    )


def _with_dagesh_of(pointed: str, first: Letter, after_prefix: bool) -> str:
    """The word; after a prefix its first letter is as hard or soft as the text has it."""
    if not after_prefix:
        return pointed
    end = next((i for i in range(1, len(pointed)) if not is_mark(pointed[i])), len(pointed))
    marks = pointed[1:end].replace(DAGESH, "")
    return pointed[0] + (DAGESH if first.dagesh else "") + marks + pointed[end:]


@cache
def _lines() -> tuple[str, ...]:
    """What the file lists, word by word."""
    lines = files("audio.hebrew").joinpath("words.txt").read_text("utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _entries() -> dict[str, tuple[Entry, ...]]:
    entries: dict[str, tuple[Entry, ...]] = {}
    for word in _lines():
        if "_" not in word:
            pointed = word.removeprefix("?")
            bare = _bare(read_letters(pointed))
            entries[bare] = (*entries.get(bare, ()), Entry(pointed, certain=pointed == word))
    return entries


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each phrase with what finds it however it is pointed; a prefix may stand before it."""
    phrases = [line.replace("_", " ") for line in _lines() if "_" in line]
    return tuple(
        (re.compile("".join(c + _MARKS for c in without_points(phrase)) + "(?![א-ת])"), phrase)
        for phrase in phrases
    )
