"""Slips of the model that no Hebrew word has, mended by rule before anything else looks at the words."""

import re

from audio.hebrew.letters import DAGESH, HIRIQ, QAMATS, SEGOL, SHVA
from audio.hebrew.word_list import WordList

_SLIPS = (
    # A word does not begin with two shvas: וּלְכִי, not וְלְכִי; בִּפְקָק, not בְּפְקָק.
    (re.compile(f"^ו{SHVA}(?=([א-הו-ת]){DAGESH}?{SHVA})"), f"ו{DAGESH}"),
    (re.compile(f"^([בכל]{DAGESH}?){SHVA}(?=([א-הו-ת]){DAGESH}?{SHVA})"), rf"\1{HIRIQ}"),
    # Nor does "your" end in two: לְךָ, not לְךְ or לָךָ; עָלֶיךָ, not עָלֶיִךְ.
    (re.compile(f"[{SHVA}{QAMATS}]ך[{SHVA}{QAMATS}](?<!{QAMATS}ך{SHVA})$"), f"{SHVA}ך{QAMATS}"),
    (re.compile(f"{SEGOL}י{HIRIQ}ך[{SHVA}{QAMATS}]$"), f"{SEGOL}יך{QAMATS}"),
)


def without_slips(text: WordList) -> WordList:
    """The pointed text with each impossible form as the nearest possible one."""
    return text.with_words([_mended(word) for word in text.words])


def _mended(word: str) -> str:
    for slip, right in _SLIPS:
        word = slip.sub(right, word)
    return word
