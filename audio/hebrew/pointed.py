"""A pointed word letter by letter: which marks each letter bears and which letters only serve a vowel."""

from dataclasses import dataclass
from functools import lru_cache

from audio.hebrew.letters import (
    DAGESH,
    HATAF_PATAH,
    HATAF_QAMATS,
    HATAF_SEGOL,
    HIRIQ,
    HOLAM,
    HOLAM_HASER,
    PATAH,
    QAMATS,
    QAMATS_QATAN,
    QUBUTS,
    SEGOL,
    SHVA,
    SIN_DOT,
    STRESS,
    TSERE,
    is_letter,
    is_mark,
    plain_signs,
)

VOWEL_SOUNDS = {
    HATAF_SEGOL: "e",
    HATAF_PATAH: "a",
    HATAF_QAMATS: "o",
    HIRIQ: "i",
    TSERE: "e",
    SEGOL: "e",
    PATAH: "a",
    QAMATS: "a",
    HOLAM: "o",
    HOLAM_HASER: "o",
    QUBUTS: "u",
    QAMATS_QATAN: "o",
}
HATAFS = frozenset({HATAF_SEGOL, HATAF_PATAH, HATAF_QAMATS})


@dataclass(frozen=True)
class Letter:
    """A letter with what stands on it."""

    name: str
    offset: int
    """The letter's place in the pointed word."""
    marks: str
    geresh: bool = False
    """A geresh follows: ``ג'`` and its like write sounds that Hebrew has no letter for."""

    @property
    def dagesh(self) -> bool:
        return DAGESH in self.marks

    @property
    def sin(self) -> bool:
        return SIN_DOT in self.marks

    @property
    def stressed(self) -> bool:
        return STRESS in self.marks

    @property
    def shva(self) -> bool:
        return SHVA in self.marks

    @property
    def vowel(self) -> str:
        """Its vowel mark other than a shva, or ""."""
        return next((mark for mark in self.marks if mark in VOWEL_SOUNDS), "")

    @property
    def bare(self) -> bool:
        """Without vowel, shva and dagesh."""
        return not (self.vowel or self.shva or self.dagesh)


@lru_cache(maxsize=1 << 10)  # stress and lexicon read the same word again
def read_letters(word: str) -> tuple[Letter, ...]:
    """The Hebrew letters of a pointed word; whatever else is in it is left out."""
    letters: list[Letter] = []
    start = 0
    while start < len(word):
        end = start + 1
        while end < len(word) and is_mark(word[end]):
            end += 1
        if is_letter(word[start]):
            geresh = plain_signs(word[end : end + 1]) == "'"
            letters.append(Letter(word[start], start, word[start + 1 : end], geresh))
        start = end
    return tuple(letters)


def vowel_of_vav(letters: tuple[Letter, ...], at: int) -> str:
    """The vowel that a vav is ("u" or "o"), or "" for one that is a consonant or silent."""
    letter = letters[at]
    if letter.name != "ו" or letter.shva:
        return ""
    before = letters[at - 1] if at else None
    free = before is None or not (before.vowel or before.shva)
    if letter.dagesh and not letter.vowel and free:
        return "" if _is_doubled_v(letters, at) else "u"
    if letter.vowel in (HOLAM, HOLAM_HASER) and not letter.dagesh and before is not None and free:
        return "o"
    return ""


def _is_doubled_v(letters: tuple[Letter, ...], at: int) -> bool:
    """Whether it is the first vav of כִּיוּוּן: a consonant after a yod that serves an i."""
    if at < 2 or at + 1 == len(letters):
        return False
    serves = letters[at - 1].name == "י" and letters[at - 1].bare and letters[at - 2].vowel == HIRIQ
    after = letters[at + 1]
    return serves and after.name == "ו" and (after.dagesh or after.vowel in (HOLAM, HOLAM_HASER))


def is_silent(letters: tuple[Letter, ...], at: int) -> bool:
    """Whether a letter is only written: a mater lectionis, a quiet alef or he, a doubled vav or yod."""
    letter = letters[at]
    last = at == len(letters) - 1
    match letter.name:
        case "א":
            return not (letter.vowel or letter.shva)
        case "ה":
            return last and not (letter.vowel or letter.shva)
        case "ו":
            return letter.bare and _vav_is_silent(letters, at)
        case "י":
            return _yod_is_silent(letters, at) if letter.bare else _yod_lengthens(letters, at)
    return False


def _vav_is_silent(letters: tuple[Letter, ...], at: int) -> bool:
    before = letters[at - 1] if at else None
    after = letters[at + 1] if at + 1 < len(letters) else None
    if before and before.vowel in (HOLAM, HOLAM_HASER, QUBUTS) and before.name != "ו":
        return True
    doubled_before = before is not None and before.name == "ו" and bool(before.vowel or before.shva)
    doubled_after = after is not None and after.name == "ו" and not vowel_of_vav(letters, at + 1)
    return doubled_before or (doubled_after and after is not None and bool(after.vowel))


def _yod_is_silent(letters: tuple[Letter, ...], at: int) -> bool:
    before = letters[at - 1] if at else None
    after = letters[at + 1] if at + 1 < len(letters) else None
    if before is None:
        return False
    if before.name == "י" and (before.vowel or before.shva):
        return True
    if after and after.name == "י" and (after.vowel or after.bare):
        return True
    final_vav = at + 2 == len(letters) and letters[-1].name == "ו" and letters[-1].bare
    if final_vav and before.vowel == QAMATS:
        return True  # -av of "his": דְּבָרָיו
    if after is None and before.vowel == TSERE:
        return False  # lifnei, bnei: heard at the end of a word
    served = letters[at - 2] if at > 1 and before.name == "ו" and _vav_is_silent(letters, at - 1) else before
    return served.vowel in (HIRIQ, TSERE, SEGOL)


def _yod_lengthens(letters: tuple[Letter, ...], at: int) -> bool:
    """Whether a yod with a shva only makes the i before it long, as after a prefix: לִיְהוּדִים."""
    letter = letters[at]
    return letter.shva and not letter.dagesh and at > 0 and letters[at - 1].vowel == HIRIQ
