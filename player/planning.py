"""What is to be spoken: each paragraph's words in its speaker's voice, under the key of its clip."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from audio.clips import clip_key
from audio.engines.base import Engine
from audio.hebrew.decisions import NO_CORRECTIONS, Corrections
from audio.hebrew.letters import without_unseen
from audio.hebrew.spoken_text import spoken_text
from audio.speech import Utterance, Voice
from player.casting import NOBODY_CHOSE, cast
from player.lanes import Task
from player.transcript.model import Transcript


@dataclass(frozen=True)
class Plan:
    """What is to be spoken, by whom, and under which keys the clips lie."""

    transcript: Transcript
    engine: Engine
    voices: dict[str, Voice]
    """By speaker's id; those of the engine."""
    corrections: Corrections
    """What the lexicon says of its words."""
    tasks: tuple[Task, ...]
    """One a paragraph, in order; two paragraphs that say the same in one voice share a key."""

    @property
    def stand_ins(self) -> dict[int, str]:
        """The voice of each paragraph, by its index, that another engine speaks."""
        voices = [task.utterance.voice for task in self.tasks]
        return {index: voice.id for index, voice in enumerate(voices) if voice.engine != self.engine.name}


def plan_narration(
    transcript: Transcript,
    engine: Engine,
    corrections: Corrections = NO_CORRECTIONS,
    chosen: Mapping[str, str] = NOBODY_CHOSE,
) -> Plan:
    """Cast the speakers and say what each paragraph is to be spoken as.

    Args:
        transcript: what is to be spoken.
        engine: who speaks it.
        corrections: what the lexicon says of its words; only the clips of paragraphs that have them change.
        chosen: by a speaker's name, the voice that somebody chose for him.
    """
    return plan_with(transcript, engine, cast(transcript.speakers, engine.voices(), chosen), corrections)


def plan_with(
    transcript: Transcript, engine: Engine, voices: dict[str, Voice], corrections: Corrections
) -> Plan:
    """The same with a voice for each speaker's id."""
    tasks = tuple(
        _task(paragraph.text, engine, voices[turn.speaker], corrections)
        for turn in transcript.turns
        for paragraph in turn.paragraphs
    )
    return Plan(transcript, engine, voices, corrections, tasks)


def _task(text: str, engine: Engine, voice: Voice, corrections: Corrections) -> Task:
    about = engine.name, engine.version, engine.reads_numbers
    if corrections.touch(without_unseen(text)):
        return _made(text, voice, *about, corrections)
    return _remembered(text, voice, *about)


# The paragraphs of ten hours of talk: whoever mends one of them plans the others anew as they were.
@lru_cache(20_000)
def _remembered(text: str, voice: Voice, engine: str, version: str, reads_numbers: bool) -> Task:
    return _made(text, voice, engine, version, reads_numbers, NO_CORRECTIONS)


def _made(
    text: str, voice: Voice, engine: str, version: str, reads_numbers: bool, corrections: Corrections
) -> Task:
    utterance = Utterance(spoken_text(text, reads_numbers, corrections), voice)
    return Task(clip_key(utterance, engine, version), utterance)
