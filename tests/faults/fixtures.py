"""Edge's engine with the loopback service behind it; import the fixtures that a test file needs."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from edge_tts.drm import DRM

from audio.engines.edge import EdgeEngine
from tests.faults.edge_service import EdgeService
from tests.faults.quick import QUICK


@pytest.fixture
def edge_service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., EdgeService]]:
    """Starts services that answer with the faults given; each lasts as long as the test."""
    for proxy in ("WS_PROXY", "ws_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(proxy, raising=False)
    # The library moves its clock by what a 403 says, for all that follow.
    monkeypatch.setattr(DRM, "clock_skew_seconds", 0.0)
    with ExitStack() as running:

        def start(*faults: str, always: bool = False, latency_s: float = 0.0) -> EdgeService:
            return running.enter_context(EdgeService(faults, always=always, latency_s=latency_s))

        yield start


@pytest.fixture
def loopback_edge(edge_service: Callable[..., EdgeService]) -> EdgeEngine:
    """Edge's engine on a service without faults."""
    return EdgeEngine(url=edge_service().url, patience=QUICK)
