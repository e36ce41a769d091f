"""A real crew of processes: it narrates, and goes on when one of them is killed."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from player import narrating
from player.crew import Crew
from player.home import Home, open_home
from player.run import Run
from tests.conftest import SAMPLE, settings_in

LONG_S = 90


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return open_home(settings_in(tmp_path / "home", KARYAN_JOBS="2"))


@pytest.fixture
def crew(home: Home) -> Iterator[Crew]:
    crew = Crew(home.settings)
    crew.begin()
    yield crew
    crew.end()


def until_ended(home: Home, run: Run) -> Run:
    deadline = time.monotonic() + LONG_S
    while time.monotonic() < deadline:
        found = home.runs.run(run.id)
        assert found is not None
        if found.state not in ("asked", "speaking", "joining"):
            return found
        time.sleep(0.1)
    raise AssertionError(f"it never ended: {found}, {home.runs.progress(run)}")


def speaker_of(home: Home, run: Run) -> int:
    """The process that speaks a clip of the run, as soon as one does."""
    deadline = time.monotonic() + LONG_S
    while time.monotonic() < deadline:
        workers = home.rollcall.at_work(run.id)
        if workers:
            return int(workers[0].rsplit(":", 2)[1])
        time.sleep(0.005)
    raise AssertionError("nobody ever spoke")


@pytest.mark.slow
def test_a_crew_narrates_and_a_killed_one_is_replaced(
    crew: Crew, home: Home, sample_home: Home, sample_slug: str
) -> None:
    slug = home.manuscripts.bring(SAMPLE.read_bytes(), SAMPLE.name).slug
    run = narrating.begin(home, slug, "")
    killed = speaker_of(home, run)
    os.kill(killed, signal.SIGKILL)
    ended = until_ended(home, run)
    assert ended.state == "done", ended
    # A word's time may differ by a millisecond from process to process, the clips may not.
    assert clips_of(home, slug) == clips_of(sample_home, sample_slug)
    assert home.rollcall.at_work(run.id) == []
    for worker in crew._at_work:
        assert worker.pid != killed
        assert worker.is_alive()


def clips_of(home: Home, slug: str) -> list[str]:
    return [paragraph.clip for paragraph in home.library.narration(slug).paragraphs]
