"""The sounds of a pointed word, letter by letter, before it is known where the stress lies.

Modern Israeli pronunciation: no doubled consonants, no glottal stop, ח as כ, ע as א, ט as ת, and a shva that
is heard only where its consonants would not go together.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from audio.hebrew.letters import HOLAM, HOLAM_HASER, PATAH, QAMATS, SEGOL, TSERE, medial
from audio.hebrew.pointed import HATAFS, VOWEL_SOUNDS, Letter, is_silent, read_letters, vowel_of_vav
from audio.hebrew.qamats import is_qamats_qatan

_PLAIN = {
    "א": "", "ב": "v", "ג": "ɡ", "ד": "d", "ה": "h", "ו": "v", "ז": "z", "ח": "χ", "ט": "t", "י": "j",
    "כ": "χ", "ל": "l", "מ": "m", "נ": "n", "ס": "s", "ע": "", "פ": "f", "צ": "ts", "ק": "k", "ר": "ʁ",
    "ש": "ʃ", "ת": "t",
}  # fmt: skip
_WITH_DAGESH = {"ב": "b", "כ": "k", "פ": "p"}
_WITH_GERESH = {"ג": "dʒ", "ז": "ʒ", "צ": "tʃ", "ץ": "tʃ", "ו": "w"}
# A shva after these may be heard: they end no closed syllable.
_LONG = frozenset({QAMATS, TSERE, HOLAM, HOLAM_HASER})
# What a noun takes after its stem, in bare letters.
_NOUN_ENDING = re.compile("(?:[וי]?ת)?(?:י?(?:ו|ה|כ|נו|כמ|כנ|המ|הנ|מ|נ)|י|ית|יות|י?ימ|ות)?$")

# שֶׁלְּךָ is one word: its shva is not heard.
_SHELCHA = len("שלך")


@dataclass(frozen=True)
class Sound:
    """A consonant or a vowel."""

    symbol: str
    letter: int
    """Counts the letters of the word from 0."""
    vowel: bool = False
    full: bool = False
    """A vowel that can bear the stress: no shva, no hataf, no furtive patah."""


def sounds(word: str) -> tuple[tuple[Letter, ...], tuple[Sound, ...]]:
    """The letters of a pointed word and its sounds, in the order in which they are heard."""
    letters = read_letters(word)
    starts = _starts(letters)
    heard: list[Sound] = []
    for at in range(len(letters)):
        heard += tuple(_of_letter(letters, at, starts, tuple(heard)))
    return letters, tuple(heard)


def _of_letter(
    letters: tuple[Letter, ...], at: int, starts: dict[int, bool], heard: tuple[Sound, ...]
) -> Iterator[Sound]:
    letter = letters[at]
    if vowel := vowel_of_vav(letters, at):
        yield Sound(vowel, at, vowel=True, full=True)
        return
    if is_silent(letters, at):
        return
    symbol = _consonant(letter, last=at == len(letters) - 1)
    consonant = [Sound(symbol, at)] if symbol else []
    if _is_furtive(letters, at, heard):
        yield Sound("a", at, vowel=True)
        yield from consonant if letter.name == "ח" else ()
        return
    yield from consonant
    if letter.vowel:
        yield Sound(_vowel(letters, at), at, vowel=True, full=letter.vowel not in HATAFS)
    elif letter.shva and _shva_is_heard(letters, at, starts, heard):
        yield Sound("e", at, vowel=True)


def _consonant(letter: Letter, last: bool) -> str:
    name = medial(letter.name)
    if letter.geresh and name in _WITH_GERESH:
        return _WITH_GERESH[name]
    if name == "ש":
        return "s" if letter.sin else "ʃ"
    # A פ in its ordinal form at the end of a word is the p of a borrowed word: קליפ.
    if letter.dagesh or (last and letter.name == "פ"):
        return _WITH_DAGESH.get(name, _PLAIN[name])
    return _PLAIN[name]


def _is_furtive(letters: tuple[Letter, ...], at: int, heard: tuple[Sound, ...]) -> bool:
    letter = letters[at]
    return (
        at == len(letters) - 1
        and letter.name in "חעה"
        and letter.vowel == PATAH
        and bool(heard)
        and heard[-1].vowel
        and heard[-1].symbol in "eiou"
    )


def _vowel(letters: tuple[Letter, ...], at: int) -> str:
    letter = letters[at]
    if letter.vowel == QAMATS and is_qamats_qatan(letters, at):
        return "o"
    return VOWEL_SOUNDS[letter.vowel]


def _starts(letters: tuple[Letter, ...]) -> dict[int, bool]:
    """Where the word begins, and past its prefixes the word in it; True where an article stands before."""
    starts = {0: False}
    at = 0
    while at + 1 < len(letters) and (prefix := _prefix(letters[at:])):
        at += 1
        starts[at] = prefix == "article"
    return starts


def _prefix(letters: tuple[Letter, ...]) -> str:
    """Which prefix the letters begin with, or ""."""
    letter, after = letters[:2]
    match letter.name:
        case "ו" if letter.shva or (letter.dagesh and not letter.vowel):
            return "and"
        case "ש" if letter.vowel == SEGOL and not letter.sin and len(letters) > _SHELCHA:
            return "that"
        case "כ" if letter.shva and after.name == "ש" and after.vowel == SEGOL:
            return "when"
        case "ה" | "ב" | "כ" | "ל" if letter.vowel == PATAH and after.dagesh and after.shva:
            return "article"
        case "מ" if letter.vowel and after.dagesh and after.shva:
            return "from"
    return ""


def _shva_is_heard(
    letters: tuple[Letter, ...], at: int, starts: dict[int, bool], heard: tuple[Sound, ...]
) -> bool:
    if at + 1 == len(letters):
        return False
    if at in starts:
        return _initial_shva_is_heard(letters, at, article=starts[at])
    after = letters[at + 1]
    followed = bool(after.vowel or vowel_of_vav(letters, at + 1) or _serves_vav(letters, at + 1))
    if not followed:
        return False
    if _are_alike(letters, at):
        return True
    crowded = bool(heard) and not heard[-1].vowel and heard[-1].symbol != "j"
    return crowded and not (_joins_liquid(letters, at) or _is_borrowed_cluster(letters, at))


def _are_alike(letters: tuple[Letter, ...], at: int) -> bool:
    """Whether a letter and the next would fall together: הִנְנִי; after a long vowel in sound too: שָׁכְחָה."""
    letter, after = letters[at : at + 2]
    if medial(letter.name) == medial(after.name):
        return True
    same = _consonant(letter, last=False) == _consonant(after, last=False)
    return same and at > 0 and (letters[at - 1].vowel in _LONG or bool(vowel_of_vav(letters, at - 1)))


def _serves_vav(letters: tuple[Letter, ...], at: int) -> bool:
    return at + 1 < len(letters) and bool(vowel_of_vav(letters, at + 1))


def _joins_liquid(letters: tuple[Letter, ...], at: int) -> bool:
    """Whether the consonant goes with the l or r after it, as in angli; not in the plural of a verb."""
    verb = at + 3 == len(letters) and vowel_of_vav(letters, at + 2) == "u"
    return letters[at].name in "בגדטכפקת" and letters[at + 1].name in "לר" and not verb


def _is_borrowed_cluster(letters: tuple[Letter, ...], at: int) -> bool:
    """Whether the consonant goes with the next as in borrowed words: ʃekspir, kalifornja, -ski."""
    letter, after = letters[at : at + 2]
    if after.name == "י":
        return True
    sibilant = letter.name in "סש" and after.name in "פטקת"
    verb = at + 3 == len(letters) and letters[at - 1].name not in "בנו"
    return sibilant and not verb


def _initial_shva_is_heard(letters: tuple[Letter, ...], at: int, article: bool) -> bool:
    name, after = letters[at].name, letters[at + 1]
    if after.name in "אהע":
        return True
    if name == "ת" and _begins_intensive(letters[at + 1 :]):
        return True
    if name not in "למ" and at and vowel_of_vav(letters, at - 1):
        return _would_fall_together(letters[at], after)  # uvsof, unvona, urxovot; but uvevajit
    if name in "וילמנר":
        return True
    if name in "דטת" and after.name in "דטת":
        return True
    if name == "כ" and after.name == "ש" and after.vowel == SEGOL:
        return False
    if name in "בכ":
        return not article and not _is_clustered(letters, at)
    return False


def _would_fall_together(letter: Letter, after: Letter) -> bool:
    mouths = ("בפו", "כקגח", "נ", "ר", "דטת", "זסצש")
    return any(letter.name in mouth and medial(after.name) in mouth for mouth in mouths)


def _begins_intensive(letters: tuple[Letter, ...]) -> bool:
    """Whether they are a pi'el, before which the te- of the future is heard: תְּדַבֵּר; but tmuna, tʃuva."""
    if len(letters) <= 2:
        return False
    first, middle = letters[:2]
    if first.vowel == PATAH:
        return middle.dagesh or middle.shva or (middle.name in "החע" and bool(middle.vowel))
    return first.vowel == QAMATS and middle.name in "אער" and middle.vowel == TSERE


def _is_clustered(letters: tuple[Letter, ...], at: int) -> bool:
    rest = medial("".join(letter.name for letter in letters[at:]))
    return rest in _clustered() or any(
        _NOUN_ENDING.fullmatch(rest, end) for end in range(2, len(rest)) if rest[:end] in _clustered()
    )


@cache
def _clustered() -> frozenset[str]:
    """Stems that begin with ב or כ and a shva that is not heard; elsewhere those two are be- and ke-."""
    return frozenset(medial(files("audio.hebrew").joinpath("clusters.txt").read_text("utf-8")).split())
