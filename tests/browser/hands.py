"""What a reader does on the page and sees of it, for the tests of its behaviour."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from player.timeline import TimedLine, TimedTurn, Timeline
from tests.browser import measure
from tests.browser.stage import wait_until

SCRIPTS = Path(__file__).parent / "scripts"


def lines_of(timeline: Timeline) -> list[TimedLine]:
    """Every line, in order."""
    return [line for turn in timeline.turns for line in turn.lines]


def turns_of(timeline: Timeline, name: str) -> list[TimedTurn]:
    """The turns of the speaker of that name."""
    (speaker,) = [one.id for one in timeline.speakers if one.name == name]
    return [turn for turn in timeline.turns if turn.speaker == speaker]


def seconds(page: Page) -> float:
    """The sound's clock."""
    return measure.clock_ms(page) / 1000


def is_playing(page: Page) -> bool:
    """Whether the sound plays."""
    return bool(page.evaluate("() => !document.querySelector('#sound').paused"))


def wait_for_pause(page: Page) -> None:
    """Wait until the sound pauses."""
    wait_until(page, "document.querySelector('#sound').paused")


def wait_for_playing(page: Page) -> None:
    """Wait until the sound runs."""
    wait_until(
        page, "!document.querySelector('#sound').paused && document.querySelector('#sound').currentTime > 0"
    )


def wait_for_time(page: Page, at_least_s: float) -> None:
    """Wait until the sound has come so far."""
    wait_until(page, f"document.querySelector('#sound').currentTime >= {at_least_s}")


def note_seeks(page: Page) -> None:
    """Begin to note where the sound is sent to."""
    page.evaluate(
        """() => {
          window.__sought = [];
          const sound = document.querySelector("#sound");
          sound.addEventListener("seeking", () => window.__sought.push(sound.currentTime * 1000));
        }"""
    )


def last_seek_ms(page: Page) -> float:
    """Where the sound was sent to since this was last asked, in milliseconds; waits until it was."""
    wait_until(page, "window.__sought.length > 0")
    return float(page.evaluate("() => window.__sought.splice(0).at(-1)"))


def set_speed(page: Page, speed: float) -> None:
    """Choose the speed as a reader does."""
    page.locator("[data-speed]").select_option(f"{speed:g}")


def act(page: Page, action: str) -> None:
    """Press the button of an action, in its panel where it is in one that is closed."""
    button = page.locator(f'[data-act="{action}"]:visible').first
    if not button.count():
        page.locator('[data-act="moves"]').click()
    button.click()


def close_panels(page: Page) -> None:
    """Close whatever panel is open."""
    page.keyboard.press("Escape")


def open_settings(page: Page) -> None:
    """Open the settings' panel; the button is at the page's top."""
    page.evaluate("() => document.querySelector('[data-panel=settings]').showPopover()")


def word_place(page: Page, line: str, word: int) -> tuple[float, float]:
    """The middle of a word of a line in the window, once it is scrolled to."""
    spot: dict[str, float] = page.evaluate(
        (SCRIPTS / "word_place.js").read_text(encoding="utf-8"), [line, word]
    )
    return spot["x"], spot["y"]


def liking(page: Page) -> dict[str, Any]:
    """What the browser keeps of how the reader likes the page."""
    kept = page.evaluate("() => localStorage.getItem('karyan')")
    return dict(json.loads(kept or "{}"))


def wait_for_rest(page: Page) -> float:
    """Wait until nothing scrolls the page any more; how far it is scrolled then."""
    at = -1.0
    for _ in range(40):
        page.wait_for_timeout(150)
        before, at = at, float(page.evaluate("() => scrollY"))
        if at == before:
            return at
    raise AssertionError("the page never came to rest")
