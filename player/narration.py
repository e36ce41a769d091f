"""The use case: a transcript goes in, a narrated episode lies in the library."""

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from audio.clips import clip_key
from audio.encoding import SAMPLE_RATE
from audio.engines.base import Engine
from audio.engines.table import AUTO, Choice, choose_engine, open_engine
from audio.errors import ClipDamaged, EngineUnavailable, KaryanError
from audio.hebrew.decisions import NO_CORRECTIONS, Corrections
from audio.hebrew.spoken_text import spoken_text
from audio.joining import Placed, join
from audio.speech import Utterance, Voice
from audio.tags import Tags
from player.casting import cast, stand_ins
from player.exports.made import forget
from player.home import Home
from player.lanes import Outcome, Place, Task, make_clips
from player.layout import clip_starts, timed_turns
from player.library import Guess, NewNarration, PlacedKey
from player.settling import read_settled
from player.slugs import episode_slug
from player.timeline import CastSpeaker, EpisodeFacts, SoundFacts, Timeline
from player.transcript.model import Transcript

Progress = Callable[[int, int], None]
"""Told how many letters are spoken and how many there are; the total stays the same."""


@dataclass(frozen=True)
class Report:
    """What a narration did."""

    episode: str
    """The slug."""
    engine: str
    duration_ms: int
    """0 where clips failed and the episode was not made."""
    clips_made: int
    clips_kept: int
    clips_fallback: int
    """Of the clips made and kept, those that the engine could not speak, and a stand-in spoke."""
    clips_failed: int
    wall_s: float
    failures: tuple[KaryanError, ...] = ()
    """Why the engine did not speak a clip, or the stand-in either; each reason once."""


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


def narrate(
    source: Path,
    home: Home,
    on_choice: Callable[[Choice], None] = lambda choice: None,
    on_progress: Progress = lambda done, total: None,
) -> Report:
    """Narrate a transcript, or finish what an earlier run began, and put the episode into the library.

    Clips that fail are counted and told of; then the episode stays as it was and the next run asks only for
    those. Nothing else than a whole narration ever replaces one. Where the settings name a fallback, its
    voices stand in for what failed, the episode is whole and tells which passages those are, and the next
    run asks the engine for them again.

    Args:
        source: the document.
        home: where everything is kept; its settings name the engine.
        on_choice: told which engine speaks and why, before the work begins.
        on_progress: told how far it is.

    Raises:
        BadTranscript: for a document that cannot be narrated.
        EngineUnavailable: where no engine can speak.
    """
    started = time.monotonic()
    transcript = read_settled(source, home.library)
    facts = episode_facts(transcript)
    corrections = home.lexicon.corrections(facts.slug)
    choice, gone = _choose_anyway(transcript, home, corrections)
    on_choice(choice)
    wanted = plan_narration(transcript, choice.engine, corrections)
    try:
        plan, outcomes, duration_ms = _speak_and_publish(wanted, gone, home, on_progress)
    except ClipDamaged:
        # The store has forgotten the damaged clip, so that this time it is missing, and made.
        plan, outcomes, duration_ms = _speak_and_publish(wanted, gone, home, on_progress)
    keys = {task.key for task in plan.tasks}
    failed = _failed(outcomes) & keys
    made = {outcome.task.key for outcome in outcomes} & keys - failed
    return Report(
        episode=facts.slug,
        engine=choice.engine.name,
        duration_ms=duration_ms,
        clips_made=len(made),
        clips_kept=len(keys - made - failed),
        clips_fallback=len({plan.tasks[index].key for index in plan.stand_ins} - failed),
        clips_failed=len(failed),
        wall_s=round(time.monotonic() - started, 3),
        failures=tuple({one.failure.en: one.failure for one in outcomes if one.failure}.values()),
    )


def choose(transcript: Transcript, home: Home, corrections: Corrections) -> Choice:
    """The engine for this episode. Edge is not asked for where all its clips are there already.

    Raises:
        EngineUnavailable: where none can speak.
    """
    name, settings = home.settings.engine, home.engine_settings
    for candidate in ("edge",) if name == AUTO else (name,):
        engine = open_engine(candidate, settings)
        tasks = plan_narration(transcript, engine, corrections).tasks
        if all(home.clips.has(task.key) for task in tasks):
            return Choice(engine, "כל הקטעים כבר מוקלטים", "all its clips are there already")
    return choose_engine(name, settings)


