"""A library with two small episodes, whose sounds are silence."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from audio.media import MediaStore
from player.app import create_app
from player.home import Home
from player.library import Guess, Library, NewNarration
from player.timeline import (
    CastSpeaker,
    EpisodeFacts,
    SoundFacts,
    TimedTurn,
    Timeline,
)
from player.transcript.model import Note
from player.web.session import TOKEN_HEADER
from tests.audio.sounds import silent_m4a, silent_mp3
from tests.player.timelines import timed_line

SOUND, SOUND_MP3 = silent_m4a(95), silent_mp3(95)


def narration(slug: str, title: str, date: str) -> NewNarration:
    """An episode of two turns, a note, and words that try the page's escaping and direction."""
    speakers = (
        CastSpeaker("s1", "נועה", "host", "f", "espeak-noa"),
        CastSpeaker("s2", 'ד"ר עמוס לב', "guest", "m", "espeak-amos"),
    )
    turns = (
        TimedTurn(0, "s1", 1.0, (timed_line("p0-0", "מה זה C++, בעצם?", 500),)),
        TimedTurn(
            1,
            "s2",
            0.4,
            (
                timed_line("p1-0", "שפה <ישנה> & טובה.", 3000),
                timed_line("p1-1", "נכתבה ב־1985.", 5000),
                timed_line("p2-0", 'בחו"ל אומרים:  hello world!', 7000),
            ),
        ),
    )
    timeline = Timeline(
        EpisodeFacts(slug, "שיחות ערב", "12", title, 'ד"ר עמוס לב', date, ""),
        SoundFacts(24_000, 9_000, "ab" * 32, "espeak"),
        speakers,
        turns,
        (Note(0, "(צחוק באולפן)"), Note(1, "(סוף)")),
    )
    heading = ("שיחות ערב", "שיחה 12", title, 'עם ד"ר עמוס לב 3.5.24')
    guesses = (Guess(1, 0.4, "תשובת האורח"), Guess(2, 0.95, '"בחו"ל" <כאן>'))
    return NewNarration(f"print-{slug}", timeline, heading, f"{slug}.m4a", f"{slug}.mp3", guesses)


@pytest.fixture
def media(home: Home) -> MediaStore:
    return home.media


@pytest.fixture
def library(home: Home) -> Library:
    return home.library


@pytest.fixture
def filled(library: Library, media: MediaStore) -> Library:
    for new in (
        narration("שפות-12", "שפות מחשב", "2024-05-03"),
        narration("gardens-7", "גינות בעיר", "2023-01-01"),
    ):
        for name, sound in ((new.m4a, SOUND), (new.mp3, SOUND_MP3)):
            with media.create(name) as file:
                file.write(sound)
        library.save(new)
    return library


class OurPage(FlaskClient):
    """Asks as a page of ours does: what would change anything carries the token that the page had."""

    def open(self, *args: Any, **options: Any) -> TestResponse:
        headers = dict(options.pop("headers", None) or {})
        if options.get("method") == "POST" and TOKEN_HEADER not in headers:
            headers[TOKEN_HEADER] = self.token()
        return super().open(*args, headers=headers, **options)

    def token(self) -> str:
        """What a page of ours carries."""
        found = re.search(rf'"{TOKEN_HEADER}": "([^"]+)"', self.get("/offline").text)
        assert found is not None
        return found[1]


@pytest.fixture
def app(home: Home) -> Flask:
    app = create_app(home)
    app.test_client_class = OurPage
    return app


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        yield client
