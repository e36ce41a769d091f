"""Which syllable of a pointed word is stressed: the last, unless the word's shape says otherwise."""

import re

from audio.hebrew.letters import (
    HIRIQ,
    HOLAM,
    HOLAM_HASER,
    PATAH,
    QAMATS,
    QAMATS_QATAN,
    QUBUTS,
    SEGOL,
    SHVA,
    TSERE,
)
from audio.hebrew.pointed import HATAFS, Letter, vowel_of_vav

_SHAPE = {
    HIRIQ: "i", TSERE: "E", SEGOL: "e", PATAH: "a", QAMATS: "A", QAMATS_QATAN: "o",
    HOLAM: "o", HOLAM_HASER: "o", QUBUTS: "u", SHVA: ":",
}  # fmt: skip
_C = "[א-ת]"
_LAST = "(?:[א-דו-ת]|ה•)"
# What comes before the ending of the past: a closed syllable, a yod that lengthens, a quiet alef.
_PAST = f"(?:[aieEoO]{_C}:|[iE]י|[AaEi]א)"
_AND_THAT = "(?:ו:|שe|כ•?:שe)?"

# Shapes (see `shape`) whose stress is on the last syllable but one, each with a word that has it.
_PENULTIMATE = tuple(
    re.compile(pattern)
    for pattern in (
        f"[eEoOA](?![הכ]e[םן]$){_C}•?e{_LAST}•?:?$",  # melex, sefer, kodesh, omeret
        f"aו•?e{_LAST}:?$",  # mavet, tavex
        f"[eoO]{_C}(?:a[חע]|aה•|ה•a)$",  # petax, reva, orax
        f"(?<!א)a[עחה]a{_LAST}•?$",  # naar, paam, ladaat
        f"[oO][אהחע]a{_LAST}$",  # zohar, toar
        f"[aA]יiי?{_C}:?$",  # bayit, yadayim
        "eי[ךה]A$",  # dvarexa, eleha
        f"(?:[aieE]{_C}:|[aAieE][אי]?)נ•?U$",  # halaxnu, lanu, elenu, ratsinu
        f"{_PAST}ת•?iי$",  # halaxti, raiti
        f"(?:{_PAST}|a)ת•?A$",  # halaxta, natata
        "aת•iי$",  # natati
        f"{_PAST}ת•?e[םן]$",  # halaxtem, as people say it
        f"^{_AND_THAT}ה[ieE](?:{_C}[:-])?{_C}•?iי?{_C}•?(?:Aה|U)$",  # hitxila, hegiu
        f"^{_AND_THAT}[ית]•?[aAoO](?:{_C}:)?{_C}•?iי?{_C}•?U$",  # yatxilu, yaviu
        f"^{_AND_THAT}[ית]•?A{_C}•?[UOo]{_C}•?U$",  # yakumu, yavou
        ":יAה$",  # historya
    )
)
_ANTEPENULTIMATE = re.compile("iי?קAה$")  # politika
_SYLLABLES_OF_LOAN = 4


def shape(letters: tuple[Letter, ...]) -> str:
    """A word as the patterns above see it: letters, ``•`` for a dagesh, a Latin letter for each vowel.

    Tsere is E, segol e, qamats A, patah a; a vav that is a vowel becomes U or O; ``:`` is a shva and ``-``
    any hataf. Dots of shin and silent letters make no difference.
    """
    parts: list[str] = []
    for at, letter in enumerate(letters):
        if vav := vowel_of_vav(letters, at):
            parts.append(vav.upper())
            continue
        vowel = "-" if letter.vowel in HATAFS else _SHAPE.get(letter.vowel, ":" if letter.shva else "")
        parts.append(letter.name + ("•" if letter.dagesh else "") + vowel)
    return "".join(parts)


def stressed_syllable(letters: tuple[Letter, ...], full_vowels: int) -> int:
    """Which of so many full vowels bears the stress, counted from the end: 1 is the last."""
    seen = shape(letters)
    if full_vowels >= _SYLLABLES_OF_LOAN and _ANTEPENULTIMATE.search(seen):
        return 3
    if full_vowels >= 2 and any(pattern.search(seen) for pattern in _PENULTIMATE):
        return 2
    return 1
