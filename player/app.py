"""The page's application: the library and the sounds wired to the views."""

from flask import Flask, Response
from flask_compress import Compress
from jinja2 import StrictUndefined

from player.home import Home
from player.page_parts import page_folder
from player.web import (
    covers,
    device,
    downloads,
    errors,
    feed,
    growing,
    language,
    own_page,
    reader,
    speakers,
    style,
)
from player.web import library as library_page
from player.web.parts import Parts, give
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


COMPRESSED = ["text/html", "text/css", "text/javascript", "application/json", "image/svg+xml"]


def create_app(home: Home) -> Flask:
    """The Flask application over a home: its library, its sounds, its settings."""
    page = page_folder()
    app = Flask(__name__, template_folder=str(page / "templates"), static_folder=str(page / "static"))
    # Blocks of the templates leave no empty lines; what is inside a paragraph is written without any.
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined}
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    give(app, Parts(home))
    teach(app, page / "static")
    app.add_template_global(feed.feed_address)
    app.add_template_global(growing.is_being_narrated)
    errors.handle_errors(app)
    own_page.guard(app)
    for views in (library_page, reader, growing, speakers, downloads, language, covers, device, style, feed):
        app.register_blueprint(views.pages)
    app.after_request(_add_headers)
    # Quick rather than small: a page is made for each reader anew.
    app.config |= {"COMPRESS_MIMETYPES": COMPRESSED, "COMPRESS_BR_LEVEL": 5, "COMPRESS_LEVEL": 5}
    Compress(app)
    return app


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    # The same address answers htmx with a fragment.
    response.vary.add("HX-Request-Type")
    return response
