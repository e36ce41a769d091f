"""The player by mouse, keyboard and touch."""

import re

import pytest
from playwright.sync_api import Page, expect

from player.timeline import Timeline
from tests.browser import measure
from tests.browser.conftest import PHONE, NewPage, open_episode
from tests.browser.stage import wait_until

HEBREW = re.compile(r"[א-ת]")


def is_playing(page: Page) -> bool:
    return bool(page.evaluate("() => !document.querySelector('#sound').paused"))


def seconds(page: Page) -> float:
    return measure.clock_ms(page) / 1000


def test_the_button_plays_and_pauses_and_says_what_it_would_do(reader: Page) -> None:
    button = reader.locator("[data-act=toggle]")
    expect(button).to_have_accessible_name("נגינה")
    button.click()
    wait_until(reader, "document.querySelector('#sound').currentTime > 0.2")
    expect(button).to_have_accessible_name("השהיה")
    button.click()
    expect(button).to_have_accessible_name("נגינה")
    assert not is_playing(reader)


def test_the_space_bar_plays_and_pauses(reader: Page) -> None:
    reader.keyboard.press("Space")
    wait_until(reader, "!document.querySelector('#sound').paused")
    reader.keyboard.press("Space")
    wait_until(reader, "document.querySelector('#sound').paused")
    assert reader.evaluate("() => scrollY") == 0


def test_the_left_arrow_goes_onward_and_the_right_one_back(reader: Page) -> None:
    measure.seek_to(reader, 30)
    reader.keyboard.press("ArrowLeft")
    assert seconds(reader) == pytest.approx(40)
    reader.keyboard.press("ArrowRight")
    reader.keyboard.press("ArrowRight")
    assert seconds(reader) == pytest.approx(20)


def test_skipping_stays_within_the_sound(reader: Page, timeline: Timeline) -> None:
    measure.seek_to(reader, 3)
    reader.locator("[data-act=back]").click()
    assert seconds(reader) == 0
    measure.seek_to(reader, timeline.sound.duration_ms / 1000 - 3)
    reader.locator("[data-act=forward]").click()
    assert seconds(reader) == pytest.approx(timeline.sound.duration_ms / 1000, abs=0.1)


@pytest.mark.parametrize("speed", ["0.5", "1.75", "3"])
def test_the_speed_is_what_is_chosen(reader: Page, speed: str) -> None:
    reader.get_by_label("מהירות").select_option(speed)
    assert reader.evaluate("() => document.querySelector('#sound').playbackRate") == float(speed)


def test_the_seek_bar_goes_where_it_is_set_and_tells_the_time(reader: Page, timeline: Timeline) -> None:
    bar = reader.get_by_label("מקום בפרק")
    bar.fill("61")
    assert seconds(reader) == pytest.approx(61)
    expect(reader.locator("[data-now]")).to_have_text("1:01")
    expect(bar).to_have_attribute("aria-valuetext", re.compile("^1:01 מתוך "))
    bar.focus()
    bar.press("ArrowLeft")
    assert seconds(reader) == pytest.approx(71)
    bar.press("End")
    assert seconds(reader) == pytest.approx(timeline.sound.duration_ms / 1000, abs=1)


def test_volume_and_muting(reader: Page) -> None:
    reader.get_by_label("עוצמה").fill("40")
    assert reader.evaluate("() => document.querySelector('#sound').volume") == pytest.approx(0.4)
    reader.keyboard.press("Tab")
    reader.keyboard.press("KeyM")
    expect(reader.locator("[data-act=mute]")).to_have_accessible_name("ביטול ההשתקה")
    reader.locator("[data-act=mute]").click()
    assert reader.evaluate("() => document.querySelector('#sound').muted") is False


def test_a_click_on_a_word_plays_from_it(reader: Page) -> None:
    word = reader.locator("[data-word]").nth(25)
    start_ms = int(word.get_attribute("data-start-ms") or 0)
    word.click()
    wait_until(reader, "!document.querySelector('#sound').paused")
    assert start_ms <= measure.clock_ms(reader) < start_ms + 2_000


