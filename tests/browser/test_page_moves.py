"""Moving about and repeating: by line, paragraph, turn and speaker; loops, study, contents, the strip."""

import pytest
from playwright.sync_api import Page, Route, expect

from player.timeline import TimedLine, Timeline
from tests.browser import measure
from tests.browser.hands import (
    act,
    close_panels,
    lines_of,
    seconds,
    set_speed,
    turns_of,
    wait_for_pause,
    wait_for_playing,
    wait_for_time,
    word_place,
)
from tests.browser.stage import wait_until


def starts(timeline: Timeline, unit: str) -> list[int]:
    """When each line, paragraph or turn starts, in milliseconds."""
    lines = lines_of(timeline)
    if unit == "line":
        return [line.start_ms for line in lines]
    if unit == "turn":
        return [turn.start_ms for turn in timeline.turns]
    first: dict[int, TimedLine] = {}
    for line in lines:
        first.setdefault(line.paragraph, line)
    return [line.start_ms for line in first.values()]


def lands_on(page: Page, ms: int) -> None:
    assert measure.clock_ms(page) == pytest.approx(ms, abs=1)


@pytest.mark.parametrize("unit", ["line", "paragraph", "turn"])
def test_the_buttons_go_onward_and_back_by_each_unit(any_reader: Page, timeline: Timeline, unit: str) -> None:
    times = starts(timeline, unit)
    measure.seek_to(any_reader, times[2] / 1000)
    any_reader.locator("[data-act=moves]").click()
    panel = any_reader.locator("[data-panel=moves]")
    onward = panel.locator(f"[data-act=next-{unit}]")
    back = panel.locator(f"[data-act=previous-{unit}]")
    onward.click()
    lands_on(any_reader, times[3])
    onward.click()
    lands_on(any_reader, times[4])
    back.click()
    lands_on(any_reader, times[3])


KEYS = {
    "line": ("Shift+ArrowLeft", "Shift+ArrowRight"),
    "paragraph": ("Shift+ArrowDown", "Shift+ArrowUp"),
    "turn": ("n", "b"),
}


@pytest.mark.parametrize("unit", list(KEYS))
def test_the_keys_go_onward_and_back_by_each_unit(reader: Page, timeline: Timeline, unit: str) -> None:
    onward, back = KEYS[unit]
    times = starts(timeline, unit)
    measure.seek_to(reader, times[1] / 1000)
    reader.keyboard.press(onward)
    lands_on(reader, times[2])
    reader.keyboard.press(back)
    lands_on(reader, times[1])


def test_a_step_back_well_into_a_line_leads_to_its_own_start(any_reader: Page, timeline: Timeline) -> None:
    line = next(line for line in lines_of(timeline)[3:] if line.end_ms - line.start_ms > 2_500)
    measure.seek_to(any_reader, line.start_ms / 1000 + 2)
    any_reader.keyboard.press("Shift+ArrowRight")
    lands_on(any_reader, line.start_ms)


def test_one_can_go_from_turn_to_turn_of_one_speaker(any_reader: Page, timeline: Timeline) -> None:
    own = turns_of(timeline, "דנה")
    measure.seek_to(any_reader, own[0].start_ms / 1000 + 0.1)
    act(any_reader, "next-speaker")
    lands_on(any_reader, own[1].start_ms)
    close_panels(any_reader)
    any_reader.keyboard.press("Shift+KeyN")
    lands_on(any_reader, own[2].start_ms)
    any_reader.keyboard.press("Shift+KeyB")
    lands_on(any_reader, own[1].start_ms)


def shortest(timeline: Timeline) -> TimedLine:
    """A line of a second or so in the middle."""
    return min(lines_of(timeline)[5:-3], key=lambda line: abs(line.end_ms - line.start_ms - 900))


