"""Edge's engine with the loopback service behind it; import the fixtures that a test file needs."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from edge_tts.drm import DRM

from audio.engines.edge import EdgeEngine
from audio.engines.edge_gate import gate_of
from tests.faults.edge_service import EdgeService
from tests.faults.quick import QUICK


@pytest.fixture
def edge_service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., EdgeService]]:
    """Starts services that answer with the faults given; each lasts as long as the test."""
    for proxy in ("WS_PROXY", "ws_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(proxy, raising=False)
    # The library moves its clock by what a 403 says, for all that follow.
    monkeypatch.setattr(DRM, "clock_skew_seconds", 0.0)
    # Another test's service may have had the same port, and may have shut the gate.
    gate_of.cache_clear()
    with ExitStack() as running:

        def start(*faults: str, **more: Any) -> EdgeService:
            return running.enter_context(EdgeService(faults, **more))

        yield start


@pytest.fixture
def loopback_edge(edge_service: Callable[..., EdgeService]) -> EdgeEngine:
    """Edge's engine on a service without faults."""
    return EdgeEngine(url=edge_service().url, patience=QUICK)
