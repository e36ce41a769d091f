"""A transcript as it was understood: who says what, line by line. Frozen, and to the character."""

from dataclasses import dataclass
from typing import Literal

from audio.speech import Gender

Role = Literal["host", "guest", "narrator"]


@dataclass(frozen=True)
class Speaker:
    """A person in the transcript."""

    id: str
    """Stable within the transcript: ``s1``, ``s2`` … in order of first word."""
    name: str
    """As the document writes it; of a guest without a label, the name in the title block."""
    role: Role
    gender: Gender


@dataclass(frozen=True)
class Line:
    """One sentence of a paragraph: what is highlighted, sought to and searched."""

    start_char: int
    end_char: int
    """Offsets in the paragraph's text; lines cover every word of it once."""
    text: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of speech, without its label, otherwise to the character."""

    index: int
    """Counts the spoken paragraphs of the document from 0."""
    text: str
    lines: tuple[Line, ...]
    sure: float
    """How sure it is who speaks, 0..1; 1 where a label says so."""
    why: str
    """In a few Hebrew words, why this speaker; "" where a label says so."""
    key: str
    """Names the paragraph for what people settle about it, in whatever version of the document."""
    pause_ms: int | None = None
    """The silence that somebody wants after it; None for the usual one."""


@dataclass(frozen=True)
class Turn:
    """What one speaker says until another speaks."""

    index: int
    speaker: str
    """A speaker's id."""
    paragraphs: tuple[Paragraph, ...]

    @property
    def sure(self) -> float:
        """As sure as its least sure paragraph."""
        return min(paragraph.sure for paragraph in self.paragraphs)


@dataclass(frozen=True)
class Note:
    """An editorial note: shown, never spoken."""

    after_turn: int
    """The index of the turn it follows; -1 before the first."""
    text: str


@dataclass(frozen=True)
class Heading:
    """What the title block says. A part that it does not say is ""."""

    lines: tuple[str, ...]
    """The block as it stands in the document."""
    series: str
    number: str
    title: str
    guest: str
    date: str
    """ISO 8601, ``2014-11-11``; "" where there is none."""
    edition: str
    """Such as "אחרי עריכה"."""


@dataclass(frozen=True)
class Transcript:
    """The whole document."""

    heading: Heading
    speakers: tuple[Speaker, ...]
    turns: tuple[Turn, ...]
    notes: tuple[Note, ...]

    def speaker(self, speaker_id: str) -> Speaker:
        """The speaker of that id.

        Raises:
            KeyError: if there is none.
        """
        for speaker in self.speakers:
            if speaker.id == speaker_id:
                return speaker
        raise KeyError(speaker_id)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every spoken paragraph, in order."""
        return tuple(paragraph for turn in self.turns for paragraph in turn.paragraphs)
