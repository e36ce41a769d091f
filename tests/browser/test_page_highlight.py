"""Line and word are lit when they are spoken, and never another at rest."""

import random

import pytest
from playwright.sync_api import Page

from player.home import Home
from player.timeline import Timeline
from tests.browser import measure, stage
from tests.browser.conftest import NewPage, open_episode

WITHIN_MS = 20
SEEKS = 10


def some_times(timeline: Timeline, count: int, seed: int) -> list[float]:
    """Seconds anywhere in the sound, its last ten seconds left out so that there is something to play."""
    chance = random.Random(seed)
    return [chance.uniform(0, timeline.sound.duration_ms / 1000 - 10) for _ in range(count)]


@pytest.mark.parametrize("speed", [1, 2])
def test_line_and_word_are_lit_within_20_ms(reader: Page, timeline: Timeline, speed: float) -> None:
    changes = measure.play_and_seek(reader, speed, 20, some_times(timeline, SEEKS, seed=speed), 2)
    assert measure.lit(reader) == measure.due(timeline, measure.clock_ms(reader))
    lines = [change for change in changes if change.kind == "line"]
    words = [change for change in changes if change.kind == "word"]
    assert measure.delays(words).p95_ms <= WITHIN_MS, measure.delays(words)
    # Of the lines there are some twenty only: their 95th percentile by itself is the worst one or two.
    assert measure.delays(lines + words).p95_ms <= WITHIN_MS, measure.delays(lines + words)
    assert abs(measure.delays(lines).median_ms) <= WITHIN_MS / 2, measure.delays(lines)
    assert measure.delays(lines).count >= 10


def test_no_word_is_skipped_while_the_sound_plays(reader: Page, timeline: Timeline) -> None:
    changes = measure.play_and_seek(reader, 2, 12, [], 0)
    until = measure.clock_ms(reader)
    starts = [
        word.start_ms
        for turn in timeline.turns
        for line in turn.lines
        for word in line.words
        if word.start_ms < until
    ]
    lit = [change.start_ms for change in changes if change.kind == "word"]
    # The next word may have been lit a moment before the pause.
    assert lit[: len(starts)] == starts


def test_after_any_seek_at_rest_the_right_line_and_word_are_lit(reader: Page, timeline: Timeline) -> None:
    lines = [line for turn in timeline.turns for line in turn.lines]
    words = [word for line in lines for word in line.words]
    chance = random.Random(3)
    edges = [
        ms / 1000
        for word in chance.sample(words, 12)
        for ms in (word.start_ms - 1, word.start_ms, word.end_ms)
    ]
    whole = timeline.sound.duration_ms / 1000
    for seconds in [*edges, *(chance.uniform(0, whole) for _ in range(15)), 0, whole]:
        clock_ms = measure.seek_to(reader, max(0, seconds))
        assert measure.lit(reader) == measure.due(timeline, clock_ms), f"at {clock_ms} ms"


def test_after_a_pause_the_right_line_and_word_are_lit(reader: Page, timeline: Timeline) -> None:
    for seconds in some_times(timeline, 5, seed=4):
        measure.play_and_seek(reader, 1, 0, [seconds], 0.4)
        assert measure.lit(reader) == measure.due(timeline, measure.clock_ms(reader))


def test_nothing_is_lit_before_the_first_word_and_after_the_last(reader: Page, timeline: Timeline) -> None:
    if timeline.turns[0].start_ms > 0:
        assert measure.lit(reader) == (None, None)
    measure.seek_to(reader, timeline.turns[-1].end_ms / 1000)
    assert measure.lit(reader) == (None, None)


@pytest.mark.slow
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
