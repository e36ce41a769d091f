"""Paragraphs whose speakers are known, and the notes between them → the Transcript."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from player.transcript.model import Heading, Note, Paragraph, Speaker, Transcript, Turn
from player.transcript.people import Person
from player.transcript.sentences import lines_of
from player.transcript.settled import paragraph_keys


@dataclass(frozen=True)
class Spoken:
    """A paragraph and who speaks it."""

    text: str
    person: Person
    sure: float
    why: str
    key: str = ""
    """"" for one that goes by its text."""
    pause_ms: int | None = None
    """The silence wanted after it; None for the usual one."""


def assemble(heading: Heading, pieces: Sequence[Spoken | str]) -> Transcript:
    """The transcript of paragraphs and notes, which are mere text, in the document's order.

    A note ends a turn, so that it is shown where it stands.
    """
    spoken = [piece for piece in pieces if isinstance(piece, Spoken)]
    people = dict.fromkeys(one.person for one in spoken)
    speakers = {
        person: Speaker(f"s{number}", person.name, person.role, person.gender)
        for number, person in enumerate(people, start=1)
    }
    turns, notes = _turns_and_notes(pieces, _paragraphs(spoken), speakers)
    return Transcript(heading, tuple(speakers.values()), turns, notes)


def _turns_and_notes(
    pieces: Sequence[Spoken | str], paragraphs: Iterator[Paragraph], speakers: Mapping[Person, Speaker]
) -> tuple[tuple[Turn, ...], tuple[Note, ...]]:
    turns: list[Turn] = []
    notes: list[Note] = []
    # A note is nobody's, so that it parts the words before it from those after it.
    for person, group in groupby(
        pieces, key=lambda piece: piece.person if isinstance(piece, Spoken) else None
    ):
        if person is None:
            notes += [Note(len(turns) - 1, piece) for piece in group if isinstance(piece, str)]
        else:
            own = tuple(next(paragraphs) for _ in group)
            turns.append(Turn(len(turns), speakers[person].id, own))
    return tuple(turns), tuple(notes)


def _paragraphs(spoken: Sequence[Spoken]) -> Iterator[Paragraph]:
    keys = paragraph_keys([one.text for one in spoken])
    for index, (one, key) in enumerate(zip(spoken, keys, strict=True)):
        lines = lines_of(one.text)
        yield Paragraph(index, one.text, lines, round(one.sure, 3), one.why, one.key or key, one.pause_ms)
