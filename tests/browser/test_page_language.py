"""The interface in English, from left to right, around a text that stays Hebrew; and all of it in Hebrew."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import measure
from tests.browser.conftest import PHONE, WIDE, NewPage, open_episode
from tests.browser.stage import wait_until
from tests.browser.test_page_access import page_in

OWN_WORDS = """language => {
  // What is in another language than the interface says so, or is isolated for what it is.
  const apart =
    `[lang="he"], [lang="en"], bdi, code, kbd, script, style, template, noscript, select[data-hearing]`;
  const own = (element) => {
    const other = element.closest(apart);
    return !other || (other.lang === language && !other.matches("bdi, code, kbd"));
  };
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.data.trim() && own(node.parentElement)) texts.push(node.data.trim());
  }
  return texts;
}"""
HEBREW = re.compile(r"[א-ת]")
ENGLISH_SENTENCE = re.compile(r"[A-Za-z]{2,} +[A-Za-z]{2,}")


def open_everything(page: Page) -> None:
    """Open what scripts fill, one after another, so that all of it stands on the page."""
    for key in "tf?":
        page.keyboard.press(key)
        if key == "f":
            page.keyboard.type("ספר")
            wait_until(page, "document.querySelector('[data-found]').textContent !== ''")
        page.keyboard.press("Escape")


def pages_in(
    language: str, new_page: NewPage, site: str, empty_site: str, episode: str
) -> dict[str, list[str]]:
    """The interface's own words on every page in that language."""
    page = page_in(language, new_page, site)
    found = {}
    open_episode(page, episode)
    open_everything(page)
    found["episode"] = page.evaluate(OWN_WORDS, language)
    addresses = [
        site,
        f"{site}/?q=zzz",
        empty_site,
        f"{episode}/speakers?all",
        f"{site}/offline",
        f"{site}/style",
    ]
    for address in addresses:
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", language)
        found[address] = page.evaluate(OWN_WORDS, language)
    return found


@pytest.mark.usefixtures("slug")
def test_in_english_no_hebrew_letter_stands_for_the_interface(
    new_page: NewPage, site: str, empty_site: str, episode: str
) -> None:
    for address, texts in pages_in("en", new_page, site, empty_site, episode).items():
        assert [text for text in texts if HEBREW.search(text)] == [], address
        assert texts, address


@pytest.mark.usefixtures("slug")
def test_in_hebrew_no_english_sentence_stands_for_the_interface(
    new_page: NewPage, site: str, empty_site: str, episode: str
) -> None:
    for address, texts in pages_in("he", new_page, site, empty_site, episode).items():
        assert [text for text in texts if ENGLISH_SENTENCE.search(text)] == [], address
        assert texts, address


def test_in_english_the_page_reads_from_the_left_and_the_text_from_the_right(
    new_page: NewPage, site: str, episode: str
) -> None:
    page = page_in("en", new_page, site)
    open_episode(page, episode)
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    assert page.locator("#text").evaluate("main => [main.lang, getComputedStyle(main).direction]") == [
        "he",
        "rtl",
    ]
    mark, text = (page.locator(f".turn {part}").first.bounding_box() for part in (".mark", ".paragraph"))
    assert mark and text and mark["x"] > text["x"]
    measure.seek_to(page, 30)
    before = measure.clock_ms(page)
    page.keyboard.press("ArrowRight")
    wait_until(page, f"document.querySelector('#sound').currentTime * 1000 > {before + 9000}")


def switch(page: Page, name: str) -> None:
    page.locator(".masthead [data-act=settings]").click()
    page.locator(".settings").get_by_role("button", name=name, exact=True).click()


def test_the_settings_switch_the_language_and_it_stays(new_page: NewPage, episode: str, site: str) -> None:
    page = new_page()
    open_episode(page, episode)
    switch(page, "English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url == page.evaluate("address => new URL(address).href", episode)
    page.goto(site)
    expect(page.get_by_role("heading", name="The library")).to_be_visible()
    switch(page, "עברית")
    expect(page.get_by_role("heading", name="הספרייה", exact=True)).to_be_visible()


def test_the_language_can_be_switched_without_scripts(new_page: NewPage, site: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(site)
    switch(page, "English")
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    page.reload()
    expect(page.get_by_role("heading", name="The library")).to_be_visible()


OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll("button, a, select, input, summary, label")]
    .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      && !element.closest(".skip, .cursor, #text .conversation, .episode h2"))
    .map((element) => [element, element.getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && box.bottom > 0 && box.top < innerHeight);
  const found = [];
  for (const [one, a] of boxes) for (const [other, b] of boxes) {
    const apart = one === other || one.contains(other) || other.contains(one);
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (!apart && wide > 1 && high > 1) found.push(one.outerHTML.slice(0, 80));
  }
  return found;
}"""


@pytest.mark.parametrize("language", ["he", "en"])
@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])
def test_nothing_sticks_out_and_no_control_lies_over_another(
    new_page: NewPage, site: str, episode: str, language: str, screen: dict[str, int]
) -> None:
    page = page_in(language, new_page, site)
    page.set_viewport_size(screen)  # type: ignore[arg-type]
    open_episode(page, episode)
    look_around(page)
    page.keyboard.press("f")
    look_around(page)
    page.keyboard.press("Escape")
    for address in (site, f"{episode}/speakers?all", f"{site}/offline"):
        page.goto(address)
        look_around(page)


def look_around(page: Page) -> None:
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), page.url
    assert page.evaluate(OVERLAPS) == [], page.url
