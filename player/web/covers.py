"""Pictures that are drawn: an episode's cover, the program's icon."""

import hashlib

from flask import Blueprint, Response, request

from player.cover import COVER_PX, COVER_SIZES, cover_name, cover_png, icon_png
from player.errors import NoSuchDocument, NoSuchEpisode
from player.timeline import EpisodeFacts
from player.web.parts import parts

pages = Blueprint("covers", __name__)

ICON_SIZES = (48, 180, 192, 512)
"""As tabs, Apple's home screen and the web application manifest ask for them."""


@pages.get("/episodes/<slug>/cover.png")
def cover(slug: str) -> Response:
    """The cover, in the whole size or at least `?size=` pixels a side."""
    size = _at_least(request.args.get("size", COVER_PX, int), COVER_SIZES)
    facts = _facts(slug)
    name = cover_name(facts, size)
    # A page of the library asks for many; drawing one takes a tenth of a second.
    if name in request.if_none_match:
        return _unchanging(Response(mimetype="image/png"), name)
    if not parts().media.exists(name):
        with parts().media.create(name) as file:
            file.write(cover_png(facts, size))
    with parts().media.open(name) as drawn:
        return _unchanging(Response(drawn.read(), mimetype="image/png"), name)


def _facts(slug: str) -> EpisodeFacts:
    """What the title block says, also where the episode is being narrated for the first time."""
    if parts().library.revision(slug):
        return parts().library.facts(slug)
    try:
        return parts().home.manuscripts.manuscript(slug).facts
    except NoSuchDocument:
        raise NoSuchEpisode(slug) from None


@pages.get("/icon-<int:size>.png")
def icon(size: int) -> Response:
    """The icon in that size, or in the next that there is."""
    return picture(icon_png(_at_least(size, ICON_SIZES)))


def _at_least(wanted: int, sizes: tuple[int, ...]) -> int:
    """The smallest of the sizes that is large enough, else the largest: few pictures are ever drawn."""
    return next((size for size in sizes if size >= wanted), sizes[-1])


def picture(png: bytes) -> Response:
    """The answer that shows a picture."""
    return _unchanging(Response(png, mimetype="image/png"), hashlib.sha256(png).hexdigest())


def _unchanging(response: Response, etag: str) -> Response:
    """The same, not sent again to whoever has it."""
    response.set_etag(etag)
    # Asked again each time, since a title may change; an unchanged picture is not sent again.
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response
