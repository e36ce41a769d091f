"""What people type of a word and its reading, in the one form in which it is compared and kept."""

import re
import unicodedata

from audio.errors import BadUse
from audio.hebrew.letters import (
    DAGESH,
    SHIN_DOT,
    SIN_DOT,
    has_hebrew,
    is_letter,
    is_mark,
    plain_signs,
    without_points,
    without_unseen,
)
from audio.hebrew.written_words import written_words

LONGEST_WRITTEN = 200
"""Characters; a phrase, not a paragraph."""
_ORDER = {DAGESH: 0, SHIN_DOT: 1, SIN_DOT: 1}


def plain_written(written: str) -> str:
    """What is written, in the form by which corrections are compared and kept.

    >>> plain_written("ד״ר  לייטמן,")
    'ד"ר לייטמן'

    Raises:
        BadUse: where there is no letter or digit, or far too many.
    """
    words = written_words(" ".join(without_unseen(without_points(written)).split()))
    plain = "".join((word.joint if index else "") + next(word.keys) for index, word in enumerate(words))
    if not plain:
        raise BadUse(
            "אין בזה מילה לתקן; כתבו את המילה כפי שהיא בתמליל",
            "there is no word in that to correct; write the word as the transcript has it",
        )
    if len(plain) > LONGEST_WRITTEN:
        raise BadUse(
            f"תיקון הוא של מילה או צירוף, עד {LONGEST_WRITTEN} תווים; קצרו",
            f"a correction is of a word or a phrase, {LONGEST_WRITTEN} characters at most; make it shorter",
        )
    return plain


def plain_said(said: str, written: str) -> str:
    """What is said, in the form in which it is kept: Hebrew words, pointed or not, a space between them.

    >>> plain_said("אָמֶרִיקָה", 'ארה"ב')
    'אָמֶרִיקָה'

    Args:
        said: as a person typed it.
        written: what it is said for, as `plain_written` gives it.

    Raises:
        BadUse: where it is no Hebrew, has a point that stands on no letter, or changes nothing.
    """
    plain = plain_signs(unicodedata.normalize("NFKD", without_unseen(said)))
    words = " ".join(_ordered(plain.replace('"', "").replace("-", " ")).split())
    if not has_hebrew(words) or not all(map(_may_be_said, words)):
        raise BadUse(
            f"אי אפשר לומר „{said}”; כתבו את הקריאה במילים בעברית בלבד, עם ניקוד או בלעדיו",
            f'"{said}" cannot be said; write the reading in Hebrew words only, with points or without',
        )
    if any(is_mark(mark) and not _can_bear(before) for before, mark in zip(" " + words, words, strict=False)):
        raise BadUse(
            f"ב„{said}” יש ניקוד שאינו על אות; נקדו את האותיות עצמן",
            f'"{said}" has a point that stands on no letter; put the points on the letters',
        )
    if words == plain_signs(written).replace('"', "").replace("-", " "):
        raise BadUse(
            f"„{said}” כתוב כבר כך; הוסיפו ניקוד, או כתבו במילים אחרות",
            f'"{said}" is how it is written already; add points, or write other words',
        )
    return words


def _may_be_said(character: str) -> bool:
    return is_letter(character) or is_mark(character) or character in " '"


def _can_bear(character: str) -> bool:
    return is_letter(character) or is_mark(character)


def _ordered(text: str) -> str:
    """The marks of each letter in the order in which Hebrew is stored: dagesh, shin dot, vowel."""
    marks = "[\u0591-\u05bd\u05bf-\u05c7]+"
    return re.sub(marks, lambda found: "".join(sorted(found[0], key=lambda mark: _ORDER.get(mark, 2))), text)
