"""Participles in ה, whose points alone tell a man's from a woman's: מְחַכֶּה or מְחַכָּה, as the word before has it.

The subject is the word before, or the one before a little word such as לא: a pronoun, or a noun with its
article, whose points show its gender. Where it is unclear, the model's points stay.
"""

import re

from audio.hebrew.letters import QAMATS, SEGOL, without_points
from audio.hebrew.prefixes import spelled_prefixes
from audio.hebrew.word_list import WordList, bare

_CONJUNCTION = "(?:ו?כ?ש|ו)?"
_HE = re.compile(f"{_CONJUNCTION}(?:הוא|אתה|זה|מי|אבא|סבא|מישהו|היה|יהיה)")
_SHE = re.compile(f"{_CONJUNCTION}(?:היא|זאת|זו|אימא|אמא|סבתא|מישהי|הייתה|תהיה)")
_LITTLE = re.compile("הכי|הרבה|לא|כבר|תמיד|עדיין|גם|רק|עוד|ממש|באמת|בכלל|כאן|שם|כל|כך|מאוד")
_PARTICIPLES = frozenset(
    (
        "רוצה עושה רואה קונה שותה עולה טועה תוהה בוכה פונה זוכה בונה עונה דומה שונה הוזה צופה תועה חולה יפה "
        "קשה מחכה מנסה מגלה מקווה משנה מצפה מכסה מזהה מלווה מנקה משווה מרשה משתנה מתגלה מתנסה מתעלה מודה "
        "מפנה מפתה"
    ).split()
)
_NO_SUBJECT = frozenset(("הלילה", "הביתה", "האם", "הנה", "הרי"))


def agreeing(text: WordList) -> WordList:
    """The pointed text with the participles in ה of the gender that the subject before them has."""
    words = list(text.words)
    for at in range(1, len(words)):
        plain = bare(words[at])
        if any(plain[led:] in _PARTICIPLES for led in spelled_prefixes(plain) if plain[:led] in ("", "ו")):
            subject = _subject(text, at)
            woman = _is_hers(words[subject]) if subject is not None else None
            if woman is not None:
                words[at] = _of_gender(words[at], woman)
    return text.with_words(words)


def _subject(text: WordList, at: int) -> int | None:
    """Which word before that one may be its subject."""
    while at > 0 and not text.parted_before(at):
        at -= 1
        if not _LITTLE.fullmatch(without_points(text.words[at])):
            return at
    return None


def _is_hers(word: str) -> bool | None:
    """Whether a subject is feminine; None where it does not show, or is none."""
    plain = bare(word)
    if plain in _NO_SUBJECT:
        return None
    if _HE.fullmatch(plain):
        return False
    if _SHE.fullmatch(plain) or plain.endswith("ית"):
        return True
    if re.fullmatch(f"{_CONJUNCTION}ה[א-ת]{{2,}}", plain) and not plain.endswith(("ים", "ות")):
        return plain.endswith("ת") or word.endswith(f"{QAMATS}ה")
    return None


def _of_gender(word: str, woman: bool) -> str:
    ending, other = (QAMATS, SEGOL) if woman else (SEGOL, QAMATS)
    return re.sub(f"{other}ה$", f"{ending}ה", word)
