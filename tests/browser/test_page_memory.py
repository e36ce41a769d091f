"""The page remembers place, speed and rules of each episode, and how the reader likes it."""

import pytest
from playwright.sync_api import Page, expect

from player.timeline import Timeline
from tests.browser import measure
from tests.browser.conftest import open_episode, wait_for_sound
from tests.browser.hands import (
    act,
    close_panels,
    liking,
    lines_of,
    open_settings,
    set_speed,
    turns_of,
    wait_for_time,
)
from tests.browser.stage import wait_until

ROOT = "document.documentElement"


def test_place_speed_and_rules_of_an_episode_are_there_again(any_reader: Page, timeline: Timeline) -> None:
    line = lines_of(timeline)[12]
    measure.seek_to(any_reader, line.start_ms / 1000 + 0.1)
    set_speed(any_reader, 1.5)
    act(any_reader, "study")
    close_panels(any_reader)
    any_reader.reload()
    wait_for_sound(any_reader)
    wait_until(any_reader, "document.querySelector('[data-line].current')")
    assert measure.clock_ms(any_reader) == pytest.approx(line.start_ms + 100, abs=2)
    assert measure.lit(any_reader)[0] == line.id
    expect(any_reader.locator("[data-line].current")).to_be_in_viewport()
    expect(any_reader.locator("[data-speed]")).to_have_value("1.5")
    assert any_reader.evaluate("() => document.querySelector('#sound').playbackRate") == 1.5
    expect(any_reader.locator("[data-act=study]")).to_have_attribute("aria-pressed", "true")


def test_an_episode_that_was_heard_to_its_end_starts_again(any_reader: Page, timeline: Timeline) -> None:
    measure.seek_to(any_reader, timeline.sound.duration_ms / 1000 - 1)
    any_reader.reload()
    wait_for_sound(any_reader)
    assert measure.clock_ms(any_reader) == 0


def test_colours_are_the_systems_until_others_are_chosen(any_page: Page, episode: str) -> None:
    paper = f"() => getComputedStyle({ROOT}.querySelector('body')).backgroundColor"
    any_page.emulate_media(color_scheme="dark")
    open_episode(any_page, episode)
    dark = any_page.evaluate(paper)
    any_page.emulate_media(color_scheme="light")
    light = any_page.evaluate(paper)
    assert dark != light
    open_settings(any_page)
    any_page.locator("[name=theme][value=dark]").check()
    assert any_page.evaluate(paper) == dark
    any_page.reload()
    assert any_page.evaluate(paper) == dark, "before anything is painted"
    open_settings(any_page)
    expect(any_page.locator("[name=theme][value=dark]")).to_be_checked()
    any_page.locator("[name=theme][value=system]").check()
    assert any_page.evaluate(paper) == light


def test_size_of_letters_and_width_of_lines_are_the_readers_and_kept(any_reader: Page) -> None:
    size = "() => parseFloat(getComputedStyle(document.querySelector('.paragraph')).fontSize)"
    wide = "() => document.querySelector('.conversation').getBoundingClientRect().width"
    usual, usual_width = any_reader.evaluate(size), any_reader.evaluate(wide)
    open_settings(any_reader)
    any_reader.locator("[name=size]").fill("5")
    large = any_reader.evaluate(size)
    assert large > usual * 1.4
    any_reader.locator("[name=size]").fill("0")
    assert any_reader.evaluate(size) < usual
    any_reader.locator("[name=size]").fill("2")
    any_reader.locator("[name=width][value=narrow]").check()
    narrow = any_reader.evaluate(wide)
    assert narrow < usual_width if usual_width > 600 else narrow == usual_width
    any_reader.locator("[name=size]").fill("5")
    any_reader.reload()
    assert any_reader.evaluate(size) == large
    assert any_reader.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert liking(any_reader)["size"] == 5 and liking(any_reader)["width"] == "narrow"


def test_a_store_that_is_refused_changes_nothing_else(any_page: Page, episode: str) -> None:
    any_page.add_init_script(
        "const refuse = () => { throw new DOMException('', 'SecurityError'); };"
        "Object.defineProperty(window, 'localStorage', { get: refuse });"
    )
    open_episode(any_page, episode)
    any_page.locator("[data-act=toggle]").click()
    wait_for_time(any_page, 0.2)


