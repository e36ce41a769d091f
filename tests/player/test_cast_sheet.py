"""Who speaks with which voice and who chose it; a voice is heard in a line of the episode."""

import time

import pytest

from audio.errors import EngineUnavailable, KaryanError
from player.cast_sheet import let_hear, member, members, sample, speaking
from player.decisions import Change
from player.errors import BadUse
from player.home import Home
from player.jobs import Jobs
from tests.conftest import settings_in
from tests.player.test_bringing import SLUG, TALK
from tests.player.unsteady import DRAFT


@pytest.fixture
def brought(home: Home) -> Home:
    home.manuscripts.bring(TALK.encode(), "talk.txt")
    return home


def decide(home: Home, scope: str, kind: str, subject: str, after: str) -> None:
    home.decisions.make(SLUG, [Change(scope, kind, subject, "", after)], "דנה")  # type: ignore[arg-type]


def test_an_episodes_own_voice_goes_before_the_houses_and_both_before_one_that_nobody_chose(
    brought: Home,
) -> None:
    decide(brought, "", "voice", "espeak:רון", "espeak-gil")
    decide(brought, "", "voice", "espeak:יעל", "espeak-ruth")
    decide(brought, SLUG, "voice", "espeak:יעל", "espeak-tamar")
    told = {one.name: (one.voice.id, one.chosen_by) for one in members(brought, SLUG, DRAFT)}
    assert told["רון"] == ("espeak-gil", "house")
    assert told["יעל"] == ("espeak-tamar", "episode")
    assert told['ד"ר אבי שלו'][1] == ""
    assert len({voice for voice, _ in told.values()}) == 3


def test_a_voice_that_the_engine_no_longer_has_counts_as_chosen_by_nobody(brought: Home) -> None:
    decide(brought, SLUG, "voice", "espeak:רון", "espeak-gone")
    assert member(brought, SLUG, DRAFT, "רון").chosen_by == ""


def test_what_is_settled_moves_words_from_one_to_another(brought: Home) -> None:
    before = member(brought, SLUG, DRAFT, "יעל")
    key = brought.manuscripts.original(SLUG, brought.decisions.decided(SLUG)).paragraphs[1].key
    decide(brought, SLUG, "speaker", key, "יעל")
    after = member(brought, SLUG, DRAFT, "יעל")
    assert (after.turns, after.words) > (before.turns, before.words)


def test_the_line_that_is_heard_is_the_speakers_own_in_the_voice_that_is_asked_for(brought: Home) -> None:
    task = sample(brought, SLUG, DRAFT, "רון", "espeak-amos")
    assert task.utterance.spoken.display == "היום נדבר על הגשם הראשון."
    assert task.utterance.voice.id == "espeak-amos"
    usual = sample(brought, SLUG, DRAFT, "רון", "")
    assert usual.utterance.voice == member(brought, SLUG, DRAFT, "רון").voice
    assert usual.key != task.key
    with pytest.raises(BadUse, match="no voice"):
        sample(brought, SLUG, DRAFT, "רון", "edge-avri")
    with pytest.raises(BadUse, match="nobody called"):
        sample(brought, SLUG, DRAFT, "נחום", "")


def test_the_engine_that_speaks_says_why_or_why_not(home: Home) -> None:
    now = speaking(home)
    assert (now.engine.name, now.unavailable) == ("espeak", None) and now.choice
    gone = speaking(
        Home(**{**vars(home), "settings": home.settings.but(edge_url="ws://127.0.0.1:9/edge")}), "edge"
    )
    assert isinstance(gone.unavailable, EngineUnavailable)
    assert (gone.engine.name, gone.choice) == ("edge", None)


def test_where_nobody_works_it_is_told_in_time(brought: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("player.cast_sheet._STARTING_S", 0.3)
    started = time.monotonic()
    with pytest.raises(KaryanError, match="nobody is there to speak"):
        let_hear(brought, sample(brought, SLUG, DRAFT, "רון", ""))
    assert time.monotonic() - started < 5


def test_a_queue_in_which_nobody_works_says_so(home: Home) -> None:
    jobs = Jobs(settings_in(home.settings.home).queue_url)
    with pytest.raises(KaryanError, match="karyan worker"):
        jobs.hear("key", {}, 0.2)
