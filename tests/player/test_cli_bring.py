"""``karyan bring``: what it says, what goes in, and what it ends with."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from player.cli import karyan
from player.home import Home
from tests.player.test_bringing import SLUG, TALK


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "talk.txt").write_text(TALK, "utf-8")
    (tmp_path / "letter.txt").write_text("Only English is in this letter.", "utf-8")
    return tmp_path


def run(home: Home, *words: object, language: str = "en") -> Result:
    env = {"KARYAN_HOME": str(home.settings.home), "KARYAN_LANGUAGE": language}
    return CliRunner().invoke(karyan, ["bring", *map(str, words)], env=env)


def test_a_good_document_says_what_was_understood_and_goes_in(home: Home, folder: Path) -> None:
    done = run(home, folder / "talk.txt")
    assert done.exit_code == 0
    for told in ("שיחות קצרות · 7 · הגשם הראשון", "רון (host, m)", "28 words", f"karyan narrate {SLUG}"):
        assert told in done.output
    assert home.manuscripts.manuscript(SLUG).name == "talk.txt"


def test_the_good_go_in_though_others_are_bad_and_the_exit_code_is_1(home: Home, folder: Path) -> None:
    done = run(home, folder / "letter.txt", folder / "none.txt", folder / "talk.txt", language="he")
    assert done.exit_code == 1
    assert "letter" in done.stderr and "none.txt" in done.stderr
    assert home.manuscripts.manuscript(SLUG)


def test_the_same_again_and_another_of_the_episode_are_known(home: Home, folder: Path) -> None:
    run(home, folder / "talk.txt")
    assert f"here already: {SLUG}" in run(home, folder / "talk.txt").output
    (folder / "edited.txt").write_text(TALK.replace("תודה רבה", "תודה"), "utf-8")
    assert "took the place of talk.txt (1 paragraphs changed" in run(home, folder / "edited.txt").output


def test_json_has_it_all(home: Home, folder: Path) -> None:
    done = run(home, folder / "letter.txt", folder / "talk.txt", "--json")
    bad, good = json.loads(done.stdout)
    assert (bad["ok"], bad["file"]) == (False, "letter.txt") and bad["reason"]["he"]
    assert (good["ok"], good["episode"], good["known"], good["words"]) == (True, SLUG, "new", 28)
    assert good["speakers"][0]["name"] == "רון"
    assert done.exit_code == 1
