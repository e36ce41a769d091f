"""Whose words the unlabelled paragraphs are, how sure that is, and why.

A run of unlabelled paragraphs has at most one change of speaker: first the labelled speaker goes on, then
the guest answers; only after the last label may a host close with a few more words. Each possible place of
the change is given a score, the sum of its cues. A paragraph is given to the speaker to whom most places give
it, by their odds, and is as sure as their share. What people settled rules out the places that contradict it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from audio.speech import Gender
from player.transcript.cues import Sides
from player.transcript.emphasis import Emphasis, learn_emphasis
from player.transcript.labels import is_floor
from player.transcript.people import People, Person, Said
from player.transcript.runs import Run, attribute_run
from player.transcript.settled import WHY, Settled, paragraph_keys
from player.transcript.vocatives import names_to_call

_GOES_ON = 0.95
"""How sure it is that unlabelled words go on with the label's, where everybody has a label."""
_GOES_ON_SETTLED = 0.7
"""The same after a paragraph that was settled to be another's than its label's."""
_EMPHASISED_QUESTION = 0.95
"""How sure it is, in a document without labels, that an emphasised question is the host's."""
_EMPHASISED = 0.8


@dataclass(frozen=True)
class Attribution:
    """Who speaks a paragraph."""

    person: Person
    sure: float
    why: str


@dataclass(frozen=True)
class _Stretch:
    """Paragraphs of which the first one's speaker is known, or that stand before any label."""

    start: int
    end: int
    first: Person | None
    labelled: bool
    """Whether a label says who speaks first, and not a hand."""


def attribute(said: Sequence[Said], people: People, settled: Settled) -> tuple[Attribution, ...]:
    """The speaker of each paragraph, in order; one that was settled by hand is whose it was said to be."""
    by_hand = _settled_people(said, people, settled)
    if people.asker and people.unlabelled:
        found = [_by_emphasis(paragraph, people.asker, people.unlabelled) for paragraph in said]
    else:
        found = list(_by_stretches(said, people, by_hand))
    return tuple(
        Attribution(person, 1.0, WHY) if person else attribution
        for person, attribution in zip(by_hand, found, strict=True)
    )


def _settled_people(said: Sequence[Said], people: People, settled: Settled) -> list[Person | None]:
    """To whom each paragraph was given by hand. A name that nobody bears any more is as if never said."""
    everybody = {person.name: person for person in people.everybody}
    keys = paragraph_keys([paragraph.text for paragraph in said])
    return [everybody.get(settled.get(key, "")) for key in keys]


def _by_emphasis(paragraph: Said, asker: Person, other: Person) -> Attribution:
    if not paragraph.emphasised:
        return Attribution(other, _EMPHASISED_QUESTION, "אינו מודגש")
    sure = _EMPHASISED_QUESTION if paragraph.asks else _EMPHASISED
    return Attribution(asker, sure, "שאלה מודגשת" if paragraph.asks else "מודגש")


def _by_stretches(
    said: Sequence[Said], people: People, by_hand: Sequence[Person | None]
) -> Iterator[Attribution]:
    stretches = list(_stretches(said, people, by_hand))
    emphasis = _emphasis(said, stretches)
    labels = _labels_of(people)
    genders = frozenset(person.gender for person in labels)
    first_host = next(iter(labels), people.unlabelled)
    guest_spoke = False
    for stretch, following in zip(stretches, [*stretches[1:], None], strict=True):
        if stretch.first:
            yield Attribution(stretch.first, 1.0, "" if stretch.labelled else WHY)
        if people.unlabelled is None or stretch.first == people.unlabelled:
            guest_spoke = guest_spoke or stretch.first == people.unlabelled
            yield from _going_on(stretch, people)
            continue
        run = Run(
            tuple(said[stretch.start : stretch.end]),
            _sides(said[stretch.start], stretch.first or first_host, people.unlabelled, labels, genders),
            has_label=stretch.first is not None,
            returns=following is not None and following.first == stretch.first,
            opening=not guest_spoke,
            last=following is None,
            emphasis=emphasis,
            by_hand=tuple(by_hand[stretch.start : stretch.end]),
        )
        for guessed in attribute_run(run):
            guest_spoke = guest_spoke or guessed.is_guest
            person = people.unlabelled if guessed.is_guest else run.sides.host
            yield Attribution(person, guessed.sure, guessed.why)


def _stretches(said: Sequence[Said], people: People, by_hand: Sequence[Person | None]) -> Iterator[_Stretch]:
    """From each label to the next, and from each settled paragraph that no single change could explain."""
    starts: list[tuple[int, Person | None, bool]] = []
    guest_spoke = False
    for index, (paragraph, person) in enumerate(zip(said, by_hand, strict=True)):
        first = starts[-1][1] if starts else None
        if paragraph.name:
            starts.append((index, person or people.by_label[paragraph.name], person is None))
        elif not starts or (person and person != people.unlabelled and (guest_spoke or person != first)):
            starts.append((index, person, False))
        guest_spoke = starts[-1][0] != index and (guest_spoke or person == people.unlabelled)
    ends = [*(start for start, _, _ in starts[1:]), len(said)]
    for (start, first, labelled), end in zip(starts, ends, strict=True):
        yield _Stretch(start, end, first, labelled)


def _going_on(stretch: _Stretch, people: People) -> Iterator[Attribution]:
    """Of all but the first: the words of whoever spoke it."""
    person = stretch.first or people.unlabelled or next(iter(people.by_label.values()))
    if stretch.first is None and not people.by_label:
        yield from [Attribution(person, 1.0, "דובר יחיד")] * (stretch.end - stretch.start)
        return
    sure = _GOES_ON if stretch.labelled else _GOES_ON_SETTLED
    why = "המשך דבריו של בעל התווית" if stretch.labelled else "המשך הדברים"
    count = stretch.end - stretch.start - (stretch.first is not None)
    yield from [Attribution(person, sure, why)] * count


def _labels_of(people: People) -> dict[Person, list[str]]:
    """Each person with a label, with all forms of it."""
    labels: dict[Person, list[str]] = {}
    for label, person in people.by_label.items():
        labels.setdefault(person, []).append(label)
    return labels


def _sides(
    said: Said,
    host: Person | None,
    guest: Person,
    labels: Mapping[Person, Sequence[str]],
    genders: frozenset[Gender],
) -> Sides:
    """Between whom a run is divided; `said` is its first paragraph, `genders` those of all with a label."""
    first = host or guest
    forms = labels.get(first, ())
    floor = any(map(is_floor, forms))
    balance = said.grammar.balance_of_oneself() if floor else 0
    return Sides(
        first,
        guest,
        genders,
        host_called=names_to_call([*forms, first.name]),
        guest_called=names_to_call([guest.name]),
        host_gender=("f" if balance > 0 else "m" if balance < 0 else None) if floor else first.gender,
        floor=floor,
    )


def _emphasis(said: Sequence[Said], stretches: Sequence[_Stretch]) -> Emphasis:
    hosts = [index for index, paragraph in enumerate(said) if paragraph.name]
    guests = [
        one.end - 1 for one, two in pairwise(stretches) if one.first == two.first and one.end - one.start > 1
    ]
    return learn_emphasis(said, hosts, guests)
