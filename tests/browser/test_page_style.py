"""The style page shows the page's parts as they are, and its copies are only to be looked at."""

from collections import Counter

import pytest
from playwright.sync_api import Page, expect

from tests.browser import measure
from tests.browser.conftest import NewPage, open_episode
from tests.browser.stage import wait_until

SKELETON = """element => {
  const walk = ({ localName, classList, children }) =>
    [localName, ...classList, ...[...children].flatMap(walk)].filter(part => part !== "asks");
  return walk(element).join(" ");
}"""


def open_style(new_page: NewPage, site: str) -> Page:
    page = new_page()
    page.goto(f"{site}/style")
    return page


def test_every_id_is_there_once(new_page: NewPage, site: str) -> None:
    page = open_style(new_page, site)
    ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map(element => element.id)")
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    names = page.evaluate(
        """() => ["for", "aria-labelledby", "aria-describedby"].flatMap(name =>
          [...document.querySelectorAll(`[${name}]`)].map(element => element.getAttribute(name)))"""
    )
    assert set(names) <= set(ids)


def test_scripts_find_the_real_parts_and_nothing_else(new_page: NewPage, site: str) -> None:
    page = open_style(new_page, site)
    for hook in ("player", "people", "help", "contents", 'panel="settings"', 'panel="moves"'):
        expect(page.locator(f"[data-{hook}]")).to_have_count(1)
        expect(page.locator(f"#page [data-{hook}]")).to_have_count(0)
    for hook in ("episode", "shelf", "kept", "find"):
        expect(page.locator(f"[data-{hook}]")).to_have_count(0)
    expect(page.locator("audio")).to_have_count(1)


@pytest.mark.slow
def test_copies_do_nothing_and_lead_nowhere(new_page: NewPage, site: str) -> None:
    page = open_style(new_page, site)
    for button in page.locator(".deck-stand button:visible, .panel-stand form button:visible").all():
        button.click()
    page.locator(".rows button").first.click()
    for link in page.locator("#page .stand a:visible").all():
        link.click()
    assert page.url.removesuffix("#") == f"{site}/style"
    expect(page.locator("body > .player")).to_be_hidden()
    assert page.locator(":popover-open").count() == 0


def test_what_scripts_make_is_shown_as_they_make_it(new_page: NewPage, site: str, episode: str) -> None:
    page = new_page()
    open_episode(page, episode)
    page.keyboard.press("?")
    made = {
        "dt": page.locator("[data-keys] dt:has(kbd + kbd)").first.evaluate(SKELETON),
        ".people li": page.locator("[data-people] li").first.evaluate(SKELETON),
    }
    page.keyboard.press("Escape")
    expect(page.locator("[data-help]")).to_be_hidden()
    page.keyboard.press("t")
    question = ".contents li:has(.question)"
    made[question] = page.locator(question).first.evaluate(SKELETON)
    made[".strip"] = page.locator(".strip").evaluate(f"(strip) => ({SKELETON})(strip.firstElementChild)")
    page.goto(f"{site}/style")
    for part in ("dt", ".people li", question):
        assert page.locator(f"#page {part}").first.evaluate(SKELETON) == made[part]
    shown = page.locator("#page .strip").first.evaluate(f"(strip) => ({SKELETON})(strip.firstElementChild)")
    assert set(shown.split()) == set(made[".strip"].split())


def test_what_is_shown_as_focused_looks_so(new_page: NewPage, site: str) -> None:
    page = open_style(new_page, site)
    outline = "element => { const s = getComputedStyle(element); return [s.outline, s.outlineOffset]; }"
    usual = page.locator(".states .button").first
    usual.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(usual).to_be_focused()
    assert usual.evaluate(outline) == page.locator(".states .as-focused").first.evaluate(outline)


def test_a_word_marked_by_a_class_looks_as_the_painted_one(new_page: NewPage, site: str) -> None:
    page = open_style(new_page, site)
    pairs = page.evaluate(
        """() => [...document.querySelectorAll("#page .current")].map((line) => {
          const wanted = ({ backgroundColor, textDecorationLine, textDecorationColor }) =>
            [backgroundColor, textDecorationLine, textDecorationColor].join();
          const word = getComputedStyle(line.querySelector(".word"));
          return [wanted(word), wanted(getComputedStyle(line, "::highlight(word)"))];
        })"""
    )
    assert len(pairs) == 6
    assert all(by_class == painted for by_class, painted in pairs)


def test_the_sound_goes_on_while_one_looks(new_page: NewPage, site: str, episode: str) -> None:
    page = new_page()
    open_episode(page, episode)
    measure.seek_to(page, 5)
    page.locator(".play-button").click()
    page.evaluate(
        """() => {
          const link = Object.assign(document.createElement("a"), { href: "/style", textContent: "style" });
          document.querySelector("#text").prepend(link);
          htmx.process(document.querySelector("#text"));
        }"""
    )
    page.get_by_role("link", name="style", exact=True).click()
    page.wait_for_selector(".panel-stand")
    at = measure.clock_ms(page)
    wait_until(page, f"document.querySelector('#sound').currentTime * 1000 > {at + 300}")
    expect(page.locator("body > .player [data-now-playing]")).to_be_visible()
