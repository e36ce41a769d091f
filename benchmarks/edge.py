"""Narrating from a slow service: how near to the time that its latency alone takes, its faults counted in."""

import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from audio.engines.edge import REQUESTS, EdgeEngine
from audio.engines.edge_gate import Patience
from audio.engines.table import ENGINES, Entry
from player.config import load_settings
from player.home import open_home
from player.narration import narrate
from tests.faults.edge_service import EdgeService
from tests.faults.episodes import long_talk

PARAGRAPHS = 100
LATENCY_S = 0.75
"""Half of what the real service takes, so that the measurement is over in a minute; the paragraphs are short
and the waits before a next try are brief in the same measure."""
FAULT = "close-1011-after-some-audio"


@dataclass(frozen=True)
class EdgeFigures:
    """Narrations of one episode."""

    paragraphs: int
    latency_s: float
    sound_s: float
    """How long the episode is."""
    whole: float
    """Wall time over the latencies of all requests, so many at a time as may be."""
    failing: float
    """The same where the first request for every second paragraph fails."""
    most_at_once: int
    """As the service saw it."""


def measure_edge(folder: Path, paragraphs: int = PARAGRAPHS, latency_s: float = LATENCY_S) -> EdgeFigures:
    """Narrate from a service on this machine, without faults and with them.

    Args:
        folder: an empty one.
        paragraphs: how many the episode has.
        latency_s: how long each answer takes to begin.
    """
    source = folder / "talk.txt"
    source.write_text(long_talk(paragraphs), "utf-8")
    with EdgeService() as service:
        # What the service says it has said before: its voice is no part of what is measured.
        _, sound_s = _narrated(source, folder / "first", service)
    with EdgeService(latency_s=latency_s) as service:
        whole, _ = _narrated(source, folder / "whole", service)
        most = service.most_at_once
    with EdgeService(latency_s=latency_s, once_each=FAULT) as service:
        failing, _ = _narrated(source, folder / "failing", service)
        assert len(service.asked) >= paragraphs * 1.5
        most = max(most, service.most_at_once)
    return EdgeFigures(paragraphs, latency_s, sound_s, whole, failing, most)


def _narrated(source: Path, home: Path, service: EdgeService) -> tuple[float, float]:
    """Wall time over the service's latencies, and seconds of sound."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        wall_s, sound_s = pool.submit(_narrate, source, home, service.url, service.latency_s).result()
    return wall_s / max(1e-9, len(service.asked) * service.latency_s / REQUESTS), sound_s


def _narrate(source: Path, folder: Path, url: str, latency_s: float) -> tuple[float, float]:
    patience = Patience(first_wait_s=latency_s)
    ENGINES["edge"] = Entry(
        lambda settings: EdgeEngine(settings.edge_url, patience, settings.edge_requests), built_in=False
    )
    environment = {"KARYAN_HOME": str(folder), "KARYAN_ENGINE": "edge", "KARYAN_EDGE_URL": url}
    home = open_home(load_settings(environment))
    started = time.perf_counter()
    report = narrate(source, home)
    if report.clips_failed:
        raise report.failures[0]
    return time.perf_counter() - started, report.duration_ms / 1000