def test_marking_text_does_not_play(reader: Page) -> None:
    first, last = reader.locator("[data-word]").nth(2), reader.locator("[data-word]").nth(5)
    start, end = first.bounding_box(), last.bounding_box()
    assert start is not None and end is not None
    reader.mouse.move(start["x"] + start["width"] - 2, start["y"] + 8)
    reader.mouse.down()
    reader.mouse.move(end["x"] + 2, end["y"] + 8, steps=5)
    reader.mouse.up()
    assert reader.evaluate("() => getSelection().toString().length") > 0
    assert not is_playing(reader)


def test_the_keyboard_walks_from_word_to_word_and_plays_from_one(reader: Page) -> None:
    reader.locator(".downloads summary").focus()
    reader.keyboard.press("Tab")
    focused = reader.locator("[data-word]:focus")
    expect(focused).to_have_count(1)
    for key in ("ArrowLeft", "ArrowLeft", "ArrowDown", "ArrowLeft"):
        reader.keyboard.press(key)
    start_ms = int(focused.get_attribute("data-start-ms") or 0)
    assert start_ms > 0
    reader.keyboard.press("Enter")
    wait_until(reader, "!document.querySelector('#sound').paused")
    assert start_ms <= measure.clock_ms(reader) < start_ms + 2_000


def test_tab_reaches_the_word_that_is_spoken(reader: Page) -> None:
    measure.seek_to(reader, 40)
    reader.locator(".downloads summary").focus()
    reader.keyboard.press("Tab")
    assert reader.evaluate("() => document.activeElement.classList.contains('current')")


def test_help_opens_by_button_and_key_and_closes_by_escape(reader: Page) -> None:
    dialog = reader.get_by_role("dialog")
    reader.locator("[data-act=help]").click()
    expect(dialog).to_be_visible()
    reader.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    reader.keyboard.press("Shift+Slash")
    expect(dialog).to_be_visible()


def test_a_link_to_a_time_opens_there_at_rest(new_page: NewPage, episode: str, timeline: Timeline) -> None:
    page = new_page()
    open_episode(page, f"{episode}#t=42.5")
    assert measure.clock_ms(page) == 42_500
    assert measure.lit(page) == measure.due(timeline, 42_500)
    expect(page.locator("[data-line].current")).to_be_in_viewport()
    assert not is_playing(page)


def test_the_system_knows_what_plays(reader: Page, timeline: Timeline) -> None:
    assert reader.evaluate("() => navigator.mediaSession.metadata.title") == timeline.episode.title


@pytest.mark.parametrize("screen", [{"width": 1280, "height": 800}, PHONE])
def test_every_control_is_on_the_screen_and_big_enough_to_touch(
    new_page: NewPage, episode: str, screen: dict[str, int]
) -> None:
    page = new_page(viewport=screen)
    open_episode(page, episode)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= screen["width"]
    controls = page.locator(
        "[data-player] button:visible, [data-player] select:visible, [data-player] input:visible"
    )
    assert controls.count() >= 7
    for control in controls.all():
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= 44, control
        assert box["width"] >= 44, control
        assert box["x"] >= 0 and box["x"] + box["width"] <= screen["width"]


def test_every_control_has_a_hebrew_name_and_tab_reaches_it_visibly(reader: Page) -> None:
    names = []
    for _ in range(12):
        reader.keyboard.press("Tab")
        seen = reader.evaluate(
            """() => {
              const style = getComputedStyle(document.activeElement);
              return { ring: style.outlineStyle, wide: parseFloat(style.outlineWidth),
                       word: document.activeElement.matches("[data-word]") };
            }"""
        )
        assert seen["ring"] == "solid" and seen["wide"] >= 2
        focused = reader.locator(":focus")
        if not seen["word"]:
            expect(focused).to_have_accessible_name(HEBREW)
        names.append(
            focused.evaluate("e => e.getAttribute('aria-label') ?? e.textContent.trim().split(/\\n/)[0]")
        )
    assert names[:3] == ["לתוכן", "קריין", "הורדה"]
    assert names[4:8] == ["10 שניות אחורה", "נגינה", "10 שניות קדימה", "מקום בפרק"]
    assert names[9:] == ["השתקה", "עוצמה", "עזרה ומקשים"]
