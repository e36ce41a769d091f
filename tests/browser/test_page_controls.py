"""The player by mouse, keyboard and touch."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from player.timeline import Timeline
from tests.browser import measure
from tests.browser.conftest import PHONE, NewPage, open_episode
from tests.browser.hands import (
    is_playing,
    last_seek_ms,
    lines_of,
    note_seeks,
    seconds,
    wait_for_pause,
    wait_for_playing,
    word_place,
)
from tests.browser.stage import wait_until

HEBREW = re.compile(r"[א-ת]")


def test_the_button_plays_and_pauses_and_says_what_it_would_do(any_reader: Page) -> None:
    button = any_reader.locator("[data-act=toggle]")
    expect(button).to_have_accessible_name("נגינה")
    button.click()
    wait_until(any_reader, "document.querySelector('#sound').currentTime > 0.2")
    expect(button).to_have_accessible_name("השהיה")
    button.click()
    expect(button).to_have_accessible_name("נגינה")
    assert not is_playing(any_reader)


def test_the_space_bar_plays_and_pauses(reader: Page) -> None:
    reader.keyboard.press("Space")
    wait_for_playing(reader)
    reader.keyboard.press("Space")
    wait_for_pause(reader)
    assert reader.evaluate("() => scrollY") == 0


def test_the_left_arrow_goes_onward_and_the_right_one_back(reader: Page) -> None:
    measure.seek_to(reader, 30)
    reader.keyboard.press("ArrowLeft")
    assert seconds(reader) == pytest.approx(40)
    reader.keyboard.press("ArrowRight")
    reader.keyboard.press("ArrowRight")
    assert seconds(reader) == pytest.approx(20)


def test_in_an_interface_from_left_to_right_the_arrows_go_the_other_way(
    new_page: NewPage, episode: str, site: str
) -> None:
    page = new_page()
    page.context.add_cookies([{"name": "karyan_language", "value": "en", "url": site}])
    open_episode(page, episode)
    measure.seek_to(page, 30)
    page.keyboard.press("ArrowRight")
    assert seconds(page) == pytest.approx(40)
    page.keyboard.press("ArrowLeft")
    assert seconds(page) == pytest.approx(30)


def test_skipping_stays_within_the_sound(any_reader: Page, timeline: Timeline) -> None:
    measure.seek_to(any_reader, 3)
    any_reader.locator("[data-act=back]").click()
    assert seconds(any_reader) == 0
    measure.seek_to(any_reader, timeline.sound.duration_ms / 1000 - 3)
    any_reader.locator("[data-act=forward]").click()
    assert seconds(any_reader) == pytest.approx(timeline.sound.duration_ms / 1000, abs=0.1)


@pytest.mark.parametrize("speed", ["0.5", "1.75", "3"])
def test_the_speed_is_what_is_chosen(any_reader: Page, speed: str) -> None:
    any_reader.get_by_label("מהירות").select_option(speed)
    assert any_reader.evaluate("() => document.querySelector('#sound').playbackRate") == float(speed)


def test_keys_change_the_speed_by_a_step(reader: Page) -> None:
    for key, speed in (("Equal", 1.25), ("Equal", 1.5), ("Minus", 1.25)):
        reader.keyboard.press(key)
        assert reader.evaluate("() => document.querySelector('#sound').playbackRate") == speed
    expect(reader.locator("[data-speed]")).to_have_value("1.25")


def test_the_seek_bar_goes_where_it_is_set_and_tells_the_time(any_reader: Page, timeline: Timeline) -> None:
    bar = any_reader.get_by_label("מקום בפרק")
    bar.fill("61")
    assert seconds(any_reader) == pytest.approx(61)
    expect(any_reader.locator("[data-now]")).to_have_text("1:01")
    expect(bar).to_have_attribute("aria-valuetext", re.compile("^1:01 מתוך "))
    bar.focus()
    bar.press("ArrowLeft")
    assert seconds(any_reader) == pytest.approx(71)
    bar.press("End")
    assert seconds(any_reader) == pytest.approx(timeline.sound.duration_ms / 1000, abs=1)


def groove(volume: Locator, place: float) -> tuple[int, ...]:
    """The colour of a slider's groove, so far from its beginning at the right."""
    box = volume.bounding_box()
    assert box
    return measure.pixel(volume.page, box["x"] + box["width"] * (1 - place), box["y"] + box["height"] / 2)


