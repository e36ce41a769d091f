"""The library page: which episodes there are, and what is said in them; deleting one and bringing it back."""

from collections.abc import Sequence
from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from player.errors import NoSuchEpisode
from player.search import Found
from player.shelf import ORDERS, WITH, WITHOUT, Asked
from player.web.guarding import for_editors
from player.web.parts import parts, wants_fragment

pages = Blueprint("library", __name__)

DOUBTS = (WITH, WITHOUT)


@pages.get("/")
def index() -> ResponseReturnValue:
    """The page; or, for htmx, what was found, or only what comes after what it shows already."""
    asked, after = _asked(), request.args.get("after", type=int)
    shelf = parts().library.shelf
    if wants_fragment() and after is not None:
        return render_template("library/_hits.html", found=_sentences(asked, after), asked=asked)
    page = shelf.page(asked)
    if wants_fragment() and asked.page > 1:
        return render_template("library/_cards.html", page=page, asked=asked)
    shown: dict[str, Any] = {
        "page": page,
        "asked": asked,
        "found": _sentences(asked, after),
        "library_is_empty": not page.count and shelf.is_empty(),
    }
    if wants_fragment():
        answer = make_response(render_template("library/_found.html", **shown))
        # The address that one may share has only what was asked for.
        answer.headers["HX-Replace-Url"] = address(asked)
        return answer
    offered = shelf.offered()
    return render_template(
        "library/index.html",
        **shown,
        series=_names(offered.series, asked.series),
        speakers=_names(offered.speakers, asked.speaker),
        orders=ORDERS,
    )


@pages.get("/bin")
@for_editors
def deleted() -> str:
    """What was deleted and can be brought back."""
    return render_template("library/bin.html", deleted=parts().library.bin.episodes())


@pages.post("/episodes/<slug>/delete")
def delete(slug: str) -> ResponseReturnValue:
    """Put an episode into the bin; in its place stands how to bring it back."""
    facts = parts().library.bin.put(slug)
    if wants_fragment():
        return render_template("library/_deleted.html", facts=facts)
    return _go_to(url_for("library.deleted"))


@pages.post("/episodes/<slug>/restore")
def restore(slug: str) -> ResponseReturnValue:
    """Bring an episode back from the bin."""
    parts().library.bin.bring_back(slug)
    if wants_fragment():
        summary = parts().library.shelf.summary(slug)
        if summary is None:  # deleted again at once, by another
            raise NoSuchEpisode(slug)
        return render_template("library/_card.html", episode=summary)
    return _go_to(url_for("library.index"))


def address(asked: Asked, **other: Any) -> str:
    """The address that shows this, with what is not asked for left out."""
    usual = asdict(Asked())
    wanted = {name: value for name, value in {**asdict(asked), **other}.items() if value != usual.get(name)}
    # In the page's words: what one searches for is short there.
    return url_for("library.index", **{"q" if name == "query" else name: wanted[name] for name in wanted})


def _asked() -> Asked:
    asked = {name: request.args.get(name, "").strip() for name in ("series", "speaker", "doubts", "order")}
    return Asked(
        query=request.args.get("q", "").strip(),
        series=asked["series"],
        speaker=asked["speaker"],
        doubts=asked["doubts"] if asked["doubts"] in DOUBTS else "",
        order=asked["order"] if asked["order"] in ORDERS else Asked().order,
        page=max(1, request.args.get("page", 1, int)),
    )


def _names(names: Sequence[str], chosen: str) -> Sequence[str]:
    """What one can choose; what an address asks for is there, though it be none of the usual."""
    return names if not chosen or chosen in names else (chosen, *names)


def _sentences(asked: Asked, after: int | None) -> Found:
    """The sentences that have what was typed; none where nothing was."""
    return parts().library.search.find(asked.query, after)


def _go_to(page: str) -> Response:
    answer = redirect(page, HTTPStatus.SEE_OTHER)
    assert isinstance(answer, Response)
    return answer
