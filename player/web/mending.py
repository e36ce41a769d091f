"""Mending in the reader: the panel beside the text, what a change costs, making it, taking it back."""

import json
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import quote

from flask import Blueprint, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from audio.errors import KaryanError
from player.decisions import Edit, Kind
from player.errors import BadUse, Conflict
from player.history import told
from player.home import Home
from player.mendable import Mendable, mendable, until_the_next_label
from player.mending import Cost, Wish, as_narrated, changes, cost, engine_of, mend
from player.narrating import begin
from player.rereading import hear, word_read
from player.web.guarding import editors_only
from player.web.language import language
from player.web.parts import EDITOR_COOKIE, LONGEST_NAME, made_by, parts
from player.web.reader import shown_speakers
from player.web.wording import say

pages = Blueprint("mending", __name__, url_prefix="/episodes/<slug>")
editors_only(pages)

PAUSES_MS = ("150", "500", "1000", "2000")
"""Steps: shorter than any usual one, then half a second, one, two."""
NARRATING = json.dumps({"karyan:narrating": {"target": "body"}})
"""What htmx tells the page: whoever shows the narration looks after it from now on."""
_TOLD_IN_MINUTES_S = 100
_REMEMBERED_FOR = timedelta(days=365)
_KINDS: tuple[Kind, ...] = ("speaker", "text", "pause", "unspoken", "reading")


@dataclass(frozen=True)
class Told:
    """What the panel says above all else."""

    sentence: str
    failed: bool = False


@pages.get("/mend/<key>")
def panel(slug: str, key: str) -> ResponseReturnValue:
    """What can be mended of a paragraph; with ``?word=3``, how that word of it is read."""
    return _panel(slug, key)


@pages.post("/mend/<key>/ask")
def ask(slug: str, key: str) -> ResponseReturnValue:
    """What a change would cost, before it is made."""
    try:
        home = as_narrated(parts().home, slug)
        wishes = _wishes(home, slug, key)
        if all(change.before == change.after for change in changes(home, slug, wishes)):
            return render_template("mending/_told.html", told=Told(say("mend.is_so", language())))
        asked = cost(home, slug, wishes, engine_of(home))
    except KaryanError as error:
        return render_template("mending/_told.html", told=_failure(error)), _status(error)
    return render_template(
        "mending/_ask.html",
        slug=slug,
        key=key,
        paragraphs=len(wishes),
        cost=asked,
        sentence=cost_sentence(asked, language()),
        wishes=json.dumps([astuple(wish) for wish in wishes], ensure_ascii=False),
    )


@pages.post("/mend/<key>")
def make(slug: str, key: str) -> ResponseReturnValue:
    """Make a change whose cost was told, and have it spoken."""
    return _act(slug, key, lambda home: mend(home, slug, _told_wishes(), made_by()), "mend.kept")


@pages.post("/mend/<key>/undo")
def undo(slug: str, key: str) -> ResponseReturnValue:
    """Take the last edit back, and have it spoken."""
    return _act(slug, key, lambda home: home.decisions.undo(slug), "mend.undone")


@pages.post("/mend/<key>/redo")
def redo(slug: str, key: str) -> ResponseReturnValue:
    """Make the edit that was taken back once more, and have it spoken."""
    return _act(slug, key, lambda home: home.decisions.redo(slug), "mend.redone")


@pages.post("/mend/<key>/hear")
def listen(slug: str, key: str) -> ResponseReturnValue:
    """Speak the word's sentence with a reading that is not kept yet."""
    home = as_narrated(parts().home, slug)
    try:
        paragraph = mendable(home, slug, key)
        form = request.form
        clip = hear(home, slug, engine_of(home), paragraph, _word() or 0, form["subject"], form["after"])
    except KaryanError as error:
        return render_template("mending/_told.html", told=_failure(error)), _status(error)
    return render_template("mending/_heard.html", slug=slug, clip=clip)


@pages.get("/mend/clips/<clip>.mp3")
def heard(slug: str, clip: str) -> Response:
    """The sound of a clip."""
    response = Response(parts().home.clips.sound(clip).mp3, mimetype="audio/mpeg")
    response.cache_control.private = True
    return response


@pages.post("/mend/<key>/name")
def name(slug: str, key: str) -> ResponseReturnValue:
    """Remember what the one who edits is called in the history; "" too, so that nobody is asked twice."""
    called = " ".join(request.form.get("name", "").split())[:LONGEST_NAME]
    response = make_response(_panel(slug, key, is_named=True))
    response.set_cookie(EDITOR_COOKIE, quote(called), max_age=_REMEMBERED_FOR, samesite="Lax", httponly=True)
    return response


@pages.get("/history")
def history(slug: str) -> str:
    """Who changed what, and when."""
    facts = parts().library.facts(slug)
    return render_template("mending/history.html", facts=facts, rows=_rows(parts().home, slug))