def test_the_volume_is_filled_as_far_as_it_is_loud(reader: Page) -> None:
    volume = reader.get_by_label("עוצמה")
    filled = groove(volume, 0.7)
    assert filled == groove(volume, 0.3)
    volume.fill("50")
    assert groove(volume, 0.3) == filled
    assert groove(volume, 0.7) != filled


def test_volume_and_muting(reader: Page) -> None:
    reader.get_by_label("עוצמה").fill("40")
    assert reader.evaluate("() => document.querySelector('#sound').volume") == pytest.approx(0.4)
    reader.keyboard.press("Tab")
    reader.keyboard.press("KeyM")
    expect(reader.locator("[data-act=mute]").first).to_have_accessible_name("ביטול ההשתקה")
    reader.locator("[data-act=mute]").first.click()
    assert reader.evaluate("() => document.querySelector('#sound').muted") is False


def test_a_click_or_a_tap_on_a_word_plays_from_it(any_page: Page, episode: str, timeline: Timeline) -> None:
    open_episode(any_page, episode)
    note_seeks(any_page)
    touch = any_page.viewport_size == PHONE
    for line in (lines_of(timeline)[4], lines_of(timeline)[9]):
        for number in (0, len(line.words) // 2, len(line.words) - 1):
            place = word_place(any_page, line.id, number)
            any_page.evaluate("() => document.querySelector('#sound').pause()")
            (any_page.touchscreen.tap if touch else any_page.mouse.click)(*place)
            wait_for_playing(any_page)
            assert last_seek_ms(any_page) == pytest.approx(line.words[number].start_ms, abs=1)


def test_the_word_under_the_mouse_is_marked(reader: Page, timeline: Timeline) -> None:
    line = lines_of(timeline)[3]
    reader.mouse.move(*word_place(reader, line.id, 2))
    wait_until(reader, "CSS.highlights.get('hover')?.size === 1")
    hovered = reader.evaluate("() => [...CSS.highlights.get('hover')][0].toString()")
    assert hovered == line.words[2].text
    reader.mouse.move(5, 5)
    wait_until(reader, "CSS.highlights.get('hover').size === 0")


def test_marking_text_does_not_play(reader: Page, timeline: Timeline) -> None:
    line = lines_of(timeline)[2]
    x, y = word_place(reader, line.id, 3)
    reader.mouse.move(*word_place(reader, line.id, 1))
    reader.mouse.down()
    reader.mouse.move(x, y, steps=5)
    reader.mouse.up()
    assert reader.evaluate("() => getSelection().toString().length") > 0
    assert not is_playing(reader)


def focused_word(page: Page) -> str:
    name: str = page.evaluate("() => document.activeElement.getAttribute('aria-label') ?? ''")
    return name.removeprefix("לנגן מן המילה ")


def test_the_keyboard_walks_from_word_to_word_and_plays_from_one(
    any_reader: Page, timeline: Timeline
) -> None:
    lines = lines_of(timeline)
    any_reader.locator("[data-act=settings]").focus()
    any_reader.keyboard.press("Tab")
    words = []
    for key in ("ArrowLeft", "ArrowLeft", "ArrowRight", "ArrowDown", "ArrowRight"):
        words.append(focused_word(any_reader))
        any_reader.keyboard.press(key)
    first, second = lines[0].words, lines[1].words
    assert words == [word.text for word in (first[0], first[1], [*first, *second][2], first[1], second[0])]
    assert focused_word(any_reader) == first[-1].text
    note_seeks(any_reader)
    any_reader.keyboard.press("Enter")
    wait_for_playing(any_reader)
    assert last_seek_ms(any_reader) == pytest.approx(first[-1].start_ms, abs=1)


def test_the_focus_lies_over_the_word_that_it_names(reader: Page, timeline: Timeline) -> None:
    reader.locator("[data-act=settings]").focus()
    reader.keyboard.press("Tab")
    for _ in range(4):
        reader.keyboard.press("ArrowDown")
    box = reader.locator("[data-cursor]").bounding_box()
    x, y = word_place(reader, lines_of(timeline)[4].id, 0)
    box = reader.locator("[data-cursor]").bounding_box()
    assert box is not None
    assert box["x"] < x < box["x"] + box["width"]
    assert box["y"] < y < box["y"] + box["height"]


def test_tab_reaches_the_word_that_is_spoken(reader: Page, timeline: Timeline) -> None:
    line = lines_of(timeline)[8]
    measure.seek_to(reader, line.words[1].start_ms / 1000 + 0.01)
    reader.locator("[data-act=settings]").focus()
    reader.keyboard.press("Tab")
    assert focused_word(reader) == line.words[1].text


def test_help_opens_by_button_and_key_lists_every_key_and_closes_by_escape(reader: Page) -> None:
    dialog = reader.locator("[data-help]")
    reader.locator("[data-act=help]").first.click()
    expect(dialog).to_be_visible()
    assert dialog.locator("dt").count() == dialog.locator("dd").count() > 20
    assert all(HEBREW.search(text) for text in dialog.locator("dd").all_inner_texts())
    reader.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    reader.keyboard.press("Shift+Slash")
    expect(dialog).to_be_visible()


def test_every_control_is_on_the_screen_and_big_enough_to_touch(any_reader: Page) -> None:
    screen = any_reader.viewport_size
    assert screen is not None
    assert any_reader.evaluate("() => document.documentElement.scrollWidth") <= screen["width"]
    # What lies over the seek bar does nothing that the bar does not.
    controls = any_reader.locator(
        "[data-player] button:visible, [data-player] select:visible, [data-player] input:visible"
    )
    assert controls.count() >= 8
    boxes = [control.bounding_box() for control in controls.all()]
    for box in boxes:
        assert box is not None
        assert box["height"] >= 44, box
        assert box["width"] >= 44, box
        assert box["x"] >= 0 and box["x"] + box["width"] <= screen["width"]


@pytest.mark.parametrize("panel", ["moves", "contents", "settings"])
def test_every_control_of_a_panel_is_big_enough_to_touch(any_reader: Page, panel: str) -> None:
    any_reader.locator(f"[data-act={panel}]").first.click()
    inside = any_reader.locator(f"[data-panel={panel}]")
    expect(inside).to_be_visible()
    screen = any_reader.viewport_size
    assert screen is not None
    for control in inside.locator("button:visible, select:visible, input:visible").all():
        # A tick's whole row is what is touched.
        touched = control.locator("xpath=ancestor-or-self::*[self::button or self::select or self::label][1]")
        box = touched.bounding_box()
        assert box is not None
        assert box["height"] >= 44 and box["width"] >= 44, control.get_attribute("name")
        assert box["x"] >= 0 and box["x"] + box["width"] <= screen["width"]


def test_every_control_has_a_hebrew_name_and_tab_reaches_it_visibly(reader: Page) -> None:
    names = []
    for _ in range(18):
        reader.keyboard.press("Tab")
        seen = reader.evaluate(
            """() => {
              const style = getComputedStyle(document.activeElement);
              return { ring: style.outlineStyle, wide: parseFloat(style.outlineWidth) };
            }"""
        )
        assert seen["ring"] == "solid" and seen["wide"] >= 2
        focused = reader.locator(":focus")
        expect(focused).to_have_accessible_name(HEBREW)
        names.append(
            focused.evaluate("e => e.getAttribute('aria-label') ?? e.textContent.trim().split(/\\n/)[0]")
        )
    assert names[:6] == ["לתוכן", "קריין", "הסטודיו", "מצב תיקון", "הורדה", "הגדרות"]
    assert names[6].startswith("לנגן מן המילה")
    assert names[7:13] == [
        "מקום בפרק", "המשפט הקודם", "10 שניות אחורה", "נגינה", "10 שניות קדימה", "המשפט הבא",
    ]  # fmt: skip
    assert names[14:] == ["השתקה", "עוצמה", "מעבר וחזרה", "תוכן השיחה"]
