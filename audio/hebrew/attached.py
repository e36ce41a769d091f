"""How prefixes are pointed before a word that somebody pointed."""

from audio.hebrew.letters import DAGESH, HIRIQ, PATAH, QAMATS, SEGOL, SHIN_DOT, SHVA, TSERE
from audio.hebrew.pointed import Letter, read_letters, vowel_of_vav
from audio.hebrew.prefixes import marks_of_and, vowel_of_hataf

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
        return indefinite_prefix(before, prefix[len(before) :]) + prefix[len(before) :]
    return indefinite_prefix(prefix, word)


def indefinite_prefix(prefix: str, word: str) -> str:
    """Prefixes with the points that they have before a pointed word in which no article is hidden."""
    pointed = ""
    for at in reversed(range(len(prefix))):
        marks = _marks_of(prefix[at], read_letters(pointed + word), soft=prefix[:at].endswith(("ו", "ל")))
        pointed = prefix[at] + marks + pointed
    return pointed


def _marks_of(letter: str, after: tuple[Letter, ...], soft: bool) -> str:
    match letter:
        case "ו":
            return marks_of_and(after[0])
        case "ה":
            return _marks_of_article(after)
        case "מ":
            return TSERE if after[0].name in "אהחער" else HIRIQ
        case "ש":
            return SHIN_DOT + SEGOL
    hard = letter in "בכ" and not soft  # כְּשֶׁ, and וּכְשֶׁ, לִכְשֶׁ
    return (DAGESH if hard else "") + _vowel_before(after[0])


def _vowel_before(first: Letter) -> str:
    """The vowel of ב, כ and ל before a word that begins with this letter."""
    return vowel_of_hataf(first) or (HIRIQ if first.shva else SHVA)


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
