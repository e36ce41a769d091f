"""Each stage of the way from document to episode, as text that people can look at."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from audio.errors import KaryanError
from audio.hebrew.niqqud import points
from audio.hebrew.phonemes import transcription
from audio.timecode import clock
from player.home import Home
from player.narration import choose, plan_transcript
from player.planning import Plan
from player.settling import read_revised
from player.slugs import episode_slug
from player.transcript.inspect import describe, describe_speakers


def inspect_transcript(source: Path, home: Home, stages: Sequence[str]) -> Iterator[str]:
    """The lines of the stages asked for, each under its name where there are several.

    Args:
        source: the document.
        home: whose engine would speak it.
        stages: names from `STAGES`.

    Raises:
        BadTranscript: for a document that cannot be narrated.
    """
    transcript = read_revised(source, home)
    plan_by = partial(plan_transcript, transcript, home)
    plan = plan_by(choose(home, plan_by).engine)
    for stage in stages:
        if len(stages) > 1:
            yield f"── {stage} ──"
        yield from STAGES[stage](plan, home)


def inspect_speakers(source: Path, home: Home) -> Iterator[str]:
    """Who speaks each paragraph of a document, how sure that is, and why.

    Raises:
        BadTranscript: for a document that cannot be narrated.
    """
    return describe_speakers(read_revised(source, home))


def _transcript(plan: Plan, _home: Home) -> Iterator[str]:
    yield describe(plan.transcript)


def _cast(plan: Plan, _home: Home) -> Iterator[str]:
    for speaker in plan.transcript.speakers:
        voice = plan.voices[speaker.id]
        yield f"{speaker.name} → {voice.name} ({voice.id}, {voice.manner}, {voice.pitch_hz} Hz)"
    yield ""


def _spoken(plan: Plan, _home: Home) -> Iterator[str]:
    """What is read otherwise than it is written."""
    for number, task in enumerate(plan.tasks):
        yield f"p{number} {task.utterance.spoken.said}"
    yield ""


def _points(plan: Plan, _home: Home) -> Iterator[str]:
    yield from (f"p{number} {text}" for number, text in enumerate(_pointed(plan)))
    yield ""


def _phonemes(plan: Plan, _home: Home) -> Iterator[str]:
    for number, text in enumerate(_pointed(plan)):
        yield f"p{number} " + " ".join(transcription(word) for word in text.split())
    yield ""


def _pointed(plan: Plan) -> Iterator[str]:
    for task in plan.tasks:
        yield points(task.utterance.spoken.said)


def _clips(plan: Plan, home: Home) -> Iterator[str]:
    for number, task in enumerate(plan.tasks):
        if home.clips.has(task.key):
            clip = home.clips.info(task.key)
            yield f"p{number} {task.key[:12]} {clip.length_ms} ms, {clip.loudness_lufs:.1f} LUFS"
        else:
            yield f"p{number} {task.key[:12]} –"
    yield ""


def _timeline(plan: Plan, home: Home) -> Iterator[str]:
    try:
        timeline = home.library.narration(episode_slug(plan.transcript.heading)).timeline
    except KaryanError as error:
        yield error.sentence(home.settings.language)
        return
    for turn in timeline.turns:
        for line in turn.lines:
            yield f"{clock(line.start_ms)} {line.start_ms}–{line.end_ms} {turn.speaker} {line.id} {line.text}"


STAGES: dict[str, Callable[[Plan, Home], Iterator[str]]] = {
    "transcript": _transcript,
    "cast": _cast,
    "spoken": _spoken,
    "points": _points,
    "phonemes": _phonemes,
    "clips": _clips,
    "timeline": _timeline,
}
