"""A narration that is killed: no finished clip is asked for twice, and the result is equal."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from audio.engines.table import ENGINES, Entry
from player.home import Home
from player.narration import narrate
from tests.conftest import ROOT
from tests.faults.edge_service import EdgeService
from tests.faults.episodes import (
    Finished,
    edge_home,
    finished,
    hasty,
    long_talk,
    missing,
    requests_for,
    texts_asked,
)

PARAGRAPHS = 12
LATENCY_S = 0.1


@dataclass(frozen=True)
class Undisturbed:
    """A narration that nobody killed."""

    source: Path
    service: EdgeService
    result: Finished
    wall_s: float
    """From its first request to its end."""


@pytest.fixture(autouse=True)
def haste(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENGINES, "edge", Entry(hasty, built_in=False))


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Undisturbed]:
    folder = tmp_path_factory.mktemp("undisturbed")
    source = folder / "talk.txt"
    source.write_text(long_talk(PARAGRAPHS), "utf-8")
    with EdgeService(latency_s=LATENCY_S) as service:
        # Twice: the first time, the service has yet to say it all.
        narrate(source, edge_home(folder / "first", service.url))
        home = edge_home(folder / "home", service.url)
        begun = begin(source, home, service)
        started = time.monotonic()
        assert begun.wait(60) == 0
        wall_s = time.monotonic() - started
        yield Undisturbed(source, service, finished(home, narrate(source, home).episode), wall_s)


def begin(source: Path, home: Home, service: EdgeService) -> "subprocess.Popen[bytes]":
    """`karyan narrate` in a process of its own, which has just made its first request."""
    asked = len(service.asked)
    environment = {
        **os.environ,
        "KARYAN_HOME": str(home.settings.home),
        "KARYAN_ENGINE": "edge",
        "KARYAN_EDGE_URL": service.url,
    }
    command = [sys.executable, "-m", "player", "narrate", str(source)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while len(service.asked) == asked:
        assert process.poll() is None
        time.sleep(0.002)
    return process


@pytest.mark.slow
@pytest.mark.parametrize(
    "moment", [*range(2), *(pytest.param(moment, marks=pytest.mark.slow) for moment in range(2, 20))]
)
def test_killed_at_a_random_moment_it_goes_on_from_there(
    moment: int, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    source, service = undisturbed.source, undisturbed.service
    home = edge_home(tmp_path, service.url)
    process = begin(source, home, service)
    time.sleep(random.Random(moment).uniform(0, undisturbed.wall_s))
    process.kill()
    process.wait()
    # What it had just asked is still on its way to the service.
    time.sleep(LATENCY_S)
    due, asked = missing(home, source), texts_asked(service)
    report = narrate(source, home)
    assert asked() == requests_for(due)
    assert (report.clips_kept, report.clips_made) == (PARAGRAPHS - len(due), len(due))
    assert finished(home, report.episode) == undisturbed.result
