"""Mending an episode of five hours: from the editor's click to the episode that is heard, edit after edit."""

import re
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from urllib.parse import quote

from audio.engines.table import open_engine
from audio.voicing import make_clip
from benchmarks.narration import long_conversation
from player.app import create_app
from player.config import load_settings
from player.crew import Crew
from player.home import Home, open_home
from player.mendable import mendable
from player.mending import Wish, possible_names
from player.narrating import progress
from player.narration import plan_episode
from player.publishing import publish
from player.run import Progress

COPIES_5_H = 92
"""Of the sample, some 2,200 paragraphs."""
EDITS = 20
_PATIENCE_S = 120
_LOOK_EVERY_S = 0.01


@dataclass(frozen=True)
class Edited:
    """What one edit took."""

    told_ms: float
    """Until the page was told what it costs."""
    kept_ms: float
    """Until the page was told that it is kept."""
    heard_s: float
    """From asking that it be kept to the new narration in the library, less the synthesis."""
    told: int
    """Clips that the cost named."""
    spoken: int
    """Clips that were spoken."""
    files: int
    """Clips that the store has more of."""


@dataclass(frozen=True)
class MendingFigures:
    """Everything measured in one run, with the workers that `karyan serve` starts."""

    edits: tuple[Edited, ...]
    """A word, a speaker, a word …, each in another place."""
    sound_s: float
    """How long the episode is."""


def measure_mending(folder: Path, copies: int = COPIES_5_H, edits: int = EDITS) -> MendingFigures:
    """Mend a long episode again and again.

    Args:
        folder: an empty one; for five hours some GB will lie in it.
        copies: of the sample's conversation in the episode.
        edits: how many.
    """
    settings = load_settings({"KARYAN_HOME": str(folder), "KARYAN_ENGINE": "espeak", "KARYAN_JOBS": "1"})
    home = open_home(settings)
    slug, sound_s = long_episode(home, copies)
    page = _Page(home, slug)
    crew = Crew(settings)
    crew.begin()
    try:
        # With the first one of each kind the workers and the page learn what they will remember.
        made = [_edit(home, slug, page, wish) for wish in _wishes(home, slug, edits + 2)]
    finally:
        crew.end()
    return MendingFigures(tuple(made[2:]), sound_s)


class _Page:
    """Asks the server as the open page does."""

    def __init__(self, home: Home, slug: str) -> None:
        self._client = create_app(home).test_client()
        self._address = f"/episodes/{quote(slug)}/mend"
        found = re.search(r'"X-CSRF-Token": "([^"]+)"', self._client.get("/offline").text)
        assert found is not None
        self._headers = {
            "X-CSRF-Token": found[1],
            "Sec-Fetch-Site": "same-origin",
            "HX-Request-Type": "partial",
        }

    def post(self, key: str, what: str = "", **form: str) -> str:
        answer = self._client.post(f"{self._address}/{key}{what}", data=form, headers=self._headers)
        assert answer.status_code == 200, answer.text
        return answer.text


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


def _edit(home: Home, slug: str, page: _Page, wish: Wish) -> Edited:
    key = wish.subject
    before = _clip_files(home)
    started = time.perf_counter()
    line = f"0-{len(mendable(home, slug, key).text)}" if wish.kind == "text" else ""
    form = {"kind": wish.kind, "after": wish.after, "before": "", **({"line": line} if line else {})}
    asked = page.post(key, "/ask", **form)
    told = time.perf_counter()
    found = re.search(r'name="wishes" value="([^"]*)"', asked)
    assert found is not None, asked
    page.post(key, wishes=unescape(found[1]))
    kept = time.perf_counter()
    now = _wait(home, slug)
    heard_s = time.perf_counter() - told - home.runs.synthesis_ms(now.run.id) / 1000
    cost = re.search(r"data-cost>(\S+)", asked)
    counted = 1 if cost and cost[1] == "קטע" else 2 if cost and cost[1] == "שני" else -1
    return Edited(
        (told - started) * 1000, (kept - told) * 1000, heard_s, counted, now.clips, _clip_files(home) - before
    )


def _wait(home: Home, slug: str) -> Progress:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        now = progress(home, slug)
        assert now is not None
        if now.run.reason:
            raise now.run.reason
        if now.run.state == "done":
            return now
        time.sleep(_LOOK_EVERY_S)
    raise TimeoutError(slug)


def _clip_files(home: Home) -> int:
    folder = home.media.local_path("clips")
    assert folder is not None
    return sum(1 for _ in folder.rglob("*.clip"))
