"""The title block: which lines are of it, and what they say."""

import re
from collections.abc import Sequence

from player.transcript.dates import find_date
from player.transcript.label_words import FACT_KEYS, QUESTION_LETTERS, ROLES
from player.transcript.marks import without_marks
from player.transcript.model import Heading
from player.transcript.sentences import lines_of

_MOST_LINES = 12
_MOST_LISTED = 60
"""So many lines may stand in the lists of a title block: who was there, what is on the agenda."""
_MOST_CHARS = 100
_MOST_PLAIN_LINES = 2
_MOST_PLAIN_WORDS = 12
_MOST_LINES_ALONE = 5
"""So many lines without a fact may stand before what is clearly speech."""
_DASH = r"[-–—]"
_KIND = r"(?:שיחה|תוכנית|תכנית|פרק|שיעור|מפגש|ריאיון|ראיון|הרצאה|גיליון)"
_NUMBERED = re.compile(
    rf"(?:(?P<series>.+?)\s*(?:{_DASH}|[|,:])\s*)?{_KIND}\s+(?:מס['׳.]?\s*|מספר\s+|#)?"
    rf"(?P<number>\d+|[א-ת]['׳]|[א-ת]+[\"״][א-ת])(?:\s*(?:{_DASH}|[|:])\s*(?P<title>.+))?"
)
_GUEST = re.compile(
    rf"(?:[^.?!:]{{2,40}}\s{_DASH}\s)?(?:"
    r"(?:ב?שיחה|לשיחה|ריאיון|ראיון|מפגש|פגישה|שיחת\s\S+|ראיון\s\S+)(?:\s(?:מיוחדת?|חגיגית?|אישית?|שנייה?|\S*\d+))?"
    rf"(?:\s{_DASH})?\sעם|"
    r"(?:משוחחים|משוחחת|משוחח|מדברים|מארחים|מארחת|מארח)\s(?:עם|את)|עם|מאת|"
    r"(?:שיעור|שיעורו|שיעורה|הרצאה|הרצאתו|הרצאתה|שיחה|דרשה|דרשתו|דברים|נאום|הספד)\s(?:מפי|מאת|של)|"
    r"דברים\sש(?:אמר|אמרה|נשא|נשאה)|אורחת?\s(?:התוכנית|התכנית|השיחה|הפרק|הערב|היום)\s*[-–—:])"
    r"\s+(?P<guest>.+)"
)
_AFTER_NAME = re.compile(rf"\s*(?:,|\(|\||\s{_DASH}\s|\s(?:על|בנושא|בעניין|מתוך|אודות)\s)")
_EDITION = re.compile(
    r"(?:^|[\s,(])(?P<edition>(?:אחרי|לאחר|לפני|ללא|בלי) (?:עריכה|הגהה)|(?:טיוטה|ערוך|תמלול)[^,]*)"
)
_FACT = re.compile(r"(?P<key>[^:]{1,25}?)\s*:\s*(?P<value>.*)")
_SPOKEN_END = re.compile(r"[.!…,;:][\"'”’)\]]*$")
_GUEST_KEYS = frozenset(["אורח", "אורחת", "האורח", "האורחת", "מרואיין", "מרואיינת", "בהשתתפות"])
_TITLE_KEYS = frozenset(["נושא", "הנושא", "כותרת"])
_SERIES_KEYS = frozenset(["סדרה", "תוכנית", "תכנית"])


def heading_length(lines: Sequence[str], labelled: Sequence[bool], everybody: bool = False) -> int:
    """How many of a document's first lines are its title block.

    Args:
        lines: the lines with something in them.
        labelled: for each, whether a speaker's label begins it.
        everybody: whether everybody who speaks has a label, so that what stands before the first is nobody's.
    """
    if everybody:
        return _before_first_label(labelled)
    leading = _leading(lines, labelled)
    facts = _facts(lines[:leading])
    length = facts[-1] + 1 if facts else 0
    plain = length - len(facts)
    while length < leading and plain < _MOST_PLAIN_LINES and not _is_question(lines[length]):
        length, plain = length + 1, plain + 1
    if leading < len(lines) and labelled[leading]:
        length = leading  # all that stands before the first label has a title's form
    if (
        not facts
        and leading < len(lines)
        and leading <= _MOST_LINES_ALONE
        and _is_long_speech(lines[leading])
    ):
        length = leading
    # Short lines, and nothing after them that is clearly speech, may be the speech.
    return length if facts or length == leading < len(lines) else 0


def _before_first_label(labelled: Sequence[bool]) -> int:
    first = next((index for index, has_label in enumerate(labelled) if has_label), 0)
    return first if first <= _MOST_LISTED else 0