def preset(page: Page, name: str) -> None:
    open_settings(page)
    page.get_by_role("button", name=name, exact=True).click()
    close_panels(page)


def test_only_the_guest_is_heard_when_that_is_wanted(any_reader: Page, timeline: Timeline) -> None:
    preset(any_reader, "רק האורח")
    guest = turns_of(timeline, 'ד"ר נועה ברזילי')
    set_speed(any_reader, 3)
    measure.seek_to(any_reader, guest[0].end_ms / 1000 - 0.6)
    any_reader.locator("[data-act=toggle]").click()
    wait_until(any_reader, f"document.querySelector('#sound').currentTime * 1000 >= {guest[1].start_ms - 1}")
    skipped_from, skipped_to = guest[0].end_ms + 700, guest[1].start_ms - 60
    spans = any_reader.evaluate(
        """() => {
          const { played } = document.querySelector("#sound");
          const span = (_, i) => [played.start(i) * 1000, played.end(i) * 1000];
          return Array.from({ length: played.length }, span);
        }"""
    )
    assert not any(start < skipped_to and end > skipped_from for start, end in spans), spans
    dimmed = any_reader.locator(".turn[data-skipped]")
    expect(dimmed).to_have_count(len(timeline.turns) - len(guest))
    any_reader.reload()
    wait_for_sound(any_reader)
    expect(dimmed).to_have_count(len(timeline.turns) - len(guest))
    preset(any_reader, "כולם")
    expect(dimmed).to_have_count(0)


def test_only_the_questions_is_the_other_way_round(any_reader: Page, timeline: Timeline) -> None:
    preset(any_reader, "רק השאלות")
    expect(any_reader.locator(".turn[data-skipped]")).to_have_count(
        len(turns_of(timeline, 'ד"ר נועה ברזילי'))
    )
    measure.seek_to(any_reader, turns_of(timeline, 'ד"ר נועה ברזילי')[2].start_ms / 1000 + 0.5)
    any_reader.locator("[data-act=toggle]").click()
    after = turns_of(timeline, 'ד"ר נועה ברזילי')[2].index + 1
    wait_for_time(any_reader, timeline.turns[after].start_ms / 1000)


def test_one_speaker_is_hidden_and_not_heard(any_reader: Page, timeline: Timeline) -> None:
    open_settings(any_reader)
    any_reader.get_by_label("דנה: מה לעשות בדבריו").select_option("hidden")
    close_panels(any_reader)
    shown = any_reader.locator(".turn:visible .speaker bdi").all_inner_texts()
    assert "דנה" not in shown and "גיא" in shown
    own = turns_of(timeline, "דנה")[1]
    measure.seek_to(any_reader, own.start_ms / 1000 + 0.1)
    any_reader.locator("[data-act=toggle]").click()
    wait_for_time(any_reader, timeline.turns[own.index + 1].start_ms / 1000 - 0.01)


def test_one_speaker_is_played_slower_and_only_he(any_reader: Page, timeline: Timeline) -> None:
    open_settings(any_reader)
    any_reader.get_by_label('ד"ר נועה ברזילי: קצב').select_option("0.8")
    close_panels(any_reader)
    rate = "document.querySelector('#sound').playbackRate"
    guest = turns_of(timeline, 'ד"ר נועה ברזילי')[0]
    set_speed(any_reader, 2)
    measure.seek_to(any_reader, guest.start_ms / 1000 - 0.7)
    any_reader.locator("[data-act=toggle]").click()
    wait_until(any_reader, f"{rate} === 2")
    wait_for_time(any_reader, guest.start_ms / 1000 + 0.1)
    wait_until(any_reader, f"{rate} === 1.6")
    expect(any_reader.locator("[data-speed]")).to_have_value("2")
    measure.seek_to(any_reader, guest.end_ms / 1000 - 0.3)
    wait_for_time(any_reader, timeline.turns[guest.index + 1].start_ms / 1000 + 0.05)
    wait_until(any_reader, f"{rate} === 2")


def test_nobody_is_left_to_hear_nothing(any_reader: Page) -> None:
    open_settings(any_reader)
    for select in any_reader.locator("[data-hearing]").all():
        select.select_option("skipped")
    close_panels(any_reader)
    any_reader.locator("[data-act=toggle]").click()
    wait_for_time(any_reader, 1)
