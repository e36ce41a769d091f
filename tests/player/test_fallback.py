"""What the engine cannot speak is spoken by a stand-in where the settings name one, and never silently."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from audio.engines.edge_gate import gate_of
from audio.engines.espeak import EspeakEngine
from audio.engines.table import ENGINES, Entry
from audio.errors import EngineUnavailable, SpeechFailed
from audio.speech import Speech, Utterance
from player.errors import NoSuchEpisode
from player.home import Home, open_home
from player.narration import narrate
from player.showing import fallback_sentence, report_facts
from player.timeline import TimedLine
from tests.conftest import settings_in
from tests.faults.edge_service import EdgeService
from tests.faults.episodes import hasty
from tests.player.unsteady import Unsteady

pytest_plugins = ["tests.faults.fixtures"]

TALK = """רון: שלום לכולם. היום נדבר על הגשם.
מיכל: מתי ירד הגשם הראשון?
רון: אתמול בערב.
מיכל: ומה היה אז?
רון: הכול נעצר. באמת הכול.
"""


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Unsteady:
    unsteady = Unsteady()
    monkeypatch.setitem(ENGINES, "edge", Entry(lambda settings: unsteady, built_in=False))
    return unsteady


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.txt"
    path.write_text(TALK, "utf-8")
    return path


def home_with(folder: Path, fallback: str) -> Home:
    return open_home(
        settings_in(folder / "home", KARYAN_ENGINE="edge", KARYAN_FALLBACK=fallback, KARYAN_JOBS="1")
    )


def lines_of(home: Home, slug: str) -> list[TimedLine]:
    return [line for turn in home.library.narration(slug).timeline.turns for line in turn.lines]


def stood_in(home: Home, slug: str) -> dict[int, str]:
    return {line.paragraph: line.voice for line in lines_of(home, slug) if line.voice}


def test_without_the_setting_what_failed_has_failed(service: Unsteady, tmp_path: Path, talk: Path) -> None:
    service.cannot_say = ("נעצר",)
    home = home_with(tmp_path, "")
    report = narrate(talk, home)
    assert (report.clips_made, report.clips_fallback, report.clips_failed) == (4, 0, 1)
    with pytest.raises(NoSuchEpisode):
        home.library.narration(report.episode)


def test_a_stand_in_of_the_speakers_gender_and_manner_says_what_failed_and_is_named(
    service: Unsteady, tmp_path: Path, talk: Path
) -> None:
    service.cannot_say = ("נעצר", "מתי")
    home = home_with(tmp_path, "espeak")
    report = narrate(talk, home)
    assert (report.clips_made, report.clips_fallback, report.clips_failed) == (5, 2, 0)
    assert report_facts(report)["clips_fallback"] == 2
    assert [failure.en for failure in report.failures] == ["the answer was cut off"]
    for language, words in (("he", "2 קטעים הוקראו בקול המובנה"), ("en", "2 clips were spoken by")):
        assert words in fallback_sentence(report, language)
    timeline = home.library.narration(report.episode).timeline
    own = {speaker.name: speaker.voice for speaker in timeline.speakers}
    assert stood_in(home, report.episode) == {
        1: own["מיכל"].replace("edge", "espeak"),
        4: own["רון"].replace("edge", "espeak"),
    }
    assert timeline.sound.engine == "edge"


def test_the_timeline_for_programs_names_the_voice_where_it_is_another(
    service: Unsteady, tmp_path: Path, talk: Path
) -> None:
    service.cannot_say = ("נעצר",)
    home = home_with(tmp_path, "espeak")
    turns = home.library.narration(narrate(talk, home).episode).timeline.as_json()["turns"]
    voices = [[line.get("voice") for line in turn["lines"]] for turn in turns]
    assert [any(turn) for turn in voices] == [False, False, False, False, True]
    assert all(voice.startswith("espeak-") for voice in voices[-1])


def test_the_next_run_asks_for_those_alone_and_replaces_them(
    service: Unsteady, tmp_path: Path, talk: Path
) -> None:
    service.cannot_say = ("נעצר",)
    home = home_with(tmp_path, "espeak")
    slug = narrate(talk, home).episode
    service.asked.clear()
    again = narrate(talk, home)
    assert (again.clips_made, again.clips_kept, again.clips_fallback) == (0, 5, 1)
    assert home.library.narration(slug).revision == 1, "nothing else was heard, so nothing is new"
    assert service.asked == ["הכול נעצר. באמת הכול."]
    service.cannot_say = ()
    healed = narrate(talk, home)
    assert (healed.clips_made, healed.clips_kept, healed.clips_fallback) == (1, 4, 0)
    assert (stood_in(home, slug), home.library.narration(slug).revision) == ({}, 2)


def test_a_service_that_is_gone_is_not_asked_and_the_episode_is_finished(
    service: Unsteady, tmp_path: Path, talk: Path
) -> None:
    home = home_with(tmp_path, "espeak")
    slug = narrate(talk, home).episode
    talk.write_text(TALK.replace("נעצר", "התחיל"), "utf-8")
    service.is_gone = True
    service.asked.clear()
    reasons: list[str] = []
    report = narrate(talk, home, lambda choice: reasons.append(choice.reason_en))
    assert service.asked == []
    assert (report.clips_made, report.clips_kept, report.clips_fallback) == (1, 4, 1)
    assert reasons == ["espeak stands in for edge, because the service is gone"]
    assert [*stood_in(home, slug)] == [4]


def test_a_service_that_is_gone_is_an_error_where_nothing_stands_in(
    service: Unsteady, tmp_path: Path, talk: Path
) -> None:
    service.is_gone = True
    with pytest.raises(EngineUnavailable, match="the service is gone"):
        narrate(talk, home_with(tmp_path, ""))


def test_what_neither_can_say_has_failed_and_both_reasons_are_told(
    service: Unsteady, tmp_path: Path, talk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Mute(EspeakEngine):
        def speak(self, utterance: Utterance) -> Speech:
            raise SpeechFailed("המילה לא נאמרה", "the word was not said")

    service.cannot_say = ("נעצר",)
    monkeypatch.setitem(ENGINES, "espeak", Entry(lambda settings: Mute(), built_in=True))
    home = home_with(tmp_path, "espeak")
    report = narrate(talk, home)
    assert (report.clips_made, report.clips_fallback, report.clips_failed) == (4, 0, 1)
    assert [failure.en for failure in report.failures] == ["the answer was cut off", "the word was not said"]
    with pytest.raises(NoSuchEpisode):
        home.library.narration(report.episode)


def test_a_stand_in_that_is_not_there_is_told_beside_the_reason(
    service: Unsteady, tmp_path: Path, talk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Absent(EspeakEngine):
        def check_ready(self, timeout_s: float) -> None:
            raise EngineUnavailable("הקול אינו מותקן", "the voice is not installed")

    service.cannot_say = ("נעצר",)
    monkeypatch.setitem(ENGINES, "espeak", Entry(lambda settings: Absent(), built_in=True))
    report = narrate(talk, home_with(tmp_path, "espeak"))
    assert (report.clips_made, report.clips_fallback, report.clips_failed) == (4, 0, 1)
    assert [one.en for one in report.failures] == ["the answer was cut off", "the voice is not installed"]


@pytest.mark.parametrize("faults", [("", "half-audio"), ("", "", "429-with-long-retry-after"), ("503",)])
def test_what_edges_service_loses_is_spoken_by_the_draft_voice_and_replaced_when_it_is_well(
    faults: tuple[str, ...],
    tmp_path: Path,
    talk: Path,
    edge_service: Callable[..., EdgeService],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first request asks whether it is ready; where that fails too, it is not asked for any clip."""
    monkeypatch.setitem(ENGINES, "edge", Entry(hasty, built_in=False))
    service = edge_service(*faults, always=True)
    home = home_with(tmp_path, "espeak")
    home = replace(home, settings=replace(home.settings, edge_url=service.url))
    spoiled = narrate(talk, home)
    assert (spoiled.clips_made, spoiled.clips_failed) == (5, 0)
    assert len(stood_in(home, spoiled.episode)) == spoiled.clips_fallback > 0
    assert spoiled.failures
    service.heal()
    gate_of.cache_clear()
    healed = narrate(talk, home)
    assert (healed.clips_made, healed.clips_fallback) == (spoiled.clips_fallback, 0)
    assert stood_in(home, healed.episode) == {}


def test_progress_rises_to_its_total_by_way_of_the_stand_in(
    service: Unsteady, tmp_path: Path, talk: Path
) -> None:
    service.cannot_say = ("נעצר", "מתי")
    told: list[tuple[int, int]] = []
    narrate(talk, home_with(tmp_path, "espeak"), on_progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] == told[0][1]
