"""Serves the library's page until it is stopped."""

import os
import socket
import sys
import webbrowser
from collections.abc import Callable
from urllib.parse import quote

from waitress import create_server

from player.app import create_app
from player.config import PUBLIC
from player.errors import BadUse
from player.home import Home
from player.storage import empty_bin

THREADS = 8
"""A listener's browser holds a connection or two while it fetches sound."""


def serve_library(
    home: Home, host: str | None, port: int | None, path: str, browser: bool, say: Callable[[str], None]
) -> None:
    """Serve the page until Ctrl-C, having said its address.

    Args:
        home: the library to serve.
        host: the address to bind to; None for the setting's.
        port: the port; None for the setting's, or any free one where that is taken.
        path: the page to name and to open.
        browser: whether to open it in a browser, where there is a screen.
        say: told the address.

    Raises:
        BadUse: where the address or the port asked for cannot be had.
    """
    bound = _bind(host or home.settings.host, home.settings.port if port is None else port, port is None)
    settings = home.settings
    empty_bin(home.library, home.media)
    app = create_app(home.library, home.media, settings.site, settings.feed == PUBLIC)
    server = create_server(app, sockets=[bound], threads=THREADS)
    name, number = bound.getsockname()[:2]
    address = f"http://{f'[{name}]' if ':' in name else name}:{number}{quote(path)}"
    say(address)
    sys.stdout.flush()
    if browser and _has_screen():
        webbrowser.open(address)
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()


def _bind(host: str, port: int, or_any: bool) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if or_any and port:
            return _bind(host, 0, False)
        raise BadUse(
            f"אי אפשר להגיש על {host}:{port} ({error.strerror}); בחרו אחרת: karyan serve --port 0",
            f"{host}:{port} cannot be served on ({error.strerror}); choose another: karyan serve --port 0",
        ) from error
    return listener


def _has_screen() -> bool:
    """Without a screen a browser of the terminal would open, and wait there."""
    return sys.platform in ("darwin", "win32") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
