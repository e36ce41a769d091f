"""What makes the page an app of the device: its script, its manifest, and the worker that plays offline."""

import hashlib
import json
from functools import cache

from flask import Blueprint, Response, current_app, render_template, request, url_for

from player.page_parts import page_folder
from player.scripts import bundle
from player.web.language import language
from player.web.wording import say

pages = Blueprint("device", __name__)

ICONS = (192, 512)
"""Sides in pixels that browsers ask for before they offer to install a page."""
PAPER, ACCENT = "#fcfbf8", "#23556f"
"""As in ``static/css/base.css``."""


@pages.get("/manifest.webmanifest")
def manifest() -> Response:
    """The page as an app: its name, icons and colours."""
    facts = {
        "name": say("name", language()),
        "short_name": say("name", language()),
        "lang": language(),
        "dir": say("direction", language()),
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
    response = Response(_script(), mimetype="text/javascript")
    response.set_etag(hashlib.sha256(_script().encode()).hexdigest())
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response


@cache
def _script() -> str:
    return bundle(page_folder() / "static" / "js", "main")


@pages.get("/service-worker.js")
def service_worker() -> Response:
    """The worker, at the top of the site, so that every page is within its reach."""
    return current_app.send_static_file("js/service-worker.js")


@pages.get("/offline")
def offline() -> str:
    """What is shown in place of a page that was not kept, when there is no network."""
    return render_template("device/offline.html")
