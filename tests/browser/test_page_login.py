"""Logging in and out in a real browser, with the worker too; and what a listener sees and may not do."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from player.home import Home
from player.narration import narrate
from player.password import set_password
from player.settling import spoken_paragraphs
from player.throttle import FREE_TRIES
from tests.browser import stage
from tests.browser.conftest import PHONE, WIDE, NewPage
from tests.browser.test_page_access import LANGUAGES, expect_no_violation, page_in
from tests.browser.test_page_speakers import SLUG, TALK

PASSWORD = "גשם ראשון 8"


@pytest.fixture(scope="module")
def locked_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("locked")
    (folder / "talk.txt").write_text(TALK, "utf-8")
    home = stage.open_empty(folder / "home")
    assert narrate(folder / "talk.txt", home).episode == SLUG
    set_password(home.house, PASSWORD)
    return home


@pytest.fixture(scope="module")
def locked(locked_home: Home) -> Iterator[str]:
    with stage.serving(locked_home) as address:
        yield address


@pytest.fixture(autouse=True)
def nothing_tried(locked_home: Home) -> None:
    for name in locked_home.house.under("tries/"):
        locked_home.house.forget(f"tries/{name}")


@pytest.fixture
def unwatched(browser: Browser) -> Iterator[BrowserContext]:
    """For pages whose answer is a refusal: the browser complains of those, and that is the point."""
    context = browser.new_context(locale="he-IL", viewport=WIDE)  # type: ignore[arg-type]
    yield context
    context.close()


def speakers(site: str) -> str:
    return stage.episode_address(site, SLUG) + "/speakers"


def log_in(page: Page, password: str = PASSWORD) -> None:
    page.get_by_label("סיסמה").fill(password)
    page.keyboard.press("Enter")


def open_door(page: Page) -> None:
    page.get_by_role("button", name="הגדרות").click()


@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_studio_asks_for_the_password_and_leads_on_to_what_was_wanted(
    new_page: NewPage, locked: str, locked_home: Home, screen: dict[str, int]
) -> None:
    page = new_page(viewport=screen)
    page.goto(speakers(locked))
    expect(page.get_by_role("heading", name="כניסה")).to_be_visible()
    expect(page.get_by_label("סיסמה")).to_be_focused()
    log_in(page)
    page.wait_for_selector(".rows")
    assert page.url.endswith("/speakers")
    row = page.locator(".row").first
    row.get_by_role("button", name="יעל").click()
    expect(row.get_by_text("נקבע: יעל")).to_be_visible()
    row.get_by_role("button", name="ביטול").click()
    expect(row.get_by_text("כנראה")).to_be_visible()
    open_door(page)
    page.get_by_role("button", name="יציאה").click()
    page.wait_for_url(f"{locked}/")
    page.goto(speakers(locked))
    expect(page.get_by_role("heading", name="כניסה")).to_be_visible()


def test_a_listener_reads_plays_and_chooses_a_language_and_is_offered_the_way_in(
    new_page: NewPage, locked: str
) -> None:
    page = new_page()
    page.goto(locked)
    page.get_by_role("link", name="הגשם הראשון").click()
    expect(page.locator(".doubts")).to_contain_text("בספק")
    assert page.locator('[href*="/speakers#"], [href$="/speakers"]').count() == 0
    page.locator(".play-button").click()
    stage.wait_until(page, "document.querySelector('#sound').currentTime > 0")
    open_door(page)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Settings").click()
    page.get_by_role("link", name="Log in").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/episodes/**")
    expect(page.locator(".doubts a")).to_be_visible()


@pytest.mark.slow
def test_a_wrong_password_is_told_beside_the_field_and_after_some_one_waits(
    unwatched: BrowserContext, locked: str
) -> None:
    page = unwatched.new_page()
    page.goto(speakers(locked))
    for _ in range(FREE_TRIES):
        log_in(page, "not the password")
        expect(page.get_by_role("alert")).to_have_text("זו אינה הסיסמה; נסו שוב.")
        expect(page.get_by_label("סיסמה")).to_have_attribute("aria-invalid", "true")
        expect(page.get_by_label("סיסמה")).to_have_value("")
    log_in(page)
    expect(page.get_by_role("alert")).to_contain_text("נסו שוב בעוד")
    page.wait_for_timeout(5_500)
    log_in(page)
    page.wait_for_selector(".rows")


def test_a_change_after_the_session_ended_says_so_in_its_place_and_changes_nothing(
    unwatched: BrowserContext, locked: str, locked_home: Home
) -> None:
    page = unwatched.new_page()
    page.goto(speakers(locked))
    log_in(page)
    page.wait_for_selector(".rows")
    unwatched.clear_cookies()
    page.locator(".row").first.get_by_role("button", name="יעל").click()
    told = page.get_by_role("alert")
    expect(told).to_contain_text("היכנסו בסיסמה")
    assert not any(one.settled for one in spoken_paragraphs(locked_home, SLUG))
    told.get_by_role("link", name="כניסה").click()
    log_in(page)
    page.wait_for_selector(".rows")
    assert page.url.endswith("/speakers"), "back where one was"


def test_with_the_worker_what_is_kept_follows_the_login(new_page: NewPage, locked: str) -> None:
    page = new_page(service_workers="allow")
    page.goto(locked)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    kept = """async () => {
      const page = await (await caches.match("/", { ignoreVary: true })).text();
      return page.includes('action="/logout"');
    }"""
    assert page.evaluate(kept) is False
    open_door(page)
    page.get_by_role("link", name="כניסה").click()
    log_in(page)
    page.wait_for_url(f"{locked}/")
    for _ in range(100):
        if page.evaluate(kept):
            break
        page.wait_for_timeout(100)
    assert page.evaluate(kept) is True
    # The token of a page that was kept before is the session's still: nothing is refused.
    open_door(page)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Settings").click()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="The library")).to_be_visible()


@LANGUAGES
def test_the_login_has_no_violation(new_page: NewPage, locked: str, site: str, language: str) -> None:
    page = page_in(language, new_page, locked)
    page.goto(f"{locked}/login")
    expect_no_violation(page, ".login form")
    page.route("**/login", lambda route: route.fulfill(response=route.fetch(), status=200))
    page.locator("[name=password]").fill("not the password")
    page.keyboard.press("Enter")
    expect(page.locator(".wrong")).to_be_visible()
    expect_no_violation(page, ".wrong")
    page.evaluate("() => document.querySelector('[data-panel=settings]').showPopover()")
    expect_no_violation(page, ".door a")
    page.goto(f"{site}/login")
    expect_no_violation(page, ".login code")


def test_a_setting_is_set_in_place_by_keys_alone_and_who_can_speak_is_told(
    unwatched: BrowserContext, locked: str, locked_home: Home
) -> None:
    page = unwatched.new_page()
    page.goto(f"{locked}/settings")
    log_in(page)
    page.wait_for_selector(".house")
    jobs = page.locator("#jobs")
    jobs.get_by_role("textbox").fill("many")
    page.keyboard.press("Enter")
    expect(jobs.get_by_role("alert")).to_contain_text("KARYAN_JOBS צריך להיות מספר שלם ולא 'many'")
    expect(jobs.get_by_role("textbox")).to_have_value("many")
    assert locked_home.settings_now().jobs == 0
    jobs.get_by_role("textbox").fill("2")
    page.keyboard.press("Enter")
    expect(jobs.get_by_role("status")).to_be_visible()
    expect(jobs.get_by_role("textbox")).to_be_focused()
    assert locked_home.settings_now().jobs == 2
    jobs.get_by_role("textbox").fill("")
    page.keyboard.press("Enter")
    expect(jobs.locator(".now")).to_contain_text("כרגיל")
    assert locked_home.settings_now().jobs == 0
    expect(page.locator(".findings")).to_contain_text("espeak: 8 קולות", timeout=60_000)


@LANGUAGES
def test_the_page_of_settings_has_no_violation(new_page: NewPage, site: str, language: str) -> None:
    page = page_in(language, new_page, site)
    page.goto(f"{site}/settings")
    page.locator("#feed select").select_option("private")
    page.locator("#feed button").click()
    expect_no_violation(page, "#feed [role=status]")
    page.locator("#feed select").select_option("")
    page.locator("#feed button").click()
    page.route("**/settings/jobs", lambda route: route.fulfill(response=route.fetch(), status=200))
    page.locator("#jobs [type=text]").fill("many")
    page.locator("#jobs button").click()
    expect(page.locator("#jobs .wrong")).to_be_visible()
    expect(page.locator(".findings")).to_be_visible(timeout=60_000)
    expect_no_violation(page, "#jobs .wrong")
