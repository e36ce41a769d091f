"""The feed that podcast apps follow, and the files that it names, all behind the house's key."""

import hashlib
from typing import Any

from flask import Blueprint, Response, abort, request

from player.config import PUBLIC
from player.cover import COVER_PX, cover_png, icon_png, series_png
from player.exports.made import open_export
from player.exports.table import EXPORTS
from player.feed.addresses import FILES, Addresses
from player.feed.channel import channel, series_of
from player.feed.key import PUBLIC_KEY, opens
from player.feed.rss import MIME, rss
from player.slugs import slug as slug_of
from player.web.covers import picture
from player.web.downloads import send
from player.web.parts import parts, settings

pages = Blueprint("feed", __name__, url_prefix="/feed/<key>")


@pages.url_value_preprocessor
def _only_with_the_key(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Whoever does not have the key learns nothing, not even that there is a feed."""
    assert values is not None
    if not opens(values["key"], parts().media, _is_public()):
        abort(404)


@pages.after_request
def _keep_out_of_searches(response: Response) -> Response:
    if not _is_public():
        response.headers["X-Robots-Tag"] = "noindex"
    return response


@pages.get("/house.xml", defaults={"series": ""})
@pages.get("/series/<series>.xml")
def feed(key: str, series: str) -> Response:
    """The feed of the house or of a series; ``?page=2`` is the next one."""
    shown = channel(parts().library, parts().media, series, request.args.get("page", 1, int))
    if shown is None:
        abort(404)
    xml = rss(shown, _addresses(key), _is_public())
    response = Response(xml, content_type=MIME)
    response.set_etag(hashlib.sha256(xml).hexdigest())
    response.last_modified = shown.updated
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response


@pages.get("/house.png", defaults={"series": ""})
@pages.get("/series/<series>.png")
def cover(key: str, series: str) -> Response:
    """The picture of the house or of a series."""
    if not series:
        return picture(icon_png(COVER_PX))
    named = (name for name in series_of(parts().library) if slug_of(name) == series)
    return picture(series_png(next(named, None) or abort(404)))


@pages.get("/<slug>/cover.png")
def episode_cover(key: str, slug: str) -> Response:
    """The cover of an episode."""
    return picture(cover_png(parts().library.facts(slug)))


@pages.get("/<slug>/<name>")
def file(key: str, slug: str, name: str) -> Response:
    """A file of an episode; pieces of it by range."""
    export = EXPORTS[FILES.get(name) or abort(404)]
    made = open_export(parts().library, parts().media, slug, export)
    return send(made.file, export.mime, made.etag)


def feed_address(series: str = "") -> str:
    """The address that a page may name of the feed of a series or of the house; "" where it is secret."""
    if not _is_public():
        return ""
    return _addresses(PUBLIC_KEY).feed(series)


def _addresses(key: str) -> Addresses:
    return Addresses(settings().site or request.host_url.rstrip("/"), key)


def _is_public() -> bool:
    return settings().feed == PUBLIC
