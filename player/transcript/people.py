"""Who speaks in a document: names and roles, before it is known whose each paragraph is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from audio.speech import Gender
from player.transcript.genders import gender_of
from player.transcript.label_words import QUESTION_LETTERS, ROLES
from player.transcript.labels import role_of, without_honorifics
from player.transcript.model import Heading, Role

_ASKS = 0.3
"""The share of paragraphs ending in a question from which somebody is a host."""
_FEW_NEIGHBOURS = 0.5
"""Below this share of labels that follow upon another's label, somebody without one speaks in between."""


@dataclass(frozen=True)
class Said:
    """One paragraph of speech."""

    name: str
    """Its label's; "" where it has none."""
    text: str


@dataclass(frozen=True)
class Person:
    """Somebody who speaks."""

    name: str
    role: Role
    gender: Gender


@dataclass(frozen=True)
class People:
    """Everybody who speaks."""

    by_label: dict[str, Person]
    unlabelled: Person | None
    """Who speaks where no label stands; None where those words go on with the labelled speaker's."""

    @property
    def everybody(self) -> tuple[Person, ...]:
        """Each person once."""
        unlabelled = [self.unlabelled] if self.unlabelled else []
        return tuple(dict.fromkeys([*self.by_label.values(), *unlabelled]))


def find_people(heading: Heading, said: Sequence[Said]) -> People:
    """The people of a document: those of its labels, and the guest if no label is his."""
    names = _names_of_labels([paragraph.name for paragraph in said if paragraph.name])
    unlabelled_speaks = _somebody_has_no_label(heading, said, list(names))
    roles = _roles(heading, said, names, unlabelled_speaks)
    people = {}
    for label, name in names.items():
        own = [paragraph.text for paragraph in said if names.get(paragraph.name) == name]
        shown = _shown_name(name, roles, heading)
        people[label] = Person(shown, roles[name], gender_of(shown, own, heard=()))
    return People(people, _unlabelled_person(heading, said, bool(names)) if unlabelled_speaks else None)


def is_same_person(name: str, other: str) -> bool:
    """Whether the words of one name, without honorifics, are all in the other.

    >>> is_same_person("לייטמן", 'ד"ר מיכאל לייטמן')
    True
    """
    words, others = set(without_honorifics(name)), set(without_honorifics(other))
    return bool(words and others) and (words <= others or others <= words)


def _names_of_labels(labels: Sequence[str]) -> dict[str, str]:
    """For each label its person's name: the fullest label that can only be the same one's, or itself."""
    distinct = list(dict.fromkeys(labels))
    names = {}
    for label in distinct:
        same = [other for other in distinct if is_same_person(label, other)]
        fullest = max([label, *same], key=len)
        one_person = all(is_same_person(other, fullest) for other in same)
        names[label] = QUESTION_LETTERS.get(label) or (fullest if one_person else label)
    return names


def _somebody_has_no_label(heading: Heading, said: Sequence[Said], labels: Sequence[str]) -> bool:
    """Whether a guest speaks without a label of his own."""
    if all(paragraph.name for paragraph in said):
        return False
    if any(_is_guest(label, heading) for label in labels):
        return False
    return bool(heading.guest) or not labels or _labels_leave_a_gap(said)


def _labels_leave_a_gap(said: Sequence[Said]) -> bool:
    """Whether the order of labels shows a speaker between them.

    It does where a label returns for the same person after unlabelled words, or where hardly any label
    follows right upon another.
    """
    at = [index for index, paragraph in enumerate(said) if paragraph.name]
    steps = list(pairwise(at))
    if any(said[one].name == said[two].name and two - one > 1 for one, two in steps):
        return True
    return sum(two - one == 1 for one, two in steps) < _FEW_NEIGHBOURS * len(steps)


def _roles(
    heading: Heading, said: Sequence[Said], names: dict[str, str], unlabelled: bool
) -> dict[str, Role]:
    """The role of each name: what its label says, the title block's guest, else who asks is a host."""
    roles: dict[str, Role] = {}
    guest_known = unlabelled or any(_is_guest(label, heading) for label in names)
    for label, name in names.items():
        own = [paragraph.text for paragraph in said if paragraph.name == label]
        host = guest_known or not roles or _asks(own)
        says = role_of(label) or ("guest" if _is_guest(label, heading) else None)
        roles.setdefault(name, says or ("host" if host else "guest"))
    return roles


def _asks(texts: Sequence[str]) -> bool:
    return sum(text.rstrip().endswith("?") for text in texts) >= _ASKS * len(texts)


def _is_guest(label: str, heading: Heading) -> bool:
    return role_of(label) == "guest" or (bool(heading.guest) and is_same_person(label, heading.guest))


def _shown_name(name: str, roles: dict[str, Role], heading: Heading) -> str:
    """The name people see: of a sole guest whose label is a bare role, the title block's."""
    alone = list(roles.values()).count("guest") == 1
    bare_role = ROLES.get(name) == "guest"
    return heading.guest if bare_role and alone and heading.guest else name


def _unlabelled_person(heading: Heading, said: Sequence[Said], has_hosts: bool) -> Person:
    """Who speaks without a label: the title block's guest, or whoever it is."""
    own = [paragraph.text for paragraph in said if not paragraph.name]
    heard = [paragraph.text for paragraph in said if paragraph.name]
    gender = gender_of(heading.guest, own, heard)
    if heading.guest:
        return Person(heading.guest, "guest", gender)
    if has_hosts:
        return Person("אורח" if gender == "m" else "אורחת", "guest", gender)
    return Person("קריין" if gender == "m" else "קריינית", "narrator", gender)
