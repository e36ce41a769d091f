"""A service on this machine that speaks Edge's wire, truthfully or with a fault by name.

By hand::

    python -m tests.faults.edge_service --port 8765 --fault half-audio --fault 503
    python -m tests.faults.edge_service --port 8765 --chain 4 --seed 7
    KARYAN_EDGE_URL=ws://127.0.0.1:8765/edge/v1 karyan narrate FILE --engine edge
"""

import argparse
import asyncio
import contextlib
import re
import socket as sockets
import struct
import threading
import time
from collections.abc import Coroutine, Sequence
from email.utils import formatdate
from pathlib import Path
from random import Random
from types import TracebackType

from aiohttp import WSMsgType, web

from audio.errors import KaryanError
from tests.faults.edge_faults import BEFORE_UPGRADE, FAULTS, LASTING, REFUSALS, Refusal, answer, chain
from tests.faults.edge_messages import Act, Message
from tests.faults.edge_voice import NOTHING, Asked, Said, read_ssml, say

PAUSE_S = 0.05
_REQUEST_ID = re.compile(r"X-RequestId:(\w+)")
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)
_speaking = threading.Lock()
"""The voice says a thing a little otherwise each time; said once, it is the same for all who ask."""


class EdgeService:
    """The service, running while its ``with`` block does.

    Args:
        faults: those of the first, second, … request; "" for none.
        always: whether the last fault holds for all that follow; otherwise they are answered truthfully.
        once_each: a fault of the first request for every second text, whatever the others are.
        seed: where in an answer a fault bites.
        latency_s: how long each answer takes to begin.
        port: 0 for a free one.
        log: a file that gets the text of each request, one a line.
    """

    def __init__(
        self,
        faults: Sequence[str] = (),
        *,
        always: bool = False,
        once_each: str = "",
        seed: int = 0,
        latency_s: float = 0.0,
        port: int = 0,
        log: Path | None = None,
    ) -> None:
        unknown = {*faults, once_each} - {*FAULTS, ""}
        if unknown:
            raise ValueError(f"unknown faults: {unknown}")
        self.connections = 0
        self.asked: list[Asked] = []
        """Every request that came as far as its text."""
        self.most_at_once = 0
        """Of requests between their text and the end of their answer or their connection."""
        self._answering: dict[int, web.Request] = {}
        self._faults, self._always, self._once_each = list(faults), always, once_each
        self.latency_s, self._seed, self._log = latency_s, seed, log
        self._port = port
        self._loop = asyncio.new_event_loop()
        self._runner: web.AppRunner | None = None
        self._stopping = False

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self._port}/edge/v1"

    def heal(self) -> None:
        """Answer truthfully from now on."""
        self._faults, self._once_each = [], ""

    def __enter__(self) -> "EdgeService":
        # What a voice loads before its first word takes seconds, and is no part of an answer.
        _said(Asked("שלום.", "", "+0%", "+0Hz"))
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self._run(self._start())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        self._loop.call_soon_threadsafe(self._loop.stop)

    def close(self) -> None:
        """Be out of reach from now on."""
        if not self._stopping:
            self._run(self._stop())

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
        self._stopping = True
        await self._runner.cleanup()

    def _next_fault(self) -> str:
        self.connections += 1
        if not self._faults:
            return ""
        stays = self._faults[0] in LASTING or (self._always and len(self._faults) == 1)
        return self._faults[0] if stays else self._faults.pop(0)

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        fault, draw = self._next_fault(), Random(f"{self._seed} {self.connections}")
        if fault in REFUSALS:
            return _refused(REFUSALS[fault])
        if fault == BEFORE_UPGRADE:
            await self._stall(request)
            return web.Response()
        socket = web.WebSocketResponse(compress=True)
        await socket.prepare(request)
        async for message in socket:
            if message.type is WSMsgType.TEXT and "Path:ssml\r\n" in message.data:
                self._answering[id(request)] = request
                self.most_at_once = max(self.most_at_once, sum(map(_is_open, self._answering.values())))
                await self._answer(request, socket, message.data, fault, draw)
                del self._answering[id(request)]
                break
        return socket

    async def _answer(
        self, request: web.Request, socket: web.WebSocketResponse, message: str, fault: str, draw: Random
    ) -> None:
        head, ssml = message.split("\r\n\r\n", 1)
        asked = read_ssml(ssml)
        fault = fault or self._first_fault(asked)
        self._note(asked)
        await asyncio.sleep(self.latency_s)
        request_id = _REQUEST_ID.findall(head)[0]
        said = await asyncio.to_thread(_said, asked)
        for part in answer(said, request_id, fault, draw):
            # One that hung up is not spoken to.
            with contextlib.suppress(ConnectionError):
                if not await self._send(part, request, socket):
                    break

    def _first_fault(self, asked: Asked) -> str:
        if asked in self.asked:
            return ""
        return self._once_each if len(set(self.asked)) % 2 == 0 else ""

    def _note(self, asked: Asked) -> None:
        self.asked.append(asked)
        if self._log is not None:
            with self._log.open("a", encoding="utf-8") as log:
                log.write(f"{asked.text}\n")

    async def _send(self, part: Message, request: web.Request, socket: web.WebSocketResponse) -> bool:
        """Send a message, or act; false where that was the end."""
        match part:
            case str():
                await socket.send_str(part)
            case bytes():
                await socket.send_bytes(part)
            case Act.PAUSE:
                await asyncio.sleep(PAUSE_S)
            case Act.STALL:
                await self._stall(request)
                return False
            case Act.CLOSE | Act.CLOSE_1011:
                await socket.close(code=1000 if part is Act.CLOSE else 1011)
                return False
            case Act():
                _tear(request, part)
                return False
        return True

    async def _stall(self, request: web.Request) -> None:
        while not self._stopping and _is_open(request):
            await asyncio.sleep(PAUSE_S)


