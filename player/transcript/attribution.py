"""Whose words the unlabelled paragraphs are, how sure that is, and why.

A run of unlabelled paragraphs has at most one change of speaker: first the labelled speaker goes on, then
the guest answers. Each possible place of the change is given a score, the sum of its cues. A paragraph is
given to the speaker to whom most places give it, by their odds, and is as sure as their share.
"""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from player.transcript.cues import Cue, change_cues, paragraph_cues
from player.transcript.people import People, Person, Said
from player.transcript.settled import WHY, Settled, paragraph_keys

_GUEST_FIRST = 0.75
"""How sure it is that words before any label are the guest's."""
_SUREST = 0.99
"""Only a label makes it certain."""
_GOES_ON = 0.95
"""How sure it is that unlabelled words go on with the label's, where everybody has a label."""
_AT_ONCE = 2.5
"""Log odds that the first unlabelled paragraph is the guest's, once he has spoken."""
_AT_ONCE_OPENING = 0.0
"""The same before he has: hosts open at length."""
_GOING_ON = -0.7
"""Log odds of each further paragraph that a host speaks in the middle of a conversation."""
_GOING_ON_OPENING = -0.2
"""The same before the guest has spoken."""
_RETURNS = 8.0
"""A label that returns means that somebody else spoke in between."""


@dataclass(frozen=True)
class Attribution:
    """Who speaks a paragraph."""

    person: Person
    sure: float
    why: str


@dataclass(frozen=True)
class _Run:
    """A labelled paragraph and the unlabelled ones after it."""

    texts: tuple[str, ...]
    host: Person
    returns: bool
    """Whether the next label is the same host's."""
    opening: bool
    """Whether the guest has not spoken yet."""


def attribute(said: Sequence[Said], people: People, settled: Settled) -> tuple[Attribution, ...]:
    """The speaker of each paragraph, in order; one that was settled by hand is whose it was said to be."""
    attributions = _by_cues(said, people)
    everybody = {person.name: person for person in people.everybody}
    keys = paragraph_keys([paragraph.text for paragraph in said])
    return tuple(
        Attribution(everybody[settled[key]], 1.0, WHY) if settled.get(key) in everybody else attribution
        for key, attribution in zip(keys, attributions, strict=True)
    )


def _by_cues(said: Sequence[Said], people: People) -> tuple[Attribution, ...]:
    attributions: list[Attribution] = []
    for start, end in _stretches(said):
        texts = tuple(paragraph.text for paragraph in said[start:end])
        host = people.by_label.get(said[start].name)
        if host is None:
            attributions += [_before_labels(people)] * len(texts)
            continue
        attributions.append(Attribution(host, 1.0, ""))
        if people.unlabelled is None:
            attributions += [Attribution(host, _GOES_ON, "המשך דבריו של בעל התווית")] * (len(texts) - 1)
            continue
        returns = end < len(said) and people.by_label[said[end].name] == host
        opening = all(attribution.person != people.unlabelled for attribution in attributions)
        run = _Run(texts, host, returns, opening)
        attributions += _attribute_run(run, people.unlabelled, tuple(people.by_label.values()))
    return tuple(attributions)


def _stretches(said: Sequence[Said]) -> list[tuple[int, int]]:
    """From each label to the next, as (first, end); before the first label too."""
    starts = [index for index, paragraph in enumerate(said) if paragraph.name or index == 0]
    return list(zip(starts, [*starts[1:], len(said)], strict=True))


def _before_labels(people: People) -> Attribution:
    if not people.by_label and people.unlabelled:
        return Attribution(people.unlabelled, 1.0, "דובר יחיד")
    person = people.unlabelled or next(iter(people.by_label.values()))
    return Attribution(person, _GUEST_FIRST, "לפני התווית הראשונה")


def _attribute_run(run: _Run, guest: Person, hosts: Sequence[Person]) -> list[Attribution]:
    """The speakers of a run's unlabelled paragraphs, by the places where the change may be."""
    cues = [paragraph_cues(text, run.host, guest, hosts) for text in run.texts[1:]]
    changes = [_changes(run, kept) for kept in range(len(run.texts))]
    odds = _odds(cues, changes)
    guests_share = [share / sum(odds) for share in accumulate(odds)]
    first = bisect_left(guests_share, 0.5)
    attributions = []
    for index, share in enumerate(guests_share[:-1]):
        is_guest = index >= first
        sure = min(_SUREST, share if is_guest else 1 - share)
        why = _strongest(cues[index] + (changes[first] if index == first else []), is_guest)
        attributions.append(Attribution(guest if is_guest else run.host, sure, why))
    return attributions


def _odds(cues: Sequence[list[Cue]], changes: Sequence[list[Cue]]) -> list[float]:
    """How likely each place of the change is, the likeliest 1: after 0, 1, … all unlabelled paragraphs."""
    scores = [_sum(change) + sum(map(_sum, cues[kept:])) for kept, change in enumerate(changes)]
    return [math.exp(score - max(scores)) for score in scores]


def _changes(run: _Run, kept: int) -> list[Cue]:
    """What speaks for a change of speaker after the labelled paragraph and `kept` more."""
    at_once, going_on = (_AT_ONCE_OPENING, _GOING_ON_OPENING) if run.opening else (_AT_ONCE, _GOING_ON)
    cues = [Cue(going_on * kept, "")] if kept else [Cue(at_once, "תשובת האורח")]
    if kept == len(run.texts) - 1:
        return cues
    if run.returns:
        # Of several paragraphs it does not tell which is the first of the guest's.
        cues.append(Cue(_RETURNS, "התווית שאחריו חוזרת למנחה" if len(run.texts) == 2 else ""))
    return cues + change_cues(run.texts[kept], run.texts[kept + 1])


def _strongest(cues: Sequence[Cue], is_guest: bool) -> str:
    """The reason of the strongest cue that speaks for whom the paragraph was given to."""
    telling = [cue for cue in cues if cue.why and (cue.weight > 0) == is_guest and cue.weight]
    return max(telling, key=lambda cue: abs(cue.weight)).why if telling else "המשך הדברים"


def _sum(cues: Sequence[Cue]) -> float:
    return sum(cue.weight for cue in cues)
