"""The cast: for each speaker role, gender and voice; on a click a voice says a line of the episode."""

import io
import re
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audio.engines.base import Engine
from audio.engines.table import ENGINES, open_engine
from audio.errors import KaryanError
from audio.speech import Voice
from player.cast_sheet import Member, let_hear, members, sample, speaking
from player.decisions import Kind
from player.home import Home
from player.mending import Wish, cost, mend
from player.web.downloads import send
from player.web.guarding import editors_only
from player.web.parts import made_by, parts, wants_fragment
from player.web.reader import ShownSpeaker, shown_speakers

pages = Blueprint("cast", __name__)
editors_only(pages)

ROLES = ("host", "guest", "narrator")
GENDERS = ("m", "f")
MANNERS = ("lively", "calm")
"""Voices are offered in this order; within it, in their engine's own."""
_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Row:
    """A speaker of the page."""

    number: int
    member: Member
    speaker: ShownSpeaker
    """With the colour and mark of the reading page."""


@pages.get("/episodes/<slug>/cast")
def look(slug: str) -> str:
    """The speakers with their voices; ``?engine=`` for those of another engine than the usual."""
    home = _home()
    now = speaking(home, request.args.get("engine", ""))
    return render_template(
        "studio/cast.html",
        facts=home.manuscripts.manuscript(slug).facts,
        is_narrated=home.library.fingerprint(slug) is not None,
        rows=_rows(home, slug, now.engine),
        now=now,
        engine=now.engine.name,
        asked=request.args.get("engine", ""),
        engines=_engines(home),
        **_choices(now.engine),
    )


@pages.post("/episodes/<slug>/cast")
def decide(slug: str) -> ResponseReturnValue:
    """Decide of one speaker; his row again, and what all that was decided costs."""
    home, engine = _engine()
    name = request.form.get("name", "")
    wishes = _wishes(engine.name, name)
    if wishes:
        mend(home, slug, wishes, made_by())
    if not wants_fragment():
        page = url_for("cast.look", slug=slug, engine=request.form.get("asked") or None)
        return redirect(page, HTTPStatus.SEE_OTHER)
    return render_template(
        "studio/_decided.html",
        facts=home.manuscripts.manuscript(slug).facts,
        row=next(row for row in _rows(home, slug, engine) if row.member.name == name),
        engine=engine.name,
        asked=request.form.get("asked", ""),
        **_choices(engine),
    )


@pages.get("/episodes/<slug>/cast/cost")
def costs(slug: str) -> str:
    """What narrating the episode as it was decided would make anew: a piece of the page."""
    home = _home()
    engine = speaking(home, request.args.get("engine", "")).engine
    return render_template("studio/_cost.html", cost=cost(home, slug, (), engine))


@pages.post("/episodes/<slug>/cast/hear")
def hear(slug: str) -> ResponseReturnValue:
    """A voice says a line of the episode: a clip, made where it is not there yet."""
    home, engine = _engine()
    task = sample(home, slug, engine, request.form.get("name", ""), request.form.get("voice", ""))
    failure: KaryanError | None = None
    try:
        let_hear(home, task)
    except KaryanError as error:
        failure = error
        if not wants_fragment():
            raise
    address = url_for("cast.heard", slug=slug, key=task.key)
    if not wants_fragment():
        return redirect(address, HTTPStatus.SEE_OTHER)
    said = task.utterance
    return render_template("studio/_heard.html", address=address, failure=failure, said=said)


@pages.get("/episodes/<slug>/cast/sample/<key>.mp3")
def heard(slug: str, key: str) -> Response:
    """A clip that was made to be heard."""
    if not _KEY.fullmatch(key) or not parts().home.clips.has(key):
        abort(HTTPStatus.NOT_FOUND)
    return send(io.BytesIO(parts().home.clips.sound(key).mp3), "audio/mpeg", etag=key)


def _home() -> Home:
    return parts().home.renewed()


def _engine() -> tuple[Home, Engine]:
    """The engine whose voices the form shows."""
    home = _home()
    return home, open_engine(request.form.get("engine", ""), home.engine_settings)


def _rows(home: Home, slug: str, engine: Engine) -> list[Row]:
    every = members(home, slug, engine)
    shown = shown_speakers([member.name for member in every])
    return [Row(number, *pair) for number, pair in enumerate(zip(every, shown, strict=True))]


def _engines(home: Home) -> list[str]:
    """Those that have voices at all."""
    return [name for name in ENGINES if open_engine(name, home.engine_settings).voices()]


def _choices(engine: Engine) -> dict[str, object]:
    voices: dict[str, list[Voice]] = {gender: [] for gender in GENDERS}
    for voice in sorted(engine.voices(), key=lambda voice: MANNERS.index(voice.manner)):
        voices[voice.gender].append(voice)
    return {"roles": ROLES, "genders": GENDERS, "voices": voices}


def _wishes(engine: str, name: str) -> list[Wish]:
    """What the form changes, each beside what stood there when it was shown."""
    form = request.form
    kinds: tuple[Kind, ...] = ("role", "gender")
    wished = [Wish(kind, name, form.get(kind, ""), form.get(f"{kind}_before", "")) for kind in kinds]
    voice, subject = form.get("voice", ""), f"{engine}:{name}"
    own, house = form.get("voice_before", ""), form.get("house_before", "")
    if form.get("always"):
        wished += [Wish("voice", subject, "", own), Wish("voice", subject, voice, house, for_house=True)]
    elif voice != (own or house):
        wished.append(Wish("voice", subject, voice, own))
    elif house and not own:
        # It was the house's, and is now this episode's alone to keep.
        wished.append(Wish("voice", subject, voice, own))
    return [wish for wish in wished if wish.after != wish.before]
