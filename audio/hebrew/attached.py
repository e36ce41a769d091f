"""How prefixes are pointed before a word that somebody pointed."""

from audio.hebrew.letters import DAGESH, HIRIQ, PATAH, QAMATS, SEGOL, SHIN_DOT, SHVA, TSERE
from audio.hebrew.pointed import Letter, read_letters, vowel_of_vav
from audio.hebrew.prefixes import marks_of_and

# With these three the article melts away, so that only the sentence tells "be-" from "ba-".
_MAY_HIDE_THE_ARTICLE = frozenset("בכל")


def pointed_prefix(prefix: str, word: str) -> str:
    """Prefixes with the points that they have before a pointed word.

    A ``ב``, ``כ`` or ``ל`` right before the word stays bare, and so does a vav before it: whether an article
    is hidden there, the model tells by the sentence. Before a word without points all stay bare.
    """
    letters = read_letters(word)
    if not prefix or not letters or not _has_vowel(letters):
        return prefix
    if prefix[-1] in _MAY_HIDE_THE_ARTICLE:
        before = prefix[:-1].removesuffix("ו")
        return _pointed(before, prefix[len(before) :]) + prefix[len(before) :]
    return _pointed(prefix, word)


def _pointed(prefix: str, word: str) -> str:
    pointed = ""
    for at in reversed(range(len(prefix))):
        marks = _marks_of(prefix[at], read_letters(pointed + word), opens=at == 0)
        pointed = prefix[at] + marks + pointed
    return pointed


def _marks_of(letter: str, after: tuple[Letter, ...], opens: bool) -> str:
    match letter:
        case "ו":
            return marks_of_and(after[0])
        case "ה":
            return _marks_of_article(after)
        case "מ":
            return TSERE if after[0].name in "אהחער" else HIRIQ
        case "ש":
            return SHIN_DOT + SEGOL
        case "ל":
            return HIRIQ  # לִכְשֶׁ
    return DAGESH + SHVA if opens else SHVA  # כְּשֶׁ, וּכְשֶׁ


def _marks_of_article(after: tuple[Letter, ...]) -> str:
    first = after[0]
    several = sum(bool(letter.vowel) for letter in after) > 1
    if first.name in "חהע" and first.vowel == QAMATS and several:
        return SEGOL
    return QAMATS if first.name in "אער" else PATAH


def _has_vowel(letters: tuple[Letter, ...]) -> bool:
    """Whether the first letter bears a vowel, or a vav after it does."""
    first = letters[0]
    return bool(first.vowel or first.shva) or (len(letters) > 1 and bool(vowel_of_vav(letters, 1)))
