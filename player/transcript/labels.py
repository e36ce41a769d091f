"""Speaker labels: which of the forms that look like one are believed."""

import re
from collections import Counter
from collections.abc import Sequence

from player.transcript.label_forms import (
    Form,
    Label,
    could_be_a_name,
    label_form,
    plain_quotes,
    without_honorifics,
)
from player.transcript.label_words import FLOOR, ROLE_STARTS, ROLES, VOTES
from player.transcript.marks import without_marks
from player.transcript.model import Role
from player.transcript.names import DOUBTFUL, EITHER, MEN, WOMEN

_MOST_KNOWN_WORDS = 3
_FIRST_NAMES = (MEN | WOMEN | EITHER) - DOUBTFUL
_ANSWER_ENDED = re.compile(r"[.?!…,]\W*$")
_FACT_WORDS = 5
"""A role with so few words after it, and no full stop, names a person: ``מנחה: אורן לוי``."""
_LEAST_OF_A_CONVENTION = 3
"""So many dashes, or names alone on their line, make a convention of the document."""
_LEAST_SHARE = 0.1
"""The least share of lines that a convention's labels head."""
_SPEECH_WORDS = 6
"""After a name alone on its line comes speech: so many words, or a sentence's end."""
_SPEECH_END = re.compile(r"[.?!…,;\"”]\W*$")

Labels = tuple[Label | None, ...]


def find_labels(lines: Sequence[str]) -> Labels:
    """The label of each line, None where it has none that is believed.

    A form with a colon is believed that is a role, has an honorific or a known first name, or stands at the
    head of more than one line. Dashes, names alone on their line and ``ש.`` are believed where the whole
    document is written so.
    """
    colons = _believed_colons(lines)
    others = (_letters(lines), _dashes(lines, colons), _alone(lines, colons))
    return tuple(next(filter(None, found), None) for found in zip(colons, *others, strict=True))


def role_of(name: str) -> Role | None:
    """The role where the label itself says so: ``מנחה``, ``היו"ר רות לביא``, ``תלמיד 2``."""
    words = plain_quotes(name).split()
    bare = " ".join(words[:-1] if words[-1].isdigit() else words)
    return ROLES.get(bare) or (ROLES[words[0]] if words[0] in ROLE_STARTS else None)


def is_floor(name: str) -> bool:
    """Whether a label is of those who speak from the floor: ``שאלה``, ``תלמיד 2``."""
    return plain_quotes(name).split()[0] in FLOOR


def is_known_name(name: str) -> bool:
    """Whether a name tells by itself that it is a person's: by an honorific or a known first name."""
    words = without_honorifics(name)
    titled = bool(words) and len(words) < len(name.split())
    office = not words and len(name.split()) > 1
    return titled or office or (0 < len(words) <= _MOST_KNOWN_WORDS and words[0] in _FIRST_NAMES)


def _forms(lines: Sequence[str], form: Form) -> Labels:
    return tuple(label_form(line, form) for line in lines)


def _believed_colons(lines: Sequence[str]) -> Labels:
    tagged = _forms(lines, "tagged")
    forms = tuple(tag or colon for tag, colon in zip(tagged, _forms(lines, "colon"), strict=True))
    uses = Counter(form.name for form in forms if form)
    found = [
        form if form and _believed(form, uses[form.name], line[form.length :]) else None
        for form, line in zip(forms, lines, strict=True)
    ]
    first = next((index for index, form in enumerate(found) if form), None)
    if first is not None and _is_of_the_title(found[first], uses, lines[first]):
        found[first] = None
    return tuple(found)


def _is_of_the_title(label: Label | None, uses: Counter[str], line: str) -> bool:
    """Whether the first label of a document is its subject: nobody's again, and no sentence after it."""
    others_return = max(uses.values()) > 1
    unended = label is not None and len(line) > label.length and not _ANSWER_ENDED.search(without_marks(line))
    return others_return and unended and label is not None and uses[label.name] == 1 and not label.tagged


def _believed(form: Label, uses: int, text: str) -> bool:
    if form.tagged or uses > 1:
        return True
    if role_of(form.name):
        return not _names_a_person(text)
    return is_known_name(form.name) and not (could_be_a_name(text) and is_known_name(text))


def _names_a_person(text: str) -> bool:
    return 0 < len(text.split()) <= _FACT_WORDS and not _ANSWER_ENDED.search(text)


def _letters(lines: Sequence[str]) -> Labels:
    """``ש.`` and ``ת.``, if both stand at heads of lines."""
    forms = _forms(lines, "letter")
    uses = Counter(form.name for form in forms if form)
    return forms if len(uses) > 1 and uses.total() >= _LEAST_OF_A_CONVENTION else (None,) * len(lines)


def _dashes(lines: Sequence[str], colons: Labels) -> Labels:
    """``יעל – …``, if more lines begin so than with a colon. A vote, ``יעל – נגד``, is no label."""
    forms = [
        None if form and _is_vote(line[form.length :]) else form
        for form, line in zip(_forms(lines, "dash"), lines, strict=True)
    ]
    found = _of_the_convention(forms)
    usual = sum(map(bool, found)) > 2 * sum(map(bool, colons))
    return found if usual and _is_convention(found) else (None,) * len(lines)


def _alone(lines: Sequence[str], colons: Labels) -> Labels:
    """Names alone on their line with what they said after them, as minutes have them."""
    forms = [None if colon else form for form, colon in zip(_forms(lines, "alone"), colons, strict=True)]
    spoken = [
        form if form and _speech_follows(lines, forms, colons, index) else None
        for index, form in enumerate(forms)
    ]
    found = _of_the_convention(spoken)
    uses = Counter(form.name for form in forms if form)
    again = any(label and uses[label.name] > 1 for label in found)
    if not (again and _is_convention(found)):
        return (None,) * len(lines)
    parts = {part for label in found if label for part in label.name.split()}
    return tuple(
        form if form and (label or form.name in parts or _stands_like_a_label(lines, index)) else None
        for index, (label, form) in enumerate(zip(found, spoken, strict=True))
    )


def _stands_like_a_label(lines: Sequence[str], index: int) -> bool:
    """Whether a line of several words that names nobody known stands between sentences, as a label does."""
    several = len(without_marks(lines[index]).split()) > 1
    return several and index > 0 and bool(_SPEECH_END.search(without_marks(lines[index - 1])))


def _speech_follows(lines: Sequence[str], forms: Sequence[Label | None], colons: Labels, index: int) -> bool:
    """Whether what comes next is spoken, and the name is not one of a list of those who were there."""
    if index + 1 == len(lines) or forms[index + 1] or colons[index + 1] or _is_listed(forms, index):
        return False
    following = without_marks(lines[index + 1])
    return len(following.split()) >= _SPEECH_WORDS or bool(_SPEECH_END.search(following))


def _is_listed(forms: Sequence[Label | None], index: int) -> bool:
    before = forms[index - 1] if index else None
    return before is not None and (is_known_name(before.name) or role_of(before.name) is not None)


def _of_the_convention(forms: Sequence[Label | None]) -> Labels:
    """Of these forms those that name a person by themselves, and those that come again."""
    uses = Counter(form.name for form in forms if form)
    return tuple(
        form if form and (is_known_name(form.name) or role_of(form.name) or uses[form.name] > 1) else None
        for form in forms
    )


def _is_convention(found: Labels) -> bool:
    return sum(map(bool, found)) >= max(_LEAST_OF_A_CONVENTION, _LEAST_SHARE * len(found))


def _is_vote(text: str) -> bool:
    return without_marks(text).strip(" .") in VOTES
