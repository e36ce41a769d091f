"""A word as the rules of grammar see it: one short string that patterns can be written for."""

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

ANY = "[א-ת]"
"""What finds any consonant in a shape."""
FULL = "aAeEioOuU"
"""The signs of vowels that can bear the stress."""
_SIGNS = {
    HIRIQ: "i", TSERE: "E", SEGOL: "e", PATAH: "a", QAMATS: "A", QAMATS_QATAN: "o",
    HOLAM: "o", HOLAM_HASER: "o", QUBUTS: "u", SHVA: ":",
}  # fmt: skip


def shape(letters: tuple[Letter, ...]) -> str:
    """Letters, ``•`` for a dagesh, a Latin letter for each vowel.

    Tsere is E, segol e, qamats A, patah a; a vav that is a vowel becomes U or O; ``:`` is a shva and ``-``
    any hataf. Dots of shin and silent letters make no difference.
    """
    return "".join(_sign(letters, at) for at in range(len(letters)))


def _sign(letters: tuple[Letter, ...], at: int) -> str:
    if vav := vowel_of_vav(letters, at):
        return vav.upper()
    letter = letters[at]
    vowel = "-" if letter.vowel in HATAFS else _SIGNS.get(letter.vowel, ":" if letter.shva else "")
    return letter.name + ("•" if letter.dagesh else "") + vowel
