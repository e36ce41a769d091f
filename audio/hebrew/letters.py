"""Bare Hebrew letters: what is a letter, what is a mark on it, and what nobody sees at all."""

import re
import unicodedata

LETTERS = "אבגדהוזחטיךכלםמןנסעףפץצקרשת"

SHVA, HATAF_SEGOL, HATAF_PATAH, HATAF_QAMATS = "\u05b0", "\u05b1", "\u05b2", "\u05b3"
HIRIQ, TSERE, SEGOL, PATAH, QAMATS = "\u05b4", "\u05b5", "\u05b6", "\u05b7", "\u05b8"
HOLAM, HOLAM_HASER, QUBUTS, QAMATS_QATAN = "\u05b9", "\u05ba", "\u05bb", "\u05c7"
DAGESH, SHIN_DOT, SIN_DOT = "\u05bc", "\u05c1", "\u05c2"
STRESS = "\u05ab"
"""The accent *ole*, which dictionaries put on the stressed letter; here it settles the stress."""

_MARKS = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")
_UNSEEN = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
# Letters with their points in one character, and the pairs of Yiddish.
_OTHER_SHAPES = re.compile("[\u05f0-\u05f2\ufb1d-\ufb4f]")
_PAIRS = {"\u05f0": "וו", "\u05f1": "וי", "\u05f2": "יי"}
_MEDIAL = str.maketrans("ךםןףץ", "כמנפצ")
_PLAIN_QUOTES = str.maketrans({"״": '"', "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_PLAIN_GERESH = str.maketrans({"׳": "'", "’": "'", "‘": "'", "‚": "'", "`": "'", "´": "'"})
_PLAIN_DASH = str.maketrans({"־": "-", "‐": "-", "‑": "-", "−": "-", "—": "–", "―": "–", "‒": "–"})


def is_letter(character: str) -> bool:
    """Whether it is one of the twenty-two letters or five finals."""
    return "א" <= character <= "ת"


def is_mark(character: str) -> bool:
    """Whether it is a point or an accent, which stands on the letter before it."""
    return _MARKS.fullmatch(character) is not None


def has_hebrew(text: str) -> bool:
    """Whether there is any Hebrew letter in it."""
    return any(map(is_letter, text))


def without_points(text: str) -> str:
    """The text without points and accents.

    >>> without_points("שָׁלוֹם")
    'שלום'
    """
    return _MARKS.sub("", text)


def without_unseen(text: str) -> str:
    """The text without bidi controls, zero-width characters and soft hyphens."""
    return _UNSEEN.sub("", text)


def plain_letters(text: str) -> str:
    """Hebrew letters in their other shapes as letters and points.

    >>> plain_letters("\ufb2aלום")
    'שׁלום'
    """
    return _OTHER_SHAPES.sub(
        lambda match: _PAIRS.get(match[0]) or unicodedata.normalize("NFKD", match[0]), text
    )


def medial(text: str) -> str:
    """The text with final forms as the ordinary letters.

    >>> medial("מלך")
    'מלכ'
    """
    return text.translate(_MEDIAL)


def plain_signs(text: str) -> str:
    """Quotes, geresh and hyphens in their many shapes as ``"``, ``'`` and ``-``; long dashes as ``–``.

    >>> plain_signs("ד״ר לי־ראש")
    'ד"ר לי-ראש'
    """
    return text.translate(_PLAIN_QUOTES).translate(_PLAIN_GERESH).translate(_PLAIN_DASH)
