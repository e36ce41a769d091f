"""Line and word are lit when they are spoken, and never another at rest."""

import random

import pytest
from playwright.sync_api import Page, expect

from player.home import Home
from player.timeline import Timeline
from tests.browser import measure, stage
from tests.browser.conftest import NewPage, open_episode
from tests.browser.hands import lines_of, open_settings, wait_for_time, word_place
from tests.browser.stage import wait_until

FRAME_MS = 17
"""Of real time; more of the sound at other speeds, where its clock itself steps by up to 40 ms. The worst of
all and long tasks are the benchmark's: a hiccup of the machine makes one."""
SEEKS = 10
WITHOUT_HIGHLIGHTS = "Object.defineProperty(CSS, 'highlights', { value: undefined });"


def some_times(timeline: Timeline, count: int, seed: int) -> list[float]:
    """Seconds anywhere in the sound, its last ten seconds left out so that there is something to play."""
    chance = random.Random(seed)
    return [chance.uniform(0, timeline.sound.duration_ms / 1000 - 10) for _ in range(count)]


@pytest.mark.timed
@pytest.mark.parametrize("speed", [*(pytest.param(speed, marks=pytest.mark.slow) for speed in (1, 2)), 3])
def test_line_and_word_are_lit_within_a_frame(reader: Page, timeline: Timeline, speed: float) -> None:
    changes = measure.play_and_seek(reader, speed, 20, some_times(timeline, SEEKS, seed=speed), 2)
    assert measure.lit(reader) == measure.due(timeline, measure.clock_ms(reader))
    found = measure.delays(changes)
    assert found.count >= 25
    assert found.p95_ms <= FRAME_MS * speed, found
    assert abs(found.median_ms) <= FRAME_MS, found
    assert any(change.kind == "line" and not change.landed for change in changes)


@pytest.mark.timed
def test_no_word_is_skipped_while_the_sound_plays(reader: Page, timeline: Timeline) -> None:
    changes = measure.play_and_seek(reader, 2, 12, [], 0)
    until = measure.clock_ms(reader)
    starts = [word.start_ms for line in lines_of(timeline) for word in line.words if word.start_ms < until]
    lit = [change.start_ms for change in changes if change.kind == "word"]
    # The next word may have been lit a moment before the pause.
    assert lit[: len(starts)] == starts


def edges_and_anywhere(timeline: Timeline) -> list[float]:
    """Fifty places where it is hard: just before, at and after words, and others anywhere."""
    words = [word for line in lines_of(timeline) for word in line.words]
    chance = random.Random(3)
    edges = [
        ms / 1000
        for word in chance.sample(words, 11)
        for ms in (word.start_ms - 1, word.start_ms, word.end_ms)
    ]
    whole = timeline.sound.duration_ms / 1000
    return [*edges, *(chance.uniform(0, whole) for _ in range(15)), 0, whole]


def test_after_any_seek_at_rest_the_right_line_and_word_are_lit(any_reader: Page, timeline: Timeline) -> None:
    places = edges_and_anywhere(timeline)
    assert len(places) == 50
    for seconds in places:
        clock_ms = measure.seek_to(any_reader, max(0, seconds))
        assert measure.lit(any_reader) == measure.due(timeline, clock_ms), f"at {clock_ms} ms"


def test_after_a_pause_the_right_line_and_word_are_lit(reader: Page, timeline: Timeline) -> None:
    for seconds in some_times(timeline, 5, seed=4):
        measure.play_and_seek(reader, 1, 0, [seconds], 0.4)
        assert measure.lit(reader) == measure.due(timeline, measure.clock_ms(reader))


def test_nothing_is_lit_before_the_first_word_and_after_the_last(reader: Page, timeline: Timeline) -> None:
    if timeline.turns[0].start_ms > 0:
        assert measure.lit(reader) == (None, None)
    measure.seek_to(reader, timeline.turns[-1].end_ms / 1000)
    assert measure.lit(reader) == (None, None)


def test_the_word_is_painted_where_it_stands(any_reader: Page, timeline: Timeline) -> None:
    line = lines_of(timeline)[6]
    word = line.words[2]
    measure.seek_to(any_reader, word.start_ms / 1000 + 0.01)
    any_reader.wait_for_timeout(600)
    lit = above_letters(any_reader, line.id, 2)
    measure.seek_to(any_reader, line.words[0].start_ms / 1000 + 0.01)
    any_reader.wait_for_timeout(100)
    assert above_letters(any_reader, line.id, 2) != lit


def above_letters(page: Page, line: str, word: int) -> tuple[int, ...]:
    """The colour that is painted just above the letters of a word."""
    x, y = word_place(page, line, word)
    return measure.pixel(page, x, y - 13)


def test_no_element_stands_around_a_word_where_the_browser_paints_ranges(reader: Page) -> None:
    measure.seek_to(reader, 31)
    assert reader.locator("[data-line].current > span").count() == 0
    assert reader.evaluate("() => CSS.highlights.get('word').size") == 1