@dataclass(frozen=True)
class Row:
    """An edit in the history."""

    sentence: str
    undone: bool


def _rows(home: Home, slug: str) -> list[Row]:
    now = datetime.now().astimezone()
    return [Row(told(edit, language(), now), edit.undone) for edit in home.decisions.history(slug)]


def cost_sentence(asked: Cost, language: str) -> str:
    """What a change costs, in words."""
    if not asked.clips:
        return say("mend.cost_nothing", language)
    clips = say("mend.clips", language, count=asked.clips)
    if asked.seconds is None:
        return clips
    whole = max(1, round(asked.seconds))
    in_minutes = whole >= _TOLD_IN_MINUTES_S
    time = (
        say("mend.minutes", language, count=round(whole / 60))
        if in_minutes
        else say("mend.seconds", language, count=whole)
    )
    return f"{clips}, {time}"


def _act(slug: str, key: str, does: Callable[[Home], Edit], sentence: str) -> ResponseReturnValue:
    """Change something and have it spoken; the panel with what stands there then."""
    home = as_narrated(parts().home, slug)
    try:
        does(home)
        begin(home, slug, made_by())
    except KaryanError as error:
        # With what stands there now, so that whoever was too late sees it.
        return _panel(slug, key, told=_failure(error)), _status(error)
    response = make_response(_panel(slug, key, told=Told(say(sentence, language()))))
    response.headers["HX-Trigger"] = NARRATING
    return response


def _status(error: KaryanError) -> HTTPStatus:
    if isinstance(error, Conflict):
        return HTTPStatus.CONFLICT
    return HTTPStatus.BAD_REQUEST if isinstance(error, BadUse) else HTTPStatus.INTERNAL_SERVER_ERROR


def _panel(slug: str, key: str, told: Told | None = None, is_named: bool = False) -> str:
    home = parts().home
    try:
        paragraph = mendable(home, slug, key)
    except BadUse as error:
        return render_template("mending/_gone.html", slug=slug, told=_failure(error))
    word = _word()
    at = request.values.get("at", type=int) if word is None else word
    edits = home.decisions.history(slug)
    return render_template(
        "mending/_panel.html",
        slug=slug,
        paragraph=paragraph,
        speakers=shown_speakers(paragraph.speakers),
        line=paragraph.line_of(-1 if at is None else at),
        word=None if word is None else word_read(home, slug, paragraph, word),
        at=at,
        pauses=PAUSES_MS,
        told=told,
        is_named=is_named or EDITOR_COOKIE in request.cookies,
        can_undo=any(not edit.undone for edit in edits),
        can_redo=bool(edits) and edits[0].undone,
    )


def _wishes(home: Home, slug: str, key: str) -> list[Wish]:
    """What a form asks for."""
    form = request.form
    kind = _kind(form.get("kind", ""))
    for_house = form.get("scope") == "house"
    before = form.get("before_house" if for_house else "before")
    wish = Wish(kind, form.get("subject", key), form.get("after", "").strip(), before, for_house)
    if kind == "pause" and form.get("own") and not wish.after:
        wish = replace(wish, after=_milliseconds(form["own"]))
    if kind == "text" and "line" in form:
        wish = replace(wish, after=_with_line(mendable(home, slug, key), wish.after))
    return until_the_next_label(home, slug, wish) if form.get("until_label") else [wish]


def _kind(kind: str) -> Kind:
    for known in _KINDS:
        if known == kind:
            return known
    raise _stale()


def _milliseconds(seconds: str) -> str:
    try:
        return str(round(float(seconds.replace(",", ".")) * 1000))
    except (ValueError, OverflowError):
        return seconds


def _with_line(paragraph: Mendable, text: str) -> str:
    start, _, end = request.form["line"].partition("-")
    if not (start.isdecimal() and end.isdecimal()):
        raise _stale()
    # Where somebody else changed the text meanwhile, the place of the line is another one.
    if paragraph.before("text") != request.form.get("before", ""):
        raise Conflict()
    return paragraph.with_line(int(start), int(end), text)


def _told_wishes() -> Sequence[Wish]:
    """The wishes of which the cost was told."""
    try:
        rows = json.loads(request.form.get("wishes", ""))
        wishes = [
            Wish(_kind(kind), str(subject), str(after), str(before), bool(for_house))
            for kind, subject, after, before, for_house in rows
        ]
    except (TypeError, ValueError) as error:
        raise _stale() from error
    return wishes


def _stale() -> BadUse:
    return BadUse(
        "הבקשה לא הובנה; טענו את הדף שוב ונסו", "the request was not understood; load the page again and try"
    )


def _word() -> int | None:
    return request.values.get("word", type=int)


def _failure(error: KaryanError) -> Told:
    return Told(error.sentence(language()), failed=True)
