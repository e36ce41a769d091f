"""Links to a moment: they open there, play just that, and find their sentence again."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from player.home import Home
from player.narration import narrate
from player.timeline import Timeline
from tests.browser import measure, stage
from tests.browser.conftest import open_episode, wait_for_sound
from tests.browser.hands import act, close_panels, is_playing, lines_of, wait_for_pause, wait_for_time
from tests.browser.stage import wait_until


def test_a_link_to_a_time_opens_there_at_rest(any_page: Page, episode: str, timeline: Timeline) -> None:
    open_episode(any_page, f"{episode}#t=42.5")
    assert measure.clock_ms(any_page) == 42_500
    assert measure.lit(any_page) == measure.due(timeline, 42_500)
    expect(any_page.locator("[data-line].current")).to_be_in_viewport()
    assert not is_playing(any_page)


def test_a_link_to_a_passage_plays_just_that_and_play_goes_on(any_page: Page, episode: str) -> None:
    any_page.goto(f"{episode}#t=42.5,43.7")
    wait_for_time(any_page, 42.6)
    wait_for_pause(any_page)
    assert measure.clock_ms(any_page) == pytest.approx(43_700, abs=120)
    expect(any_page.locator("[data-status]")).to_contain_text("הסתיים")
    any_page.locator("[data-act=toggle]").click()
    wait_for_time(any_page, 44.5)


def test_a_browser_that_does_not_play_by_itself_plays_the_passage_when_asked(
    any_page: Page, episode: str
) -> None:
    any_page.add_init_script(
        """const play = HTMLMediaElement.prototype.play;
        let refused = 0;
        HTMLMediaElement.prototype.play = function () {
          return refused++ ? play.call(this) : Promise.reject(new DOMException("", "NotAllowedError"));
        };"""
    )
    any_page.goto(f"{episode}#t=42.5,43.5")
    expect(any_page.locator("[data-status]")).to_contain_text("לחצו על כפתור הנגינה")
    wait_for_sound(any_page)
    any_page.locator("[data-act=toggle]").click()
    wait_for_time(any_page, 42.7)
    wait_for_pause(any_page)
    assert measure.clock_ms(any_page) == pytest.approx(43_500, abs=120)


def test_another_link_on_the_same_page_is_followed(any_reader: Page) -> None:
    any_reader.evaluate("() => { location.hash = '#t=12.25'; }")
    wait_until(any_reader, "document.querySelector('#sound').currentTime === 12.25")
    any_reader.evaluate("() => { location.hash = '#nothing'; }")
    assert measure.clock_ms(any_reader) == 12_250


def copied_link(page: Page) -> str:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    act(page, "copy-link")
    expect(page.locator("[data-status]")).to_have_text("הקישור למשפט הועתק.")
    close_panels(page)
    link: str = page.evaluate("() => navigator.clipboard.readText()")
    return link


def test_the_link_to_a_sentence_is_copied_and_plays_just_that_sentence(
    any_reader: Page, episode: str, timeline: Timeline
) -> None:
    line = lines_of(timeline)[5]
    measure.seek_to(any_reader, line.start_ms / 1000 + 0.2)
    link = copied_link(any_reader)
    assert unquote(link).startswith(unquote(episode) + f"#t={line.start_ms / 1000:g},")
    any_reader.goto("about:blank")
    any_reader.goto(link)
    wait_for_time(any_reader, line.start_ms / 1000 + 0.05)
    wait_for_pause(any_reader)
    assert line.end_ms - 20 <= measure.clock_ms(any_reader) <= line.end_ms + 320


def test_where_copying_is_refused_the_link_is_shown(reader: Page) -> None:
    reader.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    reader.keyboard.press("KeyC")
    expect(reader.locator("[data-status]")).to_contain_text("#t=")


def test_the_link_finds_its_sentence_when_the_episode_was_narrated_anew(
    any_page: Page, tmp_path: Path
) -> None:
    """A sentence more at the start moves every time; the link still plays its own sentence."""
    home = stage.open_empty(tmp_path / "home")
    document = tmp_path / "talk.txt"
    talk = "שיחה קצרה\nשיחה 3\nהגשם\nרון: שלום לכולם. היום נדבר על הגשם.\nיעל: מה קרה אתמול בערב? ספר לנו.\n"
    slug = narrated(document, talk, home)
    with stage.serving(home) as site:
        address = stage.episode_address(site, slug)
        open_episode(any_page, address)
        before = lines_of(home.library.narration(slug).timeline)[2]
        measure.seek_to(any_page, before.start_ms / 1000 + 0.1)
        link = copied_link(any_page)
        narrated(document, talk.replace("רון: ", "רון: ברוכים הבאים אלינו, אל השיחה הקצרה ביותר. "), home)
        after = lines_of(home.library.narration(slug).timeline)[3]
        assert after.text == before.text and after.start_ms > before.start_ms + 2_000
        any_page.goto("about:blank")
        any_page.goto(link)
        wait_for_time(any_page, after.start_ms / 1000 + 0.05)
        assert measure.lit(any_page)[0] == after.id
        narrated(document, talk.replace("מה קרה אתמול בערב? ", ""), home)
        any_page.goto("about:blank")
        any_page.goto(link)
        expect(any_page.locator("[data-status]")).to_contain_text("אינו בהקראה הזאת")


def narrated(document: Path, talk: str, home: Home) -> str:
    document.write_text(talk, "utf-8")
    report = narrate(document, home)
    assert not report.failures
    return report.episode
