"""Narrating in the background: what people ask for, and how far it is.

Each function changes the run in the database and wakes whoever works; it returns at once.
"""

from collections.abc import Iterator
from functools import lru_cache

from audio.engines.table import AUTO, open_engine
from player.errors import BadUse
from player.growing import Beginning
from player.home import Home
from player.jobs import Jobs
from player.lanes import Task
from player.narration import plan_episode
from player.orders import utterance_of
from player.run import Progress, Run

_PLANS_KEPT = 8
"""Of runs whose pages are open; a plan of five hours is some ten megabytes."""
open_jobs = lru_cache(Jobs)
"""The queue of a URL, opened once in a process."""


def begin(home: Home, slug: str, asked_by: str) -> Run:
    """Have an episode narrated with all that was decided of it; one that is on its way gives way.

    Raises:
        NoSuchDocument: where its document is not kept.
        KaryanError: where the queue cannot be reached.
    """
    home.manuscripts.manuscript(slug)
    run = home.runs.ask(slug, home.settings_now().engine, asked_by)
    open_jobs(home.settings.queue_url).plan(run.id)
    return run


def pause(home: Home, slug: str) -> None:
    """Begin no further clip of an episode.

    Raises:
        BadUse: where it is not being spoken.
    """
    if not home.runs.pause(_last(home, slug).id):
        raise _not_now()


def go_on(home: Home, slug: str) -> None:
    """Speak on what was paused.

    Raises:
        BadUse: where it is not paused.
    """
    run = _last(home, slug)
    if not home.runs.go_on(run.id):
        raise _not_now()
    _wake(home, run)


def cancel(home: Home, slug: str) -> None:
    """Give a narration up; what is spoken is kept for the next one.

    Raises:
        BadUse: where none is being made.
    """
    if not home.runs.cancel(_last(home, slug).id):
        raise _not_now()


def retry(home: Home, slug: str) -> None:
    """Ask again for what failed, and for that alone.

    Raises:
        BadUse: where nothing has failed.
    """
    run = _last(home, slug)
    if not home.runs.retry(run.id):
        raise _not_now()
    _wake(home, run)


def progress(home: Home, slug: str) -> Progress | None:
    """How far the narration is that was asked for last; None where none ever was."""
    run = home.runs.last(slug)
    return None if run is None else home.runs.progress(run)


def under_way(home: Home) -> Iterator[Progress]:
    """All narrations that are being made, in the order in which they were asked for."""
    return map(home.runs.progress, home.runs.active())


def growing(home: Home, run: Run) -> Beginning | None:
    """What of a run can be heard already, also when it is over; None where it is not known yet who speaks.

    Raises:
        NoSuchDocument: where its document is not kept.
    """
    if run.state == "asked" or run.engine == AUTO:
        return None
    return _beginning(home, run.id, run.slug, run.engine)


@lru_cache(_PLANS_KEPT)
def _beginning(home: Home, run_id: int, slug: str, engine: str) -> Beginning:
    """Planned once in a process: pages ask again and again how far it is."""
    plan = plan_episode(slug, home, open_engine(engine, home.engine_settings))
    first = {task.key: index for index, task in reversed(list(enumerate(plan.tasks)))}

    def instead(index: int) -> Task | None:
        clip = home.runs.clip(run_id, first[plan.tasks[index].key])
        return None if clip is None else Task(clip.key, utterance_of(clip.utterance))

    return Beginning(plan, home.clips, instead)


def _wake(home: Home, run: Run) -> None:
    jobs = open_jobs(home.settings.queue_url)
    now = home.runs.run(run.id) or run
    if now.state == "asked":
        jobs.plan(run.id)
    for clip in home.runs.clips(run.id, "waiting"):
        jobs.speak(run.id, clip.position)
    if home.runs.all_spoken(run.id) == "joining":
        jobs.join(run.id)


def _last(home: Home, slug: str) -> Run:
    run = home.runs.last(slug)
    if run is None:
        raise _not_now()
    return run


def _not_now() -> BadUse:
    return BadUse(
        "זה אינו אפשרי עכשיו, כי ההקראה כבר במצב אחר; הדף מראה באיזה",
        "that is not possible now, for the narration is in another state; the page shows which",
    )
