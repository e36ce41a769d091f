"""The timeline: lines and words on the episode's clock, and the plain form in which others read it."""

from dataclasses import dataclass
from typing import Any

from audio.speech import Gender
from player.transcript.model import Note, Role

TIMELINE_VERSION = 1


@dataclass(frozen=True)
class TimedWord:
    """A displayed word with its characters in the line and its time in the episode."""

    text: str
    start_char: int
    end_char: int
    start_ms: int
    end_ms: int
    measured: bool = True
    """False where the voice told no time and it was interpolated."""


@dataclass(frozen=True)
class TimedLine:
    """A sentence with its time; its words are never none."""

    id: str
    """``p<paragraph>-<line>``: paragraph counts through the episode, line within the paragraph."""
    paragraph: int
    text: str
    words: tuple[TimedWord, ...]
    voice: str = ""
    """The voice that spoke it where that is a stand-in; "" where it is the speaker's own."""

    @property
    def start_ms(self) -> int:
        return self.words[0].start_ms

    @property
    def end_ms(self) -> int:
        return self.words[-1].end_ms


@dataclass(frozen=True)
class TimedTurn:
    """What one speaker says until another speaks."""

    index: int
    speaker: str
    sure: float
    lines: tuple[TimedLine, ...]

    @property
    def start_ms(self) -> int:
        return self.lines[0].start_ms

    @property
    def end_ms(self) -> int:
        return self.lines[-1].end_ms


@dataclass(frozen=True)
class CastSpeaker:
    """A speaker with the voice that spoke him."""

    id: str
    name: str
    role: Role
    gender: Gender
    voice: str


@dataclass(frozen=True)
class EpisodeFacts:
    """What the title block says of the episode, and the slug under which the library keeps it."""

    slug: str
    series: str
    number: str
    title: str
    guest: str
    date: str
    edition: str


@dataclass(frozen=True)
class SoundFacts:
    """What the finished sound is."""

    sample_rate: int
    duration_ms: int
    sha256: str
    """Of the M4A, which the page plays."""
    engine: str


@dataclass(frozen=True)
class Timeline:
    """Everything that a reader-along needs beside the sound."""

    episode: EpisodeFacts
    sound: SoundFacts
    speakers: tuple[CastSpeaker, ...]
    turns: tuple[TimedTurn, ...]
    notes: tuple[Note, ...]

    def as_json(self) -> dict[str, Any]:
        """The form of ``timeline.json``: plain dicts and lists, times in whole milliseconds."""
        episode = self.episode
        return {
            "version": TIMELINE_VERSION,
            "episode": {
                "slug": episode.slug,
                "series": episode.series,
                "number": episode.number,
                "title": episode.title,
                "guest": episode.guest,
                "date": episode.date,
                "edition": episode.edition,
                "language": "he",
            },
            "audio": {
                "format": "m4a",
                "sample_rate": self.sound.sample_rate,
                "duration_ms": self.sound.duration_ms,
                "sha256": self.sound.sha256,
                "engine": self.sound.engine,
            },
            "speakers": [
                {
                    "id": speaker.id,
                    "name": speaker.name,
                    "role": speaker.role,
                    "gender": speaker.gender,
                    "voice": speaker.voice,
                }
                for speaker in self.speakers
            ],
            "turns": [_turn_as_json(turn) for turn in self.turns],
            "notes": [{"after_turn": note.after_turn, "text": note.text} for note in self.notes],
        }


def _turn_as_json(turn: TimedTurn) -> dict[str, Any]:
    return {
        "index": turn.index,
        "speaker": turn.speaker,
        "sure": turn.sure,
        "start_ms": turn.start_ms,
        "end_ms": turn.end_ms,
        "lines": [_line_as_json(line) for line in turn.lines],
    }


def _line_as_json(line: TimedLine) -> dict[str, Any]:
    stand_in = {"voice": line.voice} if line.voice else {}
    return {
        "id": line.id,
        "paragraph": line.paragraph,
        "text": line.text,
        "start_ms": line.start_ms,
        "end_ms": line.end_ms,
        **stand_in,
        "words": [
            {
                "text": word.text,
                "start_char": word.start_char,
                "end_char": word.end_char,
                "start_ms": word.start_ms,
                "end_ms": word.end_ms,
            }
            for word in line.words
        ],
    }
