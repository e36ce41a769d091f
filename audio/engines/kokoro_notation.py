"""Words as the neural model's tokens."""

from collections.abc import Sequence
from dataclasses import dataclass

from audio.engines.takes import Span
from audio.hebrew.phonemes import Phoneme
from audio.hebrew.said_words import SaidWord

# The model's vocabulary (Kokoro-82M's config.json), as far as Hebrew needs it; 0 stands at both ends.
_IDS = {
    ";": 1, ":": 2, ",": 3, ".": 4, "!": 5, "?": 6, "…": 10, " ": 16,
    "a": 43, "b": 44, "d": 46, "e": 47, "f": 48, "h": 50, "i": 51, "j": 52, "k": 53, "l": 54, "m": 55,
    "n": 56, "o": 57, "p": 58, "s": 61, "t": 62, "u": 63, "v": 64, "w": 65, "z": 68, "ɡ": 92, "ʃ": 131,
    "ʒ": 147, "ˈ": 156,
    # It was taught other languages: x, ɾ, ʦ, ʤ and ʧ are the sounds of theirs in which Hebrew is understood
    # best. For ר a recogniser erred 8.7 % with ɾ, 9.9 % with ɹ, and some 4 % more with ʁ, in ten voices.
    "χ": 66, "ʁ": 125, "ts": 20, "dʒ": 82, "tʃ": 133,
}  # fmt: skip
_STOPS = frozenset("pbtdkɡ")
_END = 0
_SPACE, _STRESS = " ", "ˈ"
_PLAIN_MELODY = {"–": ",", '"': ","}


@dataclass(frozen=True)
class Notation:
    """A piece of text as the model reads it."""

    tokens: tuple[int, ...]
    """With the token of the end at both ends."""
    words: tuple[Span, ...]
    """Where each word's sounds are among the tokens, its punctuation not among them."""


def notation(words: Sequence[SaidWord]) -> Notation:
    """The tokens of some words that are spoken in one go."""
    tokens = [_END]
    spans = []
    for index, word in enumerate(words):
        if index:
            tokens.append(_IDS[_SPACE])
        first = len(tokens)
        for phoneme in word.phonemes:
            tokens += _tokens(phoneme, word.leans)
        bursts = bool(index and words[index - 1].melody) and word.phonemes[0].symbol in _STOPS
        spans.append(Span(first, len(tokens), begin=first if bursts else first - 1, bursts=bursts))
        if word.melody:
            tokens.append(_IDS[_PLAIN_MELODY.get(word.melody, word.melody)])
    return Notation((*tokens, _END), tuple(spans))


def _tokens(phoneme: Phoneme, leans: bool) -> list[int]:
    stress = [_IDS[_STRESS]] if phoneme.stressed and not leans else []
    return [*stress, _IDS[phoneme.symbol]]
