"""What a built-in voice read in place of the one wanted is marked, for eyes and for screen readers."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from audio.engines.table import ENGINES, Entry
from player.home import open_home
from player.narration import narrate
from tests.browser import stage
from tests.browser.conftest import PHONE, WIDE, NewPage, open_episode
from tests.browser.test_page_access import violations
from tests.conftest import settings_in
from tests.player.unsteady import Unsteady

TALK = """רון: שלום לכולם. היום נדבר על הגשם.
היה יום אפור, ואיש לא ידע מה יביא הערב.
מיכל: מתי ירד הגשם הראשון? ומי ראה אותו?
רון: אתמול בערב, אחרי שכולם נרדמו.
מיכל: ומה היה אז?
רון: הכול נעצר. באמת הכול.
"""
SCREENS = pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])


@pytest.fixture(scope="module")
def mixed_episode(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Two of its six paragraphs were read by the draft voice."""
    folder = tmp_path_factory.mktemp("mixed")
    document = folder / "talk.txt"
    document.write_text(TALK, "utf-8")
    service = Unsteady()
    service.cannot_say = ("אפור", "נעצר")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(ENGINES, "edge", Entry(lambda settings: service, built_in=False))
        settings = settings_in(
            folder / "home", KARYAN_ENGINE="edge", KARYAN_FALLBACK="espeak", KARYAN_JOBS="1"
        )
        home = open_home(settings)
        slug = narrate(document, home).episode
    with stage.serving(home) as site:
        yield stage.episode_address(site, slug)


@SCREENS
def test_just_those_paragraphs_are_marked_and_the_top_says_how_many(
    new_page: NewPage, mixed_episode: str, screen: dict[str, int]
) -> None:
    page = new_page(viewport=screen)
    open_episode(page, mixed_episode)
    marked = page.locator(".paragraph:has(.stand-in)")
    expect(marked).to_have_count(2)
    expect(marked.first).to_contain_text("היה יום אפור")
    expect(marked.last).to_contain_text("הכול נעצר")
    expect(page.locator(".paragraph .stand-in").first).to_have_text("הקטע נקרא ב־קול מובנה")
    expect(page.locator(".heading")).to_contain_text("שני קטעים נקראו בקול המובנה")
    assert fits(page)


def fits(page: Page) -> bool:
    """Whether nothing stands out of the screen."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@SCREENS
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_marks_have_no_violation(
    new_page: NewPage, mixed_episode: str, screen: dict[str, int], scheme: str
) -> None:
    page = new_page(viewport=screen, color_scheme=scheme)
    open_episode(page, mixed_episode)
    assert violations(page) == []


def test_the_text_that_is_copied_has_no_marks(new_page: NewPage, mixed_episode: str) -> None:
    page = new_page()
    open_episode(page, mixed_episode)
    page.locator("[data-text]").evaluate("text => getSelection().selectAllChildren(text)")
    copied = page.evaluate("getSelection().toString()")
    assert "באמת הכול." in copied
    assert "מובנה" not in copied


def test_an_episode_in_one_voice_each_says_nothing_of_it(reader: Page) -> None:
    assert reader.locator(".stand-in").count() == 0
    assert not re.search("מובנה", reader.locator("#text").inner_text())
