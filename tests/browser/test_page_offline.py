"""What was kept plays with the server stopped, seeking included; what was not says so."""

import hashlib
import re
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Browser, Page, expect

from player.home import Home
from player.narration import narrate
from player.timeline import Timeline
from tests.bring_browser import browser_path
from tests.browser import measure, stage
from tests.browser.conftest import PHONE, WIDE, NewPage
from tests.browser.site import Site, broken_off, held_up
from tests.browser.stage import wait_until

SIZES = pytest.mark.parametrize(
    "viewport", [pytest.param(PHONE, id="360", marks=pytest.mark.slow), pytest.param(WIDE, id="1280")]
)
KEEP, KEPT = "לשמור להאזנה בלי רשת", "נשמר; לחיצה מסירה"
OFFLINE = "אין רשת; מתנגן מה שנשמר במכשיר."
SHORT = "שיחות על הדרך\nשיחה {number}\n{title}\n\nגיא: ערב טוב. {more}\nדנה: ערב טוב גם לך.\n"


@pytest.fixture(scope="module")
def own_home(home: Home, slug: str, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The session's library and two short episodes, which may be narrated anew."""
    folder = tmp_path_factory.mktemp("offline") / "karyan"
    shutil.copytree(home.settings.home, folder)
    return stage.open_empty(folder)


def narrate_short(home: Home, folder: Path, number: int, more: str = "") -> str:
    document = folder / "short.txt"
    document.write_text(SHORT.format(number=number, title=f"פרק קצר {number}", more=more), "utf-8")
    return narrate(document, home).episode


@pytest.fixture(scope="module")
def short(own_home: Home, tmp_path_factory: pytest.TempPathFactory) -> str:
    return narrate_short(own_home, tmp_path_factory.mktemp("short"), 901)


@pytest.fixture
def own_site(own_home: Home) -> Iterator[Site]:
    with Site(own_home) as site:
        yield site


def open_page(page: Page, address: str) -> None:
    """Open a page, and wait until the worker answers for it."""
    page.goto(address)
    wait_until(page, "navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))")


def keep_button(page: Page) -> None:
    page.locator(".downloads summary").click()
    expect(page.locator("[data-act=keep]")).to_be_visible()


def keep(page: Page, address: str) -> list[str]:
    """Keep the episode of an address; what the button said until it was."""
    open_page(page, address)
    keep_button(page)
    button = page.locator("[data-act=keep]")
    expect(button).to_have_text(KEEP)
    page.evaluate(
        """() => {
          const button = document.querySelector("[data-act=keep]");
          window.__said = [];
          const hear = () => window.__said.push(button.textContent);
          new MutationObserver(hear).observe(button, { childList: true });
        }"""
    )
    button.click()
    expect(button).to_have_text(KEPT)
    expect(button).to_have_attribute("aria-pressed", "true")
    page.locator(".downloads summary").click()
    said: list[str] = page.evaluate("() => window.__said")
    return said


def kept(page: Page) -> list[str]:
    """The caches beside the shell's."""
    names: list[str] = page.evaluate("() => caches.keys()")
    return [name for name in names if not name.startswith("shell ")]


def seek_and_hear(page: Page, timeline: Timeline, second: float) -> None:
    """Seek while it plays; the sound goes on from there, and the line that is spoken is lit."""
    page.evaluate("(second) => { document.querySelector('#sound').currentTime = second; }", second)
    wait_until(page, f"document.querySelector('#sound').currentTime > {second + 0.3}")
    page.evaluate("() => document.querySelector('#sound').pause()")
    page.wait_for_timeout(100)
    now_ms = measure.clock_ms(page)
    assert second * 1000 < now_ms < second * 1000 + 5000
    assert measure.lit(page) == measure.due(timeline, now_ms)
    page.evaluate("() => document.querySelector('#sound').play()")


@SIZES
def test_a_kept_episode_plays_and_seeks_with_the_server_stopped(
    new_page: NewPage, own_site: Site, slug: str, short: str, timeline: Timeline, viewport: dict[str, int]
) -> None:
    page = new_page(viewport=viewport, service_workers="allow")
    said = keep(page, own_site.episode(slug))
    assert any("%" in one for one in said)
    expect(page.locator("[data-status]")).to_contain_text("יתנגן גם בלי רשת")
    own_site.stop()

    page.reload()
    expect(page.locator("[data-status]")).to_have_text(OFFLINE)
    expect(page.get_by_role("heading", level=1)).to_have_text(timeline.episode.title)
    page.locator("[data-act=toggle]").click()
    wait_until(page, "document.querySelector('#sound').currentTime > 0.3")
    length = timeline.sound.duration_ms / 1000
    for part in (0.9, 0.05, 0.5, 0.73, 0.31):
        seek_and_hear(page, timeline, round(part * length, 2))

    # To the library and back: no page is loaded anew, and the sound goes on.
    page.evaluate("() => { window.__same = true; }")
    page.locator(".wordmark").click()
    expect(page.get_by_role("heading", level=1, name="הספרייה")).to_be_visible()
    rows = page.locator("[data-shelf]")
    expect(rows.filter(has_text=timeline.episode.title).locator("[data-kept]")).to_be_visible()
    expect(page.locator(f'[data-shelf="{short}"] [data-kept]')).to_be_hidden()
    assert page.evaluate("() => window.__same && !document.querySelector('#sound').paused")
    page.go_back()
    expect(page.locator("[data-episode]")).to_have_attribute("data-slug", slug)
    page.go_forward()
    page.locator(f'[data-shelf="{short}"] h2 a').click()
    expect(page.get_by_role("heading", level=1)).to_have_text("אין רשת")
    page.goto(own_site.episode(short))
    expect(page.get_by_role("heading", level=1)).to_have_text("אין רשת")

    own_site.start()
    page.reload()
    expect(page.locator("[data-episode]")).to_have_attribute("data-slug", short)
    expect(page.locator("[data-status]")).to_be_empty()


def test_every_range_of_the_kept_sound_is_the_files_own_bytes(
    browser: Browser, own_site: Site, own_home: Home, slug: str
) -> None:
    # Not watched: Chromium complains of a range that is refused, as it must be.
    page = browser.new_page(locale="he-IL")
    keep(page, own_site.episode(slug))
    own_site.stop()
    sound = own_home.media.open(own_home.library.sound(slug).m4a).read()
    size = len(sound)
    assert size > 2**20, "the sound should lie in several parts"
    asked = {
        None: (200, 0, size),
        "bytes=0-": (206, 0, size),
        "bytes=1048570-1048580": (206, 1048570, 1048581),
        f"bytes={size - 5}-{size + 5}": (206, size - 5, size),
        "bytes=-1000": (206, size - 1000, size),
        f"bytes={size}-": (416, 0, 0),
    }
    for header, (status, start, end) in asked.items():
        answer = page.evaluate(
            """async (range) => {
              const { m4a } = document.querySelector("[data-episode]").dataset;
              const response = await fetch(m4a, { headers: range ? { Range: range } : {} });
              const bytes = new Uint8Array(await response.arrayBuffer());
              const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
              return {
                status: response.status,
                length: response.headers.get("Content-Length"),
                range: response.headers.get("Content-Range"),
                type: response.headers.get("Content-Type"),
                sum: [...sum].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
              };
            }""",
            header,
        )
        assert answer["status"] == status, header
        if status == 416:
            assert answer["range"] == f"bytes */{size}"
            continue
        assert answer["type"] == "audio/mp4"
        assert answer["length"] == str(end - start), header
        assert answer["range"] == (f"bytes {start}-{end - 1}/{size}" if header else None)
        assert answer["sum"] == hashlib.sha256(sound[start:end]).hexdigest(), header
    page.close()


@SIZES
def test_what_is_removed_leaves_nothing(
    new_page: NewPage, own_site: Site, short: str, viewport: dict[str, int]
) -> None:
    page = new_page(viewport=viewport, service_workers="allow")
    keep(page, own_site.episode(short))
    assert len(kept(page)) == 1
    keep_button(page)
    page.locator("[data-act=keep]").click()
    expect(page.locator("[data-act=keep]")).to_have_text(KEEP)
    assert kept(page) == []
    own_site.stop()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("אין רשת")


def test_an_episode_that_was_narrated_anew_is_kept_anew(
    new_page: NewPage, own_site: Site, own_home: Home, tmp_path: Path
) -> None:
    changing = narrate_short(own_home, tmp_path, 902)
    page = new_page(service_workers="allow")
    keep(page, own_site.episode(changing))
    (before,) = kept(page)
    assert narrate_short(own_home, tmp_path, 902, "הפעם נאמר עוד משהו.") == changing
    page.reload()
    wait_until(page, f"caches.has({before!r}).then((has) => !has)")
    (after,) = kept(page)
    assert after != before
    own_site.stop()
    page.reload()
    expect(page.get_by_text("הפעם נאמר עוד משהו.")).to_be_visible()
    page.locator("[data-act=toggle]").click()
    wait_until(page, "document.querySelector('#sound').currentTime > 0.3")


def test_a_keeping_that_breaks_off_is_told_and_leaves_nothing(
    new_page: NewPage, own_site: Site, slug: str
) -> None:
    page = new_page(service_workers="allow")
    own_site.spoil_sound = partial(broken_off, after=300_000)
    open_page(page, own_site.episode(slug))
    keep_button(page)
    page.locator("[data-act=keep]").click()
    expect(page.locator("[data-status]")).to_have_text("הפרק לא נשמר, כי החיבור נותק. נסו שוב כשיש רשת.")
    expect(page.locator("[data-act=keep]")).to_have_text(KEEP)
    assert kept(page) == []


@pytest.fixture
def holding(own_site: Site) -> Iterator[Event]:
    """Sounds stop half-way until this is set."""
    until = Event()
    own_site.spoil_sound = partial(held_up, after=1_200_000, until=until)
    yield until
    until.set()


def begin_to_keep(page: Page, address: str) -> None:
    open_page(page, address)
    keep_button(page)
    page.locator("[data-act=keep]").click()
    expect(page.locator("[data-act=keep]")).to_have_text(re.compile(r"נשמר… [1-9]\d?%"))


@pytest.mark.usefixtures("holding")
def test_a_second_press_breaks_the_keeping_off(new_page: NewPage, own_site: Site, slug: str) -> None:
    page = new_page(service_workers="allow")
    begin_to_keep(page, own_site.episode(slug))
    page.locator("[data-act=keep]").click()
    expect(page.locator("[data-act=keep]")).to_have_text(KEEP)
    expect(page.locator("[data-status]")).to_be_empty()
    assert kept(page) == []


def test_the_keeping_goes_on_while_one_looks_around(
    new_page: NewPage, own_site: Site, slug: str, holding: Event
) -> None:
    page = new_page(service_workers="allow")
    begin_to_keep(page, own_site.episode(slug))
    page.locator(".wordmark").click()
    mark = page.locator(f'[data-shelf="{slug}"] [data-kept]')
    expect(page.get_by_role("heading", level=1, name="הספרייה")).to_be_visible()
    expect(mark).to_be_hidden()
    holding.set()
    expect(mark).to_be_visible()


@pytest.mark.usefixtures("holding")
def test_what_a_closed_page_broke_off_is_swept_by_the_next(
    new_page: NewPage, own_site: Site, slug: str
) -> None:
    page = new_page(service_workers="allow")
    begin_to_keep(page, own_site.episode(slug))
    assert len(kept(page)) == 1
    other = page.context.new_page()
    page.close()
    other.goto(own_site.address)
    wait_until(other, "caches.keys().then((names) => names.every((name) => name.startsWith('shell ')))")


def test_a_device_without_room_is_told(new_page: NewPage, own_site: Site, slug: str) -> None:
    page = new_page(service_workers="allow")
    open_page(page, own_site.episode(slug))
    quota = {"origin": own_site.address, "quotaSize": 1_500_000}
    page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", quota)
    keep_button(page)
    page.locator("[data-act=keep]").click()
    expect(page.locator("[data-status]")).to_contain_text("אין די מקום במכשיר")
    expect(page.locator("[data-act=keep]")).to_have_text(KEEP)
    assert kept(page) == []


def test_what_is_kept_speaks_the_language_that_was_chosen_last(
    new_page: NewPage, own_site: Site, short: str
) -> None:
    page = new_page(service_workers="allow")
    keep(page, own_site.episode(short))
    page.locator("[data-act=settings]").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    wait_until(
        page,
        """Promise.all(["/", "/offline", location.pathname].map(async (page) => {
          const kept = await caches.match(page, { ignoreVary: true });
          return (await kept.text()).includes('<html lang="en"');
        })).then((all) => all.every(Boolean))""",
    )
    own_site.stop()
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto(own_site.address)
    expect(page.get_by_role("heading", level=1)).to_have_text("The library")


def test_the_shell_holds_all_that_the_pages_load(new_page: NewPage, own_site: Site, slug: str) -> None:
    page = new_page(service_workers="allow")
    for path in ("/", f"/episodes/{slug}", "/offline"):
        open_page(page, own_site.address + path)
        missing = page.evaluate(
            """async () => {
              const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
              const found = await Promise.all(loaded.map((name) => caches.match(name, { ignoreVary: true })));
              return loaded.filter((name, i) => !found[i]);
            }"""
        )
        known = (
            "/sound.",
            "/service-worker.js",
            "/cover.png",
        )  # Sounds and covers are kept with their episodes.
        missing = [name for name in missing if not any(part in name for part in known)]
        assert missing == []


@pytest.mark.parametrize(("language", "name"), [("he", "קריין"), ("en", "Karyan")])
def test_the_page_can_be_installed(
    browser: Browser, own_site: Site, tmp_path: Path, language: str, name: str
) -> None:
    # A page that is looked at without leaving traces is never offered; this one has a profile.
    context = browser.browser_type.launch_persistent_context(
        str(tmp_path / "profile"), executable_path=browser_path(), args=list(stage.FLAGS)
    )
    try:
        context.add_cookies([{"name": "karyan_language", "value": language, "url": own_site.address}])
        page = context.pages[0]
        page.goto(own_site.address)
        session = context.new_cdp_session(page)
        assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
        manifest = session.send("Page.getAppManifest")
        assert manifest["errors"] == []
        assert manifest["manifest"]["name"] == name
    finally:
        context.close()
