"""Which qamats is an o (qamats qatan): the one of a closed syllable that is not stressed.

Where a syllable is closed cannot be seen: the shva after a qamats is silent in חָכְמָתוֹ and was once heard in
שָׁמְרָה, where the qamats is therefore an a. What comes after tells them apart: nouns take endings that the past
of a verb does not, and verbs no article.
"""

import re

from audio.hebrew.letters import HATAF_QAMATS, HIRIQ, PATAH, QAMATS, TSERE
from audio.hebrew.pointed import Letter, vowel_of_vav
from audio.hebrew.shape import ANY, FULL, shape

_BEGADKEFAT = frozenset("בגדכפת")
# After a qamats: -ta, -ti and -tem of the past, whose hard ת does not make the qamats short: אָמָרְתִּי.
_PAST = re.compile(f"^{ANY}:ת•(?:A|iי|e[םן])?$")
# After a qamats: the endings of a noun, as in ozno, godlam, xoxmat, xoxmato, motnajim, tsorxej, xofʃit.
_OF_A_NOUN = re.compile(f"^{ANY}:{ANY}(?:O$|Oת$|A[םן]$|Aה•$|aת$|Aת•?(?!iי)|iי(?:ת|•|$)|E[ינ]|eי|aי|:ך|eך)")
_FEMININE = re.compile(f"^{ANY}:{ANY}Aה$")
# A dagesh that doubles its letter closes the syllable: oman, roni; but lama, ʃama, which are stressed there.
_DOUBLED = re.compile(f"^[זילמנסצקש]•(?!Aה$|Aא$)[{FULL}]")
_LONGEST_ENDING = 2


def is_qamats_qatan(letters: tuple[Letter, ...], at: int) -> bool:
    """Whether the letter there, which bears a qamats, is said with o."""
    if at + 1 == len(letters) or letters[at].vowel != QAMATS:
        return False
    after = letters[at + 1]
    if after.vowel == HATAF_QAMATS:
        return not _is_article(letters, at)
    if vowel_of_vav(letters, at + 1):
        return False
    rest = shape(letters[at + 1 :])
    if not after.shva:
        return bool(_DOUBLED.search(rest))
    if after.dagesh or at + 2 == len(letters) or _has_resh_for_middle(letters, at):
        return False
    third = letters[at + 2]
    if third.dagesh and third.name in _BEGADKEFAT:
        return not _PAST.search(rest) and sum(rest.count(sign) for sign in FULL) <= _LONGEST_ENDING
    if _FEMININE.search(rest):
        return _follows_preposition(letters, at)
    return bool(_OF_A_NOUN.search(rest))


def _is_article(letters: tuple[Letter, ...], at: int) -> bool:
    """Whether the qamats stands for the article before a guttural: הָאֳנִיָּה, בָּאֳנִיָּה."""
    led = all(letter.name in "וש" for letter in letters[:at])
    return led and letters[at].name in "הבכל" and letters[at + 1].name in "אחע"


def _has_resh_for_middle(letters: tuple[Letter, ...], at: int) -> bool:
    """Whether it is the qamats that makes up for a doubled resh: מְבָרְכוֹת, לְגָרְשׁוֹ."""
    return at > 0 and letters[at - 1].shva and letters[at + 1].name == "ר"


def _follows_preposition(letters: tuple[Letter, ...], at: int) -> bool:
    """Whether an article or a preposition stands before it, which no verb in the past has: הַיָּזְמָה."""
    if at == 0 or any(letter.name not in "ושכ" for letter in letters[: at - 1]):
        return False
    prefix = letters[at - 1]
    match prefix.name:
        case "ה" | "ב" | "כ" | "ל":
            return prefix.shva or prefix.vowel in (PATAH, QAMATS)
        case "מ":
            return prefix.vowel in (HIRIQ, TSERE)
    return False
