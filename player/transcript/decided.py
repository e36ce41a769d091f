"""What people decided about an episode, put over the transcript as it was understood."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from audio.speech import Gender
from player.transcript.assembling import Spoken, assemble
from player.transcript.model import Paragraph, Role, Speaker, Transcript
from player.transcript.people import Person
from player.transcript.settled import Settled


@dataclass(frozen=True)
class Decided:
    """What was decided; a paragraph goes by its key, a speaker by the name."""

    speakers: Settled = field(default_factory=dict)
    """Whose a paragraph is. It counts while the document is read, for it tells of the paragraphs around."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """What stands in a paragraph in place of what the document says."""
    pauses: Mapping[str, int] = field(default_factory=dict)
    """Milliseconds of silence wanted after a paragraph."""
    unspoken: frozenset[str] = frozenset()
    """The paragraphs that are shown and not spoken."""
    roles: Mapping[str, Role] = field(default_factory=dict)
    genders: Mapping[str, Gender] = field(default_factory=dict)
    voices: Mapping[str, str] = field(default_factory=dict)
    """By a speaker's name, the id of the voice that was chosen for him; each engine looks for its own."""


NOTHING_DECIDED = Decided()


def revise(transcript: Transcript, decided: Decided) -> Transcript:
    """The transcript as people want it. Paragraphs keep their keys, whatever becomes of their text.

    A paragraph that is not to be spoken becomes a note, and parts the words before it from those after it.
    Nothing is taken away that would leave nothing to speak.
    """
    if decided == NOTHING_DECIDED:
        return transcript
    pieces = list(_pieces(transcript, decided))
    if not any(isinstance(piece, Spoken) for piece in pieces):
        return transcript
    return assemble(transcript.heading, pieces)


def _pieces(transcript: Transcript, decided: Decided) -> Iterator[Spoken | str]:
    """Paragraphs and notes in the document's order."""
    people = {speaker.id: _person(speaker, decided) for speaker in transcript.speakers}
    notes: dict[int, list[str]] = {}
    for note in transcript.notes:
        notes.setdefault(note.after_turn, []).append(note.text)
    yield from notes.get(-1, ())
    for turn in transcript.turns:
        for paragraph in turn.paragraphs:
            yield _piece(paragraph, people[turn.speaker], decided)
        yield from notes.get(turn.index, ())


def _person(speaker: Speaker, decided: Decided) -> Person:
    return Person(
        speaker.name,
        decided.roles.get(speaker.name, speaker.role),
        decided.genders.get(speaker.name, speaker.gender),
    )


def _piece(paragraph: Paragraph, person: Person, decided: Decided) -> Spoken | str:
    key = paragraph.key
    text = decided.texts.get(key, paragraph.text)
    if key in decided.unspoken:
        return text
    return Spoken(text, person, paragraph.sure, paragraph.why, key, decided.pauses.get(key))
