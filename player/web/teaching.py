"""What every template knows: how to say things in the reader's language, and how to show them."""

from pathlib import Path
from typing import Any

from flask import Flask

from audio.timecode import clock
from player.web import display, moments, packing, wording
from player.web.language import language
from player.web.session import begin_session, csrf_token, may_edit, password_is_set, token_field

SPEEDS = (0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3)
OWN_SHEET = "style.css"
"""The style page brings it itself."""
FILTERS = (
    wording.long_date,
    wording.time_span,
    wording.sureness,
    display.initial,
    display.isolate,
    display.isolate_hebrew,
    display.megabytes,
    packing.line_data,
    moments.moment_of,
    clock,
)


def teach(app: Flask, static: Path) -> None:
    """Make filters, words and the page's files known to the templates.

    Args:
        app: whose templates they are.
        static: the folder of style sheets and scripts.
    """
    for filter_ in FILTERS:
        app.add_template_filter(filter_)
    sheets = sorted(path.name for path in (static / "css").glob("*.css") if path.name != OWN_SHEET)

    app.add_template_global(csrf_token)
    app.add_template_global(token_field)

    @app.template_global()
    def say(key: str, **values: Any) -> str:
        return wording.say(key, language(), **values)

    @app.context_processor
    def known() -> dict[str, Any]:
        spoken = language()
        begin_session()
        return {
            "in_language": lambda thing, name: getattr(thing, f"{name}_{spoken}"),
            "has_password": password_is_set(),
            "language": spoken,
            "may_edit": may_edit(),
            "words_for_scripts": wording.for_scripts(spoken),
            "sheets": sheets,
            "speeds": SPEEDS,
        }
