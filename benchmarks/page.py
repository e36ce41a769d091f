"""The page in a real Chromium: how late line and word are lit, how soon it is there, how exact a seek is."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from player.exports.table import EXPORTS
from player.home import Home
from player.library import Narration
from player.timeline import Timeline
from tests.bring_browser import browser_path
from tests.browser import measure, stage
from tests.browser.measure import Change, Delays

SPEEDS = (1.0, 2.0, 3.0)
STILL_S = 30.0
SEEKS = 50
SEEK_S = 1.5
FILE_SEEKS, FILE_SEEK_S = 10, 4.0
REST_SEEKS = 50
HEARD_SEEKS = 20
LONG_MINUTES = 30
"""Some 3,800 words."""
HUGE_MINUTES = 810
"""100,000 words."""
OPENINGS = 5

# The same page, driven as most players are: what tells its time more often than `timeupdate` is taken away.
BY_TIMEUPDATE = """
  Object.defineProperty(document, "hidden", { get: () => true });
  window.requestAnimationFrame = () => 0;
  const later = window.setTimeout;
  window.setTimeout = (does, ms, ...more) => (ms > 0 ? 0 : later(does, ms, ...more));
  Object.defineProperty(TextTrackCue.prototype, "onenter", { set() {} });
"""


@dataclass(frozen=True)
class Lit:
    """How late lines and words were lit, over half a minute of play and after fifty seeks while it played."""

    delays: Delays
    long_tasks_ms: list[float]
    """Tasks of more than 50 ms meanwhile."""


@dataclass(frozen=True)
class Opened:
    """How soon a page is there, by its own clock, which begins with the request: medians."""

    words: int
    painted_ms: float
    """The first text."""
    ready_ms: float
    """The whole document."""
    clicked_ms: float
    """A click on the first line plays."""
    sent_kb: float
    """All that came over the wire but sound and fonts, compressed, in kB of 1,000 bytes."""


@dataclass(frozen=True)
class PageFigures:
    """Everything measured in one run."""

    lit: dict[float, Lit]
    """By speed."""
    huge_lit: dict[float, Lit]
    """In an episode of more than ten hours, by speed."""
    file_lit: Delays
    """In the single file that is taken away, opened from the disk with the network off."""
    by_timeupdate: Delays
    """The same page at 1×, were it driven by `timeupdate`."""
    wrong_at_rest: int
    """Of fifty places sought while paused, those where another line or word was lit than is due."""
    opened: Opened
    huge_opened: Opened
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
    huge = home.library.narration(stage.narrate_long(home, folder, HUGE_MINUTES))
    with stage.serving(home) as site, sync_playwright() as playwright:
        browser = stage.launch(playwright, browser_path())

        def opened(narration: Narration, script: str = "") -> Page:
            return _open(browser, site, narration, script)

        figures = PageFigures(
            lit={speed: _lit(opened(short), short.timeline, speed) for speed in SPEEDS},
            huge_lit={speed: _lit(opened(huge), huge.timeline, speed) for speed in SPEEDS},
            file_lit=_file_lit(browser, home, short, folder / "episode.html"),
            by_timeupdate=_lit(opened(short, BY_TIMEUPDATE), short.timeline, 1.0).delays,
            wrong_at_rest=_wrong_at_rest(opened(short), short.timeline),
            opened=_opened(browser, site, long),
            huge_opened=_opened(browser, site, huge),
            heard_ms=measure.median_distance(
                measure.heard_errors(opened(long), home.media, long, HEARD_SEEKS)
            ),
        )
        browser.close()
    return figures


def _open(browser: Browser, site: str, narration: Narration, script: str) -> Page:
    # The recorder is a script of the measurement's own, which the page's policy would refuse.
    page = browser.new_page(bypass_csp=True, locale="he-IL")
    if script:
        page.add_init_script(script)
    page.goto(_address(site, narration))
    stage.wait_until(page, "document.querySelector('#sound').readyState >= 1")
    return page


def _address(site: str, narration: Narration) -> str:
    return stage.episode_address(site, narration.timeline.episode.slug)


def _lit(page: Page, timeline: Timeline, speed: float) -> Lit:
    measure.watch_long_tasks(page)
    targets = _some_times(timeline, SEEKS, int(speed))
    changes: list[Change] = measure.play_and_seek(page, speed, STILL_S, targets, SEEK_S)
    long_tasks = measure.long_tasks(page)
    page.close()
    return Lit(measure.delays(changes), long_tasks)


def _file_lit(browser: Browser, home: Home, narration: Narration, file: Path) -> Delays:
    with file.open("wb") as out:
        EXPORTS["html"].write(narration, home.media, out)
    with browser.new_context(locale="he-IL", offline=True) as context:
        page = context.new_page()
        page.goto(file.as_uri())
        stage.wait_until(page, "document.querySelector('#sound').readyState >= 1")
        targets = _some_times(narration.timeline, FILE_SEEKS, 5)
        return measure.delays(measure.play_file(page, targets, FILE_SEEK_S))


def _wrong_at_rest(page: Page, timeline: Timeline) -> int:
    wrong = 0
    for seconds in _some_times(timeline, REST_SEEKS, 7):
        clock_ms = measure.seek_to(page, seconds)
        wrong += measure.lit(page) != measure.due(timeline, clock_ms)
    page.close()
    return wrong


def _opened(browser: Browser, site: str, narration: Narration) -> Opened:
    address = _address(site, narration)
    openings = [measure.opening(browser, address) for _ in range(OPENINGS)]

    def median(of: Callable[[measure.Opening], float]) -> float:
        return sorted(map(of, openings))[OPENINGS // 2]

    return Opened(
        words=sum(len(line.words) for turn in narration.timeline.turns for line in turn.lines),
        painted_ms=median(lambda one: one.painted_ms),
        ready_ms=median(lambda one: one.ready_ms),
        clicked_ms=median(lambda one: one.clicked_ms),
        sent_kb=median(lambda one: one.sent_bytes / 1000),
    )


def _some_times(timeline: Timeline, count: int, seed: int) -> list[float]:
    chance = random.Random(seed)
    return [chance.uniform(0, timeline.sound.duration_ms / 1000 - 10) for _ in range(count)]
