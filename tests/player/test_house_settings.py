"""What the house decides of the settings, from the shell, and that no secret is shown."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from player import narrating
from player.cli import karyan
from player.config import SETTINGS, load_settings
from player.errors import BadUse
from player.home import SETTING, Home, open_home
from player.house_settings import decide, shown_setting, shown_settings, shown_value
from tests.conftest import settings_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "h"


def run(folder: Path, *words: str, **more: str) -> tuple[int, str, str]:
    env = {"KARYAN_HOME": str(folder), "KARYAN_LANGUAGE": "en", "KARYAN_ENGINE": "", **more}
    done = CliRunner().invoke(karyan, ["settings", *words], env=env)
    return done.exit_code, done.stdout, done.stderr


def told(folder: Path, *words: str, **more: str) -> dict[str, tuple[str, str]]:
    """Of each setting that is printed, its value and where that comes from."""
    code, out, error = run(folder, *words, "--json", **more)
    assert code == 0, error
    return {one["name"]: (one["value"], one["source"]) for one in json.loads(out)}


def test_every_setting_is_shown_with_where_it_comes_from(folder: Path) -> None:
    shown = told(folder, KARYAN_JOBS="2")
    assert list(shown) == [setting.name for setting in SETTINGS]
    assert shown["jobs"] == ("2", "given")
    assert shown["engine"] == ("auto", "usual")
    assert shown["language"] == ("en", "given")
    _, out, _ = run(folder)
    assert len(out.splitlines()) == len(SETTINGS)
    assert "KARYAN_ENGINE\tauto\tdefault" in out


def test_what_is_set_holds_from_then_on_and_can_be_taken_back(folder: Path) -> None:
    assert told(folder, "engine", "kokoro") == {"engine": ("kokoro", "house")}
    assert told(folder, "KARYAN_JOBS", "3") == {"jobs": ("3", "house")}
    assert open_home(settings_in(folder)).settings.jobs == 3
    assert told(folder, "engine") == {"engine": ("kokoro", "house")}
    assert told(folder, "--unset", "KARYAN_ENGINE") == {"engine": ("auto", "usual")}


def test_what_the_environment_says_goes_before_and_that_is_told(folder: Path) -> None:
    code, out, error = run(folder, "feed", "public", KARYAN_FEED="private")
    assert code == 0
    assert "private\tenvironment" in out and "KARYAN_FEED" in error
    assert told(folder, "feed")["feed"] == ("public", "house")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["jobs", "many"], "KARYAN_JOBS.*'many'"),
        (["edge_requests", "7"], "between 1 and 6"),
        (["engine", "parrot"], "KARYAN_ENGINE.*'parrot'"),
        (["fallback", "edge"], "built-in"),
        (["site", "talks"], "https://"),
        (["feed", "secret"], "private or public"),
        (["language", "fr"], "he or en"),
        (["host", "0.0.0.0"], "KARYAN_HOST belongs to the machine"),
        (["database_url", "x"], "in the environment"),
        (["--unset", "port"], "KARYAN_PORT"),
        (["speed", "2"], "no setting speed"),
        (["speed"], "no setting speed"),
        (["site", ""], "--unset site"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_changes_nothing(
    folder: Path, words: list[str], says: str
) -> None:
    before = told(folder)
    for language in ("en", "he"):
        code, out, error = run(folder, *words, KARYAN_LANGUAGE=language)
        assert (code, out, len(error.splitlines())) == (2, "", 1)
        assert bool(re.search("[א-ת]", error)) == (language == "he")
        if language == "en":
            assert re.search(says, error)
    assert told(folder) == before


def test_a_value_that_a_newer_karyan_left_is_refused_by_all_and_can_be_mended(folder: Path) -> None:
    open_home(settings_in(folder)).house.put(f"{SETTING}engine", "parrot")
    code, _, error = run(folder)
    assert code == 2 and "KARYAN_ENGINE" in error and "parrot" in error
    assert told(folder, "--unset", "engine") == {"engine": ("auto", "usual")}
    assert run(folder)[0] == 0


def test_the_language_of_messages_is_the_houses_for_errors_too(folder: Path) -> None:
    run(folder, "language", "he")
    env = {"KARYAN_HOME": str(folder), "KARYAN_LANGUAGE": "", "LC_ALL": "C"}
    done = CliRunner().invoke(karyan, ["export", "none", "--format", "mp3"], env=env)
    assert done.exit_code == 2
    assert re.search("[א-ת]", done.stderr.replace("none", ""))


def test_a_home_that_is_open_learns_of_it_when_it_asks(home: Home) -> None:
    decide(home, "site", "https://talks.example/")
    assert home.settings.site == "", "what runs goes on with what it began with"
    assert home.settings_now().site == "https://talks.example"
    assert home.renewed().settings.site == "https://talks.example"
    decide(home, "site", " ")
    assert home.renewed().settings.site == ""


def test_what_a_machine_is_told_by_its_environment_is_not_taken_from_the_house(home: Home) -> None:
    home.house.put(f"{SETTING}database_url", "sqlite:////tmp/other.db")
    assert home.settings_now() == home.settings
    assert shown_setting(home, "database_url").source in ("given", "usual")
    with pytest.raises(BadUse):
        decide(home, "media_url", "file:///tmp")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("postgresql+psycopg://karyan:hush@db:5432/k", "postgresql+psycopg://karyan:***@db:5432/k"),
        ("redis://:hush@queue/0", "redis://:***@queue/0"),
        ("postgresql://db/k?user=me&password=hush", "postgresql://db/k?user=me&password=***"),
        (
            "wss://x.example/edge?TrustedClientToken=hush&a=1",
            "wss://x.example/edge?TrustedClientToken=***&a=1",
        ),
        ("s3://bucket?secret_key=hush", "s3://bucket?secret_key=***"),
        ("file:///srv/a:b@c", "file:///srv/a:b@c"),
        ("https://talks.example:8000/x", "https://talks.example:8000/x"),
        ("sqlite:////srv/house/k.sqlite3", "sqlite:////srv/house/k.sqlite3"),
        (None, ""),
        (3, "3"),
    ],
)
def test_no_secret_of_an_address_is_shown(value: object, shown: str) -> None:
    assert shown_value(value) == shown


@given(st.text(alphabet=st.characters(exclude_characters="/?#", exclude_categories=["C", "Z"]), min_size=9))
def test_whatever_the_password_it_is_not_shown(password: str) -> None:
    assert password not in shown_value(f"postgresql://me:{password}@db/k")


def test_the_page_shows_no_secret_either(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/l.sqlite3"
    home = open_home(settings_in(tmp_path / "h", KARYAN_DATABASE_URL=url, KARYAN_EDGE_URL="ws://a:hush@b/c"))
    assert "hush" not in " ".join(one.value for one in shown_settings(home))


def test_a_narration_that_begins_is_spoken_by_the_engine_that_was_set_meanwhile(tmp_path: Path) -> None:
    home = open_home(load_settings({"KARYAN_HOME": str(tmp_path / "h")}))
    slug = home.manuscripts.bring("רון: שלום.\nמיכל: שלום גם לך.\n".encode(), "גשם.txt").slug
    assert narrating.begin(home, slug, "").engine == "auto"
    decide(home, "engine", "espeak")
    assert narrating.begin(home, slug, "").engine == "espeak"
