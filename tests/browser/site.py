"""A server that a test stops and starts again on its port, and that can fail while it sends a sound."""

from collections.abc import Callable, Iterable, Iterator
from threading import Event, Thread
from types import TracebackType
from typing import Any

from waitress import create_server, wasyncore

from player.app import create_app
from player.home import Home
from tests.browser.stage import episode_address


class Site:
    """The library of a home, served on loopback while the site is started."""

    def __init__(self, home: Home) -> None:
        self._app = create_app(home)
        self._port = 0
        self._server: Any = None
        self.spoil_sound: Callable[[Iterable[bytes]], Iterable[bytes]] | None = None
        """What becomes of the bytes of a sound on their way; None for nothing."""

    def start(self) -> None:
        self._server = create_server(self._answer, host="127.0.0.1", port=self._port, threads=8)
        self._port = self._server.effective_port
        self._thread = Thread(target=self._server.run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Nobody is answered from now on, not even on a connection that stands."""
        if self._server is None:
            return
        self._server.close()
        wasyncore.close_all(self._server._map)
        self._thread.join(5)
        self._server = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def episode(self, slug: str) -> str:
        return episode_address(self.address, slug)

    def __enter__(self) -> "Site":
        self.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.stop()

    def _answer(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        # Without the file itself waitress would send all of it by itself.
        spoil = self.spoil_sound if "/sound." in environ["PATH_INFO"] else None
        if spoil is None:
            return self._app(environ, start_response)
        environ = {name: value for name, value in environ.items() if name != "wsgi.file_wrapper"}
        return spoil(self._app(environ, start_response))


def broken_off(answer: Iterable[bytes], after: int) -> Iterator[bytes]:
    """So many bytes, then the connection is closed before the length that was told."""
    for piece in answer:
        if after <= 0:
            return
        yield piece[:after]
        after -= len(piece)


def held_up(answer: Iterable[bytes], after: int, until: Event) -> Iterator[bytes]:
    """So many bytes, and the rest of them when it is allowed."""
    for piece in answer:
        if after <= 0:
            until.wait(30)
        yield piece
        after -= len(piece)
