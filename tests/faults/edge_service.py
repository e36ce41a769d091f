"""A service on this machine that speaks Edge's wire, truthfully or with a fault by name.

By hand::

    python -m tests.faults.edge_service --port 8765 --fault half-audio
    KARYAN_EDGE_URL=ws://127.0.0.1:8765/edge/v1 karyan narrate FILE --engine edge
"""

import argparse
import asyncio
import contextlib
import re
import threading
from collections.abc import Coroutine, Sequence
from types import TracebackType

from aiohttp import WSMsgType, web

from audio.errors import KaryanError
from tests.faults.edge_messages import FAULTS, REFUSALS, Act, answer
from tests.faults.edge_voice import NOTHING, Asked, Said, read_ssml, say

_REQUEST_ID = re.compile(r"X-RequestId:(\w+)")


class EdgeService:
    """The service, running while its ``with`` block does.

    Args:
        faults: those of the first, second, … request; "" for none.
        always: whether the last fault holds for all that follow; otherwise they are answered truthfully.
        latency_s: how long each answer takes to begin.
        port: 0 for a free one.
    """

    def __init__(
        self, faults: Sequence[str] = (), *, always: bool = False, latency_s: float = 0.0, port: int = 0
    ) -> None:
        unknown = set(faults) - {*FAULTS, ""}
        if unknown:
            raise ValueError(f"unknown faults: {unknown}")
        self.connections = 0
        self.asked: list[Asked] = []
        """Every request that came as far as its text."""
        self._faults, self._always, self._latency_s = list(faults), always, latency_s
        self._port = port
        self._loop = asyncio.new_event_loop()
        self._runner: web.AppRunner | None = None
        self._stopping = asyncio.Event()

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self._port}/edge/v1"

    def __enter__(self) -> "EdgeService":
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self._run(self._start())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._run(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _run(self, work: Coroutine[None, None, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _start(self) -> None:
        app = web.Application()
        app.router.add_get("/edge/v1", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def _stop(self) -> None:
        assert self._runner is not None
        self._stopping.set()
        await self._runner.cleanup()

    def _next_fault(self) -> str | None:
        self.connections += 1
        if not self._faults:
            return None
        last = self._always and len(self._faults) == 1
        return (self._faults[0] if last else self._faults.pop(0)) or None

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        fault = self._next_fault()
        if fault in REFUSALS:
            refusal = REFUSALS[fault]
            return web.Response(status=refusal.status, headers=dict(refusal.headers))
        socket = web.WebSocketResponse(compress=True)
        await socket.prepare(request)
        async for message in socket:
            if message.type is WSMsgType.TEXT and "Path:ssml\r\n" in message.data:
                await self._answer(request, socket, message.data, fault)
                break
        return socket

    async def _answer(
        self, request: web.Request, socket: web.WebSocketResponse, message: str, fault: str | None
    ) -> None:
        head, ssml = message.split("\r\n\r\n", 1)
        asked = read_ssml(ssml)
        self.asked.append(asked)
        await asyncio.sleep(self._latency_s)
        request_id = _REQUEST_ID.findall(head)[0]
        for part in answer(await asyncio.to_thread(_said, asked), request_id, fault):
            if isinstance(part, Act):
                await self._act(part, request, socket)
                return
            await (socket.send_str(part) if isinstance(part, str) else socket.send_bytes(part))

    async def _act(self, act: Act, request: web.Request, socket: web.WebSocketResponse) -> None:
        if act is Act.STALL:
            await self._stopping.wait()
        elif act is Act.ABORT and request.transport is not None:
            request.transport.abort()
        else:
            await socket.close(code=1011 if act is Act.CLOSE_1011 else 1000)


def _said(asked: Asked) -> Said:
    """What the voice says; nothing for a text that it cannot read, as the real service does."""
    try:
        return say(asked)
    except KaryanError:
        return NOTHING


def main() -> None:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(description="speak Edge's wire on this machine")
    parser.add_argument("--port", type=int, default=0, help="0 for a free one")
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        choices=[*FAULTS, ""],
        help="of the next request; may be repeated",
    )
    parser.add_argument("--always", action="store_true", help="the last fault holds for all that follow")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer")
    options = parser.parse_args()
    with EdgeService(
        options.fault, always=options.always, latency_s=options.latency, port=options.port
    ) as service:
        print(f"KARYAN_EDGE_URL={service.url}", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
