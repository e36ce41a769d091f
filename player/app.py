"""The page's application: the library and the sounds wired to the views."""

import gc

from flask import Flask, Response
from flask_compress import Compress
from jinja2 import StrictUndefined

from player.home import Home
from player.page_parts import page_folder
from player.web import (
    cast,
    covers,
    device,
    downloads,
    errors,
    feed,
    growing,
    language,
    login,
    mending,
    progress,
    reader,
    settings,
    speakers,
    storage,
    studio,
    style,
)
from player.web import library as library_page
from player.web.guarding import guard
from player.web.parts import Parts, give
from player.web.session import keep_sessions
from player.web.teaching import teach

HEADERS = {
    # Nothing comes from elsewhere, and no script or style stands in the page itself.
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self'",
            "media-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


SELDOM = 20_000
"""So many new objects before Python looks for dead circles: a page of ten hours makes hundreds of thousands,
none in a circle, and looking after every 700, as it does by itself, took a fifth of the time."""

VIEWS = (
    library_page,
    reader,
    growing,
    mending,
    speakers,
    downloads,
    language,
    covers,
    device,
    style,
    feed,
    login,
    settings,
    storage,
    studio,
    cast,
    progress,
)
COMPRESSED = ["text/html", "text/css", "text/javascript", "application/json", "image/svg+xml"]


def create_app(home: Home) -> Flask:
    """The Flask application over a home: its library, its sounds, its settings."""
    gc.set_threshold(SELDOM)
    page = page_folder()
    app = Flask(__name__, template_folder=str(page / "templates"), static_folder=str(page / "static"))
    # Blocks of the templates leave no empty lines; what is inside a paragraph is written without any.
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined}
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    give(app, Parts(home))
    teach(app, page / "static")
    app.add_template_global(feed.feed_address)
    app.add_template_global(library_page.address, "library_address")
    app.add_template_global(growing.is_being_narrated)
    app.add_template_global(progress.now_under_way)
    app.add_template_global(studio.acts)
    app.config |= {"MAX_CONTENT_LENGTH": studio.LARGEST_UPLOAD, "MAX_FORM_MEMORY_SIZE": studio.LONGEST_PASTED}
    errors.handle_errors(app)
    keep_sessions(app, home)
    guard(app, home)
    for views in VIEWS:
        app.register_blueprint(views.pages)
    app.after_request(_add_headers)
    # Quick rather than small: a page is made for each reader anew.
    app.config |= {"COMPRESS_MIMETYPES": COMPRESSED, "COMPRESS_BR_LEVEL": 5, "COMPRESS_LEVEL": 5}
    # What is sent while it is made, too: on another machine and without TLS a browser takes gzip at best.
    app.config["COMPRESS_ALGORITHM_STREAMING"] = ["zstd", "br", "gzip"]
    Compress(app)
    return app


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    # The same address answers htmx with a fragment.
    response.vary.add("HX-Request-Type")
    return response
