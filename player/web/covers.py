"""Pictures that are drawn: an episode's cover, the program's icon."""

import hashlib

from flask import Blueprint, Response, request

from player.cover import COVER_PX, cover_png, icon_png
from player.errors import NoSuchDocument, NoSuchEpisode
from player.timeline import EpisodeFacts
from player.web.parts import parts

pages = Blueprint("covers", __name__)

COVER_SIZES = (192, 384, 768, COVER_PX)
ICON_SIZES = (48, 180, 192, 512)
"""As tabs, Apple's home screen and the web application manifest ask for them."""


@pages.get("/episodes/<slug>/cover.png")
def cover(slug: str) -> Response:
    """The cover, in the whole size or at least `?size=` pixels a side."""
    wanted = request.args.get("size", COVER_PX, int)
    return picture(cover_png(_facts(slug), _at_least(wanted, COVER_SIZES)))


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
    response = Response(png, mimetype="image/png")
    response.set_etag(hashlib.sha256(png).hexdigest())
    # Asked again each time, since a title may change; an unchanged picture is not sent again.
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response