@pytest.mark.parametrize("unit", ["line", "turn"])
def test_a_line_or_a_turn_is_repeated_until_one_has_enough(
    any_reader: Page, timeline: Timeline, unit: str
) -> None:
    short = next(
        turn for turn in timeline.turns[2:-2] if len(turn.lines) == 1 and turn.end_ms - turn.start_ms < 1_600
    )
    line = shortest(timeline) if unit == "line" else short.lines[0]
    measure.seek_to(any_reader, line.start_ms / 1000 + 0.05)
    act(any_reader, f"repeat-{unit}")
    button = any_reader.locator(f"[data-act=repeat-{unit}]")
    expect(button).to_have_attribute("aria-pressed", "true")
    close_panels(any_reader)
    set_speed(any_reader, 2)
    begun = count_loops(any_reader)
    any_reader.locator("[data-act=toggle]").click()
    wait_until(any_reader, f"window.__seeks - {begun} >= 2")
    assert line.start_ms - 5 <= measure.clock_ms(any_reader) <= line.end_ms + 300
    any_reader.keyboard.press("KeyR" if unit == "line" else "Shift+KeyR")
    expect(button).to_have_attribute("aria-pressed", "false")
    wait_for_time(any_reader, (line.end_ms + 400) / 1000)


def count_loops(page: Page) -> int:
    """Begin to count the seeks; how many there were."""
    page.evaluate(
        "() => { window.__seeks = 0;"
        " document.querySelector('#sound').addEventListener('seeked', () => { window.__seeks += 1; }); }"
    )
    return 0


def test_what_is_repeated_moves_with_the_place(reader: Page, timeline: Timeline) -> None:
    lines = lines_of(timeline)
    measure.seek_to(reader, lines[3].start_ms / 1000 + 0.05)
    reader.keyboard.press("KeyR")
    reader.keyboard.press("Shift+ArrowLeft")
    lands_on(reader, lines[4].start_ms)
    set_speed(reader, 3)
    count_loops(reader)
    reader.keyboard.press("Space")
    wait_until(reader, "window.__seeks >= 1")
    assert lines[4].start_ms - 5 <= measure.clock_ms(reader) <= lines[4].end_ms + 400


def test_a_loop_is_marked_played_shown_and_ended(any_reader: Page, timeline: Timeline) -> None:
    from_s = lines_of(timeline)[4].start_ms / 1000
    to_s = from_s + 1.2
    any_reader.locator("[data-act=moves]").click()
    button = any_reader.locator("[data-panel=moves] [data-act=loop]")
    expect(button).to_have_text("לולאה: סימון ההתחלה")
    measure.seek_to(any_reader, from_s)
    button.click()
    expect(button).to_have_text("לולאה: סימון הסוף")
    measure.seek_to(any_reader, to_s)
    button.click()
    expect(button).to_have_text("ביטול הלולאה")
    close_panels(any_reader)
    marked = any_reader.locator("[data-strip] .loop rect")
    assert float(marked.get_attribute("x") or 0) == pytest.approx(from_s * 1000, abs=2)
    assert float(marked.get_attribute("width") or 0) == pytest.approx(1200, abs=2)
    measure.seek_to(any_reader, from_s)
    count_loops(any_reader)
    any_reader.locator("[data-act=toggle]").click()
    wait_until(any_reader, "window.__seeks >= 2")
    assert from_s - 0.01 <= seconds(any_reader) <= to_s + 0.1
    any_reader.keyboard.press("KeyA")
    wait_for_time(any_reader, to_s + 0.2)
    expect(marked).to_have_count(0)


def test_in_study_mode_the_sound_pauses_after_every_turn_and_goes_on(
    any_reader: Page, timeline: Timeline
) -> None:
    first, second = timeline.turns[1:3]
    play = any_reader.locator("[data-act=toggle]")
    act(any_reader, "study")
    close_panels(any_reader)
    set_speed(any_reader, 3)
    measure.seek_to(any_reader, first.end_ms / 1000 - 1)
    play.click()
    wait_for_playing(any_reader)
    wait_for_pause(any_reader)
    assert first.end_ms <= measure.clock_ms(any_reader) < second.start_ms + 100
    play.click()
    wait_for_time(any_reader, first.end_ms / 1000 + 0.1)
    wait_for_pause(any_reader)
    assert second.end_ms <= measure.clock_ms(any_reader) < second.end_ms + 400
    any_reader.keyboard.press("KeyS")
    play.click()
    wait_for_time(any_reader, timeline.turns[3].end_ms / 1000 + 0.2)


