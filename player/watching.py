"""A narration as people see it: how far it is, what is being said, what failed and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from audio.errors import KaryanError
from player.errors import NoSuchDocument
from player.home import Home
from player.run import ACTIVE, UNDER_WAY, Progress, Run, State
from player.settling import first_words
from player.timeline import EpisodeFacts

_PATIENCE_S = 5.0
"""Workers that have just been started are not missed yet."""
FIRST_FAILED = 5


@dataclass(frozen=True)
class Passage:
    """A paragraph that is being spoken, or could not be."""

    number: int
    """As people count: from 1."""
    text: str
    """Its first words."""
    reason: KaryanError | None = None
    """Why it failed."""


@dataclass(frozen=True)
class Watched:
    """A narration as people see it."""

    run_id: int
    facts: EpisodeFacts
    state: State
    share: float
    """0..1 of the letters to be spoken."""
    seconds_left: int | None
    """None where nobody can know yet."""
    speaking: tuple[Passage, ...]
    failed: int
    first_failed: tuple[Passage, ...]
    reason: KaryanError | None
    """Why it failed as a whole."""
    nobody_works: bool
    """Whether it waits in vain, for there is no worker."""

    @property
    def is_active(self) -> bool:
        """Whether it is still being made."""
        return self.state in ACTIVE

    @property
    def percent(self) -> int:
        """How far it is; 100 only where it is done."""
        return 100 if self.state == "done" else min(99, int(self.share * 100))


def watch(home: Home, run: Run) -> Watched:
    """How a run stands at this moment."""
    progress = home.runs.progress(run)
    return Watched(
        run_id=run.id,
        facts=_facts(home, run.slug),
        state=run.state,
        share=progress.share,
        seconds_left=progress.seconds_left,
        speaking=_passages(home, progress, "speaking"),
        failed=len(progress.failed),
        first_failed=_passages(home, progress, "failed")[:FIRST_FAILED],
        reason=run.reason,
        nobody_works=_waits_in_vain(home, run),
    )


def watch_all(home: Home, seen: Sequence[int] = ()) -> list[Watched]:
    """All narrations that are being made, and how those ended that somebody saw being made.

    Args:
        home: whose they are.
        seen: the numbers of runs that are to be told of, whatever became of them.
    """
    active = home.runs.active()
    known = {run.id for run in active}
    ended = (home.runs.run(run_id) for run_id in seen if run_id not in known)
    runs = sorted([*active, *filter(None, ended)], key=lambda run: run.id)
    return [watch(home, run) for run in runs]


def _facts(home: Home, slug: str) -> EpisodeFacts:
    try:
        return home.manuscripts.manuscript(slug).facts
    except NoSuchDocument:
        return EpisodeFacts(slug, "", "", slug, "", "", "")


def _passages(home: Home, progress: Progress, state: str) -> tuple[Passage, ...]:
    reasons = {one.position: one.reason for one in progress.failed}
    return tuple(
        Passage(clip.position + 1, first_words(str(clip.utterance["display"])), reasons.get(clip.position))
        for clip in home.runs.clips(progress.run.id, state)
    )


def _waits_in_vain(home: Home, run: Run) -> bool:
    if run.state not in UNDER_WAY or home.rollcall.anybody_works():
        return False
    waited = datetime.now(UTC) - datetime.fromisoformat(run.asked_at)
    return waited.total_seconds() > _PATIENCE_S
