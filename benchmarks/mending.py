"""Mending an episode of five hours: from the editor's click to the episode that is heard, edit after edit."""

import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from audio.engines.table import open_engine
from audio.voicing import make_clip
from benchmarks.narration import long_conversation
from player.config import Settings, load_settings
from player.crew import Crew
from player.home import Home, open_home
from player.mending import Wish, cost, mend, possible_names
from player.narrating import begin, progress
from player.narration import plan_episode
from player.publishing import publish

COPIES_5_H = 92
"""Of the sample, some 2,200 paragraphs."""
EDITS = 20
_PATIENCE_S = 120
_LOOK_EVERY_S = 0.01


@dataclass(frozen=True)
class MendingFigures:
    """Of so many edits, one after another."""

    asked_ms: Sequence[float]
    """What it costs, and the edit kept and asked for: what the editor's page waits for."""
    heard_s: Sequence[float]
    """From the edit to the new narration in the library, without the clips' own synthesis."""
    clips: Sequence[int]
    """Spoken for each."""
    told: Sequence[int]
    """Clips that the cost named before."""
    sound_s: float
    """How long the episode is."""


def measure_mending(folder: Path) -> MendingFigures:
    """Mend a long episode many times with workers as they are beside the page.

    Args:
        folder: an empty one; some GB will lie in it.
    """
    settings = load_settings({"KARYAN_HOME": str(folder), "KARYAN_ENGINE": "espeak", "KARYAN_JOBS": "1"})
    home = open_home(settings)
    slug, sound_s = long_episode(home)
    crew = Crew(settings)
    crew.begin()
    try:
        # The first one finds nothing in the workers' memory yet.
        edits = [_edit(home, settings, slug, wish) for wish in _wishes(home, slug, EDITS + 1)][1:]
    finally:
        crew.end()
    asked, heard, clips, told = zip(*edits, strict=True)
    return MendingFigures(asked, heard, clips, told, sound_s)


def p95(figures: Sequence[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(figures, n=20, method="inclusive")[-1]


def long_episode(home: Home, copies: int = COPIES_5_H) -> tuple[str, float]:
    """Make an episode of hours in a minute; its slug, and its length in seconds.

    Every paragraph has a clip of its own; but only the first copy of the sample is really spoken, and its
    sounds are the others' too.
    """
    slug = home.manuscripts.bring(long_conversation(copies).encode(), "long.txt").slug
    engine = open_engine("espeak", home.engine_settings)
    plan = plan_episode(slug, home, engine)
    body = len(plan.tasks) // copies
    for index, task in enumerate(plan.tasks):
        if index < body:
            make_clip(engine, home.clips, task.key, task.utterance)
        elif not home.clips.has(task.key):
            like = plan.tasks[index % body].key
            home.clips.put(replace(home.clips.info(like), key=task.key), home.clips.sound(like))
    return slug, publish(plan, home) / 1000


def _wishes(home: Home, slug: str, count: int) -> Iterator[Wish]:
    """One word, then one speaker, and so on, all over the episode."""
    transcript = home.manuscripts.original(slug, home.decisions.decided(slug))
    names = possible_names(transcript)
    turns = [turn for turn in transcript.turns if not turn.paragraphs[0].why]
    for number in range(count):
        turn = turns[(number + 1) * len(turns) // (count + 2)]
        paragraph = turn.paragraphs[0]
        if number % 2:
            now = transcript.speaker(turn.speaker).name
            yield Wish("speaker", paragraph.key, next(name for name in names if name != now))
        else:
            first, _, rest = paragraph.text.partition(" ")
            yield Wish("text", paragraph.key, f"{first} ובכן {rest}")


def _edit(home: Home, settings: Settings, slug: str, wish: Wish) -> tuple[float, float, int, int]:
    """Milliseconds to ask for it, seconds until it was there less the synthesis, clips made and told of."""
    engine = open_engine("espeak", home.engine_settings)
    started = time.perf_counter()
    told = cost(home, slug, [wish], engine).clips
    mend(home, slug, [wish], "")
    run = begin(home, slug, "")
    asked_ms = (time.perf_counter() - started) * 1000
    while True:
        now = progress(home, slug)
        assert now is not None
        if now.run.state in ("done", "failed"):
            break
        if time.perf_counter() - started > _PATIENCE_S:
            raise TimeoutError(f"run {run.id} is {now.run.state}")
        time.sleep(_LOOK_EVERY_S)
    wall_s = time.perf_counter() - started
    if now.run.reason:
        raise now.run.reason
    spoken_s = home.runs.synthesis_ms(run.id) / 1000
    return asked_ms, wall_s - spoken_s, now.clips, told
