"""The studio on this machine: how soon a narration is heard, and how quick the page is while two are made."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import numpy as np

from benchmarks.narration import long_conversation
from player import narrating
from player.config import load_settings
from player.home import Home, open_home
from player.manuscripts import Manuscript
from player.narration import narrate
from tests.browser.stage import SAMPLE

ENGINE = "kokoro"
CLICKS = 5
TOWNS = ("חיפה", "רמלה", "אילת", "צפת", "עכו", "טבריה", "נהריה")
REQUESTS = 200
_LOOK_EVERY_S, _REST_S = 0.02, 8.0
WARM_S = 15.0
"""What a server and its workers get to be there, with the voice loaded."""


@dataclass(frozen=True)
class StudioFigures:
    """Everything measured in one run, over HTTP, with the workers that `karyan serve` starts."""

    first_sound_s: tuple[float, ...]
    """From asking for a narration to a sound that can be fetched, each time of another conversation."""
    library_ms: float
    """95th percentile of a request for the library's page while two episodes are being narrated."""
    progress_ms: float
    """The same for how far an episode is, for which an open page asks each second."""


def measure_studio(folder: Path) -> StudioFigures:
    """Serve a library, have episodes narrated, and ask for pages meanwhile.

    Args:
        folder: an empty one.
    """
    environment = {"KARYAN_HOME": str(folder), "KARYAN_ENGINE": ENGINE}
    home = open_home(load_settings(environment))
    narrate(SAMPLE, open_home(load_settings({**environment, "KARYAN_ENGINE": "espeak"})))
    with _serving(environment) as site:
        time.sleep(WARM_S)
        first_sound_s = tuple(_first_sound_s(home, site, number) for number in range(CLICKS))
        for number in (CLICKS, CLICKS + 1):
            narrating.begin(home, _bring(home, number).slug, "")
        asked = _bring(home, CLICKS).slug
        library_ms = _p95_ms(f"{site}/")
        progress_ms = _p95_ms(_address(site, asked, "progress.json"))
        for run in home.runs.active():
            home.runs.cancel(run.id)
    return StudioFigures(first_sound_s, library_ms, progress_ms)


def _bring(home: Home, number: int) -> Manuscript:
    """A conversation that was never spoken, its first sentence neither."""
    text = (
        long_conversation()
        .replace("ערב טוב", f"ערב טוב מ{TOWNS[number]}")
        .replace("שיחה 12", f"שיחה {2000 + number}")
        .replace("בפעם", f"בפעם {number}")
    )
    return home.manuscripts.bring(text.encode(), f"{number}.txt")


def _first_sound_s(home: Home, site: str, number: int) -> float:
    """Ask for a narration, fetch its first sound, and give it up again."""
    slug = _bring(home, number).slug
    started = time.monotonic()
    run = narrating.begin(home, slug, "")
    progress, sound = _address(site, slug, "progress.json"), _address(site, slug, "growing.mp3")
    while not json.load(urlopen(progress))["ready_ms"]:
        time.sleep(_LOOK_EVERY_S)
    with urlopen(f"{sound}?run={run.id}&ready=0") as answer:
        heard = len(answer.read())
    taken = time.monotonic() - started
    if not heard:
        raise RuntimeError("there was no sound")
    home.runs.cancel(run.id)
    time.sleep(_REST_S)
    return taken


def _p95_ms(address: str) -> float:
    taken = []
    for _ in range(REQUESTS):
        started = time.monotonic()
        urlopen(address).read()
        taken.append(1000 * (time.monotonic() - started))
        time.sleep(_LOOK_EVERY_S)
    return float(np.percentile(taken, 95))


def _address(site: str, slug: str, name: str) -> str:
    return f"{site}/episodes/{quote(slug)}/{name}"


@contextmanager
def _serving(environment: dict[str, str]) -> Iterator[str]:
    """`karyan serve` with its workers, in processes of their own."""
    command = [sys.executable, "-m", "player", "serve", "--port", "0"]
    server = subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        yield next(line.strip().rstrip("/") for line in server.stdout if line.startswith("http"))
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()
