"""Speaker labels: what has a label's form, and which of those forms are believed."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from player.transcript.label_words import (
    FACT_KEYS,
    HONORIFICS,
    NEVER_IN_A_NAME,
    NOT_LABELS,
    ROLE_STARTS,
    ROLES,
)
from player.transcript.marks import MARKS, without_marks
from player.transcript.model import Role
from player.transcript.names import DOUBTFUL, EITHER, MEN, WOMEN

MOST_NAME_CHARS = 40
_MOST_NAME_WORDS = 5
_MOST_KNOWN_WORDS = 3
_FIRST_NAMES = (MEN | WOMEN | EITHER) - DOUBTFUL
_DECORATION = rf"[\s*_#<>‹›{MARKS}]*"
_LABEL = re.compile(
    rf"(?:<<[^<>]*>>)?{_DECORATION}"
    rf"(?P<name>[^:()\[\]]{{1,{MOST_NAME_CHARS}}}?){_DECORATION}"
    rf"(?:[(\[][^()\[\]:]{{1,40}}[)\]]{_DECORATION})?"
    rf":[*_>›{MARKS}]*(?:\s*<<[^<>]*>>)?(?!\d|//)\s*"
)
_NAME_WORD = re.compile(r"[א-תA-Za-z][א-תA-Za-z\u05b0-\u05c7\"״'׳’.\-־–]*")
_ANSWER_ENDED = re.compile(r"[.?!…,]\W*$")
_FACT_WORDS = 5
"""A role with so few words after it, and no full stop, names a person: ``מנחה: אורן לוי``."""


@dataclass(frozen=True)
class Label:
    """A label as it stands at the head of a line."""

    name: str
    """The person's name or role, without marks, decoration or what stood in parentheses."""
    length: int
    """Characters of the line that it takes, with the white space after it."""


def label_form(line: str) -> Label | None:
    """What stands before the line's first colon, if a person could be called so.

    >>> label_form("**יעל (בחיוך):** שלום")
    Label(name='יעל', length=17)
    """
    match = _LABEL.match(line)
    if not match:
        return None
    name = " ".join(without_marks(match["name"]).strip(" *_").split())
    return Label(name, match.end()) if _could_be_a_name(name) else None


def find_labels(lines: Sequence[str]) -> tuple[Label | None, ...]:
    """The label of each line, None where it has none that is believed.

    A form is believed that is a role, has an honorific or a known first name, or stands at the head of
    more than one line.
    """
    forms = [label_form(line) for line in lines]
    uses = Counter(form.name for form in forms if form)
    return tuple(
        form if form and _believed(form.name, uses[form.name], line[form.length :]) else None
        for form, line in zip(forms, lines, strict=True)
    )


def without_honorifics(name: str) -> tuple[str, ...]:
    """A name's words without its honorifics.

    >>> without_honorifics('הרב ד"ר מיכאל לייטמן')
    ('מיכאל', 'לייטמן')
    """
    return tuple(word for word in plain_quotes(name).split() if word not in HONORIFICS)


def role_of(name: str) -> Role | None:
    """The role where the label itself says so: ``מנחה``, ``היו"ר רות לביא``."""
    first = plain_quotes(name).split()[0]
    return ROLES.get(name) or (ROLES[first] if first in ROLE_STARTS else None)


def plain_quotes(text: str) -> str:
    """Gershayim and geresh as they are typed, which is how the tables write them."""
    return text.replace("״", '"').replace("׳", "'")


def _could_be_a_name(name: str) -> bool:
    words = plain_quotes(name).split()
    return (
        0 < len(words) <= _MOST_NAME_WORDS
        and all(_NAME_WORD.fullmatch(word) for word in words)
        and " ".join(words) not in NOT_LABELS | FACT_KEYS
        and not NEVER_IN_A_NAME.intersection(words)
    )


def _believed(name: str, uses: int, text: str) -> bool:
    if uses > 1:
        return True
    if role_of(name):
        return not _names_a_person(text)
    words = without_honorifics(name)
    titled = 0 < len(words) < len(name.split())
    known = 0 < len(words) <= _MOST_KNOWN_WORDS and words[0] in _FIRST_NAMES
    return titled or known


def _names_a_person(text: str) -> bool:
    return 0 < len(text.split()) <= _FACT_WORDS and not _ANSWER_ENDED.search(text)
