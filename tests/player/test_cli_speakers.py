"""`karyan speakers`: what is unsure is listed, and settled by one command."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from player.cli import karyan
from player.home import Home
from player.narration import narrate
from player.settling import spoken_paragraphs
from tests.player.test_settling import GUEST, SLUG, TALK


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.txt"
    path.write_text(TALK, "utf-8")
    return path


@pytest.fixture
def narrated(home: Home, talk: Path) -> Home:
    narrate(talk, home)
    return home


def run(home: Home, *words: str, language: str = "en") -> Result:
    environment = {
        "KARYAN_HOME": str(home.settings.home),
        "KARYAN_ENGINE": "espeak",
        "KARYAN_LANGUAGE": language,
    }
    return CliRunner().invoke(karyan, ["speakers", SLUG, *words], env=environment)


def listed(home: Home, *words: str) -> list[dict[str, object]]:
    done = run(home, *words, "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert isinstance(found, list)
    return found


def test_every_paragraph_is_listed_with_its_speaker_how_sure_and_why(narrated: Home) -> None:
    paragraphs = spoken_paragraphs(narrated, SLUG)
    rows = [row.split("\t") for row in run(narrated, "--all").stdout.splitlines()]
    assert [row[:3] for row in rows] == [
        [str(one.index), one.speaker, f"{one.sure:.0%}"] for one in paragraphs
    ]
    assert all(
        one.text.startswith(row[4].removesuffix(" …")) for row, one in zip(rows, paragraphs, strict=True)
    )
    assert [row[3] for row in rows] == [one.why or "by its label" for one in paragraphs]
    assert [fact["text"] for fact in listed(narrated, "--all")] == [one.text for one in paragraphs]


def test_alone_it_lists_what_is_unsure_and_says_so_where_nothing_is(narrated: Home) -> None:
    unsure = [one.index for one in spoken_paragraphs(narrated, SLUG) if one.is_unsure]
    assert unsure, "the talk should leave a doubt"
    assert [fact["paragraph"] for fact in listed(narrated)] == unsure
    for index in unsure:
        run(narrated, "--settle", str(index), "רון")
    assert listed(narrated) == []
    assert "--all" in run(narrated).stdout
    assert re.search("[א-ת]", run(narrated, language="he").stdout)


def test_what_is_settled_is_told_and_is_heard_with_the_next_narration(narrated: Home, talk: Path) -> None:
    before = spoken_paragraphs(narrated, SLUG)[1].speaker
    other = GUEST if before == "רון" else "רון"
    done = run(narrated, "--settle", "1", other)
    assert done.exit_code == 0
    assert f"paragraph 1: {other}" in done.stdout
    assert "karyan narrate" in done.stdout
    assert f"settled: {other}" in run(narrated, "--all").stdout
    narrate(talk, narrated)
    assert spoken_paragraphs(narrated, SLUG)[1].speaker == other
    assert "guessed again" in run(narrated, "--unsettle", "1").stdout
    narrate(talk, narrated)
    assert spoken_paragraphs(narrated, SLUG)[1].speaker == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--settle", "1", "נחום"], GUEST),
        (["--settle", "99", "רון"], "0 to 4"),
        (["--unsettle", "99"], "0 to 4"),
    ],
)
def test_bad_use_is_one_sentence_and_changes_nothing(narrated: Home, words: list[str], says: str) -> None:
    done = run(narrated, *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert says in done.stderr and len(done.stderr.splitlines()) == 1
    assert narrated.decisions.decided(SLUG).speakers == {}


def test_an_episode_that_is_not_there_is_said_so(home: Home) -> None:
    done = run(home)
    assert done.exit_code == 2
    assert SLUG in done.stderr
