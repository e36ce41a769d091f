"""Mending from the shell does what the page does, and tells of it in a line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from player.cli import karyan
from player.home import Home, open_home
from player.mendable import mendables
from tests.conftest import settings_in
from tests.player.test_mending import SLUG, TALK


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mend")
    (folder / "talk.txt").write_text(TALK, "utf-8")
    assert run(folder, "narrate", str(folder / "talk.txt")).exit_code == 0
    return folder


def run(folder: Path, *words: str) -> Result:
    env = {
        "KARYAN_HOME": str(folder / "home"),
        "KARYAN_ENGINE": "espeak",
        "KARYAN_LANGUAGE": "en",
        "KARYAN_JOBS": "1",
    }
    return CliRunner().invoke(karyan, words, env=env)


def home_of(folder: Path) -> Home:
    return open_home(settings_in(folder / "home"))


def test_a_correction_is_told_made_heard_undone_redone_and_in_the_history(folder: Path) -> None:
    listed = run(folder, "mend", SLUG).stdout.splitlines()
    assert listed[1] == "1\tרון\tהוא מגיע תמיד בהפתעה."
    assert run(folder, "mend", SLUG, "--text", "1", "הוא בא.", "--cost").stdout.startswith(
        "clips to speak: 1"
    )
    done = run(folder, "mend", SLUG, "--text", "1", "הוא בא.", "--pause", "0", "1500", "--json")
    assert [change[1] for change in map(list, map(dict.values, json.loads(done.stdout)["changes"]))] == [
        "text",
        "pause",
    ]
    assert "הוא בא." in spoken(folder)
    assert "today" in run(folder, "undo", SLUG).stdout
    assert "הוא בא." not in spoken(folder)
    assert run(folder, "redo", SLUG).exit_code == 0
    assert "הוא בא." in spoken(folder)
    history = run(folder, "history", SLUG).stdout.splitlines()
    assert len(history) == 1 and "(and 1 more)" in history[0]
    assert json.loads(run(folder, "history", SLUG, "--json").stdout)[0]["undone"] is False


def spoken(folder: Path) -> list[str]:
    turns = home_of(folder).library.narration(SLUG).timeline.turns
    return [line.text for turn in turns for line in turn.lines]


def test_several_paragraphs_a_passage_and_a_word(folder: Path) -> None:
    done = run(folder, "mend", SLUG, "--speaker", "1", "יעל", "--until-label", "--later")
    assert done.exit_code == 0 and "(and 1 more)" in done.stdout
    done = run(folder, "mend", SLUG, "--unspoken", "2", "--reading", "רבה", "רַבָּה", "--later")
    assert done.exit_code == 0, done.output
    paragraphs = list(mendables(home_of(folder), SLUG))
    assert (paragraphs[1].speaker, paragraphs[2].unspoken) == ("יעל", True)
    assert "unspoken" in run(folder, "mend", SLUG).stdout.splitlines()[2]
    assert run(folder, "mend", SLUG, "--spoken", "2", "--later").exit_code == 0
    assert not list(mendables(home_of(folder), SLUG))[2].unspoken


@pytest.mark.parametrize(
    "words",
    [
        ("mend", "אין-כזה"),
        ("mend", SLUG, "--text", "99", "שלום"),
        ("mend", SLUG, "--speaker", "0", "נחום"),
        ("mend", SLUG, "--pause", "0", "long"),
        ("redo", SLUG),
        ("undo", "אין-כזה"),
    ],
)
def test_what_cannot_be_is_one_sentence(folder: Path, words: tuple[str, ...]) -> None:
    refused = run(folder, *words)
    assert refused.exit_code == 2
    assert len(refused.stderr.strip().splitlines()) == 1
