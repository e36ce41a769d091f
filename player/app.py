"""The page's application: the library and the sounds wired to the views."""

from flask import Flask, Response
from flask_compress import Compress
from jinja2 import StrictUndefined

from audio.media import MediaStore
from player.library import Library
from player.page_parts import page_folder
from player.web import (
    covers,
    device,
    downloads,
    errors,
    feed,
    language,
    own_page,
    reader,
    speakers,
    storage,
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


def create_app(library: Library, media: MediaStore, site: str = "", feed_is_public: bool = False) -> Flask:
    """The Flask application over a library and the store of its sounds.

    Args:
        library: the episodes.
        media: their sounds.
        site: the address by which others reach the page; "" for the one that each of them asks for.
        feed_is_public: whether the feed's address is known to all, or secret.
    """
    home = page_folder()
    app = Flask(__name__, template_folder=str(home / "templates"), static_folder=str(home / "static"))
    # Blocks of the templates leave no empty lines; what is inside a paragraph is written without any.
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined}
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    give(app, Parts(library, media, site, feed_is_public))
    teach(app, home / "static")
    app.add_template_global(feed.feed_address)
    app.add_template_global(library_page.address, "library_address")
    errors.handle_errors(app)
    own_page.guard(app)
    for views in (library_page, reader, speakers, downloads, language, covers, device, style, feed, storage):
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
