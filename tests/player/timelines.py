"""Timelines made of a few words, for what reads them."""

from collections.abc import Sequence

from audio.speech import Gender
from player.timeline import (
    CastSpeaker,
    EpisodeFacts,
    SoundFacts,
    TimedLine,
    TimedTurn,
    TimedWord,
    Timeline,
)
from player.transcript.model import Note, Role

WORD_MS, REST_MS, PAUSE_MS = 300, 100, 600
FACTS = EpisodeFacts("שיחות-12", "שיחות", "12", "על הדרך", "נועה", "2024-05-03", "")


def timed_line(id_: str, text: str, start_ms: int) -> TimedLine:
    """A line whose words follow each other at 400 ms, each 300 ms long."""
    words, at = [], 0
    for number, word in enumerate(text.split()):
        at = text.index(word, at)
        start = start_ms + (WORD_MS + REST_MS) * number
        words.append(TimedWord(word, at, at + len(word), start, start + WORD_MS))
        at += len(word)
    return TimedLine(id_, int(id_[1:].split("-")[0]), text, tuple(words))


def speaker(id_: str, name: str, role: Role, gender: Gender = "m") -> CastSpeaker:
    return CastSpeaker(id_, name, role, gender, "espeak-amos")


def timeline(
    speakers: Sequence[CastSpeaker],
    said: Sequence[tuple[str, Sequence[Sequence[str]]]],
    facts: EpisodeFacts = FACTS,
    notes: Sequence[Note] = (),
) -> Timeline:
    """What is said, turn by turn: a speaker's id, and the lines of each of his paragraphs."""
    turns, paragraph, now_ms = [], 0, 500
    for index, (who, paragraphs) in enumerate(said):
        lines = []
        for texts in paragraphs:
            for number, text in enumerate(texts):
                lines.append(timed_line(f"p{paragraph}-{number}", text, now_ms))
                now_ms = lines[-1].end_ms + PAUSE_MS
            paragraph += 1
        turns.append(TimedTurn(index, who, 1.0, tuple(lines)))
    sound = SoundFacts(24_000, now_ms, "ab" * 32, "espeak")
    return Timeline(facts, sound, tuple(speakers), tuple(turns), tuple(notes))