def _choose_anyway(
    transcript: Transcript, home: Home, corrections: Corrections
) -> tuple[Choice, EngineUnavailable | None]:
    """The engine, though it be one that cannot speak now, and why not, where another stands in for it.

    Raises:
        EngineUnavailable: where none can speak.
    """
    try:
        return choose(transcript, home, corrections), None
    except EngineUnavailable as error:
        name, other = home.settings.engine, home.settings.fallback
        if name == AUTO or other in ("", name):
            raise
        engine = open_engine(name, home.engine_settings)
        because_he, because_en = (
            f"{other} ממלא את מקומו של {name}, כי",
            f"{other} stands in for {name}, because",
        )
        return Choice(engine, f"{because_he} {error.he}", f"{because_en} {error.en}"), error


def plan_narration(transcript: Transcript, engine: Engine, corrections: Corrections = NO_CORRECTIONS) -> Plan:
    """Cast the speakers and say what each paragraph is to be spoken as.

    Args:
        transcript: what is to be spoken.
        engine: who speaks it.
        corrections: what the lexicon says of its words; only the clips of paragraphs that have them change.
    """
    return _plan(transcript, engine, cast(transcript.speakers, engine.voices()), corrections)


def _plan(transcript: Transcript, engine: Engine, voices: dict[str, Voice], corrections: Corrections) -> Plan:
    tasks = []
    for turn in transcript.turns:
        for paragraph in turn.paragraphs:
            spoken = spoken_text(paragraph.text, engine.reads_numbers, corrections)
            utterance = Utterance(spoken, voices[turn.speaker])
            tasks.append(Task(clip_key(utterance, engine.name, engine.version), utterance))
    return Plan(transcript, engine, voices, corrections, tuple(tasks))


def episode_facts(transcript: Transcript) -> EpisodeFacts:
    """What the title block says, and the slug."""
    heading = transcript.heading
    return EpisodeFacts(
        slug=episode_slug(heading),
        series=heading.series,
        number=heading.number,
        title=heading.title,
        guest=heading.guest,
        date=heading.date,
        edition=heading.edition,
    )


def _speak_and_publish(
    plan: Plan, gone: EngineUnavailable | None, home: Home, on_progress: Progress
) -> tuple[Plan, list[Outcome], int]:
    """The plan as it was spoken, what was tried now, and the episode's length in milliseconds.

    The length is 0 where a clip is missing, and the episode stays as it was.
    """
    plan, outcomes = _speak_missing(plan, gone, home, on_progress)
    failed = _failed(outcomes)
    whole = not any(task.key in failed for task in plan.tasks)
    return plan, outcomes, _publish(plan, home) if whole else 0


def _speak_missing(
    plan: Plan, gone: EngineUnavailable | None, home: Home, on_progress: Progress
) -> tuple[Plan, list[Outcome]]:
    """Make the clips that are missing; those that the engine cannot, by the stand-in if there is one."""
    outcomes = _make_missing(plan, plan.engine, gone, home, on_progress)
    failed = _failed(outcomes)
    other = home.settings.fallback
    if not failed or other in ("", plan.engine.name):
        return plan, outcomes
    try:
        engine = choose_engine(other, home.engine_settings).engine
    except EngineUnavailable as error:
        return plan, [*outcomes, *(Outcome(task, error) for task in plan.tasks if task.key in failed)]
    theirs = _plan(plan.transcript, engine, stand_ins(plan.voices, engine.voices()), plan.corrections)
    mixed = (task if own.key in failed else own for own, task in zip(plan.tasks, theirs.tasks, strict=True))
    plan = replace(plan, tasks=tuple(mixed))
    return plan, [*outcomes, *_make_missing(plan, engine, None, home, on_progress)]


def _failed(outcomes: Sequence[Outcome]) -> set[str]:
    """The keys of the clips that could not be had."""
    return {outcome.task.key for outcome in outcomes if outcome.failure}


