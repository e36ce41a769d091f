"""A page in a real Chromium over a really narrated episode; every page is watched while it is used."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from player.home import Home
from player.timeline import Timeline
from tests.bring_browser import browser_path
from tests.browser import stage
from tests.browser.stage import wait_until

WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Watched:
    """What a page asked for and complained of."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: message.type == "error" and self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def check(self) -> None:
        hosts = {urlsplit(url).hostname for url in self.requests}
        assert hosts <= {"127.0.0.1"}, f"the page asked elsewhere: {hosts}"
        assert not self.complaints


@pytest.fixture(scope="session")
def home(sample_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The sample's library once more, to which a test may add; so the sample is spoken once only."""
    folder = tmp_path_factory.mktemp("karyan") / "home"
    shutil.copytree(sample_home.settings.home, folder)
    return stage.open_empty(folder)


@pytest.fixture(scope="session")
def slug(home: Home) -> str:
    return stage.narrate_sample(home)


@pytest.fixture(scope="session")
def timeline(home: Home, slug: str) -> Timeline:
    return home.library.narration(slug).timeline


@pytest.fixture(scope="session")
def site(home: Home) -> Iterator[str]:
    with stage.serving(home) as address:
        yield address


@pytest.fixture(scope="session")
def episode(site: str, slug: str) -> str:
    return stage.episode_address(site, slug)


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with stage.serving(stage.open_empty(tmp_path_factory.mktemp("empty"))) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Asked before Playwright runs, since it is itself asked with a Playwright of its own.
    path = browser_path()
    if path is None and not os.environ.get("CI"):
        pytest.skip("there is no Chromium; python tests/bring_browser.py brings one")
    with sync_playwright() as playwright:
        browser = stage.launch(playwright, path)
        yield browser
        browser.close()


NewPage = Callable[..., Page]


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Opens pages with the options of a browser context; none may ask elsewhere or complain."""
    watched = Watched()
    contexts: list[BrowserContext] = []

    def open_page(**options: object) -> Page:
        # Without the worker, which brings some twenty files behind each page, but where it is what is tested.
        usual = {"viewport": WIDE, "service_workers": "block"}
        context = browser.new_context(locale="he-IL", **{**usual, **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        watched.watch(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    watched.check()


@pytest.fixture
def reader(new_page: NewPage, episode: str) -> Page:
    """The episode's page on a wide screen, its sound ready."""
    page = new_page()
    open_episode(page, episode)
    return page


@pytest.fixture(
    params=[pytest.param(WIDE, id="wide"), pytest.param(PHONE, id="phone", marks=pytest.mark.slow)]
)
def any_page(new_page: NewPage, request: pytest.FixtureRequest) -> Page:
    """An empty page on a wide screen; and on a phone's, with what takes longer."""
    return new_page(viewport=request.param, has_touch=request.param is PHONE)


@pytest.fixture
def any_reader(any_page: Page, episode: str) -> Page:
    """The episode's page on either screen, its sound ready."""
    open_episode(any_page, episode)
    return any_page


def open_episode(page: Page, address: str) -> None:
    """Open an episode's page and wait until its sound can be sought in."""
    page.goto(address)
    wait_for_sound(page)


def wait_for_sound(page: Page) -> None:
    """Wait until the sound can be sought in."""
    wait_until(page, "document.querySelector('#sound').readyState >= 1")
