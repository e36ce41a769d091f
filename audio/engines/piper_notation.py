"""Words as a Piper voice's own numbers: our phonemes in its language's, or the letters themselves."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audio.engines.piper_files import Config
from audio.engines.takes import Span
from audio.hebrew.letters import is_mark, without_points
from audio.hebrew.phonemes import CONSONANTS, VOWELS, Phoneme
from audio.hebrew.said_words import SaidWord

_BEGIN, _END, _BETWEEN = "^", "$", "_"
_SPACE, _STRESS = " ", "ˈ"
_PLAIN_MELODY = {"–": (",",), '"': (",",), "…": (".", ","), ";": (",",), ":": (",",), "!": (".",)}
_STOPS = frozenset("pbtdkɡ")

# For each of our phonemes what may stand for it, best first; a space parts two signs. Most voices have a
# number for every letter of the IPA and were taught their language's alone: the common one comes first.
_HEARD_AS = {
    "a": ("a", "ɑ", "ɐ", "æ"), "e": ("e", "ɛ", "ə"), "i": ("i", "ɪ"), "o": ("o", "ɔ"), "u": ("u", "ʊ"),
    "ɡ": ("ɡ", "g"), "χ": ("x", "χ", "ħ", "h"), "ʁ": ("ʁ", "r", "ɾ", "ɹ"), "ts": ("t s", "ʦ"),
    "tʃ": ("t ʃ", "ʧ"), "dʒ": ("d ʒ", "ʤ"), "ʒ": ("ʒ", "z"), "w": ("w", "v"), "v": ("v", "f"),
    "h": ("h", "ɦ"), "j": ("j", "i"), "z": ("z", "s"), "p": ("p", "b"), "ʃ": ("ʃ", "s"),
}  # fmt: skip
# Where a language has another sound than its neighbours, as espeak-ng writes it.
_OF_LANGUAGE = {
    "en": {"a": "ɑ ː", "e": "ɛ", "i": "i ː", "o": "o ʊ", "u": "u ː", "χ": "h", "ʁ": "ɹ"},
    "es": {"ʁ": "ɾ", "h": "x", "v": "β", "z": "s"},
    "it": {"ʁ": "r", "χ": "k"},
    "fr": {"χ": "ʁ", "h": "ʁ"},
    "ar": {"χ": "χ", "ʁ": "r", "o": "u", "e": "i", "p": "b", "v": "f"},
    "ru": {"ʁ": "r", "h": "x"},
}
_OF_HEBREW = {"χ": "χ", "ʁ": "ʁ"}
"""As the Hebrew voices' own rules write them."""


class NotHebrewVoice(ValueError):
    """A voice that lacks a sound or the letters of Hebrew; its argument is what."""


@dataclass(frozen=True)
class Notation:
    """A piece of text as a voice reads it."""

    tokens: tuple[int, ...]
    words: tuple[Span, ...]
    """Where each word's sounds are among the tokens."""


def check_alphabet(config: Config) -> None:
    """Return when a voice can read Hebrew.

    Raises:
        NotHebrewVoice: naming what it has nothing for.
    """
    for sign in (_BEGIN, _END, _BETWEEN, _SPACE):
        if sign not in config.ids:
            raise NotHebrewVoice(sign)
    if config.alphabet == "text":
        if missing := [letter for letter in "אבגדהוזחטיכלמנסעפצקרשת" if letter not in config.ids]:
            raise NotHebrewVoice(" ".join(missing))
        return
    for symbol in sorted(VOWELS | CONSONANTS):
        _signs(config, symbol)


def notation(words: Sequence[SaidWord], config: Config) -> Notation:
    """The tokens of some words that are spoken in one go."""
    between = config.ids[_BETWEEN]
    tokens = [*config.ids[_BEGIN], *between]
    spans: list[Span] = []

    def put(sign: str) -> None:
        tokens.extend((*config.ids[sign], *between))

    for index, word in enumerate(words):
        if index:
            put(_SPACE)
        first = len(tokens)
        for sign in _word_signs(word, config):
            put(sign)
        bursts = bool(index and words[index - 1].melody) and word.phonemes[0].symbol in _STOPS
        # The blank before a word's first sound goes over into it.
        spans.append(Span(first, len(tokens), begin=first if bursts else first - 1, bursts=bursts))
        for sign in (word.melody, *_PLAIN_MELODY.get(word.melody, ())):
            if sign and sign in config.ids:
                put(sign)
                break
    return Notation((*tokens, *config.ids[_END]), tuple(spans))


def _word_signs(word: SaidWord, config: Config) -> Iterator[str]:
    if config.alphabet == "text":
        # So were the texts written that it was taught.
        yield from (
            sign for sign in unicodedata.normalize("NFD", _written(word, config)) if sign in config.ids
        )
        return
    for phoneme in word.phonemes:
        yield from _phoneme_signs(phoneme, word.leans, config)


def _written(word: SaidWord, config: Config) -> str:
    """A word in letters, pointed for a voice that was taught points."""
    return word.pointed if any(map(is_mark, config.ids)) else without_points(word.pointed)


def _phoneme_signs(phoneme: Phoneme, leans: bool, config: Config) -> Iterator[str]:
    if phoneme.stressed and not leans and _STRESS in config.ids:
        yield _STRESS
    yield from _signs(config, phoneme.symbol)


def _signs(config: Config, symbol: str) -> Sequence[str]:
    """A phoneme in the signs of a voice.

    Raises:
        NotHebrewVoice: where it has nothing for it.
    """
    own = _OF_HEBREW if config.alphabet == "hebrew" else _OF_LANGUAGE.get(config.language.split("-")[0], {})
    for choice in (own.get(symbol, ""), *_HEARD_AS.get(symbol, (symbol,))):
        signs = choice.split()
        if signs and all(sign in config.ids for sign in signs):
            return signs
    raise NotHebrewVoice(symbol)
