"""A Piper voice from the command line: added, heard, given a conversation in several processes, removed."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from player.cli import karyan
from tests.audio.piper_voice import write_voice


def run(home: Path, *words: str, language: str = "en") -> Result:
    environment = {"KARYAN_HOME": str(home), "KARYAN_LANGUAGE": language, "KARYAN_JOBS": "2"}
    return CliRunner().invoke(karyan, words, env=environment)


@pytest.fixture(scope="module")
def home_with_voice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home to which a voice of two speakers was added; for copying, since its measuring takes seconds."""
    folder = tmp_path_factory.mktemp("added")
    voice = write_voice(folder, speakers=6)
    done = run(folder / "home", "voices", "add", str(voice), "--speaker", "p1", "--speaker", "p5")
    assert done.exit_code == 0, done.output
    assert [row.partition("\t")[0] for row in done.stdout.splitlines()] == ["piper-toy-p1", "piper-toy-p5"]
    return folder / "home"


@pytest.fixture
def home(home_with_voice: Path, tmp_path: Path) -> Path:
    return shutil.copytree(home_with_voice, tmp_path / "home")


def test_an_added_voice_is_listed_and_heard(home: Path, tmp_path: Path) -> None:
    listed = json.loads(run(home, "voices", "--json").stdout)
    assert {(voice["id"], voice["ready"]) for voice in listed if voice["engine"] == "piper"} == {
        ("piper-toy-p1", True),
        ("piper-toy-p5", True),
    }
    heard = run(home, "voices", "hear", "piper-toy-p5", "--output", str(tmp_path))
    assert heard.exit_code == 0, heard.output
    assert (tmp_path / "piper-toy-p5.mp3").stat().st_size > 5_000


def test_a_conversation_is_narrated_by_added_voices_in_several_processes(home: Path, tmp_path: Path) -> None:
    talk = tmp_path / "talk.txt"
    talk.write_text("רון: שלום לכולם, ומה שלומכם?\nמיכל: שלום גם לך.\nרון: תודה רבה.\n", "utf-8")
    done = run(home, "narrate", str(talk), "--engine", "piper", "--json")
    assert done.exit_code == 0, done.output
    report = json.loads(done.stdout)
    assert (report["engine"], report["clips_made"], report["clips_failed"]) == ("piper", 3, 0)


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "there is no Piper voice toy"), ("he", "אין קול Piper")]
)
def test_a_removed_voice_is_gone_and_what_is_not_there_is_one_sentence(
    home: Path, language: str, sentence: str
) -> None:
    assert run(home, "voices", "remove", "toy").stdout.strip() == "toy"
    again = run(home, "voices", "remove", "toy", language=language)
    assert again.exit_code == 2
    assert sentence in again.stderr
    assert len(again.stderr.splitlines()) == 1


def test_what_is_no_voice_is_one_sentence_and_bad_use(tmp_path: Path) -> None:
    done = run(tmp_path / "home", "voices", "add", str(tmp_path / "none.onnx"))
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
    assert "none.onnx cannot be read" in done.stderr
