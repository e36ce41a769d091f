"""A paragraph as the built-in voices say it: word by word, in phonemes, with the melody that follows each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audio.hebrew.letters import without_points
from audio.hebrew.niqqud import Points
from audio.hebrew.phonemes import Phoneme, phonemes
from audio.speech import Reading

_QUOTE = '"'
_MELODY = f".?!,:;–…{_QUOTE}"
_LEANING = frozenset("את של על אל עם כי או גם אם לא הוא היא זה זו יש אין מה מי כל אז רק עד בין".split())
_ASKING = frozenset(
    "מי מה למה איפה מתי איך כמה איזה איזו אילו לאן מאין מאיפה היכן מדוע כיצד במה ממה למי ממי במי "
    "ומי ומה ולמה ואיפה ומתי ואיך וכמה ואיזה ואיזו ואילו ולאן באיזה באיזו לאיזה לאיזו מאיזה".split()
)


@dataclass(frozen=True)
class SaidWord:
    """One word as it is said; a displayed word such as a number may be several."""

    reading: int
    """Which displayed word of the paragraph it belongs to, from 0."""
    phonemes: tuple[Phoneme, ...]
    """At least one."""
    melody: str
    """The sign that follows, one of ``. ? ! , : ; – … "``, or ""."""
    leans: bool
    """A little word that leans on its neighbour; stressed like the rest it would sound hammered."""
    asks: bool = False
    """A question word: a question that begins with it needs no other sign."""
    pointed: str = ""
    """In Hebrew letters with their points, without the sign."""


class NotHebrew(ValueError):
    """A word that has letters, but none that Hebrew knows; its argument is the word."""


def said_words(readings: Sequence[Reading], points: Points) -> tuple[SaidWord, ...]:
    """The words of a paragraph with their phonemes; a reading that is not said has none.

    Args:
        readings: of the whole paragraph, because words are pointed by their neighbours.
        points: puts the vowel marks in.

    Raises:
        NotHebrew: for a word that cannot be said.
    """
    # After a word the model would take a quote for gershayim.
    texts = [reading.spoken.removesuffix(_QUOTE) for reading in readings]
    pointed = iter(points(" ".join(texts)).split(" "))
    words: list[SaidWord] = []
    for index, (reading, text) in enumerate(zip(readings, texts, strict=True)):
        own = " ".join(next(pointed) for _ in text.split(" "))
        words += _words_of(index, own + reading.spoken[len(text) :])
    return tuple(words)


def _words_of(reading: int, pointed: str) -> Iterator[SaidWord]:
    for word in pointed.replace("-", " ").split():
        heard = phonemes(word)
        if heard:
            melody = word[-1] if word[-1] in _MELODY else ""
            pointed_word = word.removesuffix(melody)
            letters = without_points(pointed_word)
            yield SaidWord(reading, heard, melody, letters in _LEANING, letters in _ASKING, pointed_word)
        elif any(map(str.isalnum, without_points(word))):
            raise NotHebrew(word)
