"""Who speaks in a document: names and roles, before it is known whose each paragraph is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from audio.speech import Gender
from player.transcript.genders import gender_of
from player.transcript.grammar import Grammar
from player.transcript.label_forms import could_be_a_name
from player.transcript.label_words import ROLES
from player.transcript.labels import is_known_name, role_of
from player.transcript.marks import CLOSERS, without_marks
from player.transcript.model import Heading, Role
from player.transcript.names_of_labels import is_same_person, names_of_labels

_ASKS = 0.3
"""The share of paragraphs ending in a question from which somebody is a host."""
_FEW_NEIGHBOURS = 0.5
"""Below this share of labels that follow upon another's label, somebody without one speaks in between."""
_HARDLY_ANY_NEIGHBOURS = 0.25
"""The same where not everybody with a label asks."""
_FEW_RETURNS = 0.2
"""Below this share of unlabelled stretches after which the same label returns, they go on with its words."""
_MOSTLY = 0.5


@dataclass(frozen=True)
class Said:
    """One paragraph of speech."""

    name: str
    """Its label's; "" where it has none."""
    text: str
    grammar: Grammar
    label_apart: bool = False
    """Whether its label stood alone on the line before."""
    emphasised: bool = False
    """Whether the document shows it in bold or in a style of its own."""

    @property
    def asks(self) -> bool:
        """Whether it ends in a question of the speaker's own."""
        return self.grammar.own.rstrip(f"{CLOSERS} ").endswith("?")


@dataclass(frozen=True)
class Person:
    """Somebody who speaks."""

    name: str
    role: Role
    gender: Gender


@dataclass(frozen=True)
class People:
    """Everybody who speaks."""

    by_label: Mapping[str, Person]
    unlabelled: Person | None
    """Who speaks where no label stands; None where those words go on with the labelled speaker's."""
    asker: Person | None = None
    """Whose the emphasised paragraphs are in a document without any label."""

    @property
    def everybody(self) -> tuple[Person, ...]:
        """Each person once."""
        unlabelled = [person for person in (self.asker, self.unlabelled) if person]
        return tuple(dict.fromkeys([*self.by_label.values(), *unlabelled]))


def find_people(heading: Heading, said: Sequence[Said]) -> People:
    """The people of a document: those of its labels, and the guest if no label is his."""
    own: dict[str, list[Said]] = {}
    for paragraph in said:
        own.setdefault(paragraph.name, []).append(paragraph)
    unlabelled = own.pop("", [])
    if not own and _questions_are_emphasised(said):
        return _by_emphasis(heading, said)
    names = names_of_labels(list(own))
    guests = {label for label in own if _is_guest(label, heading)}
    unlabelled_speaks = bool(unlabelled) and not guests and _somebody_has_no_label(heading, said, own)
    roles = _roles(own, names, guests, unlabelled_speaks)
    spoken = _grammars_by_name(own, names)
    shown = {name: _shown_name(name, roles, heading) for name in roles}
    people = {
        name: Person(shown[name], role, gender_of(shown[name], spoken[name], heard=()))
        for name, role in roles.items()
    }
    labelled = [paragraph for paragraphs in own.values() for paragraph in paragraphs]
    guest = _unlabelled_person(heading, unlabelled, labelled) if unlabelled_speaks else None
    return People({label: people[name] for label, name in names.items()}, guest)


def _grammars_by_name(
    own: Mapping[str, Sequence[Said]], names: Mapping[str, str]
) -> dict[str, list[Grammar]]:
    spoken: dict[str, list[Grammar]] = {}
    for label, name in names.items():
        spoken.setdefault(name, []).extend(paragraph.grammar for paragraph in own[label])
    return spoken


def _questions_are_emphasised(said: Sequence[Said]) -> bool:
    emphasised = [paragraph for paragraph in said if paragraph.emphasised]
    asking = sum(paragraph.asks for paragraph in emphasised)
    return asking > _MOSTLY * len(emphasised) and len(emphasised) < len(said)


