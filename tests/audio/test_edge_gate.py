"""The gate: so many at a time, shut while the service answers nobody, opened by one who got through."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from audio.engines.edge_gate import Gate, Patience, gate_of
from audio.engines.edge_trouble import Trouble, incomplete, refused, unreachable

pytestmark = pytest.mark.timed

QUICK = Patience(tries=4, first_wait_s=0.02, longest_wait_s=0.3)


def ask(gate: Gate, trouble: Trouble | None = None, *, anyway: bool = False) -> None:
    """One request that comes to this."""
    with gate.request(QUICK, anyway=anyway):
        if trouble is not None:
            raise trouble


def fail(gate: Gate, trouble: Trouble, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(Trouble):
            ask(gate, trouble)


def seconds(work: Callable[[], None]) -> float:
    started = time.monotonic()
    work()
    return time.monotonic() - started


@pytest.mark.parametrize("most", [1, 3])
def test_never_more_than_so_many_are_inside(most: int) -> None:
    gate, inside, seen = Gate(most), set[int](), list[int]()

    def request(number: int) -> None:
        with gate.request(QUICK):
            inside.add(number)
            seen.append(len(inside))
            time.sleep(0.005)
            inside.remove(number)

    with ThreadPoolExecutor(8) as callers:
        list(callers.map(request, range(30)))
    assert max(seen) == most


def test_who_waits_for_the_next_try_holds_no_turn() -> None:
    gate, order = Gate(1), list[str]()

    def later() -> None:
        with gate.request(QUICK, not_before=time.monotonic() + 0.2):
            order.append("the next try")

    with ThreadPoolExecutor(1) as callers:
        callers.submit(later)
        time.sleep(0.05)
        ask(gate)
        order.append("another")
    assert order == ["another", "the next try"]


def test_a_busy_service_is_left_alone_and_then_asked_by_one() -> None:
    gate = Gate(3)
    fail(gate, refused(503))
    together = []

    def request(_: int) -> None:
        with gate.request(QUICK):
            together.append(threading.current_thread().name)
            if len(together) == 1:
                time.sleep(0.05)
                assert len(together) == 1

    started = time.monotonic()
    with ThreadPoolExecutor(5) as callers:
        done = list(callers.map(request, range(5)))
    assert time.monotonic() - started >= QUICK.first_wait_s / 2
    assert len(done) == len(together) == 5


def test_as_long_a_wait_as_the_service_asks_for_is_kept() -> None:
    gate = Gate(1)
    fail(gate, refused(429, wait_s=0.25))
    assert seconds(lambda: ask(gate)) >= 0.2


def test_a_longer_wait_than_ours_fails_at_once_for_all_and_says_how_long() -> None:
    gate = Gate(1)
    fail(gate, refused(429, wait_s=600))
    with pytest.raises(Trouble, match="600 seconds") as caught:
        ask(gate)
    assert caught.value.everywhere
    assert not caught.value.again


def test_a_broken_connection_by_chance_shuts_nothing() -> None:
    gate = Gate(1)
    for _ in range(20):
        fail(gate, incomplete("", "lost"), 9)
        ask(gate)
    fail(gate, unreachable(), 2)
    assert seconds(lambda: ask(gate)) < QUICK.first_wait_s / 2


@pytest.mark.parametrize(
    ("trouble", "times"),
    [(refused(503), 4), (unreachable(), 2 + 4), (incomplete("", "lost"), 9 + 4), (refused(404), 1)],
)
def test_a_dead_service_is_given_up_with_the_reason_after_some_tries(trouble: Trouble, times: int) -> None:
    gate = Gate(3)
    fail(gate, trouble, times)
    asked = []
    with pytest.raises(Trouble, match=str(trouble)[:20]), gate.request(QUICK):
        asked.append("again")
    assert not asked
    assert seconds(lambda: wait_for_the_scout(gate)) >= QUICK.longest_wait_s / 2


def wait_for_the_scout(gate: Gate) -> None:
    """Until one may ask again."""
    while True:
        try:
            return ask(gate)
        except Trouble:
            time.sleep(0.01)


def test_those_who_wait_fail_when_the_service_is_given_up() -> None:
    gate = Gate(2)
    with ThreadPoolExecutor(1) as callers:
        with pytest.raises(Trouble), gate.request(QUICK):
            fail(gate, refused(429, wait_s=0.25))
            waiting = callers.submit(ask, gate)
            raise refused(404)
        with pytest.raises(Trouble, match="404"):
            waiting.result(5)


def test_several_refused_at_once_are_one_refusal() -> None:
    gate = Gate(3)
    together = threading.Barrier(3)

    def request(_: int) -> None:
        with pytest.raises(Trouble), gate.request(QUICK):
            together.wait()
            raise refused(503)

    with ThreadPoolExecutor(3) as callers:
        list(callers.map(request, range(3)))
    ask(gate)


def test_a_gate_that_opens_forgets_how_long_it_was_to_be_shut() -> None:
    """A 404, then a refusal for ten minutes, then an answer, then a refusal for a moment: the last counts."""
    gate = Gate(2)
    with pytest.raises(Trouble), gate.request(QUICK):
        fail(gate, refused(404))
        raise refused(429, wait_s=600)
    ask(gate, anyway=True)
    fail(gate, refused(429, wait_s=0.05))
    assert seconds(lambda: ask(gate)) < 5


def test_a_question_anyway_opens_a_gate_and_does_not_shut_one() -> None:
    gate = Gate(1)
    with pytest.raises(Trouble):
        ask(gate, refused(404), anyway=True)
    ask(gate)
    fail(gate, refused(404))
    ask(gate, anyway=True)
    ask(gate)


def test_a_question_anyway_waits_no_longer_than_it_may() -> None:
    gate = Gate(1)
    hurried = replace(QUICK, total_s=0.05)
    with (
        gate.request(QUICK),
        pytest.raises(Trouble, match="does not answer"),
        gate.request(hurried, anyway=True),
    ):
        raise AssertionError


def test_all_callers_of_a_service_share_one_gate() -> None:
    assert gate_of("ws://a/?", 3) is gate_of("ws://a/?", 3)
    assert gate_of("ws://a/?", 3) is not gate_of("ws://b/?", 3)
