"""The text follows the sound until the listener takes the line out of sight; a button brings him back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from player.timeline import Timeline
from tests.browser import measure
from tests.browser.conftest import PHONE, WIDE, NewPage, open_episode
from tests.browser.hands import lines_of, open_settings, wait_for_rest, word_place
from tests.browser.stage import wait_until

FAR_S = 60
IN_UPPER_THIRD = """() => {
  const line = document.querySelector("[data-line].current");
  if (!line) return false;
  const { top } = line.getBoundingClientRect();
  return top >= -1 && top <= document.querySelector("[data-player]").getBoundingClientRect().top * 0.36;
}"""


def wheel(page: Page) -> None:
    page.mouse.move(300, 300)
    page.mouse.wheel(0, 900)


def keys(page: Page) -> None:
    page.keyboard.press("PageDown")
    page.wait_for_timeout(250)
    page.keyboard.press("PageDown")


def scrollbar(page: Page) -> None:
    """As a thumb that is dragged far."""
    page.mouse.move(page.evaluate("() => document.body.getBoundingClientRect().right + 4"), 300)
    page.mouse.down()
    page.evaluate("() => window.scrollBy({ top: 900, behavior: 'instant' })")
    page.mouse.up()


def touch(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    for _ in range(3):
        point = {"x": 180, "y": 500}
        session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
        for y in range(460, 60, -60):
            session.send(
                "Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{**point, "y": y}]}
            )
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def search_in_page(page: Page) -> None:
    page.evaluate("() => window.scrollTo(0, 0)")


def test_the_current_line_is_brought_into_the_upper_third(any_reader: Page) -> None:
    for seconds in (FAR_S, 15, 90):
        measure.seek_to(any_reader, seconds)
        wait_until(any_reader, IN_UPPER_THIRD)


def test_the_line_stays_there_while_the_sound_plays(reader: Page) -> None:
    measure.seek_to(reader, 20)
    wait_until(reader, IN_UPPER_THIRD)
    reader.locator("[data-speed]").select_option("3")
    reader.locator("[data-act=toggle]").click()
    for _ in range(2):
        reader.wait_for_timeout(1_500)
        wait_until(reader, IN_UPPER_THIRD)
    expect(reader.locator("[data-return]")).to_be_hidden()


ON_A_WIDE_SCREEN = [pytest.param(WIDE, away) for away in (wheel, keys, scrollbar, search_in_page)]
ON_A_PHONE = [
    pytest.param(PHONE, touch),
    *(pytest.param(PHONE, away, marks=pytest.mark.slow) for away in (wheel, keys, scrollbar, search_in_page)),
]


@pytest.mark.parametrize(("any_page", "away"), [*ON_A_WIDE_SCREEN, *ON_A_PHONE], indirect=["any_page"])
def test_the_text_waits_for_a_listener_who_scrolled_away(
    any_page: Page, episode: str, away: Callable[[Page], None]
) -> None:
    page = any_page
    open_episode(page, episode)
    measure.seek_to(page, FAR_S)
    wait_until(page, IN_UPPER_THIRD)
    page.wait_for_timeout(300)
    away(page)
    back = page.get_by_role("button", name="חזרה למקום")
    expect(back).to_be_visible()
    expect(back).to_have_attribute("data-direction", "down" if away is search_in_page else "up")
    stayed = wait_for_rest(page)
    measure.seek_to(page, 5 if away is not search_in_page else 100)
    page.wait_for_timeout(300)
    assert page.evaluate("() => scrollY") == stayed
    back.click()
    expect(back).to_be_hidden()
    wait_until(page, IN_UPPER_THIRD)


def test_a_little_scrolling_that_leaves_the_line_in_sight_changes_nothing(any_reader: Page) -> None:
    measure.seek_to(any_reader, FAR_S)
    wait_until(any_reader, IN_UPPER_THIRD)
    any_reader.wait_for_timeout(300)
    any_reader.mouse.move(150, 300)
    any_reader.mouse.wheel(0, -60)
    any_reader.wait_for_timeout(400)
    expect(any_reader.locator("[data-return]")).to_be_hidden()
    measure.seek_to(any_reader, FAR_S + 30)
    any_reader.wait_for_timeout(1_300)
    measure.seek_to(any_reader, FAR_S + 25)
    wait_until(any_reader, IN_UPPER_THIRD)


def test_the_page_is_not_moved_under_the_hand_that_moves_it(reader: Page) -> None:
    measure.seek_to(reader, FAR_S)
    wait_until(reader, IN_UPPER_THIRD)
    reader.wait_for_timeout(300)
    reader.mouse.move(300, 300)
    reader.mouse.wheel(0, -40)
    reader.wait_for_timeout(150)
    stayed = reader.evaluate("() => scrollY")
    measure.seek_to(reader, FAR_S + 12)
    reader.wait_for_timeout(300)
    assert reader.evaluate("() => scrollY") == stayed


def test_whoever_scrolls_back_to_the_line_is_followed_again(any_reader: Page) -> None:
    measure.seek_to(any_reader, FAR_S)
    wait_until(any_reader, IN_UPPER_THIRD)
    any_reader.wait_for_timeout(300)
    at = any_reader.evaluate("() => scrollY")
    wheel(any_reader)
    expect(any_reader.locator("[data-return]")).to_be_visible()
    any_reader.evaluate("at => window.scrollTo({ top: at, behavior: 'instant' })", at)
    expect(any_reader.locator("[data-return]")).to_be_hidden()


@pytest.mark.slow
def test_the_text_comes_back_by_itself_after_five_seconds_for_those_who_like_it(any_reader: Page) -> None:
    open_settings(any_reader)
    any_reader.locator("[name=comeBack][value=soon]").check()
    any_reader.keyboard.press("Escape")
    measure.seek_to(any_reader, FAR_S)
    wait_until(any_reader, IN_UPPER_THIRD)
    any_reader.wait_for_timeout(300)
    wheel(any_reader)
    expect(any_reader.locator("[data-return]")).to_be_visible()
    any_reader.wait_for_timeout(3_500)
    expect(any_reader.locator("[data-return]")).to_be_visible()
    expect(any_reader.locator("[data-return]")).to_be_hidden(timeout=4_000)
    wait_until(any_reader, IN_UPPER_THIRD)


def test_the_text_does_not_move_while_some_of_it_is_marked(any_reader: Page) -> None:
    any_reader.evaluate("() => getSelection().selectAllChildren(document.querySelector('[data-line]'))")
    measure.seek_to(any_reader, FAR_S)
    any_reader.wait_for_timeout(300)
    assert any_reader.evaluate("() => scrollY") == 0
    any_reader.evaluate("() => getSelection().removeAllRanges()")
    measure.seek_to(any_reader, FAR_S + 20)
    wait_until(any_reader, IN_UPPER_THIRD)


def test_the_text_does_not_move_while_one_searches_in_it(any_reader: Page) -> None:
    any_reader.locator("[data-act=search]").click()
    any_reader.locator("[data-query]").fill("פירורים")
    wait_until(any_reader, "CSS.highlights.get('chosen')?.size === 1")
    stayed = wait_for_rest(any_reader)
    measure.seek_to(any_reader, 5)
    any_reader.wait_for_timeout(400)
    assert any_reader.evaluate("() => scrollY") == stayed
    any_reader.keyboard.press("Escape")
    any_reader.get_by_role("button", name="חזרה למקום").click()
    wait_until(any_reader, IN_UPPER_THIRD)


def test_whoever_asked_for_less_motion_is_scrolled_without_any(new_page: NewPage, episode: str) -> None:
    page = new_page(reduced_motion="reduce")
    open_episode(page, episode)
    page.evaluate(
        """() => {
          window.__ways = [];
          const scrollTo = window.scrollTo;
          window.scrollTo = (options) => {
            window.__ways.push(options.behavior);
            scrollTo.call(window, options);
          };
        }"""
    )
    for seconds in (10, 20, 30, 40):
        measure.seek_to(page, seconds)
        page.wait_for_timeout(200)
    assert set(page.evaluate("() => window.__ways")) == {"instant"}


def test_a_click_on_a_word_brings_the_text_back_to_the_sound(any_reader: Page, timeline: Timeline) -> None:
    measure.seek_to(any_reader, FAR_S)
    wait_until(any_reader, IN_UPPER_THIRD)
    wheel(any_reader)
    expect(any_reader.locator("[data-return]")).to_be_visible()
    any_reader.wait_for_timeout(300)
    any_reader.mouse.click(*word_place(any_reader, lines_of(timeline)[-4].id, 0))
    expect(any_reader.locator("[data-return]")).to_be_hidden()
    wait_until(
        any_reader,
        "document.querySelector('[data-line].current').getBoundingClientRect().bottom"
        " < document.querySelector('[data-player]').getBoundingClientRect().top",
    )
