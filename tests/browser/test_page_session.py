"""The system's own player, as on a lock screen: what plays, whose turn it is, and its keys."""

import pytest
from playwright.sync_api import Page

from player.timeline import Timeline
from tests.browser import measure
from tests.browser.conftest import open_episode
from tests.browser.hands import is_playing, wait_for_pause, wait_for_playing
from tests.browser.stage import wait_until

# What a browser gives the system cannot be read back; the handlers are noted as they are set.
NOTE_HANDLERS = """
  window.__handlers = {};
  const set = MediaSession.prototype.setActionHandler;
  MediaSession.prototype.setActionHandler = function (action, handler) {
    window.__handlers[action] = handler;
    return set.call(this, action, handler);
  };
  const tell = MediaSession.prototype.setPositionState;
  MediaSession.prototype.setPositionState = function (state) {
    window.__position = state;
    return tell.call(this, state);
  };
"""


@pytest.fixture
def held(any_page: Page, episode: str) -> Page:
    any_page.add_init_script(NOTE_HANDLERS)
    open_episode(any_page, episode)
    return any_page


def press(page: Page, action: str, **details: float) -> None:
    page.evaluate(
        "([action, details]) => window.__handlers[action]({ action, ...details })", [action, details]
    )


def test_title_series_people_and_picture_are_told(held: Page, timeline: Timeline, site: str) -> None:
    told = held.evaluate(
        "() => { const { title, artist, album, artwork } = navigator.mediaSession.metadata;"
        " return { title, artist, album, artwork: artwork.map(one => ({ ...one })) }; }"
    )
    assert timeline.episode.title in told["title"]
    assert told["album"] == timeline.episode.series
    assert all(speaker.name in told["artist"] for speaker in timeline.speakers)
    for picture in told["artwork"]:
        answer = held.request.get(picture["src"])
        assert answer.ok and answer.headers["content-type"] == "image/png"


def test_the_chapter_is_whoever_speaks(held: Page, timeline: Timeline) -> None:
    names = {speaker.id: speaker.name for speaker in timeline.speakers}
    for turn in (timeline.turns[3], timeline.turns[0], timeline.turns[5]):
        measure.seek_to(held, turn.start_ms / 1000 + 0.2)
        wait_until(held, f"navigator.mediaSession.metadata.title.startsWith({names[turn.speaker]!r})")


def test_the_keys_play_pause_skip_seek_and_go_by_turns(held: Page, timeline: Timeline) -> None:
    press(held, "play")
    wait_for_playing(held)
    press(held, "pause")
    wait_for_pause(held)
    press(held, "seekto", seekTime=50)
    assert measure.clock_ms(held) == pytest.approx(50_000, abs=1)
    press(held, "seekforward")
    assert measure.clock_ms(held) == pytest.approx(60_000, abs=1)
    press(held, "seekbackward", seekOffset=30)
    assert measure.clock_ms(held) == pytest.approx(30_000, abs=1)
    press(held, "nexttrack")
    assert measure.clock_ms(held) == pytest.approx(timeline.turns[1].start_ms, abs=1)
    press(held, "previoustrack")
    assert measure.clock_ms(held) == pytest.approx(timeline.turns[0].start_ms, abs=1)
    assert not is_playing(held)


def test_the_system_knows_the_place_and_the_speed(held: Page, timeline: Timeline) -> None:
    held.locator("[data-speed]").select_option("1.5")
    measure.seek_to(held, 20)
    wait_until(held, "window.__position.position === 20 && window.__position.playbackRate === 1.5")
    duration = held.evaluate("() => window.__position.duration")
    assert duration == pytest.approx(timeline.sound.duration_ms / 1000, abs=0.1)
