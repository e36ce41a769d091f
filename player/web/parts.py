"""What every view needs, handed to the application once."""

from dataclasses import dataclass
from typing import cast
from urllib.parse import unquote

from flask import Flask, current_app, g, request

from audio.media import MediaStore
from player.config import Settings
from player.home import Home
from player.library import Library

_KEY = "karyan"
EDITOR_COOKIE = "karyan_editor"
LONGEST_NAME = 60


@dataclass(frozen=True)
class Parts:
    """The home that the pages show."""

    home: Home

    @property
    def library(self) -> Library:
        return self.home.library

    @property
    def media(self) -> MediaStore:
        return self.home.media


def give(app: Flask, parts: Parts) -> None:
    """Hand the parts to the application."""
    app.extensions[_KEY] = parts


def parts() -> Parts:
    """The parts of the application that answers this request."""
    found = current_app.extensions[_KEY]
    assert isinstance(found, Parts)
    return found


def settings() -> Settings:
    """The settings as they hold for this request.

    Raises:
        BadUse: where the house keeps a value that a setting cannot have.
    """
    if "settings" not in g:
        g.settings = parts().home.settings_now()
    return cast(Settings, g.settings)


def ask_the_house_no_more() -> None:
    """For the rest of the request go by the settings of the start: what the house keeps may be the fault."""
    g.setdefault("settings", parts().home.settings)


def wants_fragment() -> bool:
    """Whether htmx asks for a piece to swap into the page, not for a page."""
    return request.headers.get("HX-Request-Type") == "partial"


def made_by() -> str:
    """What the one who asks is called in the history, as he told his browser; "" where he did not."""
    return unquote(request.cookies.get(EDITOR_COOKIE, "")).strip()[:LONGEST_NAME]
