"""Serves the library's page until it is stopped."""

import os
import socket
import sys
import webbrowser
from collections.abc import Callable
from urllib.parse import quote

from waitress import create_server

from player.app import create_app
from player.crew import Crew
from player.errors import BadUse
from player.home import Home
from player.loopback import is_loopback
from player.password import has_password
from player.storage import empty_bin

THREADS = 8
"""A listener's browser holds a connection or two while it fetches sound."""


def serve_library(
    home: Home,
    port: int | None,
    path: str,
    browser: bool,
    say: Callable[[str], None],
    hint: Callable[[str], None],
    workers: bool = True,
) -> None:
    """Serve the page until Ctrl-C, having said its address.

    Args:
        home: the library to serve, on the address that its settings name.
        port: the port; None for the setting's, or any free one where that is taken.
        path: the page to name and to open.
        browser: whether to open it in a browser, where there is a screen.
        say: told the address.
        hint: told who can reach it, where that is this machine only for want of a password.
        workers: whether processes beside it speak what the studio asks for; else `karyan worker` does.

    Raises:
        BadUse: where the address or the port asked for cannot be had, or others would reach it without
            a password.
    """
    host = home.settings.host
    check_reach(home)
    bound = _bind(host, home.settings.port if port is None else port, port is None)
    if not has_password(home.house):
        hint(_ONLY_HERE[home.settings.language == "he"])
    empty_bin(home.library, home.media)
    app = create_app(home)
    server = create_server(app, sockets=[bound], threads=THREADS, clear_untrusted_proxy_headers=False)
    name, number = bound.getsockname()[:2]
    address = f"http://{f'[{name}]' if ':' in name else name}:{number}{quote(path)}"
    say(address)
    sys.stdout.flush()
    crew = Crew(home.settings)
    if workers:
        crew.begin()
    if browser and _has_screen():
        webbrowser.open(address)
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()
    finally:
        crew.end()


_ONLY_HERE = {
    True: "אין סיסמה, ולכן רק המחשב הזה מגיע אל הדף; כדי לפתוח אותו לאחרים: karyan password",
    False: "no password, so only this machine reaches the page; to open it to others: karyan password",
}


def check_reach(home: Home) -> None:
    """See to it that a page without a password is this machine's only.

    Raises:
        BadUse: where the settings name an address that others reach.
    """
    host = home.settings.host
    if not has_password(home.house) and not is_loopback(host):
        raise BadUse(
            f"בלי סיסמה אי אפשר להגיש על {host}, שגם אחרים מגיעים אליה; קבעו סיסמה: karyan password",
            f"without a password {host} is not served on, since others reach it; set one: karyan password",
        )


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
