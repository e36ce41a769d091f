"""Makes the clips that are missing, several at once: processes for what computes, threads for what waits."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing.connection import wait
from pathlib import Path

from audio.clips import ClipStore
from audio.engines.base import Engine
from audio.engines.table import EngineSettings, open_engine
from audio.errors import EngineUnavailable, KaryanError, SpeechFailed
from audio.media import open_store
from audio.speech import Utterance
from audio.voicing import make_clip


@dataclass(frozen=True)
class Task:
    """A clip to make."""

    key: str
    utterance: Utterance


@dataclass(frozen=True)
class Outcome:
    """What became of a task."""

    task: Task
    failure: KaryanError | None


@dataclass(frozen=True)
class Place:
    """All that a worker must know, as plain values, so that it can be another process or another machine."""

    engine: str
    edge_url: str | None
    media_url: str
    voices: Path | None = None
    """The folder of the neural voice's files; None for the worker's own installation's."""
    piper: Path | None = None
    """The folder of the Piper voices that were added."""


def make_clips(tasks: Sequence[Task], engine: Engine, place: Place, jobs: int) -> Iterator[Outcome]:
    """Make every clip; one that fails does not stop the others.

    Args:
        tasks: the clips that are missing.
        engine: says how many lanes there may be; speaks itself where one process is enough.
        place: what a worker in another process needs.
        jobs: how many at once; 0 for as many as the engine likes.

    Yields:
        Each task's outcome, as it ends.
    """
    count = min(jobs or engine.lanes.limit or os.cpu_count() or 1, len(tasks))
    clips = ClipStore(open_store(place.media_url))
    if engine.lanes.kind == "process" and count > 1:
        spawn = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(count, spawn, initializer=_begin_worker) as pool:
            yield from _outcomes(pool, partial(_make_there, place), tasks)
    else:
        # Not waited for at its end: a thread may be waiting for a network that answers late or never.
        yield from _outcomes(ThreadPoolExecutor(max(count, 1)), partial(_make, engine, clips), tasks)


def _outcomes(pool: Executor, make: Callable[[Task], None], tasks: Sequence[Task]) -> Iterator[Outcome]:
    waiting: dict[Future[None], Task] = {pool.submit(make, task): task for task in tasks}
    unavailable: EngineUnavailable | None = None
    try:
        for future in as_completed(waiting):
            failure = unavailable if future.cancelled() else _failure(future)
            if isinstance(failure, EngineUnavailable) and unavailable is None:
                # It will not be there for the rest either; each would wait for it in vain.
                unavailable = failure
                for other in waiting:
                    other.cancel()
            yield Outcome(waiting[future], failure)
    finally:
        # Where the caller stops early (Ctrl-C), what has not begun is not begun.
        pool.shutdown(wait=False, cancel_futures=True)


def _failure(future: Future[None]) -> KaryanError | None:
    try:
        future.result()
    except KaryanError as error:
        return error
    except BrokenProcessPool:
        return SpeechFailed(
            "תהליך ההקראה נעצר באמצע (אולי אזל הזיכרון); הריצו שוב, ומה שכבר נוצר יישמר",
            "a speaking process was ended from outside (out of memory?); run again, what is made is kept",
        )
    return None


def _make(engine: Engine, clips: ClipStore, task: Task) -> None:
    make_clip(engine, clips, task.key, task.utterance)


def _make_there(place: Place, task: Task) -> None:
    engine, clips = _worker(place)
    _make(engine, clips, task)


@cache
def _worker(place: Place) -> tuple[Engine, ClipStore]:
    """This process's engine, opened once."""
    media = open_store(place.media_url)
    # A process a core: a second thread in one would only take the core from another.
    settings = EngineSettings(place.edge_url, media, place.voices, place.piper, threads=1)
    return open_engine(place.engine, settings), ClipStore(media)


def _begin_worker() -> None:
    # Ctrl-C reaches every process of a terminal; the parent alone decides, and clips in work are finished.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


def end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever; let it end too."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        sentinel = parent.sentinel
        threading.Thread(target=lambda: (wait([sentinel]), os._exit(1)), daemon=True).start()
