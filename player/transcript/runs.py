"""One run of unlabelled paragraphs: where the labelled speaker ends and the guest begins."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from operator import add

from player.transcript.cues import Cue, Sides, change_cues, going_on_cues, paragraph_cues
from player.transcript.emphasis import Emphasis
from player.transcript.people import Person, Said

_SUREST = 0.99
"""Only a label, or a hand, makes it certain."""
_HALF = 0.5
_TEMPER = 1.5
"""Cues are not independent of one another, so their sum says so much more than they know together."""
_LONG_WORDS = 20
"""After a statement of more words the labelled speaker often goes on."""
_MOST_CLOSING = 2
"""So many paragraphs may a host say at the end without a label of his own."""


@dataclass(frozen=True)
class Run:
    """A labelled paragraph and the unlabelled ones after it, or those before any label."""

    said: tuple[Said, ...]
    sides: Sides
    has_label: bool
    """Whether the first paragraph is known to be the host's."""
    returns: bool
    """Whether the next label is the same host's."""
    opening: bool
    """Whether the guest has not spoken yet."""
    last: bool
    """Whether the document ends with it."""
    emphasis: Emphasis
    by_hand: tuple[Person | None, ...]
    """To whom each paragraph was given by hand."""

    @property
    def unlabelled(self) -> tuple[Said, ...]:
        """Those whose speaker is asked for."""
        return self.said[1:] if self.has_label else self.said

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.said) - self.has_label


@dataclass(frozen=True)
class Guess:
    """Whose one paragraph is."""

    is_guest: bool
    sure: float
    why: str


@dataclass(frozen=True)
class Place:
    """Of the unlabelled paragraphs the guest's are those from `start` to before `end`."""

    start: int
    end: int


# The runs of ten hours of talk: whoever settles a paragraph changes one of them, and asks for all.
@lru_cache(10_000)
def attribute_run(run: Run) -> tuple[Guess, ...]:
    """The speakers of a run's unlabelled paragraphs, by the places where the change may be."""
    return tuple(_guesses(run))


def _guesses(run: Run) -> Iterator[Guess]:
    cues = [paragraph_cues(said, run.sides) for said in run.unlabelled]
    places = list(allowed_places(run))
    shares = _guests_shares(places, _odds(run, places, cues), len(cues))
    for index, share in enumerate(shares):
        is_guest = share >= _HALF
        begins = is_guest and (index == 0 or shares[index - 1] < _HALF)
        telling = [*cues[index], *_cues_before(run, index, begins)]
        why = _strongest(telling, is_guest) or ("תשובת האורח" if begins else "המשך הדברים")
        yield Guess(is_guest, min(_SUREST, max(share, 1 - share)), why)


def place_cues(run: Run, place: Place) -> list[Cue]:
    """What speaks for this place by where it is, not by what each paragraph tells."""
    if not run.has_label:
        return [Cue("before_labels", count=place.end - place.start)]
    opening = "_opening" if run.opening else ""
    cues = [Cue(f"going_on{opening}", count=place.start)] if place.start else []
    if place.end < run.count:
        cues.append(Cue("closing"))
    if place.start == place.end:
        return cues
    if place.start == 0:
        cues.append(Cue(f"at_once{opening}"))
        label = run.said[0]
        if not label.asks and len(label.text.split()) > _LONG_WORDS:
            cues.append(Cue("at_once_long"))
    if run.returns:
        cues.append(Cue("returns"))
    return [*cues, *change_cues(run.said[place.start], run.said[place.start + 1])]


def allowed_places(run: Run) -> Iterator[Place]:
    """Every place that does not contradict what was settled by hand."""
    by_hand = run.by_hand[1:] if run.has_label else run.by_hand
    guests = [0, *accumulate(person == run.sides.guest for person in by_hand)]
    settled = [0, *accumulate(person is not None for person in by_hand)]
    for place in _places(run):
        inside = settled[place.end] - settled[place.start]
        if guests[place.end] - guests[place.start] == inside == guests[-1]:
            yield place


def _places(run: Run) -> Iterator[Place]:
    """Where the guest may speak: to the run's end, or to a host's closing words; or nowhere in it."""
    count = run.count
    if not run.has_label:
        yield from (Place(0, end) for end in range(count + 1))
        return
    closing = _MOST_CLOSING if run.last and not run.sides.floor else 0
    for end in range(count, max(0, count - closing - 1), -1):
        yield from (Place(start, end) for start in range(end))
    yield Place(count, count)


def _odds(run: Run, places: Sequence[Place], cues: Sequence[Sequence[Cue]]) -> list[float]:
    """How likely each place is, the likeliest 1."""
    style = [run.emphasis.set_apart if said.emphasised else run.emphasis.plain for said in run.unlabelled]
    told = [0.0, *accumulate(map(add, map(_sum, cues), style))]
    scores = [_sum(place_cues(run, place)) + told[place.end] - told[place.start] for place in places]
    best = max(scores)
    return [math.exp((score - best) / _TEMPER) for score in scores]


def _guests_shares(places: Sequence[Place], odds: Sequence[float], count: int) -> list[float]:
    """For each unlabelled paragraph the share of odds of those places that give it to the guest."""
    steps = [0.0] * (count + 1)
    for place, share in zip(places, odds, strict=True):
        steps[place.start] += share
        steps[place.end] -= share
    whole = sum(odds)
    return [min(1.0, max(0.0, share / whole)) for share in accumulate(steps[:-1])]


def _cues_before(run: Run, index: int, begins: bool) -> Iterator[Cue]:
    """What the step from the paragraph before tells: that the guest begins here, or that nobody does."""
    if not run.has_label:
        return
    before, after = run.said[index], run.said[index + 1]
    if not begins:
        yield from going_on_cues(before, after)
        return
    yield from change_cues(before, after)
    if run.returns and run.count == 1:
        # Of several paragraphs it does not tell which is the first of the guest's.
        yield Cue("returns", "התווית שאחריו חוזרת למנחה")


def _strongest(cues: Sequence[Cue], is_guest: bool) -> str:
    """The reason of the strongest cue for whom the paragraph was given to, "" if none has one."""
    telling = [cue for cue in cues if cue.why and (cue.weight > 0) == is_guest and cue.weight]
    return max(telling, key=lambda cue: abs(cue.weight)).why if telling else ""


def _sum(cues: Sequence[Cue]) -> float:
    return sum(cue.weight for cue in cues)