def _is_open(request: web.Request) -> bool:
    return request.transport is not None and not request.transport.is_closing()


def _tear(request: web.Request, act: Act) -> None:
    """End the connection without a farewell, within a frame where that is asked for."""
    transport = request.transport
    if transport is None:
        return
    if act in (Act.CLOSE_IN_FRAME, Act.RESET_IN_FRAME):
        announced, sent = 1_000, 300
        transport.write(b"\x82\x7e" + announced.to_bytes(2, "big") + bytes(sent))
    if act in (Act.RESET, Act.RESET_IN_FRAME):
        transport.get_extra_info("socket").setsockopt(sockets.SOL_SOCKET, sockets.SO_LINGER, _RESET_ON_CLOSE)
        transport.abort()
    else:
        transport.close()


def _refused(refusal: Refusal) -> web.Response:
    date = formatdate(time.time() + refusal.ahead_s, usegmt=True) if refusal.dated else ""
    return web.Response(status=refusal.status, headers={"Date": date, **dict(refusal.headers)})


def _said(asked: Asked) -> Said:
    """What the voice says; nothing for a text that it cannot read, as the real service does."""
    try:
        with _speaking:
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
        metavar="FAULT",
        help=f"of the next request; may be repeated; one of {', '.join(FAULTS)}",
    )
    parser.add_argument("--chain", type=int, default=0, help="so many faults more, drawn by lot")
    parser.add_argument("--seed", type=int, default=0, help="of that lot, and of where a fault bites")
    parser.add_argument("--always", action="store_true", help="the last fault holds for all that follow")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--log", type=Path, help="a file that gets the text of each request")
    options = parser.parse_args()
    faults = [*options.fault, *chain(options.seed, options.chain)]
    with EdgeService(
        faults,
        always=options.always,
        seed=options.seed,
        latency_s=options.latency,
        port=options.port,
        log=options.log,
    ) as service:
        print(f"KARYAN_EDGE_URL={service.url}  faults: {', '.join(faults) or 'none'}", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