def _is_long_speech(line: str) -> bool:
    return (
        len(line.split()) > _MOST_PLAIN_WORDS and _SPOKEN_END.search(without_marks(line).strip()) is not None
    )


def is_fact(line: str) -> bool:
    """Whether a line says something that only a title block or a page's head says."""
    text = without_marks(line).strip()
    if len(text) > _MOST_CHARS:
        return False
    if _NUMBERED.fullmatch(text) or _key(text):
        return True
    guest = _GUEST.match(text)
    if guest and find_date(text):
        return True
    return not _SPOKEN_END.search(text) and (guest is not None or _is_date(text))


def read_heading(lines: Sequence[str], name: str) -> Heading:
    """What the lines of a title block say; `name` is the title where they say none."""
    facts = _Facts()
    for line in lines:
        facts.add(without_marks(line).strip())
    return facts.heading(tuple(lines), name)


class _Facts:
    """Gathers what the lines say, whatever their order."""

    def __init__(self) -> None:
        self.series = self.number = self.title = self.guest = self.date = self.edition = ""
        self.plain: list[str] = []

    def add(self, line: str) -> None:
        found = find_date(line)
        if found:
            self.date = self.date or found.iso
        if edition := _EDITION.search(line):
            self.edition = self.edition or edition["edition"].strip(" )")
        if key := _key(line):
            self._add_keyed(key, line.split(":", 1)[1].strip())
        elif guest := _GUEST.match(line):
            self.guest = self.guest or _name_of_guest(guest["guest"])
        elif numbered := _NUMBERED.fullmatch(line):
            self.number = numbered["number"]
            self.series = numbered["series"] or self.series
            self.title = numbered["title"] or self.title
        elif not _is_date(line):
            self.plain.append(_before_date(line))

    def _add_keyed(self, key: str, value: str) -> None:
        if key in _GUEST_KEYS:
            self.guest = self.guest or value
        elif key in _TITLE_KEYS:
            self.title = self.title or value
        elif key in _SERIES_KEYS:
            self.series = self.series or value

    def heading(self, lines: tuple[str, ...], name: str) -> Heading:
        """The facts; of two lines that do not say what they are, the first names the series."""
        series, title = (*self.plain[:2], "", "")[:2] if len(self.plain) > 1 else ("", *self.plain, "")[:2]
        return Heading(
            lines,
            self.series or series,
            self.number,
            self.title or title or name,
            self.guest,
            self.date,
            self.edition,
        )


def _leading(lines: Sequence[str], labelled: Sequence[bool]) -> int:
    """How many first lines could be of a title block."""
    count = 0
    listed = False
    for line, has_label in zip(lines[:_MOST_LISTED], labelled, strict=False):
        listed = listed or _opens_list(line)
        if has_label or not (is_fact(line) or _could_be_title(line)) or (count >= _MOST_LINES and not listed):
            break
        count += 1
    return count


def _facts(lines: Sequence[str]) -> list[int]:
    """Indexes of the lines that only a title block has, and of what is listed after ``נכחו:``."""
    facts, listed = [], False
    for index, line in enumerate(lines):
        fact = is_fact(line)
        listed = _opens_list(line) or (listed and not fact)
        if fact or listed:
            facts.append(index)
    return facts


def _opens_list(line: str) -> bool:
    return without_marks(line).rstrip().endswith(":") and is_fact(line)


def _could_be_title(line: str) -> bool:
    text = without_marks(line).strip()
    return (
        len(text) <= _MOST_CHARS
        and len(text.split()) <= _MOST_PLAIN_WORDS
        and not _SPOKEN_END.search(text)
        and len(lines_of(text)) == 1
    )


def _is_question(line: str) -> bool:
    return without_marks(line).rstrip().endswith("?")


def _key(line: str) -> str:
    """The key of a line such as ``נושא: לחם``, "" where it has none.

    A speaker's role is one too: it stands here only where it was not believed to be a label.
    """
    match = _FACT.fullmatch(line)
    key = match["key"] if match and len(line) <= _MOST_CHARS else ""
    return key if key in FACT_KEYS or (key in ROLES and key not in QUESTION_LETTERS) else ""


def _is_date(line: str) -> bool:
    found = find_date(line)
    return found is not None and len(line) - (found.end - found.start) <= 15


def _name_of_guest(text: str) -> str:
    """The name without date, and without what follows: who he is, where one met, on what."""
    name = _before_date(text)
    ends = (match.start() for match in _AFTER_NAME.finditer(name))
    return next((name[:end] for end in ends if len(name[:end].split()) > 1), name)


def _before_date(text: str) -> str:
    """The text up to its date or its edition note."""
    ends = [match.start() for match in (_EDITION.search(text),) if match]
    if found := find_date(text):
        ends.append(found.start)
    before = text[: min(ends, default=len(text))].strip(" -–—,|(")
    return before or text
