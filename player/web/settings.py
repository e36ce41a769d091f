"""The settings of the house: each with its value and where that comes from; some are set here."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audio.engines.table import ENGINES
from player.doctor.base import examine, finding_row
from player.doctor.table import CHECKS
from player.errors import BadUse
from player.house_settings import decide, find_setting, shown_setting, shown_settings
from player.web.guarding import editors_only
from player.web.language import language
from player.web.parts import parts, settings, wants_fragment

pages = Blueprint("settings", __name__, url_prefix="/settings")
editors_only(pages)
SPEAKERS = ("edge-service", *ENGINES)
"""The checks of `karyan doctor` that look at those who speak."""


@pages.get("")
def index() -> str:
    """The page."""
    return _page({}, {})


@pages.post("/<name>")
def change(name: str) -> ResponseReturnValue:
    """Set it for the whole house, or take back what was set; a value that it cannot have changes nothing."""
    setting = find_setting(name)
    typed = request.form.get("value", "")
    try:
        decide(parts().home, name, typed)
    except BadUse as error:
        wrong, kept = {setting.name: error.sentence(language())}, {setting.name: typed}
        if not wants_fragment():
            return _page(wrong, kept), HTTPStatus.BAD_REQUEST
        return _row(name, wrong, kept), HTTPStatus.BAD_REQUEST
    if wants_fragment():
        return _row(name, {}, {}, is_kept=True)
    return redirect(url_for("settings.index", _anchor=setting.name), HTTPStatus.SEE_OTHER)


@pages.get("/engines")
def engines() -> str:
    """Who can speak now; it takes some seconds, since each of them does."""
    checks = [check for check in CHECKS if check.name in SPEAKERS]
    rows = (finding_row(finding, language()) for finding in examine(checks, settings()))
    return render_template("settings/_engines.html", rows=rows)


def _page(wrong: Mapping[str, str], typed: Mapping[str, str]) -> str:
    rows = shown_settings(parts().home)
    return render_template("settings/index.html", rows=rows, wrong=wrong, typed=typed, is_kept=False)


def _row(name: str, wrong: Mapping[str, str], typed: Mapping[str, str], is_kept: bool = False) -> str:
    row = shown_setting(parts().home, name)
    return render_template("settings/_row.html", row=row, wrong=wrong, typed=typed, is_kept=is_kept)
