"""``python -m player`` and the command ``karyan``."""

import multiprocessing
import os
import sys

from player.cli import INTERRUPTED, karyan


def main() -> None:
    """Run the command line."""
    try:
        karyan()
    except SystemExit as ending:
        if ending.code == INTERRUPTED and not multiprocessing.active_children():
            _end_at_once()
        raise


def _end_at_once() -> None:
    """End without waiting for threads that wait for a network; nothing is half-done at any moment.

    Processes are waited for: they finish the clips they speak.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    main()
