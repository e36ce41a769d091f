"""The library's page in the browser: search as one types, and the way to an episode and back."""

from playwright.sync_api import Browser, Page, expect

from player.timeline import Timeline
from tests.browser.conftest import NewPage
from tests.browser.stage import wait_until


def open_library(new_page: NewPage, site: str) -> Page:
    page = new_page()
    page.goto(site)
    return page


def test_the_list_follows_what_is_typed(new_page: NewPage, site: str, slug: str, timeline: Timeline) -> None:
    page = open_library(new_page, site)
    title = page.get_by_role("link", name=timeline.episode.title)
    expect(title).to_be_visible()
    search = page.get_by_label("חיפוש בספרייה")
    search.fill("אין פרק כזה")
    expect(title).to_have_count(0)
    expect(page.get_by_text("אין פרק שמתאים")).to_be_visible()
    search.fill(timeline.speakers[0].name)
    expect(title).to_be_visible()
    expect(search).to_be_focused()
    assert "q=" in page.url


def test_a_search_can_be_linked_to(new_page: NewPage, site: str, slug: str) -> None:
    page = new_page()
    page.goto(f"{site}/?q=אין-כזה")
    expect(page.get_by_label("חיפוש בספרייה")).to_have_value("אין-כזה")
    expect(page.get_by_text("אין פרק שמתאים")).to_be_visible()


def test_the_way_to_an_episode_and_back_loads_no_page_anew(
    new_page: NewPage, site: str, slug: str, timeline: Timeline
) -> None:
    page = open_library(new_page, site)
    page.evaluate("() => { window.__same = true; }")
    page.get_by_role("link", name=timeline.episode.title).click()
    page.wait_for_selector("#sound", state="attached")
    page.locator("[data-act=toggle]").click()
    wait_until(page, "document.querySelector('#sound').currentTime > 0.3")
    page.evaluate("() => { window.__sound = document.querySelector('#sound'); }")
    page.go_back()
    expect(page.get_by_role("heading", name="הספרייה", exact=True)).to_be_visible()
    assert page.evaluate("() => window.__same") is True
    assert page.evaluate("() => window.__sound.paused") is True


def test_a_second_visit_plays_as_the_first(
    new_page: NewPage, site: str, slug: str, timeline: Timeline
) -> None:
    page = open_library(new_page, site)
    for _ in range(2):
        page.get_by_role("link", name=timeline.episode.title).click()
        page.wait_for_selector("#sound", state="attached")
        page.keyboard.press("Space")
        wait_until(page, "document.querySelector('[data-word].current')")
        page.get_by_role("link", name="קריין").click()
        page.wait_for_selector(".episodes")


def test_the_policy_stops_a_script_that_stands_in_the_page(browser: Browser, site: str) -> None:
    # Not watched: that the browser complains is the point.
    page = browser.new_page()
    page.goto(site)
    ran = page.evaluate(
        """async () => {
          const refused = new Promise(resolve => {
            addEventListener("securitypolicyviolation", resolve, { once: true });
          });
          const script = document.createElement("script");
          script.textContent = "window.__ran = true";
          document.body.append(script);
          const { effectiveDirective } = await refused;
          return [window.__ran ?? false, effectiveDirective];
        }"""
    )
    page.close()
    assert ran == [False, "script-src-elem"]
