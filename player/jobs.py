"""The queue: it wakes whoever works, here or on another machine, and carries nothing but numbers.

There are two lines. What somebody waits for is quick: planning, a single mended clip, the joining, a voice to
be heard. The long line has a task a paragraph. What is to be done stands in the database (`player.runs`), so
that a task that is lost is told again, and one that is told twice does nothing the second time.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, Protocol
from urllib.parse import urlsplit

from huey import Huey, PriorityRedisHuey, SqliteHuey
from huey.api import PostgresHuey
from huey.consumer import Consumer
from huey.exceptions import HueyException, ResultTimeout, TaskException
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from audio.errors import KaryanError

Line = Literal["quick", "long"]
LINES: tuple[Line, ...] = ("quick", "long")
_ASKED_EVERY_S = 0.02, 0.1
"""How often an idle worker looks: at first, and at most; SQLite has no bell."""
_FIRST = 1_000_000
"""Priority of an episode's first paragraph; each later one has one less, so that two take turns."""


class Work(Protocol):
    """What is done for each task."""

    def plan(self, run_id: int) -> None: ...
    def speak(self, run_id: int, position: int) -> None: ...
    def join(self, run_id: int) -> None: ...
    def hear(self, key: str, order: dict[str, Any]) -> list[str]: ...


class Jobs:
    """The two lines of one queue. Whoever only asks for work needs no `Work`."""

    def __init__(self, url: str, work: Work | None = None) -> None:
        """Open the queue.

        Args:
            url: ``sqlite:///path``, ``redis://…`` or ``postgresql://…``.
            work: what is done, in a process that works.

        Raises:
            KaryanError: for a URL of another kind, or a queue that cannot be reached.
        """
        try:
            self._lines = {line: _open(url, line) for line in LINES}
        except (HueyException, ArgumentError, OSError, ImportError, ValueError) as error:
            raise _unreachable(url, error) from error
        quick, long = self._lines["quick"], self._lines["long"]
        self._plan = _task(quick, "plan", work)
        self._join = _task(quick, "join", work)
        self._hear = _task(quick, "hear", work)
        self._speak = _task(long, "speak", work)

    def plan(self, run_id: int) -> None:
        """Have a run planned."""
        self._plan(run_id)

    def speak(self, run_id: int, position: int) -> None:
        """Have a clip spoken."""
        self._speak(run_id, position, priority=_FIRST - position)

    def join(self, run_id: int) -> None:
        """Have a run joined."""
        self._join(run_id, priority=_FIRST)

    def hear(self, key: str, order: dict[str, Any], timeout_s: float) -> None:
        """Have a clip spoken that somebody waits for, and wait.

        Raises:
            KaryanError: why it could not be spoken, or that nobody did.
        """
        result = self._hear(key, order, priority=_FIRST)
        try:
            failure = result.get(blocking=True, timeout=timeout_s, max_delay=_ASKED_EVERY_S[1])
        except ResultTimeout:
            raise nobody_works() from None
        except TaskException as error:
            raise KaryanError(
                f"ההקראה נכשלה ({error}); נסו שוב", f"speaking failed ({error}); try again"
            ) from error
        if failure:
            raise KaryanError(*failure)

    def waiting(self, line: Line) -> int:
        """How many tasks wait in a line."""
        return int(self._lines[line].pending_count())

    def consumer(self, line: Line) -> Consumer:
        """What does the tasks of a line, one at a time; it runs until its process is told to end."""
        first_s, most_s = _ASKED_EVERY_S
        return self._lines[line].create_consumer(
            workers=1, initial_delay=first_s, max_delay=most_s, periodic=False, check_worker_health=False
        )


def nobody_works() -> KaryanError:
    """That a task was asked for, and no worker took it."""
    return KaryanError(
        "אין מי שמקריא כרגע; הפעילו את karyan serve או את karyan worker ונסו שוב",
        "nobody is there to speak; start karyan serve or karyan worker and try again",
    )


def _task(line: Huey, name: str, work: Work | None) -> Callable[..., Any]:
    def undone(*_words: Any) -> None:
        raise RuntimeError("this process asks for work and does none")

    done: Callable[..., Any] = getattr(work, name) if work else undone

    def run(*words: Any) -> Any:
        return done(*words)

    task: Callable[..., Any] = line.task(name=name)(run)
    return task


def _open(url: str, line: Line) -> Huey:
    name = f"karyan-{line}"
    scheme = urlsplit(url).scheme
    if scheme == "sqlite":
        path = Path(make_url(url).database or "")
        path.parent.mkdir(parents=True, exist_ok=True)
        return SqliteHuey(name, filename=str(path), fsync=False, timeout=10)
    if scheme in ("redis", "rediss"):
        return PriorityRedisHuey(name, url=url)
    if scheme.startswith("postgresql"):
        return PostgresHuey(name, dsn=url.replace("+psycopg", "", 1))
    raise ValueError(url)


def _unreachable(url: str, error: Exception) -> KaryanError:
    kinds = "sqlite:///…, redis://…, postgresql://…"
    return KaryanError(
        f"אי אפשר לפתוח את התור ({type(error).__name__}); בדקו את KARYAN_QUEUE_URL, שצורתו {kinds}",
        f"the queue cannot be opened ({type(error).__name__}); look at KARYAN_QUEUE_URL, which is {kinds}",
    )
