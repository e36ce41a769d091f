"""The page that asks who speaks: one click settles, by mouse, finger or keys, with scripts and without."""

from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from player.home import Home
from player.narration import narrate
from player.settling import SpokenParagraph, settle, spoken_paragraphs
from tests.browser import stage
from tests.browser.conftest import PHONE, WIDE, NewPage, open_episode
from tests.browser.stage import wait_until
from tests.browser.test_page_access import violations
from tests.player.talks import BEGINNING, SLUG

# Three paragraphs of which nothing tells whose they are, and two of which much does.
TALK = f"""{BEGINNING}יעל: ומה היה בסוף? אתה זוכר?
כן, אני זוכר היטב. הייתי אז ילד.
הכול נעצר שוב.
רון: תודה רבה.
"""


@pytest.fixture(scope="module")
def doubtful_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("doubtful")
    document = folder / "talk.txt"
    document.write_text(TALK, "utf-8")
    home = stage.open_empty(folder / "home")
    assert narrate(document, home).episode == SLUG
    return home


@pytest.fixture(scope="module")
def doubtful_site(doubtful_home: Home) -> Iterator[str]:
    with stage.serving(doubtful_home) as address:
        yield address


@pytest.fixture(autouse=True)
def nothing_settled(doubtful_home: Home) -> None:
    for key in doubtful_home.decisions.decided(SLUG).speakers:
        settle(doubtful_home, SLUG, key, "", "tests")


@pytest.fixture
def doubts(doubtful_home: Home) -> list[SpokenParagraph]:
    found = [one for one in spoken_paragraphs(doubtful_home, SLUG) if one.is_unsure]
    assert len(found) > 1, "the talk should leave some in doubt"
    return found


def speakers_address(site: str) -> str:
    return stage.episode_address(site, SLUG) + "/speakers"


def settled(home: Home, index: int) -> str:
    return spoken_paragraphs(home, SLUG)[index].settled


@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])
def test_one_click_settles_in_place_and_another_takes_it_back(
    new_page: NewPage,
    doubtful_site: str,
    doubtful_home: Home,
    doubts: list[SpokenParagraph],
    screen: dict[str, int],
) -> None:
    page = new_page(viewport=screen)
    page.goto(speakers_address(doubtful_site))
    page.evaluate("() => { window.__same = true; }")
    first = doubts[0].index
    row = page.locator(f"#p{first}")
    row.get_by_role("button", name="יעל").click()
    expect(row.get_by_text("נקבע: יעל")).to_be_visible()
    expect(row.get_by_role("button", name="יעל")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#left")).not_to_contain_text(str(len(doubts)))
    assert settled(doubtful_home, first) == "יעל"
    row.get_by_role("button", name="רון").click()
    expect(row.get_by_text("נקבע: רון")).to_be_visible()
    row.get_by_role("button", name="ביטול").click()
    expect(row.get_by_text("כנראה")).to_be_visible()
    assert settled(doubtful_home, first) == ""
    assert page.evaluate("() => window.__same") is True


def test_the_keys_alone_do_it_and_the_focus_stays_in_the_row(
    new_page: NewPage, doubtful_site: str, doubtful_home: Home, doubts: list[SpokenParagraph]
) -> None:
    page = new_page()
    page.goto(speakers_address(doubtful_site))
    row = page.locator(f"#p{doubts[0].index}")
    row.get_by_role("button", name="רון").focus()
    page.keyboard.press("Enter")
    expect(row.get_by_text("נקבע: רון")).to_be_visible()
    expect(row.get_by_role("button", name="רון")).to_be_focused()
    row.get_by_role("button", name="ביטול").focus()
    page.keyboard.press("Space")
    expect(row.get_by_text("כנראה")).to_be_visible()
    expect(row.get_by_role("button").first).to_be_focused()


def test_without_scripts_a_click_settles_too(
    new_page: NewPage, doubtful_site: str, doubtful_home: Home, doubts: list[SpokenParagraph]
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(speakers_address(doubtful_site))
    index = doubts[0].index
    page.locator(f"#p{index}").get_by_role("button", name="יעל").click()
    page.wait_for_url(f"**/speakers#p{index}")
    expect(page.locator(f"#p{index}").get_by_text("נקבע: יעל")).to_be_visible()
    assert settled(doubtful_home, index) == "יעל"
    page.locator(f"#p{index}").get_by_role("button", name="ביטול").click()
    expect(page.locator(f"#p{index}").get_by_text("כנראה")).to_be_visible()


def test_the_way_from_the_text_to_the_doubt_and_back_to_its_sound(
    new_page: NewPage, doubtful_site: str, doubts: list[SpokenParagraph]
) -> None:
    page = new_page()
    open_episode(page, stage.episode_address(doubtful_site, SLUG))
    page.locator(".turn .perhaps").first.click()
    page.wait_for_selector(".rows")
    assert unquote(page.url).endswith(f"{SLUG}/speakers#p{doubts[0].index}")
    row = page.locator(f"#p{doubts[0].index}")
    expect(row).to_be_in_viewport()
    row.get_by_role("link", name="להאזנה").click()
    page.wait_for_selector("#sound", state="attached")
    wait_until(
        page, f"Math.abs(document.querySelector('#sound').currentTime * 1000 - {doubts[0].start_ms}) < 20"
    )


def test_another_site_that_is_open_beside_it_settles_nothing(
    browser: Browser, doubtful_site: str, site: str, doubtful_home: Home, doubts: list[SpokenParagraph]
) -> None:
    """A page of another origin posts a form, as any page can, without asking."""
    # Not watched: that the browser complains is the point.
    page = browser.new_page()
    action = f"{speakers_address(doubtful_site)}/{doubts[0].key}"
    form = f'<form method="post" action="{action}"><button name="speaker" value="רון">x</button></form>'
    page.route(f"{site}/other", lambda route: route.fulfill(content_type="text/html", body=form))
    page.goto(f"{site}/other")
    with page.expect_navigation() as navigation:
        page.get_by_role("button").click()
    assert navigation.value.status == 403
    expect(page.get_by_text("לא נעשה דבר")).to_be_visible()
    page.close()
    assert doubtful_home.decisions.decided(SLUG).speakers == {}


@pytest.mark.parametrize(
    ("scheme", "screen"),
    [
        pytest.param("light", WIDE, id="light-wide"),
        pytest.param("dark", PHONE, id="dark-phone"),
        pytest.param("dark", WIDE, id="dark-wide", marks=pytest.mark.slow),
        pytest.param("light", PHONE, id="light-phone", marks=pytest.mark.slow),
    ],
)
def test_the_page_has_no_violation_and_nothing_sticks_out(
    new_page: NewPage,
    doubtful_site: str,
    doubts: list[SpokenParagraph],
    scheme: str,
    screen: dict[str, int],
) -> None:
    page = new_page(color_scheme=scheme, viewport=screen)
    for address in (speakers_address(doubtful_site), speakers_address(doubtful_site) + "?all"):
        page.goto(address)
        assert violations(page) == []
        settle_first(page)
        assert violations(page) == []
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    open_episode(page, stage.episode_address(doubtful_site, SLUG))
    assert violations(page) == []


def settle_first(page: Page) -> None:
    page.locator(".row").first.get_by_role("button").first.click()
    expect(page.locator(".row").first.get_by_text("נקבע")).to_be_visible()
