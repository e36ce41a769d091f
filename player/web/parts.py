"""What every view needs, handed to the application once."""

from dataclasses import dataclass

from flask import Flask, current_app, request

from audio.media import MediaStore
from player.library import Library

_KEY = "karyan"


@dataclass(frozen=True)
class Parts:
    """The library, the store of its sounds, and who may follow its feed."""

    library: Library
    media: MediaStore
    site: str = ""
    """The address by which others reach the page, without a slash at its end; "" for the one asked for."""
    feed_is_public: bool = False


def give(app: Flask, parts: Parts) -> None:
    """Hand the parts to the application."""
    app.extensions[_KEY] = parts


def parts() -> Parts:
    """The parts of the application that answers this request."""
    found = current_app.extensions[_KEY]
    assert isinstance(found, Parts)
    return found


def wants_fragment() -> bool:
    """Whether htmx asks for a piece to swap into the page, not for a page."""
    return request.headers.get("HX-Request-Type") == "partial"
