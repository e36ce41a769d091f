"""The processes that speak: one for what somebody waits for, and some for the long line.

They end with the process that started them, however it ended; one that ends by itself is started anew. What
a killed one had in hand is free again for the others, here and on every other machine.
"""

import gc
import logging
import multiprocessing
import os
import signal
import socket
import threading
import time
from multiprocessing.process import BaseProcess
from uuid import uuid4

from player.config import Settings
from player.home import open_home
from player.jobs import Line
from player.lanes import end_with_parent
from player.rollcall import DEAD_AFTER_S, Rollcall
from player.working import Workshop

_log = logging.getLogger(__name__)
_LOOK_EVERY_S = 2.0
_SELDOM = 20_000
"""So many new objects before Python looks for dead circles; an episode of hours makes a hundred thousand."""
_YIELDS_BY = 10
"""Steps of niceness: who reads and listens goes before who speaks the next hour."""


class Crew:
    """The workers of this machine."""

    def __init__(self, settings: Settings) -> None:
        """A crew that is not at work yet.

        Args:
            settings: name the database, the queue and the media store, and how many speak at once.
        """
        self._settings = settings
        self._spawn = multiprocessing.get_context("spawn")
        speakers = settings.jobs or os.cpu_count() or 1
        long: list[Line] = ["long"]
        self._places: list[Line] = ["quick", *long * speakers]
        self._at_work: list[BaseProcess] = []
        self._ended = threading.Event()

    def begin(self) -> None:
        """Start every process, and see to it that there are as many from now on."""
        self._at_work = [self._start(line) for line in self._places]
        threading.Thread(target=self._watch, daemon=True).start()

    def end(self) -> None:
        """End every process; a clip in work is given up, and spoken by whoever comes next."""
        self._ended.set()
        for process in self._at_work:
            process.terminate()
        for process in self._at_work:
            process.join(_LOOK_EVERY_S)
            process.kill()

    def wait(self) -> None:
        """Wait until the crew is ended."""
        while not self._ended.wait(_LOOK_EVERY_S):
            pass

    def _start(self, line: Line) -> BaseProcess:
        process = self._spawn.Process(target=work, args=(self._settings, line), daemon=True)
        process.start()
        return process

    def _watch(self) -> None:
        while not self._ended.wait(_LOOK_EVERY_S / 4):
            for place, process in enumerate(self._at_work):
                if not process.is_alive() and not self._ended.is_set():
                    _log.warning("a worker ended (%s); another takes its place", process.exitcode)
                    self._at_work[place] = self._start(self._places[place])


def work(settings: Settings, line: Line) -> None:
    """Do the tasks of a line until told to end; what a process of the crew does."""
    # Ctrl-C reaches every process of a terminal; whoever started this one says when it ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    gc.set_threshold(_SELDOM)
    quick = line == "quick"
    if not quick and hasattr(os, "nice"):
        os.nice(_YIELDS_BY)
    home = open_home(settings)
    name = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"
    workshop = Workshop(home, name, None if quick else 1)
    home.rollcall.alive(name)
    threading.Thread(target=_tell, args=(home.rollcall, workshop, name), daemon=True).start()
    if quick:
        workshop.warm()
    _consume(workshop, line)


def _consume(workshop: Workshop, line: Line) -> None:
    consumer = workshop.jobs.consumer(line)
    consumer.start()
    # The consumer would wait for the clip in work; it is spoken again by whoever comes next.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    while True:
        time.sleep(_LOOK_EVERY_S)


def _tell(rollcall: Rollcall, workshop: Workshop, name: str) -> None:
    """Tell again and again that this worker lives, and look after what others left behind."""
    while True:
        try:
            rollcall.alive(name)
            rollcall.bury([worker for worker, seen in rollcall.workers().items() if _is_dead(worker, seen)])
            workshop.take_up()
        except Exception:
            # A database that is away for a while; the next look may find it again.
            _log.exception("looking after the runs")
        time.sleep(_LOOK_EVERY_S)


def _is_dead(worker: str, seen_at: float) -> bool:
    """Whether a worker is gone: for long unseen or, of this machine, without a process."""
    machine, pid, _ = worker.rsplit(":", 2)
    if machine == socket.gethostname() and hasattr(os, "getpgid"):
        try:
            os.getpgid(int(pid))
        except ProcessLookupError:
            return True
    return time.time() - seen_at > DEAD_AFTER_S