def _make_missing(
    plan: Plan, engine: Engine, gone: EngineUnavailable | None, home: Home, on_progress: Progress
) -> list[Outcome]:
    """Let the engine speak what is missing; one that is gone is not asked."""
    tasks = {task.key: task for task in plan.tasks}
    missing = [task for key, task in tasks.items() if not home.clips.has(key)]
    letters: Counter[str] = Counter()
    for task in plan.tasks:
        letters[task.key] += len(task.utterance.spoken.display)
    total = letters.total()
    done = total - sum(letters[task.key] for task in missing)
    on_progress(done, total)
    if gone or not missing:
        return [Outcome(task, gone) for task in missing]
    settings = home.settings
    place = Place(engine.name, settings.edge_url, settings.media_url, settings.voices, settings.piper_voices)
    outcomes = []
    for outcome in make_clips(missing, engine, place, settings.jobs):
        outcomes.append(outcome)
        done += 0 if outcome.failure else letters[outcome.task.key]
        on_progress(done, total)
    return outcomes


def _publish(plan: Plan, home: Home) -> int:
    """Join the clips and put the episode into the library; returns its length in milliseconds."""
    facts = episode_facts(plan.transcript)
    clips = [home.clips.info(task.key) for task in plan.tasks]
    placed = [
        Placed(clip.key, start)
        for clip, start in zip(clips, clip_starts(plan.transcript, clips), strict=True)
    ]
    heading_lines = plan.transcript.heading.lines
    timeline = Timeline(
        episode=facts,
        sound=SoundFacts(SAMPLE_RATE, placed[-1].start_ms + clips[-1].length_ms, "", plan.engine.name),
        speakers=_cast_speakers(plan),
        turns=timed_turns(plan.transcript, clips, [part.start_ms for part in placed], plan.stand_ins),
        notes=plan.transcript.notes,
    )
    guesses = _guesses(plan.transcript)
    fingerprint = _fingerprint(timeline, heading_lines, guesses, placed)
    if not _is_playing(home, facts.slug, fingerprint):
        new = _join(home, timeline, heading_lines, fingerprint, placed)
        clips_used = tuple(PlacedKey(part.key, part.start_ms) for part in placed)
        forget(home.library.save(replace(new, guesses=guesses, clips=clips_used)), home.media)
    return timeline.sound.duration_ms


def _cast_speakers(plan: Plan) -> tuple[CastSpeaker, ...]:
    return tuple(
        CastSpeaker(speaker.id, speaker.name, speaker.role, speaker.gender, plan.voices[speaker.id].id)
        for speaker in plan.transcript.speakers
    )


def _guesses(transcript: Transcript) -> tuple[Guess, ...]:
    """How sure it is whose the paragraphs are that no label gives to anybody."""
    return tuple(
        Guess(paragraph.index, paragraph.sure, paragraph.why)
        for paragraph in transcript.paragraphs
        if paragraph.why
    )


def _fingerprint(
    timeline: Timeline, heading_lines: Sequence[str], guesses: Sequence[Guess], placed: Sequence[Placed]
) -> str:
    shaped_by = [
        timeline.as_json(),
        timeline.episode.edition,
        heading_lines,
        [[guess.paragraph, guess.sure, guess.why] for guess in guesses],
        [part.key for part in placed],
    ]
    return hashlib.sha256(json.dumps(shaped_by, sort_keys=True).encode()).hexdigest()


def _is_playing(home: Home, slug: str, fingerprint: str) -> bool:
    """Whether this very narration is the one that plays, its files included."""
    if home.library.fingerprint(slug) != fingerprint:
        return False
    files = home.library.sound(slug)
    return home.media.exists(files.m4a) and home.media.exists(files.mp3)


def _join(
    home: Home, timeline: Timeline, heading_lines: tuple[str, ...], fingerprint: str, placed: Sequence[Placed]
) -> NewNarration:
    episode = timeline.episode
    # Named by what they hold: two runs that make the same narration write the same files.
    m4a, mp3 = (f"episodes/{fingerprint[:2]}/{fingerprint}.{suffix}" for suffix in ("m4a", "mp3"))
    tags = Tags(
        title=" · ".join(part for part in (episode.number, episode.title) if part),
        artist=", ".join(speaker.name for speaker in timeline.speakers),
        album=episode.series,
    )
    with home.media.create(mp3) as mp3_file, home.media.create(m4a) as m4a_file:
        joined = join(placed, home.clips, tags, mp3_file, m4a_file)
    sound = replace(timeline.sound, duration_ms=joined.duration_ms, sha256=joined.m4a_sha256)
    return NewNarration(fingerprint, replace(timeline, sound=sound), heading_lines, m4a, mp3)
