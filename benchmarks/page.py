"""The page in a real Chromium: how late line and word are lit, and what is heard after a seek."""

import random
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from player.library import Narration
from player.timeline import Timeline
from tests.bring_browser import browser_path
from tests.browser import measure, stage
from tests.browser.measure import Delays

SPEEDS = (1.0, 2.0)
STILL_S = 60.0
SEEKS = 10
SEEK_S = 3.0
REST_SEEKS = 50
HEARD_SEEKS = 20
LONG_MINUTES = 30


@dataclass(frozen=True)
class PageFigures:
    """Everything measured in one run."""

    lit: dict[float, tuple[Delays, Delays]]
    """By speed: of lines and of words, over a minute of play and after ten seeks."""
    wrong_at_rest: int
    """Of fifty places sought while paused, those where another line or word was lit than is due."""
    heard_ms: float
    """What is heard after a seek against the clock, in an episode of 30 minutes: median distance."""


def measure_page(folder: Path) -> PageFigures:
    """Narrate the sample, serve it and use its page.

    Args:
        folder: an empty one.
    """
    home = stage.open_empty(folder / "home")
    short = home.library.narration(stage.narrate_sample(home))
    long = home.library.narration(stage.narrate_long(home, folder, LONG_MINUTES))
    with stage.serving(home) as site, sync_playwright() as playwright:
        browser = stage.launch(playwright, browser_path())
        lit = {speed: _lit(_open(browser, site, short), short.timeline, speed) for speed in SPEEDS}
        wrong = _wrong_at_rest(_open(browser, site, short), short.timeline)
        errors = measure.heard_errors(_open(browser, site, long), home.media, long, HEARD_SEEKS)
        browser.close()
    return PageFigures(lit, wrong, measure.median_distance(errors))


def _open(browser: Browser, site: str, narration: Narration) -> Page:
    # The recorder is a script of the measurement's own, which the page's policy would refuse.
    page = browser.new_page(bypass_csp=True, locale="he-IL")
    page.goto(stage.episode_address(site, narration.timeline.episode.slug))
    stage.wait_until(page, "document.querySelector('#sound').readyState >= 1")
    return page


def _lit(page: Page, timeline: Timeline, speed: float) -> tuple[Delays, Delays]:
    targets = _some_times(timeline, SEEKS, int(speed))
    changes = measure.play_and_seek(page, speed, STILL_S, targets, SEEK_S)
    page.close()
    line, word = (
        measure.delays([change for change in changes if change.kind == kind]) for kind in ("line", "word")
    )
    return line, word


def _wrong_at_rest(page: Page, timeline: Timeline) -> int:
    wrong = 0
    for seconds in _some_times(timeline, REST_SEEKS, 7):
        clock_ms = measure.seek_to(page, seconds)
        wrong += measure.lit(page) != measure.due(timeline, clock_ms)
    page.close()
    return wrong


def _some_times(timeline: Timeline, count: int, seed: int) -> list[float]:
    chance = random.Random(seed)
    return [chance.uniform(0, timeline.sound.duration_ms / 1000 - 10) for _ in range(count)]
