"""``karyan delete`` and ``karyan restore`` from the shell."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from player.cli import karyan
from player.home import Home, open_home
from tests.conftest import settings_in
from tests.player.test_search import new


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = open_home(settings_in(tmp_path))
    home.library.save(new("a", "גשם"))
    return home


def run(home: Home, *words: str) -> Result:
    env = {"KARYAN_HOME": str(home.settings.home), "KARYAN_LANGUAGE": "en"}
    return CliRunner().invoke(karyan, words, env=env)


def test_an_episode_goes_and_comes_back(home: Home) -> None:
    assert "karyan restore a" in run(home, "delete", "a").stdout
    assert run(home, "list", "--json").stdout == "[]\n"
    assert run(home, "restore").stdout == "a\tעל הדרך\t30 days left\n"
    assert run(home, "restore", "a").exit_code == 0
    assert home.library.narration("a").revision == 1
    assert run(home, "restore").stderr == "the bin is empty\n"


def test_one_that_is_not_there_is_said_so(home: Home) -> None:
    for command in ("delete", "restore"):
        done = run(home, command, "never")
        assert (done.exit_code, "no episode never" in done.stderr) == (2, True)
