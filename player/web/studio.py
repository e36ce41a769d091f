"""The studio: documents are brought, looked at and taken in; and what of them is still in the works."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from player import narrating
from player.bringing import Arrival, Standing, arrivals, receive, send_back, standing, take_in
from player.desk import InTheWorks
from player.home import Home
from player.manuscripts import Manuscript
from player.transcript.document import LIMIT_MB, TIMELINE_LIMIT_MB
from player.watching import Watched, watch
from player.web.guarding import editors_only
from player.web.parts import made_by, parts

pages = Blueprint("studio", __name__)
editors_only(pages)

KINDS = (".txt", ".docx", ".srt", ".vtt", ".json", ".md")
"""Endings that the choice of files offers; whatever else can be read is read too."""
LARGEST_UPLOAD = 250_000_000
"""Bytes of all documents that are brought at once."""
LONGEST_PASTED = 3 * 1_000_000 * LIMIT_MB
"""Bytes of a form's own fields; each letter of Hebrew may be sent as six."""
_ACTS = {
    "asked": ("cancel",),
    "speaking": ("pause", "cancel"),
    "paused": ("go-on", "cancel"),
    "joining": ("cancel",),
    "failed": ("retry",),
    "done": (),
    "cancelled": (),
}
"""State of a narration → what one may do then."""


@dataclass(frozen=True)
class ShownArrival:
    """A good document of a batch, and what taking it in would change."""

    arrival: Arrival
    beside: Standing
    is_twice: bool
    """Whether another one of the batch is of the same episode, and would take its place."""


@dataclass(frozen=True)
class ShownWork:
    """A document in the works, with how far its narration is where one is being made or has failed."""

    work: InTheWorks
    watched: Watched | None


@pages.get("/studio")
def index() -> str:
    """Where documents are brought, and what is in the works."""
    return render_template("studio/index.html", kinds=KINDS, **_works())


@pages.get("/studio/works")
def at_work() -> str:
    """What is in the works: a piece of the page that asks for itself again while something is narrated."""
    return works()


@pages.post("/studio/bring")
def bring() -> ResponseReturnValue:
    """Look at documents; nothing is kept in the house yet."""
    batch = receive(parts().home, _brought())
    return redirect(url_for("studio.preview", batch=batch), HTTPStatus.SEE_OTHER)


@pages.get("/studio/bring/<batch>")
def preview(batch: str) -> str:
    """What was understood of each document of a batch, or why it is bad."""
    home = parts().home
    every = arrivals(home, batch)
    good = list(_good(home, every))
    return render_template(
        "studio/preview.html",
        batch=batch,
        bad=[one for one in every if one.preview is None],
        good=good,
        fresh=[one for one in good if one.beside.known != "same"],
        is_narrated=_is_narrated,
        was_sent_back="back" in request.args,
    )


@pages.post("/studio/bring/<batch>")
def confirm(batch: str) -> ResponseReturnValue:
    """Take in the documents that were chosen, or all that are good; and narrate them where that was asked."""
    home = parts().home
    numbers = request.form.getlist("document", int)
    taken = take_in(home, batch, numbers)
    if request.form.get("narrate"):
        for manuscript in taken:
            narrating.begin(home.renewed(), manuscript.slug, made_by())
    return redirect(_after(batch, taken, bool(numbers)), HTTPStatus.SEE_OTHER)


@pages.post("/episodes/<slug>/document/delete")
def delete(slug: str) -> ResponseReturnValue:
    """Take a document out of the house; the page that follows can take it in again."""
    batch = send_back(parts().home, slug)
    return redirect(url_for("studio.preview", batch=batch, back=""), HTTPStatus.SEE_OTHER)


def works() -> str:
    """The piece of the studio's page that shows what is in the works."""
    return render_template("studio/_works.html", **_works())


def acts(state: str) -> tuple[str, ...]:
    """What one may do with a narration in that state."""
    return _ACTS[state]


def _works() -> dict[str, list[ShownWork]]:
    home = parts().home
    return {"in_the_works": [_shown(home, work) for work in home.manuscripts.desk.documents()]}


def _shown(home: Home, work: InTheWorks) -> ShownWork:
    run = home.runs.last(work.facts.slug) if work.stage in ("under_way", "failed") else None
    return ShownWork(work, None if run is None else watch(home, run))


def _brought() -> Iterator[tuple[str, bytes]]:
    """The files of the form and the text that was pasted, each with a name."""
    for file in request.files.getlist("documents"):
        if file.filename:
            yield file.filename, file.stream.read(1_000_000 * TIMELINE_LIMIT_MB + 1)
    pasted = request.form.get("text", "").strip()
    if pasted:
        yield f"{datetime.now():%Y-%m-%d %H.%M.%S}.txt", pasted.encode("utf-8", "surrogatepass")


def _good(home: Home, every: list[Arrival]) -> Iterator[ShownArrival]:
    for place, one in enumerate(every):
        if one.preview:
            yield ShownArrival(one, standing(home, one), _comes_again(one, every[place + 1 :]))


def _comes_again(one: Arrival, later: Sequence[Arrival]) -> bool:
    """Whether a later one would take its place."""
    slugs = [other.preview.facts.slug for other in later if other.preview and other.sha256 != one.sha256]
    return one.preview is not None and one.preview.facts.slug in slugs


def _is_narrated(slug: str) -> bool:
    return parts().library.fingerprint(slug) is not None


def _after(batch: str, taken: list[Manuscript], were_chosen: bool) -> str:
    """Where one goes on: with what is left of the batch, with the one document, or with all of them."""
    home = parts().home
    if were_chosen:
        left = [one for one in _good(home, arrivals(home, batch)) if one.beside.known != "same"]
        if left:
            return url_for("studio.preview", batch=batch)
    if len(taken) > 1:
        return url_for("studio.index")
    slug = taken[0].slug
    return (
        url_for("reader.read", slug=slug, play="")
        if request.form.get("narrate")
        else url_for("cast.look", slug=slug)
    )
