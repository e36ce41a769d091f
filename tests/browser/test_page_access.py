"""Nothing that axe-core finds, on either page, in any state; and nothing physical in the style sheets."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from player.timeline import Timeline
from tests.browser import measure
from tests.browser.conftest import PHONE, WIDE, NewPage, open_episode
from tests.browser.stage import wait_until

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom"
    r"|(?:min-|max-)?(?:width|height)|border-(?:top|bottom)-(?:left|right)-radius)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)|to (?:left|right)"
)


def violations(page: Page) -> list[str]:
    """What axe-core finds, each with the first element that it finds it in."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    return [f"{rule['id']}: {rule['help']}: {rule['nodes'][0]['html']}" for rule in found["violations"]]


def idle(page: Page) -> None:
    """Nothing was done yet."""


def playing(page: Page) -> None:
    measure.seek_to(page, 31)
    page.locator("[data-act=toggle]").click()
    wait_until(page, "document.querySelector('[data-word].current')")


def away(page: Page) -> None:
    measure.seek_to(page, 31)
    page.mouse.wheel(0, 200)
    page.wait_for_selector("[data-return]:visible")


def help_open(page: Page) -> None:
    page.locator("[data-act=help]").click()


def downloads_open(page: Page) -> None:
    page.locator(".downloads summary").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("state", [idle, playing, away, help_open, downloads_open])
def test_the_episodes_page_has_no_violation(
    new_page: NewPage, episode: str, scheme: str, screen: dict[str, int], state: Callable[[Page], None]
) -> None:
    page = new_page(color_scheme=scheme, viewport=screen)
    open_episode(page, episode)
    state(page)
    assert violations(page) == []


@pytest.mark.usefixtures("slug")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["", "?q=אין-כזה"])
def test_the_full_library_has_no_violation(new_page: NewPage, site: str, scheme: str, query: str) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(f"{site}/{query}")
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_empty_library_has_no_violation(new_page: NewPage, empty_site: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme, viewport=PHONE)
    page.goto(empty_site)
    assert violations(page) == []


def test_the_text_on_the_page_is_the_documents(reader: Page, timeline: Timeline) -> None:
    shown = reader.evaluate(
        "() => [...document.querySelectorAll('[data-line]')].map(line => line.textContent)"
    )
    assert shown == [line.text for turn in timeline.turns for line in turn.lines]


@pytest.mark.parametrize("sheet", sorted((ROOT / "static" / "css").glob("*.css")), ids=lambda path: path.name)
def test_style_sheets_speak_of_start_and_end_only(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/|@media[^{]*", "", sheet.read_text(encoding="utf-8"), flags=re.S)
    assert PHYSICAL.findall(text) == []


@pytest.mark.parametrize(
    "rule", ["margin-left: 1px", "left: 0", "text-align: right", "width: 3em", "border-top: 0"]
)
def test_the_refusal_of_physical_directions_refuses_them(rule: str) -> None:
    known_good = "inset-inline: 0; max-inline-size: 3em; border-block-start: 0; text-align: start"
    assert PHYSICAL.search(f"a {{ {known_good}; }}") is None
    assert PHYSICAL.search(f"a {{ {rule} }}")
