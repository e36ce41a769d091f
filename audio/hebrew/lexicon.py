"""Words that the model misreads or the rules of stress do not reach, from three files of our own.

`words.txt`, `names.txt` and `verbs.txt` have pointed words; an *ole* (U+05AB) marks a stress that the rules
would not find. A word that begins with ``?`` is also read otherwise: it counts only where the text is
pointed so. Words joined by ``_`` count where they follow each other. A name takes no article, and a verb no
prefix but the conjunctions ו, כ and ש.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from audio.hebrew.letters import QAMATS, QAMATS_QATAN, STRESS
from audio.hebrew.pointed import VOWEL_SOUNDS, Letter, read_letters
from audio.hebrew.prefixes import prefix_lengths, spelled_prefixes, with_prefix, without_article
from audio.hebrew.word_list import WORD, WordList, bare


@dataclass(frozen=True)
class Entry:
    """A word of the lexicon."""

    pointed: str
    certain: bool
    """Whether its letters are never read otherwise."""
    kind: str
    """``words``, ``names`` or ``verbs``: which prefixes it takes."""


@dataclass(frozen=True)
class Phrase:
    """Words that are read so where they stand together."""

    pointed: tuple[str, ...]
    bare: tuple[str, ...]


def with_known_words(text: WordList) -> WordList:
    """The pointed text with the lexicon's points in place of the model's, word by word."""
    return text.with_words([_replaced(word, trust_points=False) for word in text.words])


def with_known_phrases(text: WordList) -> WordList:
    """The pointed text with the lexicon's points where words of it stand together; a prefix may lead."""
    words = list(text.words)
    plain = [bare(word) for word in words]
    at = 0
    while at < len(words):
        skipped, phrase = next(_phrases_at(text, plain, at), (0, None))
        if phrase:
            words[at] = with_prefix(words[at], skipped, phrase.pointed[0])
            words[at + 1 : at + len(phrase.bare)] = phrase.pointed[1:]
        at += len(phrase.bare) if phrase else 1
    return text.with_words(words)


def accented(word: str) -> str:
    """The pointed word with the stress that the lexicon knows for it, where its points are those too."""
    return word if STRESS in word else WORD.sub(lambda match: _replaced(match[0], trust_points=True), word)


def _replaced(word: str, trust_points: bool) -> str:
    letters = read_letters(word)
    for prefixes in prefix_lengths(letters):
        base = letters[prefixes:]
        for entry in _entries().get(_bare(base), ()):
            if entry.kind == "verbs" and not all(letter.name in "וכש" for letter in letters[:prefixes]):
                continue  # להחזיר is no החזיר
            if (entry.certain and not trust_points) or _agree(base, entry):
                if entry.kind == "names" and not trust_points:
                    word = without_article(word, prefixes, entry.pointed)
                return with_prefix(word, prefixes, entry.pointed)
    return word


def _phrases_at(text: WordList, plain: list[str], at: int) -> Iterator[tuple[int, Phrase]]:
    """The phrases whose letters stand there, no stop between them, each with how many letters lead it."""
    word = plain[at]
    for skipped in spelled_prefixes(word):
        for phrase in _phrases().get(word[skipped:], ()):
            end = at + len(phrase.bare)
            parted = any(text.parted_before(inside) for inside in range(at + 1, min(end, len(plain))))
            if tuple(plain[at + 1 : end]) == phrase.bare[1:] and not parted:
                yield skipped, phrase


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


@cache
def lexicon_lines() -> tuple[tuple[str, str], ...]:
    """What the files list, word by word and phrase by phrase, each with the name of its file."""
    return tuple(
        (word, kind)
        for kind in ("words", "names", "verbs")
        for line in files("audio.hebrew").joinpath(f"{kind}.txt").read_text("utf-8").splitlines()
        if not line.startswith("#")
        for word in line.split()
    )


@cache
def _entries() -> dict[str, tuple[Entry, ...]]:
    entries: dict[str, tuple[Entry, ...]] = {}
    for word, kind in lexicon_lines():
        if "_" not in word:
            pointed = word.removeprefix("?")
            key = bare(pointed)
            entries[key] = (*entries.get(key, ()), Entry(pointed, pointed == word, kind))
    return entries


@cache
def _phrases() -> dict[str, tuple[Phrase, ...]]:
    """The phrases by their first word's letters, longest first."""
    phrases: dict[str, tuple[Phrase, ...]] = {}
    for line, _ in sorted(lexicon_lines(), key=lambda line: -line[0].count("_")):
        if "_" in line:
            words = tuple(line.split("_"))
            phrase = Phrase(words, tuple(map(bare, words)))
            phrases[phrase.bare[0]] = (*phrases.get(phrase.bare[0], ()), phrase)
    return phrases
