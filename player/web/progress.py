"""Narrating from the page: asking for it, pausing, going on, giving up, trying again, and how far it is."""

from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audio.engines.table import open_engine
from player import narrating
from player.home import Home
from player.watching import Watched, watch, watch_all
from player.web.guarding import editors_only
from player.web.parts import made_by, parts, wants_fragment
from player.web.studio import works

pages = Blueprint("progress", __name__)
editors_only(pages)

_ACTS = {
    "pause": narrating.pause,
    "go-on": narrating.go_on,
    "cancel": narrating.cancel,
    "retry": narrating.retry,
}


@pages.post("/episodes/<slug>/narrate")
def narrate(slug: str) -> ResponseReturnValue:
    """Have an episode narrated; one lands on its page, which plays what is ready."""
    narrating.begin(_home(request.form.get("engine", "")), slug, made_by())
    if wants_fragment():
        return _shown(slug)
    return redirect(url_for("reader.read", slug=slug, play=""), HTTPStatus.SEE_OTHER)


@pages.post("/episodes/<slug>/<any(pause, 'go-on', cancel, retry):act>")
def change(slug: str, act: str) -> ResponseReturnValue:
    """Pause it, go on, give it up, or try again what failed."""
    _ACTS[act](parts().home, slug)
    if wants_fragment():
        return _shown(slug)
    return redirect(page_before(), HTTPStatus.SEE_OTHER)


@pages.get("/episodes/<slug>/progress")
def of_episode(slug: str) -> str:
    """How far the episode's narration is: a piece of a page that asks for itself again while it runs."""
    return _of_episode(slug)


@pages.get("/progress")
def overall() -> str:
    """How far all narrations are; ``?seen=3,4`` tells how those ended, too."""
    return _overall()


def now_under_way() -> list[Watched]:
    """What is being narrated at this moment; a page that shows it keeps it up to date."""
    return watch_all(parts().home)


def page_before() -> str:
    """Where the one who asks was, on this site only."""
    before = request.referrer or ""
    return before if before.startswith(request.host_url) else url_for("studio.index")


def _home(engine: str) -> Home:
    """The home with the settings of this moment, and the engine that was asked for."""
    home = parts().home.renewed()
    if not engine:
        return home
    # What is not one of the engines is refused here, not by whoever works.
    chosen = open_engine(engine, home.engine_settings).name
    return replace(home, settings=home.settings.but(engine=chosen))


def _shown(slug: str) -> str:
    """After an act: the piece of the page in which its button stands."""
    if "works" in request.args:
        return works()
    return _overall() if "seen" in request.args else _of_episode(slug)


def _watched(slug: str) -> Watched | None:
    """How an episode's narration stands; None where none was ever asked for."""
    run = parts().home.runs.last(slug)
    return None if run is None else watch(parts().home, run)


def _of_episode(slug: str) -> str:
    return render_template("studio/_progress.html", watched=_watched(slug), slug=slug)


def _overall() -> str:
    return render_template("studio/_overall.html", under_way=watch_all(parts().home, _seen()))


def _seen() -> Sequence[int]:
    return [int(number) for number in request.args.get("seen", "").split(",") if number.isdecimal()]