def _by_emphasis(heading: Heading, said: Sequence[Said]) -> People:
    asked = [paragraph for paragraph in said if paragraph.emphasised]
    answered = [paragraph for paragraph in said if not paragraph.emphasised]
    gender = gender_of("", _grammars(asked), heard=_grammars(answered))
    asker = Person("מראיין" if gender == "m" else "מראיינת", "host", gender)
    return People({}, _unlabelled_person(heading, answered, asked), asker)


def _somebody_has_no_label(heading: Heading, said: Sequence[Said], own: Mapping[str, Sequence[Said]]) -> bool:
    """Whether a guest speaks without a label of his own, where none of the labels is a guest's."""
    labelled = [paragraph for paragraphs in own.values() for paragraph in paragraphs]
    if sum(paragraph.label_apart for paragraph in labelled) > _MOSTLY * len(labelled):
        return False  # minutes name everybody
    return bool(heading.guest) or not own or _labels_leave_a_gap(said, own)


def _labels_leave_a_gap(said: Sequence[Said], own: Mapping[str, Sequence[Said]]) -> bool:
    """Whether the order of labels shows a speaker between them.

    It does not where labels mostly follow right upon one another. It does where the same label returns after
    unlabelled words, or where hardly any label follows upon another and everybody who has one asks.
    """
    at = [index for index, paragraph in enumerate(said) if paragraph.name]
    stretches = [(one, two) for one, two in pairwise(at) if two - one > 1]
    neighbours = (len(at) - 1 - len(stretches)) / max(1, len(at) - 1)
    if neighbours >= _FEW_NEIGHBOURS:
        return False
    returns = sum(said[one].name == said[two].name for one, two in stretches)
    everybody_asks = all(map(_asks, own.values()))
    return returns > _FEW_RETURNS * len(stretches) or everybody_asks or neighbours < _HARDLY_ANY_NEIGHBOURS


def _roles(
    own: Mapping[str, Sequence[Said]], names: Mapping[str, str], guests: set[str], unlabelled: bool
) -> dict[str, Role]:
    """The role of each name: what its label says, the title block's guest, else who asks is a host."""
    roles: dict[str, Role] = {}
    told = {names[label]: role for label in names if (role := role_of(label))}
    guest_names = {names[label] for label in guests}
    chaired = any(role == "host" and len(name.split()) > 1 for name, role in told.items())
    for label, name in names.items():
        host = unlabelled or (bool(guests) and not chaired) or not roles or _asks(own[label])
        usual: Role = "host" if host and not (chaired and roles) else "guest"
        roles.setdefault(name, told.get(name) or ("guest" if name in guest_names else usual))
    return roles


def _asks(paragraphs: Sequence[Said]) -> bool:
    return sum(paragraph.asks for paragraph in paragraphs) >= _ASKS * len(paragraphs)


def _is_guest(label: str, heading: Heading) -> bool:
    return role_of(label) == "guest" or (bool(heading.guest) and is_same_person(label, heading.guest))


def _shown_name(name: str, roles: Mapping[str, Role], heading: Heading) -> str:
    """The name people see: of a sole guest whose label is a bare role, the title block's."""
    if ROLES.get(name) != "guest" or not heading.guest:
        return name
    return heading.guest if list(roles.values()).count("guest") == 1 else name


def _unlabelled_person(heading: Heading, own: Sequence[Said], others: Sequence[Said]) -> Person:
    """Who speaks without a label: the title block's guest, or whoever it is."""
    name = heading.guest or ("" if others else _name_in_title(heading))
    gender = gender_of(name, _grammars(own), _grammars(others))
    if name:
        return Person(name, "guest" if others else "narrator", gender)
    if others:
        return Person("אורח" if gender == "m" else "אורחת", "guest", gender)
    return Person("קריין" if gender == "m" else "קריינית", "narrator", gender)


def _name_in_title(heading: Heading) -> str:
    """The name of a title block's line that is nothing else, but for a word before it: ``סיפרה רות לב``."""
    lines = [without_marks(line).strip() for line in heading.lines]
    names = [*lines, *(line.partition(" ")[2] for line in lines)]
    return next((name for name in names if could_be_a_name(name) and is_known_name(name)), "")


def _grammars(paragraphs: Sequence[Said]) -> list[Grammar]:
    return [paragraph.grammar for paragraph in paragraphs]