def test_a_browser_that_cannot_paint_ranges_lights_the_same_words(
    new_page: NewPage, episode: str, timeline: Timeline
) -> None:
    page = new_page()
    page.add_init_script(WITHOUT_HIGHLIGHTS)
    open_episode(page, episode)
    for seconds in some_times(timeline, 12, seed=9):
        clock_ms = measure.seek_to(page, seconds)
        assert measure.lit(page) == measure.due(timeline, clock_ms), f"at {clock_ms} ms"
    assert page.evaluate("() => [...document.querySelectorAll('[data-line]')].map(e => e.textContent)") == [
        line.text for line in lines_of(timeline)
    ]
    wrapped = page.evaluate(
        "() => new Set([...document.querySelectorAll('[data-line] span')]"
        ".map(word => word.closest('[data-line]').id)).size"
    )
    assert wrapped <= 12, "only lines that were lit are touched"


@pytest.mark.parametrize(
    ("light", "line", "word"), [("word", True, True), ("line", True, False), ("none", False, False)]
)
def test_what_is_lit_is_as_the_reader_likes(
    any_reader: Page, timeline: Timeline, light: str, line: bool, word: bool
) -> None:
    chosen = lines_of(timeline)[6]
    measure.seek_to(any_reader, chosen.words[1].start_ms / 1000 + 0.01)
    open_settings(any_reader)
    any_reader.locator(f'[name=light][value="{light}"]').check()
    any_reader.keyboard.press("Escape")
    any_reader.mouse.move(5, 5)
    any_reader.wait_for_timeout(600)
    paper = measure.pixel(any_reader, 3, 3)
    of_word, of_line = (above_letters(any_reader, chosen.id, number) for number in (1, 3))
    assert (of_line != paper) == line
    assert (of_word != of_line) == word


def test_a_page_that_nobody_sees_is_lit_by_the_sounds_own_clock(
    new_page: NewPage, episode: str, timeline: Timeline
) -> None:
    page = new_page()
    # As in a tab in the background: no frames, no timers, and cues that come as they like.
    page.add_init_script(
        """Object.defineProperty(document, "hidden", { get: () => true });
        window.requestAnimationFrame = () => 0;
        const later = window.setTimeout;
        window.setTimeout = (does, ms, ...more) => (ms > 0 ? 0 : later(does, ms, ...more));
        Object.defineProperty(TextTrackCue.prototype, "onenter", { set() {} });"""
    )
    page.goto(episode)
    wait_until(page, "document.querySelector('#sound').readyState >= 1")
    page.evaluate("() => document.querySelector('#sound').play()")
    wait_for_time(page, 4)
    line, _ = measure.lit(page)
    # The sound tells its time four times a second.
    assert line in {measure.due(timeline, measure.clock_ms(page) - late)[0] for late in (0, 150, 350)}


@pytest.mark.timed
def test_what_is_lit_waits_for_headphones_that_are_late(reader: Page, timeline: Timeline) -> None:
    open_settings(reader)
    reader.locator("[name=latencyMs]").fill("300")
    expect(reader.locator("[data-latency]")).to_have_text("300 אלפיות שנייה")
    reader.keyboard.press("Escape")
    changes = measure.play_and_seek(reader, 1, 8, [], 0)
    late = [change.at_ms - change.start_ms for change in changes if not change.landed]
    assert len(late) > 8
    # While the sound begins nothing is heard that was played before.
    assert 285 <= sorted(late)[len(late) // 2] <= 320, late
    # At rest everything was heard.
    clock_ms = measure.seek_to(reader, 40)
    assert measure.lit(reader) == measure.due(timeline, clock_ms)


@pytest.mark.slow
@pytest.mark.timed
def test_ten_hours_stay_smooth(
    home: Home, slug: str, site: str, new_page: NewPage, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert slug, "the clips are there already"
    narration = home.library.narration(stage.narrate_long(home, tmp_path_factory.mktemp("ten"), minutes=600))
    page = new_page()
    page.goto(stage.episode_address(site, narration.timeline.episode.slug))
    line = lines_of(narration.timeline)[0]
    page.locator(f"#{line.id}").click()
    wait_for_time(page, 0.2)
    for speed in (1, 3):
        targets = some_times(narration.timeline, 25, seed=speed)
        changes = measure.play_and_seek(page, speed, 5, targets, 1.5)
        assert measure.lit(page) == measure.due(narration.timeline, measure.clock_ms(page))
        found = measure.delays(changes)
        assert found.count >= 20
        assert found.p95_ms <= FRAME_MS * speed, found
        assert abs(found.median_ms) <= FRAME_MS, found


@pytest.mark.slow
@pytest.mark.timed
def test_what_is_heard_after_a_seek_is_where_the_clock_says(
    home: Home, slug: str, site: str, new_page: NewPage, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert slug, "the clips are there already"
    long = stage.narrate_long(home, tmp_path_factory.mktemp("long"), minutes=30)
    narration = home.library.narration(long)
    assert narration.timeline.sound.duration_ms >= 30 * 60_000
    # The recorder is a script of the test's own, which the page's policy would refuse.
    page = new_page(bypass_csp=True)
    open_episode(page, stage.episode_address(site, long))
    errors = measure.heard_errors(page, home.media, narration, seeks=20)
    assert measure.median_distance(errors) <= 3, errors
