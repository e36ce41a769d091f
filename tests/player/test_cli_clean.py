"""``karyan clean`` from the shell."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from player.cli import karyan
from player.home import Home, open_home
from player.narration import narrate
from player.storage import KINDS, look
from tests.conftest import settings_in

TALK = "רון: שלום לכולם.\nמיכל: שלום גם לך, רון.\n"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with a small talk that was narrated, all of it long ago."""
    home = open_home(settings_in(tmp_path / "home", KARYAN_JOBS="1"))
    (tmp_path / "talk.txt").write_text(TALK, "utf-8")
    assert narrate(tmp_path / "talk.txt", home).clips_failed == 0
    make_old(home)
    return home


def make_old(home: Home) -> None:
    for file in home.media.files():
        path = home.media.local_path(file.name)
        assert path is not None
        os.utime(path, (1, 1))


def run(home: Home, *words: str, language: str = "en") -> Result:
    env = {"KARYAN_HOME": str(home.settings.home), "KARYAN_LANGUAGE": language}
    return CliRunner().invoke(karyan, ["clean", *words], env=env)


def test_a_narration_that_plays_loses_nothing(home: Home) -> None:
    before = {file.name for file in home.media.files()}
    assert json.loads(run(home, "--json").stdout)["free_bytes"] == 0
    assert {file.name for file in home.media.files()} == before


def test_a_clip_that_is_no_longer_said_is_told_then_taken(home: Home, tmp_path: Path) -> None:
    for text in ("ערב טוב.", "בוקר טוב."):
        (tmp_path / "talk.txt").write_text(TALK.replace("שלום לכולם.", text), "utf-8")
        assert narrate(tmp_path / "talk.txt", home).clips_made == 1
    make_old(home)
    told = json.loads(run(home, "--dry-run", "--json").stdout)["held"][0]
    assert (told["kind"], told["files"], told["free_files"]) == ("clips", 4, 1)
    done = run(home)
    assert done.exit_code == 0
    assert done.stdout.rstrip().endswith("freed")
    assert look(home.library, home.media).held[0].files == 3
    assert narrate(tmp_path / "talk.txt", home).clips_made == 0


def test_every_kind_has_a_name_in_both_languages(home: Home) -> None:
    assert [held.kind for held in look(home.library, home.media).held] == [*KINDS]
    for language in ("he", "en"):
        assert len(run(home, "--dry-run", language=language).stdout.splitlines()) == len(KINDS) + 1
