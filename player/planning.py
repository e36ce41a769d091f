"""What is to be spoken: each paragraph's words in its speaker's voice, under the key of its clip."""

from collections.abc import Mapping
from dataclasses import dataclass

from audio.clips import clip_key
from audio.engines.base import Engine
from audio.hebrew.decisions import NO_CORRECTIONS, Corrections
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
    tasks = []
    for turn in transcript.turns:
        for paragraph in turn.paragraphs:
            spoken = spoken_text(paragraph.text, engine.reads_numbers, corrections)
            utterance = Utterance(spoken, voices[turn.speaker])
            tasks.append(Task(clip_key(utterance, engine.name, engine.version), utterance))
    return Plan(transcript, engine, voices, corrections, tuple(tasks))
