"""``karyan narrate --background`` and ``karyan runs``: asking, watching, pausing, going on, giving up."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audio.errors import SpeechFailed
from player.cli import karyan
from player.home import Home
from player.run import RunClip
from player.working import Workshop
from tests.player.test_bringing import SLUG, TALK


@pytest.fixture
def talk_file(tmp_path: Path) -> Path:
    path = tmp_path / "talk.txt"
    path.write_text(TALK, "utf-8")
    return path


def run(home: Home, *words: str, language: str = "en") -> Result:
    env = {"KARYAN_HOME": str(home.settings.home), "KARYAN_ENGINE": "espeak", "KARYAN_LANGUAGE": language}
    return CliRunner().invoke(karyan, words, env=env)


def planned(home: Home) -> int:
    home.manuscripts.bring(TALK.encode(), "talk.txt")
    asked = home.runs.ask(SLUG, "espeak", "דנה")
    orders = [RunClip(place, f"key{place}", 40, {"display": f"פסקה {place}"}) for place in range(2)]
    home.runs.planned(asked.id, "espeak", orders)
    return asked.id


def test_a_file_is_brought_and_narrated_behind_and_can_be_watched(home: Home, talk_file: Path) -> None:
    done = run(home, "narrate", str(talk_file), "--background", "--json")
    told = json.loads(done.stdout)
    assert (told["episode"], told["state"], told["percent"]) == (SLUG, "asked", 0)
    assert f"{SLUG}\tasked\t0%" in run(home, "runs").output
    shop = Workshop(home, "machine:1:word", 1)
    shop.plan(told["run"])
    for clip in home.runs.clips(told["run"], "waiting"):
        shop.speak(told["run"], clip.position)
    shop.join(told["run"])
    assert home.library.narration(SLUG).timeline.turns
    assert "nothing is being narrated" in run(home, "runs").output
    again = run(home, "narrate", SLUG, "--background")
    assert (again.exit_code, f"{SLUG}\tasked" in again.output) == (0, True)


def test_it_is_paused_goes_on_and_is_given_up(home: Home) -> None:
    planned(home)
    for option, state in (("--pause", "paused"), ("--go-on", "speaking"), ("--cancel", "cancelled")):
        assert f"{SLUG}\t{state}\t" in run(home, "runs", option, SLUG).output
    late = run(home, "runs", "--pause", SLUG)
    assert (late.exit_code, "not possible now" in late.stderr) == (2, True)


def test_what_failed_says_why_and_is_asked_for_again(home: Home) -> None:
    run_id = planned(home)
    for place in range(2):
        home.runs.claim_clip(run_id, place, "machine:1:word")
    home.runs.clip_failed(run_id, 0, SpeechFailed("התשובה נקטעה", "it was cut off"))
    told = json.loads(run(home, "runs", "--json").stdout)[0]
    assert (told["failed"], told["reasons"][0]["en"]) == (1, "it was cut off")
    assert "פסקה 1: התשובה נקטעה" in run(home, "runs", language="he").output
    home.runs.clip_made(run_id, 1, 100)
    home.runs.all_spoken(run_id)
    assert f"{SLUG}\tspeaking" in run(home, "runs", "--retry", SLUG).output


def test_that_nobody_works_is_told(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    planned(home)
    monkeypatch.setattr("player.watching._PATIENCE_S", -1.0)
    assert "start karyan serve or karyan worker" in run(home, "runs").output
    home.rollcall.alive("machine:1:word")
    assert "karyan worker" not in run(home, "runs").output
