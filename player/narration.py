"""The use case: a transcript goes in, a narrated episode lies in the library."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from audio.engines.base import Engine
from audio.engines.table import AUTO, Choice, choose_engine, open_engine
from audio.errors import ClipDamaged, EngineUnavailable, KaryanError
from player.casting import stand_ins
from player.decisions import Change
from player.home import Home
from player.lanes import Outcome, Place, make_clips
from player.lexicon import Entry
from player.planning import Plan, plan_narration, plan_with
from player.publishing import publish
from player.slugs import episode_slug
from player.transcript.document import read_bytes
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


def narrate(
    source: Path,
    home: Home,
    on_choice: Callable[[Choice], None] = lambda choice: None,
    on_progress: Progress = lambda done, total: None,
) -> Report:
    """Bring a document and narrate it; see `narrate_episode`.

    Args:
        source: the document's file.
        home: where everything is kept; its settings name the engine.
        on_choice: told which engine speaks and why, before the work begins.
        on_progress: told how far it is.

    Raises:
        BadTranscript: for a document that cannot be narrated.
        EngineUnavailable: where no engine can speak.
    """
    manuscript = home.manuscripts.bring(read_bytes(source), source.name)
    return narrate_episode(manuscript.slug, home, on_choice, on_progress)


def narrate_episode(
    slug: str,
    home: Home,
    on_choice: Callable[[Choice], None] = lambda choice: None,
    on_progress: Progress = lambda done, total: None,
) -> Report:
    """Narrate an episode's document with all that was decided of it, or finish what an earlier run began.

    Clips that fail are counted and told of; then the episode stays as it was and the next run asks only for
    those. Nothing else than a whole narration ever replaces one. Where the settings name a fallback, its
    voices stand in for what failed, the episode is whole and tells which passages those are, and the next
    run asks the engine for them again.

    Raises:
        NoSuchDocument: where its document is not kept.
        EngineUnavailable: where no engine can speak.
    """
    started = time.monotonic()
    choice, gone = choose_anyway(home, partial(plan_episode, slug, home))
    on_choice(choice)
    wanted = plan_episode(slug, home, choice.engine)
    try:
        plan, outcomes, duration_ms = _speak_and_publish(wanted, gone, home, on_progress)
    except ClipDamaged:
        # The store has forgotten the damaged clip, so that this time it is missing, and made.
        plan, outcomes, duration_ms = _speak_and_publish(wanted, gone, home, on_progress)
    keys = {task.key for task in plan.tasks}
    failed = _failed(outcomes) & keys
    made = {outcome.task.key for outcome in outcomes} & keys - failed
    return Report(
        episode=slug,
        engine=choice.engine.name,
        duration_ms=duration_ms,
        clips_made=len(made),
        clips_kept=len(keys - made - failed),
        clips_fallback=len({plan.tasks[index].key for index in plan.stand_ins} - failed),
        clips_failed=len(failed),
        wall_s=round(time.monotonic() - started, 3),
        failures=tuple({one.failure.en: one.failure for one in outcomes if one.failure}.values()),
    )


def plan_episode(slug: str, home: Home, engine: Engine, also: Sequence[Change] = ()) -> Plan:
    """What an engine is to speak of an episode, with all that was decided of it.

    Args:
        slug: the episode's.
        home: where its document is kept.
        engine: who speaks it.
        also: changes that are not made yet, to see what would be spoken.

    Raises:
        NoSuchDocument: where its document is not kept.
    """
    transcript = home.manuscripts.transcript(slug, home.decisions.decided(slug, also=also))
    return plan_transcript(transcript, home, engine, also)


def plan_transcript(transcript: Transcript, home: Home, engine: Engine, also: Sequence[Change] = ()) -> Plan:
    """What an engine is to speak of a transcript, with the cast and the lexicon of its episode."""
    slug = episode_slug(transcript.heading)
    chosen = home.decisions.decided(slug, engine.name, also).voices
    readings = [Entry(one.subject, one.after, one.scope) for one in also if one.kind == "reading"]
    return plan_narration(transcript, engine, home.lexicon.corrections(slug, readings), chosen)


def choose(home: Home, plan_by: Callable[[Engine], Plan]) -> Choice:
    """The engine for an episode. Edge is not asked for where all its clips are there already.

    Args:
        home: whose settings name the engine.
        plan_by: what an engine would have to speak.

    Raises:
        EngineUnavailable: where none can speak.
    """
    name, settings = home.settings.engine, home.engine_settings
    for candidate in ("edge",) if name == AUTO else (name,):
        engine = open_engine(candidate, settings)
        if all(home.clips.has(task.key) for task in plan_by(engine).tasks):
            return Choice(engine, "כל הקטעים כבר מוקלטים", "all its clips are there already")
    return choose_engine(name, settings)


def choose_anyway(home: Home, plan_by: Callable[[Engine], Plan]) -> tuple[Choice, EngineUnavailable | None]:
    """The engine, though it be one that cannot speak now, and why not, where another stands in for it.

    Args:
        home: whose settings name both.
        plan_by: what an engine would have to speak.

    Raises:
        EngineUnavailable: where none can speak.
    """
    try:
        return choose(home, plan_by), None
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


def _speak_and_publish(
    plan: Plan, gone: EngineUnavailable | None, home: Home, on_progress: Progress
) -> tuple[Plan, list[Outcome], int]:
    """The plan as it was spoken, what was tried now, and the episode's length in milliseconds.

    The length is 0 where a clip is missing, and the episode stays as it was.
    """
    plan, outcomes = _speak_missing(plan, gone, home, on_progress)
    failed = _failed(outcomes)
    whole = not any(task.key in failed for task in plan.tasks)
    return plan, outcomes, publish(plan, home) if whole else 0


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
    theirs = plan_with(plan.transcript, engine, stand_ins(plan.voices, engine.voices()), plan.corrections)
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
