"""Nothing that axe-core finds, on any page, in any state, in both languages, themes and widths."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from player.timeline import Timeline
from player.web.language import COOKIE
from tests.browser import measure
from tests.browser.conftest import PHONE, WIDE, NewPage, open_episode
from tests.browser.stage import wait_until

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
LOOKS = {
    "he": [(scheme, screen) for scheme in ("light", "dark") for screen in (WIDE, PHONE)],
    "en": [("light", WIDE), ("dark", PHONE)],
}
"""Language → in which colours and widths; English differs in words and direction only."""
LANGUAGES = pytest.mark.parametrize("language", ["he", pytest.param("en", marks=pytest.mark.slow)])


def violations(page: Page) -> list[str]:
    """What axe-core finds, each with the first element that it finds it in."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    return [f"{rule['id']}: {rule['help']}: {rule['nodes'][0]['html']}" for rule in found["violations"]]


def page_in(language: str, new_page: NewPage, site: str) -> Page:
    """A page for a reader who chose that language; without motion, so that colours do not change slowly."""
    page = new_page(reduced_motion="reduce")
    page.context.add_cookies([{"name": COOKIE, "value": language, "url": site}])
    return page


def expect_no_violation(page: Page, shows: str) -> None:
    """In every look; `shows` selects what makes the state, so that no other one is looked at."""
    for scheme, screen in LOOKS[page.evaluate("() => document.documentElement.lang")]:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size(screen)  # type: ignore[arg-type]
        expect(page.locator(shows).first).to_be_visible()
        assert violations(page) == [], f"{shows}, {scheme}, {screen['width']} px"
        fits = page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        assert fits, f"{shows} sticks out at {screen['width']} px"


@contextmanager
def pressed(page: Page, key: str) -> Iterator[None]:
    """What a key opens, until Escape closes it."""
    page.keyboard.press(key)
    yield
    page.keyboard.press("Escape")


@LANGUAGES
def test_the_style_page_has_no_violation(new_page: NewPage, site: str, language: str) -> None:
    page = page_in(language, new_page, site)
    page.goto(f"{site}/style")
    expect_no_violation(page, ".panel-stand")


@LANGUAGES
def test_the_episodes_page_has_no_violation_while_one_listens(
    new_page: NewPage, episode: str, language: str
) -> None:
    page = page_in(language, new_page, episode)
    open_episode(page, episode)
    expect_no_violation(page, "[data-player]")
    measure.seek_to(page, 1)
    page.mouse.move(300, 300)
    page.mouse.wheel(0, 20_000)
    expect_no_violation(page, "[data-return]")
    page.locator("[data-return]").click()
    page.locator(".play-button").click()
    wait_until(page, "document.querySelector('[data-line].current')")
    expect_no_violation(page, ".play-button[data-on]")


@LANGUAGES
def test_what_opens_over_the_text_has_no_violation(new_page: NewPage, episode: str, language: str) -> None:
    page = page_in(language, new_page, episode)
    open_episode(page, episode)
    for key, shows in {"o": ".settings", "g": ".moves", "t": ".contents", "?": "dialog.help"}.items():
        with pressed(page, key):
            expect_no_violation(page, shows)
        expect(page.locator(shows)).to_be_hidden()


@LANGUAGES
def test_search_downloads_and_speakers_who_are_not_heard_have_no_violation(
    new_page: NewPage, episode: str, language: str
) -> None:
    page = page_in(language, new_page, episode)
    open_episode(page, episode)
    with pressed(page, "f"):
        page.keyboard.type("ספר")
        wait_until(page, "CSS.highlights.get('hit')?.size > 2")
        expect_no_violation(page, ".find [data-found]")
    page.locator(".downloads summary").click()
    expect_no_violation(page, ".downloads ul")
    page.locator(".downloads a").last.scroll_into_view_if_needed()
    assert page.evaluate(
        """() => {
          const shown = [".downloads ul", "body > .player"].map(one => document.querySelector(one));
          const [list, player] = shown.map(one => one.getBoundingClientRect());
          return list.bottom <= player.top;
        }"""
    ), "the player lies over the end of the list"
    page.locator(".downloads summary").click()
    with pressed(page, "o"):
        page.locator("[data-hearing]").nth(0).select_option("skipped")
        page.locator("[data-hearing]").nth(1).select_option("hidden")
    expect(page.locator("[data-turn]").nth(1)).to_be_hidden()
    expect_no_violation(page, "[data-skipped]")


@LANGUAGES
@pytest.mark.usefixtures("slug")
def test_the_other_pages_have_no_violation(
    new_page: NewPage, site: str, empty_site: str, episode: str, language: str
) -> None:
    page = page_in(language, new_page, site)
    addresses = {
        site: ".episodes",
        f"{site}/?q=אין-כזה": ".finder + * .nothing",
        f"{site}/?q=ספר": ".hits mark",
        f"{site}/bin": ".library .nothing",
        f"{site}/storage": ".storage",
        empty_site: ".nothing code",
        f"{episode}/speakers?all": ".rows",
        f"{site}/offline": ".nothing",
    }
    for address, shows in addresses.items():
        page.goto(address)
        expect_no_violation(page, shows)


def test_the_page_of_an_error_has_no_violation(new_page: NewPage, site: str) -> None:
    page = new_page(reduced_motion="reduce")
    # With its own status the browser would complain, which no page may make it do.
    page.route("**/nowhere", lambda route: route.fulfill(response=route.fetch(), status=200))
    page.goto(f"{site}/nowhere")
    expect_no_violation(page, "[role=alert]")


def test_the_text_on_the_page_is_the_documents(reader: Page, timeline: Timeline) -> None:
    shown = reader.evaluate(
        "() => [...document.querySelectorAll('[data-line]')].map(line => line.textContent)"
    )
    assert shown == [line.text for turn in timeline.turns for line in turn.lines]
