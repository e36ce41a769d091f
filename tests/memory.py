"""How much memory something takes, in a process where the servers of other tests may live too."""

import tracemalloc
from collections.abc import Callable

RUNS = 3


def peak_bytes(action: Callable[[], object]) -> int:
    """The most that it held at any moment of what Python allocates, in bytes.

    Every thread of the process is counted, and what others do meanwhile can only add to it: so it is the
    least peak of some runs.
    """
    return min(_peak_of_a_run(action) for _ in range(RUNS))


def _peak_of_a_run(action: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        action()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
