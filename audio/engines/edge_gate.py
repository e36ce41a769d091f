"""The one gate through which all requests of this process go: so many at a time, and none to a dead service.

Callers are threads; each waits here, for its own next try, for a service that wants to be left alone, and
for its turn, and holds none of the turns while it waits.
"""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from audio.engines.edge_trouble import Trouble, stalled


@dataclass(frozen=True)
class Patience:
    """How long to wait for the service, and how often to ask it again."""

    idle_s: float = 15.0
    """Without a sign of life; under load a first answer takes up to 12 s."""
    total_s: float = 60.0
    """For one request."""
    tries: int = 5
    first_wait_s: float = 1.5
    """Before the second try; doubled each time, and moved by up to half of it either way."""
    longest_wait_s: float = 30.0
    """A service that asks for a longer wait has failed."""

    def wait_s(self, tried: int) -> float:
        """How long to wait before the next try, by chance, so that not all come back at one moment."""
        return min(self.first_wait_s * 2.0 ** (tried - 1), self.longest_wait_s) * random.uniform(0.5, 1.5)


@dataclass(frozen=True)
class _Pass:
    """What the gate remembers of a request while it is inside."""

    shut_times: int
    """How often in a row the gate had shut when it went in."""
    scout: bool
    """Whether it is the single request on which it hangs if the gate opens."""


class Gate:
    """Lets at most so many requests through at a time, and shuts while the service answers nobody.

    It shuts where a trouble has been met as often in a row as that trouble allows, for longer each time.
    Then a single request goes ahead, the scout; its success opens the gate for all. After as many shuttings
    in a row as there are tries, all who wait fail with the reason, and so do those who come within the
    longest wait.

    Args:
        most: how many requests at a time.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._changed = threading.Condition()
        self._inside = 0
        self._hurried = 0
        """Callers who ask anyway and wait for their turn; they go before the others."""
        self._in_a_row = 0
        self._shut_times = 0
        self._shut_until = 0.0
        self._reason: Trouble | None = None
        """Why it is shut; None while it is open."""
        self._scouting = False
        self._given_up = False

    @contextmanager
    def request(self, patience: Patience, not_before: float = 0.0, *, anyway: bool = False) -> Iterator[None]:
        """Wait until a request may be made, which the block then makes.

        Args:
            patience: how long, and how often, a service that answers nobody is worth waiting for.
            not_before: the time of `time.monotonic` before which this caller does not want to ask.
            anyway: ask though the gate is shut, within the patience's total; it may open, but not shut it.

        Raises:
            Trouble: the reason why nobody is to ask, or what the block raises.
        """
        inside = self._enter_anyway(patience.total_s) if anyway else self._enter(not_before)
        try:
            yield
        except BaseException as error:
            with self._changed:
                self._leave(inside)
                if isinstance(error, Trouble) and not anyway:
                    self._learn(error, inside, patience)
            raise
        with self._changed:
            self._leave(inside)
            self._open()

    def _enter(self, not_before: float) -> _Pass:
        with self._changed:
            while True:
                now = time.monotonic()
                opens = max(not_before, self._shut_until)
                if self._reason and self._given_up and now < self._shut_until:
                    raise self._reason.for_everybody()
                if now < opens:
                    self._changed.wait(opens - now)
                elif self._inside >= self._most or self._hurried or self._scouting:
                    self._changed.wait()
                else:
                    self._inside += 1
                    self._scouting = self._reason is not None
                    return _Pass(self._shut_times, self._scouting)

    def _enter_anyway(self, within_s: float) -> _Pass:
        with self._changed:
            self._hurried += 1
            try:
                if not self._changed.wait_for(lambda: self._inside < self._most, within_s):
                    raise stalled()
                self._inside += 1
            finally:
                self._hurried -= 1
                self._changed.notify_all()
            return _Pass(self._shut_times, scout=False)

    def _leave(self, inside: _Pass) -> None:
        self._inside -= 1
        self._scouting = self._scouting and not inside.scout
        self._changed.notify_all()

    def _open(self) -> None:
        self._in_a_row = self._shut_times = 0
        self._shut_until, self._reason, self._given_up = 0.0, None, False

    def _learn(self, trouble: Trouble, inside: _Pass, patience: Patience) -> None:
        """Shut where this was once too often; who went in before it last shut adds a wait at most."""
        self._in_a_row += 1
        if self._in_a_row < trouble.in_a_row:
            return
        news = inside.shut_times == self._shut_times
        hopeless = not trouble.again or trouble.wait_s > patience.longest_wait_s
        self._shut_times += news
        if news or hopeless:
            self._reason = trouble
        self._given_up = self._given_up or hopeless or self._shut_times >= patience.tries
        rest_s = patience.longest_wait_s if self._given_up else patience.wait_s(self._shut_times)
        self._shut_until = max(self._shut_until, time.monotonic() + max(rest_s, trouble.wait_s))


@cache
def gate_of(url: str | None, most: int) -> Gate:
    """The gate of a service, one for all callers of this process.

    Args:
        url: the service; None for the public one.
        most: how many requests at a time.
    """
    return Gate(most)
