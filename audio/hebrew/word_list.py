"""A text as a row of words with what stands between them, so that a word can be judged by its neighbours."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from audio.hebrew.letters import plain_signs, without_points

MARKS = "[\u0591-\u05bd\u05bf-\u05c7]*"
"""What finds the marks of one letter."""
# A geresh belongs to the word only where it makes another sound; elsewhere it may close a quotation.
WORD = re.compile(f"(?:[גזצץ]{MARKS}['׳’‘`´]|[א-ת]{MARKS})+")
_STOP = re.compile(r"[.,:;?!–—…()\n]|(?<=\s)[-־]")


@dataclass(frozen=True)
class WordList:
    """A text taken apart; ``gaps[0] + words[0] + gaps[1] + … + gaps[-1]`` is the text."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    """One more than words."""

    def with_words(self, words: Sequence[str]) -> "WordList":
        """The same text with other words in their places."""
        return WordList(tuple(words), self.gaps)

    def parted_before(self, at: int) -> bool:
        """Whether a stop, or an end of the text, stands before the word with that number."""
        return at == 0 or at == len(self.words) or _STOP.search(self.gaps[at]) is not None

    @property
    def text(self) -> str:
        return "".join(part for pair in zip(self.gaps, (*self.words, ""), strict=True) for part in pair)


def word_list(text: str) -> WordList:
    """The words of a text, pointed or not."""
    words, gaps, end = [], [], 0
    for match in WORD.finditer(text):
        words.append(match[0])
        gaps.append(text[end : match.start()])
        end = match.end()
    return WordList(tuple(words), (*gaps, text[end:]))


def bare(word: str) -> str:
    """The letters alone, with a plain geresh where it makes another sound.

    >>> bare("גּ׳וֹן")
    "ג'ון"
    """
    return plain_signs(without_points(word))
