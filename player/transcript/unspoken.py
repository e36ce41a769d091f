"""Which lines of a document nobody says: notes, votes, page headers, headings of its parts."""

import re
from collections import Counter
from collections.abc import Sequence

from player.transcript.marks import is_sayable, without_marks
from player.transcript.title import is_fact

_BRACKETED = re.compile(r"[*_\s]*(?:(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\]|<[^<>]*>)[*_\s.]*)+")
_PAGE_NUMBER = re.compile(r"(?:עמוד|דף|עמ['׳]?)\s+\d+(?:\s+מתוך\s+\d+)?|\d+\s*/\s*\d+|[-–]\s*\d+\s*[-–]")
_TAGGED = re.compile(r"<<[^<>]+>>[^<>]*<<[^<>]+>>")
_VOTE = re.compile(
    r"(?:ה?הצבעה(?: מס['׳]? ?\d+)?|(?:בעד|נגד|נמנע(?:ים|ת|ות)?)\s*[-–—:]\s*[^.?!]{1,40}|"
    r"[^.?!:]{2,40}\s[-–—]\s(?:בעד|נגד|נמנעת?|נעדרת?)|"
    r"ה(?:הצעה|הצעת|נוסח|סעיף|חוק|תקציב|הסתייגות|בקשה|החלטה|פרוטוקול)(?: [^ .?!]+){0,9} "
    r"(?:נתקבלה?|התקבלה?|אושרה?|נדחתה|נדחה|הוסרה?))\.?"
)
_SITTING = re.compile(
    r"ה(?:ישיבה|דיון) (?:ננעלה?|נפתחה?|נפסקה?|התחדשה?|נתחדשה?|הסתיימה?|חודשה?)(?: [^.?!]+)? (?:בשעה|בשעת|ב-?)"
    r" ?\d{1,2}[:.]\d\d\.?|(?:ניתן|ניתנה|נחתם|נחתמה) היום[^?!:]*"
)
_PART = re.compile(
    r"(?:#+\s.+|(?:חלק|פרק|מערכה|תמונה|שער|סעיף|נספח)\s+(?:ראשונה?|שניי?ה?|שני|שלישית?|רביעית?|חמישית?|שישית?|"
    r"אחרונה?|[א-ת]['׳]|\d+)(?:\s*[-–—:,|]\s*[^.?!]{1,60}|\s[^.?!:]{1,40})?|אפילוג|פרולוג|אחרית דבר)\.?"
)
_STAGE = re.compile(r"(?:מסך|חושך|סוף|הפסקה|מוזיקה|מחיאות כפיים|צחוק|אור|שתיקה)(?:[.!]|\. [^?!:\"]{1,40}\.)?")
_ACT = re.compile(r"\s*(?:מערכה|תמונה) (?:ראשונה|שנייה|[א-ת]'|\d+)|\s*הנפשות הפועלות")
_ENDED = re.compile(r"[.?!…,;\"”]\W*$")
_DIGITS = re.compile(r"\d+")
_LEAST_HEADER_WORDS = 2
_MOST_HEADER_CHARS = 90
_MOST_UNENDED = 0.3
_MOST_PART_WORDS = 15


def is_note(text: str) -> bool:
    """Whether a line is wholly in brackets, a page's number, or signs alone."""
    bare = without_marks(text).strip()
    if not bare:
        return False
    return not is_sayable(bare) or any(form.fullmatch(bare) for form in (_BRACKETED, _PAGE_NUMBER))


def is_play(lines: Sequence[str]) -> bool:
    """Whether a document is a play: only there a line such as ``מוזיקה. האור יורד.`` is nobody's."""
    return any(_ACT.match(without_marks(line)) for line in lines)


def is_unspoken(line: str, play: bool) -> bool:
    """Whether a line without a label is a note, a vote, a heading, or the course of a sitting or play."""
    bare = without_marks(line).strip()
    if len(bare) > _MOST_HEADER_CHARS:
        return is_note(line)
    forms = (_TAGGED, _VOTE, _SITTING, _PART, _STAGE) if play else (_TAGGED, _VOTE, _SITTING, _PART)
    return is_note(line) or any(form.fullmatch(bare) for form in forms)


def part_headings(lines: Sequence[str]) -> frozenset[str]:
    """Of the unlabelled lines of a document in which everybody has a label: short ones without an end.

    Only where the other lines do end in a sentence's sign; ``חקירה נגדית`` is one.
    """
    unended = [line for line in lines if not _ENDED.search(without_marks(line))]
    if len(unended) > _MOST_UNENDED * len(lines):
        return frozenset()
    return frozenset(line for line in unended if len(line.split()) <= _MOST_PART_WORDS)


def page_headers(lines: Sequence[str], title: Sequence[str]) -> frozenset[str]:
    """The lines that a page's head repeats: of the title block, or alike but for their numbers.

    Args:
        lines: those without a label, after the title block.
        title: the title block's lines.
    """
    short = [line for line in lines if _could_be_header(line)]
    templates = Counter(map(_template, short))
    titled = {_template(line) for line in title}
    return frozenset(
        line
        for line in short
        if _template(line) in titled
        or is_fact(line)
        or (templates[_template(line)] > 1 and _DIGITS.search(line))
    )


def _could_be_header(line: str) -> bool:
    bare = without_marks(line).strip()
    return (
        len(bare) <= _MOST_HEADER_CHARS
        and len(bare.split()) >= _LEAST_HEADER_WORDS
        and not _ENDED.search(bare)
    )


def _template(line: str) -> str:
    return " ".join(_DIGITS.sub("#", without_marks(line)).split())
