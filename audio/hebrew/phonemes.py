"""Pointed Hebrew as phonemes with stress, in an alphabet that each engine maps to its own."""

from dataclasses import dataclass
from functools import lru_cache

from audio.hebrew.lexicon import accented
from audio.hebrew.pointed import Letter, read_letters
from audio.hebrew.stress import stressed_syllable
from audio.hebrew.syllables import Sound, sounds

VOWELS = frozenset("aeiou")
CONSONANTS = frozenset("b v ɡ d h w z χ t j k l m n s p f ʁ ʃ ʒ ts tʃ dʒ".split(" "))

# What is heard of letters that are all silent, such as אהה.
_HESITATION = (Sound("a", 0, vowel=True, full=True),)


@dataclass(frozen=True)
class Phoneme:
    """One sound of a word."""

    symbol: str
    """IPA: one of `VOWELS` or `CONSONANTS`."""
    offset: int
    """The place of its letter in the pointed word."""
    stressed: bool = False
    """A vowel on which the word's stress lies."""


@lru_cache(maxsize=1 << 14)  # the words of a conversation come again and again
def phonemes(word: str) -> tuple[Phoneme, ...]:
    """The sounds of one pointed word; () where it has no Hebrew letter.

    >>> "".join(phoneme.symbol for phoneme in phonemes("שָׁלוֹם"))
    'ʃalom'
    """
    letters, heard = sounds(accented(word))
    if letters and not heard:
        heard = _HESITATION
    stressed = _stressed(letters, heard)
    offsets = _offsets(word)
    return tuple(Phoneme(sound.symbol, offsets[sound.letter], sound is stressed) for sound in heard)


def transcription(word: str) -> str:
    """The phonemes of a pointed word in one string, ``ˈ`` before the stressed vowel: how tests write them."""
    return "".join(("ˈ" if phoneme.stressed else "") + phoneme.symbol for phoneme in phonemes(word))


def _offsets(word: str) -> tuple[int, ...]:
    return tuple(letter.offset for letter in read_letters(word))


def _stressed(letters: tuple[Letter, ...], heard: tuple[Sound, ...]) -> Sound | None:
    vowels = [sound for sound in heard if sound.vowel]
    full = [sound for sound in vowels if sound.full] or vowels
    if not full:
        return None
    for at, letter in enumerate(letters):
        if letter.stressed:
            return next((vowel for vowel in vowels if vowel.letter >= at), full[-1])
    return full[-stressed_syllable(letters, len(full))] if len(full) > 1 else full[-1]
