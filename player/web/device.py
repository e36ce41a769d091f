"""What makes the page an app of the device: its script, its manifest, and the worker that plays offline."""

import hashlib
import json
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, render_template, request, url_for

from player.page_parts import page_folder
from player.scripts import bundle
from player.web.language import language
from player.web.wording import WORDS, say

pages = Blueprint("device", __name__)

ICONS = (192, 512)
"""Sides in pixels that browsers ask for before they offer to install a page."""
PAPER, ACCENT = "#fcfbf8", "#23556f"
"""As in ``static/css/colours.css``."""
SHELL = ("*.svg", "css/*.css", "js/early.js", "vendor/fonts/*.woff2", "vendor/htmx/*.js")
"""The static files that the pages load."""


@pages.get("/manifest.webmanifest")
def manifest() -> Response:
    """The page as an app: its name, icons and colours."""
    facts = {
        "name": say("name", language()),
        "short_name": say("name", language()),
        "lang": language(),
        "dir": say("direction", language()),
        "id": url_for("library.index"),
        "start_url": url_for("library.index"),
        "scope": url_for("library.index"),
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {"src": url_for("covers.icon", size=side), "sizes": f"{side}x{side}", "type": "image/png"}
            for side in ICONS
        ],
    }
    return Response(json.dumps(facts, ensure_ascii=False), mimetype="application/manifest+json")


@pages.get("/page.js")
def page_script() -> Response:
    """The page's modules as one script: one request in place of thirty, and a third less to send."""
    return _sent(_script("main"))


@pages.get("/service-worker.js")
def service_worker() -> Response:
    """The worker, at the top of the site, so that every page is within its reach.

    What it keeps at first is written above it, with a hash of all that makes the pages: where any of that
    changes, so does the worker, and browsers bring it.
    """
    shell = {
        "version": _version(),
        "library": url_for("library.index"),
        "offline": url_for("device.offline"),
        "files": shell_files(),
    }
    return _sent(f"self.SHELL = {json.dumps(shell)};\n{_script('service-worker')}")


@pages.get("/offline")
def offline() -> str:
    """What is shown in place of a page that was not kept, when there is no network."""
    return render_template("device/offline.html")


def shell_files() -> list[str]:
    """The addresses of all that every page needs, whichever episode it shows."""
    static = page_folder() / "static"
    return [
        url_for("device.page_script"),
        url_for("device.manifest"),
        *(url_for("covers.icon", size=side) for side in ICONS),
        *(url_for("static", filename=path.relative_to(static).as_posix()) for path in _found(static)),
    ]


def _found(static: Path) -> list[Path]:
    return sorted(path for kind in SHELL for path in static.glob(kind))


def _sent(script: str) -> Response:
    response = Response(script, mimetype="text/javascript")
    response.set_etag(hashlib.sha256(script.encode()).hexdigest())
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response


# What a process serves does not change, so it is read once.
@cache
def _script(entry: str) -> str:
    return bundle(page_folder() / "static" / "js", entry)


@cache
def _version() -> str:
    home = page_folder()
    files = [
        *_found(home / "static"),
        *sorted((home / "templates").rglob("*.html")),
        *sorted(WORDS.iterdir()),
    ]
    content = b"".join(path.read_bytes() for path in files) + _script("main").encode()
    return hashlib.sha256(content).hexdigest()[:16]