def test_the_contents_list_the_turns_with_the_questions_and_lead_to_each(
    any_reader: Page, timeline: Timeline
) -> None:
    measure.seek_to(any_reader, timeline.turns[2].start_ms / 1000 + 0.2)
    any_reader.locator("[data-act=contents]").click()
    rows = any_reader.locator("[data-contents] button")
    expect(rows).to_have_count(len(timeline.turns))
    expect(any_reader.locator("[data-contents] [aria-current]")).to_have_count(1)
    expect(rows.nth(2)).to_have_attribute("aria-current", "true")
    asked = [row.inner_text() for row in any_reader.locator("[data-contents] .question").all()]
    assert any("מה קראת להם?" in question for question in asked)
    target = timeline.turns[8]
    rows.nth(8).click()
    expect(any_reader.locator("[data-panel=contents]")).to_be_hidden()
    wait_for_time(any_reader, target.start_ms / 1000)
    assert measure.clock_ms(any_reader) < target.start_ms + 5_000


def test_the_contents_open_by_key_and_close_by_escape(reader: Page) -> None:
    reader.keyboard.press("KeyT")
    expect(reader.locator("[data-panel=contents]")).to_be_visible()
    reader.keyboard.press("Escape")
    expect(reader.locator("[data-panel=contents]")).to_be_hidden()


def test_a_click_on_a_page_that_is_not_all_there_is_done_when_it_is(
    any_page: Page, episode: str, timeline: Timeline
) -> None:
    held: list[Route] = []
    any_page.route("**/page.js*", lambda route: held.append(route))
    any_page.goto(episode, wait_until="commit")
    line = lines_of(timeline)[3]
    any_page.locator(f"#{line.id}").wait_for()
    any_page.mouse.click(*word_place(any_page, line.id, 1))
    while not held:
        any_page.wait_for_timeout(20)
    held[0].continue_()
    wait_until(any_page, "!document.querySelector('#sound').paused")
    started = line.words[1].start_ms
    assert started <= measure.clock_ms(any_page) < started + 3_000


def test_the_strip_shows_who_speaks_when(any_reader: Page, timeline: Timeline) -> None:
    shown = any_reader.evaluate(
        "() => [...document.querySelectorAll('[data-strip] g:first-child path')]"
        ".flatMap(path => [...path.getAttribute('d').matchAll(/M(\\d+) 0h(\\d+)v1h-\\2z/g)]"
        ".map(([, from, wide]) => [Number(from), Number(wide), path.dataset.tone]))"
    )
    tones = {speaker.id: str(number + 1) for number, speaker in enumerate(timeline.speakers)}
    assert sorted(shown) == [
        [turn.start_ms, turn.end_ms - turn.start_ms, tones[turn.speaker]] for turn in timeline.turns
    ]


def test_the_strip_runs_as_the_bar_does_tells_who_speaks_and_leads_there(
    any_reader: Page, timeline: Timeline
) -> None:
    turn = timeline.turns[9]
    names = {speaker.id: speaker.name for speaker in timeline.speakers}
    middle = (turn.start_ms + turn.end_ms) / 2
    box = any_reader.locator("[data-strip]").bounding_box()
    assert box is not None
    # From right to left, as one reads.
    x = box["x"] + box["width"] * (1 - middle / timeline.sound.duration_ms)
    any_reader.mouse.move(x, box["y"] + 8)
    expect(any_reader.locator("[data-strip] .tip")).to_contain_text(names[turn.speaker])
    any_reader.mouse.click(x, box["y"] + 8)
    assert measure.clock_ms(any_reader) == pytest.approx(
        middle, abs=timeline.sound.duration_ms / box["width"]
    )
    tip = any_reader.locator("[data-strip] .tip").bounding_box()
    assert tip is not None and tip["x"] >= 0
    assert tip["x"] + tip["width"] <= (any_reader.viewport_size or {"width": 0})["width"]
