"""``karyan cast``: whose voice is whose, chosen for an episode or for the house."""

import json

import pytest
from click.testing import CliRunner, Result

from player.cli import karyan
from player.home import Home
from tests.player.test_bringing import SLUG, TALK, talk


@pytest.fixture
def brought(home: Home) -> Home:
    home.manuscripts.bring(TALK.encode(), "talk.txt")
    return home


def run(home: Home, *words: str, language: str = "en") -> Result:
    env = {"KARYAN_HOME": str(home.settings.home), "KARYAN_ENGINE": "espeak", "KARYAN_LANGUAGE": language}
    return CliRunner().invoke(karyan, ["cast", *words], env=env)


def test_every_speaker_is_shown_and_who_chose_his_voice(brought: Home) -> None:
    done = run(brought, SLUG)
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert lines[0] == "רון\thost\tm\tespeak-itay\tno voice was chosen"
    assert len(lines) == 4
    assert lines[3] == f"the next narration makes 6 clips (136 letters): karyan narrate {SLUG}"
    assert "לא נבחר קול" in run(brought, SLUG, language="he").output


def test_voice_role_and_gender_are_chosen_at_once(brought: Home) -> None:
    done = run(
        brought, SLUG, "--voice", "רון", "espeak-gil", "--role", "יעל", "guest", "--gender", "יעל", "m"
    )
    assert done.exit_code == 0
    cast = {one["name"]: one for one in json.loads(run(brought, SLUG, "--json").output)["cast"]}
    assert (cast["רון"]["voice"], cast["רון"]["chosen_by"]) == ("espeak-gil", "episode")
    assert (cast["יעל"]["role"], cast["יעל"]["gender"]) == ("guest", "m")
    assert len(brought.decisions.history(SLUG)) == 1
    run(brought, SLUG, "--voice", "רון", "")
    assert brought.decisions.decided(SLUG, "espeak").voices == {}


def test_a_voice_of_the_house_holds_in_other_episodes(brought: Home) -> None:
    assert run(brought, SLUG, "--voice", "רון", "espeak-gil", "--house").exit_code == 0
    other = brought.manuscripts.bring(talk(8)[1], "talk-8.txt").slug
    assert "רון\thost\tm\tespeak-gil\tthe house's voice" in run(brought, other).output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--voice", "נחום", "espeak-gil"), "נחום"),
        (("--voice", "רון", "kokoro-yael"), "kokoro-yael"),
        (("--voice", "רון", "nothing"), "nothing"),
        (("--role", "רון", "king"), "host, guest, narrator"),
        (("--house",), "--voice NAME VOICE"),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(brought: Home, words: tuple[str, ...], told: str) -> None:
    done = run(brought, SLUG, *words)
    assert (done.exit_code, told in done.stderr) == (2, True)
    assert brought.decisions.history(SLUG) == []


def test_an_episode_without_a_document_is_told(home: Home) -> None:
    done = run(home, "אין")
    assert (done.exit_code, "karyan bring" in done.stderr) == (2, True)
