"""Every form of an episode, made from a finished narration, beside what the narration itself took."""

import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from benchmarks.joining import peak_bytes
from benchmarks.narration import long_conversation
from player.config import load_settings
from player.exports.made import open_made
from player.exports.table import EXPORTS
from player.home import Home, open_home
from player.narration import narrate
from tests.browser import stage

SHORT_MINUTES, LONG_MINUTES = 30, 300
_MIB = 1024 * 1024
T = TypeVar("T")


@dataclass(frozen=True)
class ExportFigures:
    """Everything measured in one run, each part in a process of its own."""

    narration_s: float
    """With the draft voice, the quickest there is: no clip was there."""
    forms_s: dict[str, float]
    """Each form of that narration by its name, in the order of the table; the ZIP finds the others made."""
    short_mib: float
    long_mib: float
    """Peak of a process that makes all forms of half an hour, and of five hours."""
    long_s: float
    """What all forms of five hours took."""

    @property
    def share(self) -> float:
        """All forms over the narration."""
        return sum(self.forms_s.values()) / self.narration_s


def measure_exports(folder: Path, document: Path | None = None) -> ExportFigures:
    """Narrate a conversation and make all forms of it; then those of a long and of a very long one.

    Args:
        folder: an empty one; some 500 MB will lie in it.
        document: the transcript to narrate; None for the sample's many times over.
    """
    if document is None:
        document = folder / "long.txt"
        document.write_text(long_conversation(), "utf-8")
    narration_s = _in_fresh_process(_narrate, folder / "home", document)
    forms_s, _ = _in_fresh_process(_make_all, folder / "home")
    _, short = _all_forms_of(SHORT_MINUTES, folder / "short")
    long_s, long = _all_forms_of(LONG_MINUTES, folder / "long")
    return ExportFigures(narration_s, forms_s, short / _MIB, long / _MIB, sum(long_s.values()))


def _all_forms_of(minutes: int, folder: Path) -> tuple[dict[str, float], int]:
    folder.mkdir()
    stage.narrate_long(_open(folder), folder, minutes)
    return _in_fresh_process(_make_all, folder)


def _narrate(home: Path, document: Path) -> float:
    opened = _open(home)
    started = time.perf_counter()
    report = narrate(document, opened)
    if report.clips_failed:
        raise report.failures[0]
    return time.perf_counter() - started


def _make_all(home: Path) -> tuple[dict[str, float], int]:
    """What each form of the longest episode took, and the peak of memory."""
    opened = _open(home)
    chosen = max(opened.library.episodes(), key=lambda episode: episode.duration_ms)
    narration = opened.library.narration(chosen.facts.slug)
    taken = {}
    for name, export in EXPORTS.items():
        started = time.perf_counter()
        open_made(narration, export, opened.media).close()
        taken[name] = time.perf_counter() - started
    return taken, peak_bytes()


def _open(home: Path) -> Home:
    return open_home(load_settings({"KARYAN_HOME": str(home), "KARYAN_ENGINE": "espeak"}))


def _in_fresh_process(work: Callable[..., T], *arguments: object) -> T:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()
