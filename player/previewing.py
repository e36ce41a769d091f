"""What was understood of a document, as it is shown before anything is narrated or kept."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from audio.speech import Gender
from player.home import Home
from player.library import SURE_FROM
from player.manuscripts import facts_of
from player.settling import first_words
from player.timeline import EpisodeFacts
from player.transcript.decided import Decided, revise
from player.transcript.document import Document
from player.transcript.model import Role, Transcript
from player.transcript.read import understand, word_count

MS_A_WORD = 480
"""Of a narrated conversation with its pauses: 2,733 words took 1,314.5 s, in the draft voice."""
FIRST_DOUBTS = 5


@dataclass(frozen=True)
class ShownPerson:
    """Somebody who speaks in the document."""

    name: str
    role: Role
    gender: Gender
    turns: int
    words: int


@dataclass(frozen=True)
class Doubt:
    """A paragraph of which it is a guess who speaks it."""

    index: int
    text: str
    """Its first words."""
    speaker: str
    sure: float
    why: str
    """In a few Hebrew words."""


@dataclass(frozen=True)
class Preview:
    """A document as it was understood."""

    facts: EpisodeFacts
    people: tuple[ShownPerson, ...]
    turns: int
    words: int
    doubts: int
    """How many paragraphs are a guess."""
    first_doubts: tuple[Doubt, ...]
    keys: tuple[str, ...]
    """Of its paragraphs, by which it is compared with another document of the same episode."""

    @property
    def estimated_ms(self) -> int:
        """About how long it will be."""
        return self.words * MS_A_WORD


def preview_of(home: Home, document: Document) -> Preview:
    """What is understood of a document, with what was decided of its episode before.

    Raises:
        BadTranscript: for one that cannot be narrated.
    """
    transcript = understand(document)
    slug = facts_of(transcript.heading).slug
    decided = home.decisions.decided(slug)
    if decided.speakers:
        transcript = understand(document, lambda _heading: decided.speakers)
    doubts = _doubts(transcript, decided)
    shown = revise(transcript, decided)
    return Preview(
        facts=facts_of(shown.heading),
        people=_people(shown),
        turns=len(shown.turns),
        words=word_count(shown),
        doubts=len(doubts),
        first_doubts=doubts[:FIRST_DOUBTS],
        keys=tuple(paragraph.key for paragraph in transcript.paragraphs),
    )


def preview_read(values: dict[str, Any]) -> Preview:
    """The preview that ``dataclasses.asdict`` was given, read from JSON."""
    read = Preview(**values)
    return replace(
        read,
        facts=EpisodeFacts(**values["facts"]),
        people=tuple(ShownPerson(**one) for one in values["people"]),
        first_doubts=tuple(Doubt(**one) for one in values["first_doubts"]),
        keys=tuple(values["keys"]),
    )


def _people(transcript: Transcript) -> tuple[ShownPerson, ...]:
    turns, words = Counter[str](), Counter[str]()
    for turn in transcript.turns:
        turns[turn.speaker] += 1
        words[turn.speaker] += sum(len(paragraph.text.split()) for paragraph in turn.paragraphs)
    return tuple(
        ShownPerson(one.name, one.role, one.gender, turns[one.id], words[one.id])
        for one in transcript.speakers
    )


def _doubts(transcript: Transcript, decided: Decided) -> tuple[Doubt, ...]:
    """In the document's order."""
    return tuple(
        Doubt(
            paragraph.index,
            first_words(paragraph.text),
            transcript.speaker(turn.speaker).name,
            paragraph.sure,
            paragraph.why,
        )
        for turn in transcript.turns
        for paragraph in turn.paragraphs
        if paragraph.sure < SURE_FROM and paragraph.key not in decided.speakers
    )
