"""How right and how quick the phonemes of pointed Hebrew are, on sentences of our own."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audio.hebrew.phonemes import phonemes, transcription

SENTENCES = tuple(sorted((Path(__file__).parent.parent / "tests" / "data").glob("sentences-*.tsv")))


@dataclass(frozen=True)
class PhonemeFigures:
    """What was measured; a word counts when it is as one of the ways in which it may be said."""

    words: int
    sounds_right: float
    """The share of words with all their phonemes right, from 0 to 1."""
    stress_right: float
    """The share of words whose stress is right too."""
    misses: tuple[tuple[str, str, str], ...]
    """The pointed word, what was expected, what was said."""
    words_per_s: float


def measure_phonemes(files: tuple[Path, ...] = SENTENCES) -> PhonemeFigures:
    """The figures over all words of these files, whose lines are a sentence, a tab, its pronunciation."""
    words = [pair for file in files for pair in reference(file)]
    seconds = _seconds([word for word, _ in words])
    said = [transcription(word) for word, _ in words]
    right = [heard in expected.split("|") for heard, (_, expected) in zip(said, words, strict=True)]
    sounds = [
        _unstressed(heard) in _unstressed(expected).split("|")
        for heard, (_, expected) in zip(said, words, strict=True)
    ]
    return PhonemeFigures(
        words=len(words),
        sounds_right=sum(sounds) / len(words),
        stress_right=sum(right) / len(words),
        misses=tuple((*pair, heard) for pair, heard, hit in zip(words, said, right, strict=True) if not hit),
        words_per_s=len(words) / seconds,
    )


def reference(file: Path) -> Iterator[tuple[str, str]]:
    """Each pointed word with how it is said; two ways stand with a ``|`` between them."""
    for line in file.read_text("utf-8").splitlines():
        sentence, said = line.split("\t")
        yield from zip(sentence.split(), said.split(), strict=True)


def _seconds(words: list[str]) -> float:
    # The first call reads the lexicon, and words that were said before come from a store.
    phonemes("שָׁלוֹם")
    phonemes.cache_clear()
    start = time.perf_counter()
    for word in words:
        phonemes(word)
    return time.perf_counter() - start


def _unstressed(said: str) -> str:
    return said.replace("ˈ", "")
