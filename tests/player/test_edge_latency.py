"""A slow service is asked by as many at a time as it bears; who waits for a next try holds nobody up."""

import time
from pathlib import Path

import pytest

from audio.engines.edge import REQUESTS
from audio.engines.table import ENGINES, Entry
from benchmarks.edge import FAULT, measure_edge
from player.narration import narrate
from tests.faults.edge_service import EdgeService
from tests.faults.episodes import edge_home, hasty, long_talk

PARAGRAPHS = 12

pytestmark = pytest.mark.timed


def test_a_slow_service_is_never_left_idle_even_when_half_of_the_requests_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With room for a busy machine; one request at a time would take three times the latencies' third."""
    monkeypatch.setitem(ENGINES, "edge", Entry(hasty, built_in=False))
    source = tmp_path / "talk.txt"
    source.write_text(long_talk(PARAGRAPHS), "utf-8")
    with EdgeService() as service:
        narrate(source, edge_home(tmp_path / "first", service.url))
    with EdgeService(latency_s=0.3, once_each=FAULT) as service:
        started = time.perf_counter()
        report = narrate(source, edge_home(tmp_path / "slow", service.url))
        wall_s = time.perf_counter() - started
        asked = len(service.asked)
        assert (report.clips_made, service.most_at_once) == (PARAGRAPHS, REQUESTS)
        assert asked >= PARAGRAPHS * 1.5
        assert wall_s <= 2 * asked * service.latency_s / REQUESTS


@pytest.mark.slow
def test_a_hundred_paragraphs_take_little_more_than_their_latencies(tmp_path: Path) -> None:
    figures = measure_edge(tmp_path)
    assert figures.most_at_once == REQUESTS
    assert figures.whole <= 1.1
    assert figures.failing <= 1.1
