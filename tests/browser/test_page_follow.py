"""The text follows the sound until the listener goes elsewhere; a button brings him back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import measure
from tests.browser.conftest import PHONE, NewPage, open_episode
from tests.browser.stage import wait_until

FAR_S = 60
IN_UPPER_THIRD = """() => {
  const line = document.querySelector("[data-line].current");
  if (!line) return false;
  const { top } = line.getBoundingClientRect();
  return top >= 0 && top <= document.querySelector("[data-player]").getBoundingClientRect().top * 0.36;
}"""


def wheel(page: Page) -> None:
    page.mouse.move(400, 300)
    page.mouse.wheel(0, 60)


def keys(page: Page) -> None:
    page.keyboard.press("PageDown")


def scrollbar(page: Page) -> None:
    page.mouse.move(page.evaluate("() => document.body.getBoundingClientRect().right + 4"), 300)
    page.mouse.down()
    page.mouse.up()


def touch(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    point = {"x": 180, "y": 400}
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    for y in (380, 350, 310):
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{**point, "y": y}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def search_in_page(page: Page) -> None:
    page.evaluate("() => window.scrollTo(0, 0)")


def test_the_current_line_is_brought_into_the_upper_third(reader: Page) -> None:
    for seconds in (FAR_S, 15, 90):
        measure.seek_to(reader, seconds)
        wait_until(reader, IN_UPPER_THIRD)


def test_the_line_stays_there_while_the_sound_plays(reader: Page) -> None:
    measure.seek_to(reader, 20)
    wait_until(reader, IN_UPPER_THIRD)
    reader.locator("[data-speed]").select_option("3")
    reader.locator("[data-act=toggle]").click()
    for _ in range(3):
        reader.wait_for_timeout(2_000)
        wait_until(reader, IN_UPPER_THIRD)
    expect(reader.locator("[data-return]")).to_be_hidden()


@pytest.mark.parametrize("away", [wheel, keys, scrollbar, touch, search_in_page])
def test_the_text_waits_for_a_listener_who_scrolled_away(
    new_page: NewPage, episode: str, away: Callable[[Page], None]
) -> None:
    page = new_page(viewport=PHONE, has_touch=True) if away is touch else new_page()
    open_episode(page, episode)
    measure.seek_to(page, FAR_S)
    wait_until(page, IN_UPPER_THIRD)
    page.wait_for_timeout(300)
    away(page)
    back = page.get_by_role("button", name="חזרה למקום")
    expect(back).to_be_visible()
    page.wait_for_timeout(600)
    stayed = page.evaluate("() => scrollY")
    measure.seek_to(page, 5)
    page.wait_for_timeout(300)
    assert page.evaluate("() => scrollY") == stayed
    back.click()
    expect(back).to_be_hidden()
    wait_until(page, IN_UPPER_THIRD.replace("top >= 0", "top >= -1"))


def test_the_text_does_not_move_while_some_of_it_is_marked(reader: Page) -> None:
    reader.evaluate("() => getSelection().selectAllChildren(document.querySelector('[data-line]'))")
    measure.seek_to(reader, FAR_S)
    reader.wait_for_timeout(300)
    assert reader.evaluate("() => scrollY") == 0
    reader.evaluate("() => getSelection().removeAllRanges()")
    measure.seek_to(reader, FAR_S + 20)
    wait_until(reader, IN_UPPER_THIRD)


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


def test_a_click_on_a_word_brings_the_text_back_to_the_sound(reader: Page) -> None:
    measure.seek_to(reader, FAR_S)
    wait_until(reader, IN_UPPER_THIRD)
    reader.mouse.move(400, 300)
    reader.mouse.wheel(0, 500)
    expect(reader.locator("[data-return]")).to_be_visible()
    reader.wait_for_timeout(300)
    reader.evaluate(
        "() => document.elementFromPoint(700, 500)?.closest('.speech')?.querySelector('[data-word]').click()"
    )
    expect(reader.locator("[data-return]")).to_be_hidden()
    wait_until(reader, IN_UPPER_THIRD)
