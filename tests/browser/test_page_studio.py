"""The studio in a real Chromium, with real workers: documents come in, voices are heard, all is narrated."""

import io
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from urllib.parse import quote, unquote

import numpy as np
import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from audio.engines.table import ENGINES, Entry
from player.crew import Crew
from player.home import Home, open_home
from player.working import Workshop
from tests.audio.sounds import heard
from tests.browser import stage
from tests.browser.conftest import PHONE, NewPage
from tests.browser.stage import wait_until
from tests.browser.test_page_access import LANGUAGES, expect_no_violation, page_in, violations
from tests.conftest import settings_in
from tests.faults.episodes import long_talk
from tests.player.test_bringing import BAD, talk
from tests.player.unsteady import Unsteady

MADE_MS = 60_000
"""Two cores are shared with other tests."""


@contextmanager
def at_work(folder: Path, **settings: str) -> Iterator[tuple[Home, str]]:
    """A home that is served, with two workers beside it."""
    home = open_home(settings_in(folder, KARYAN_JOBS="1", **settings))
    crew = Crew(home.settings)
    crew.begin()
    try:
        with stage.serving(home) as address:
            yield home, address
    finally:
        crew.end()


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Home, str]]:
    with at_work(tmp_path_factory.mktemp("studio") / "home") as working:
        yield working


def payload(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": data}


def bring(page: Page, site: str, *files: tuple[str, bytes]) -> None:
    """Choose files, which sends them at once, and wait for what was understood."""
    page.goto(f"{site}/studio")
    page.locator("input[type=file]").set_input_files([payload(*file) for file in files])
    page.wait_for_url("**/studio/bring/**")


def take_in(page: Page, narrate: bool = False) -> None:
    if narrate:
        page.get_by_label("וגם להקריא מיד").check()
    page.locator(".confirm button").click()


def cast_address(site: str, slug: str) -> str:
    return f"{site}/episodes/{quote(slug)}/cast"


def work(page: Page, slug: str) -> Locator:
    return page.locator(f"[id='work-{slug}']")


def numbered(number: int, paragraphs: int) -> tuple[str, bytes]:
    return f"long-{number}.txt", long_talk(paragraphs).replace("שיחה 8", f"שיחה {number}").encode()


def test_of_twenty_files_two_bad_ones_say_why_and_the_others_go_in_with_one_click(
    new_page: NewPage, studio: tuple[Home, str]
) -> None:
    home, site = studio
    page = new_page()
    files = [talk(number) for number in range(1, 19)]
    bring(page, site, *files[:5], BAD[0], *files[5:], BAD[1])
    expect(page.locator(".arrival")).to_have_count(18)
    expect(page.locator(".bad li")).to_have_count(2)
    expect(page.locator(".bad")).to_contain_text("notes.pdf אינו קובץ של תמליל")
    first = page.locator(".arrival").first
    first.locator("summary").click()
    expect(first.get_by_text("המשך הדברים")).to_be_visible()
    assert home.manuscripts.all() == []
    take_in(page)
    page.wait_for_url(f"{site}/studio")
    expect(page.locator("#works li[data-stage=brought]")).to_have_count(18)
    # The last one again, dropped on the page this time, and edited.
    name, data = files[-1]
    drop(page, name, data)
    page.wait_for_url("**/studio/bring/**")
    expect(page.get_by_text("כבר כאן:")).to_be_visible()
    expect(page.locator(".confirm")).to_have_count(0)
    bring(page, site, (name, data.replace("תודה".encode(), "המון תודה".encode())))
    expect(page.locator(".known")).to_contain_text("פסקה אחת השתנתה")


def drop(page: Page, name: str, data: bytes) -> None:
    """As from a folder of the desktop."""
    page.evaluate(
        """([name, text]) => {
          const carried = new DataTransfer();
          carried.items.add(new File([text], name, { type: "text/plain" }));
          for (const type of ["dragover", "drop"]) {
            const event = new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true });
            document.querySelector("main h1").dispatchEvent(event);
          }
        }""",
        [name, data.decode()],
    )


def test_without_scripts_a_text_is_pasted_looked_at_and_taken_in(
    new_page: NewPage, studio: tuple[Home, str]
) -> None:
    home, site = studio
    page = new_page(java_script_enabled=False)
    page.goto(f"{site}/studio")
    page.locator("summary").click()
    page.locator("textarea").fill(talk(40)[1].decode())
    page.get_by_role("button", name="מה הובן?").click()
    take_in(page)
    assert unquote(page.url) == f"{site}/episodes/שיחות-קצרות-40/cast"
    assert home.manuscripts.manuscript("שיחות-קצרות-40").facts.number == "40"


def test_a_voice_is_chosen_heard_and_kept_for_the_house(new_page: NewPage, studio: tuple[Home, str]) -> None:
    home, site = studio
    slugs = [home.manuscripts.bring(data, name).slug for name, data in (talk(50), talk(51))]
    page = new_page()
    page.goto(cast_address(site, slugs[0]))
    host = page.locator(".member").first
    expect(host.get_by_text("לא נבחר קול")).to_be_visible()
    expect(page.locator("#cost")).to_contain_text("6 קטעים")
    host.locator("select[name=voice]").select_option("espeak-amos")
    expect(host.get_by_text("נבחר לפרק הזה")).to_be_visible()
    host.get_by_role("button", name="לשמוע").click()
    sample = host.locator("audio")
    expect(sample).to_be_visible(timeout=MADE_MS)
    wait_until(page, "document.querySelector('.heard audio').currentTime > 0.5")
    sound = page.request.get(site + str(sample.get_attribute("src"))).body()
    (samples,) = heard(io.BytesIO(sound), [(0, 60_000)])
    assert 1 < len(samples) / 24_000 < 10 and np.abs(samples).max() > 0.1
    host.get_by_label("תמיד, בכל פרק").check()
    expect(host.get_by_text("קול הבית")).to_be_visible()
    page.goto(cast_address(site, slugs[1]))
    expect(page.locator(".member").first.get_by_text("קול הבית")).to_be_visible()
    expect(page.locator(".member").nth(1).get_by_text("לא נבחר קול")).to_be_visible()


@pytest.mark.slow
def test_two_that_are_narrated_at_once_show_how_far_they_are_until_they_can_be_heard(
    new_page: NewPage, studio: tuple[Home, str]
) -> None:
    home, site = studio
    page = new_page()
    bring(page, site, numbered(61, 5), numbered(62, 5))
    take_in(page, narrate=True)
    page.wait_for_url(f"{site}/studio")
    slugs = [f"שיחות-קצרות-{number}" for number in (61, 62)]
    for slug in slugs:
        expect(work(page, slug).locator("progress")).to_be_visible()
    page.goto(site)
    expect(page.locator("#overall .run")).to_have_count(2)
    expect(page.locator("#overall [data-state=done]")).to_have_count(2, timeout=MADE_MS)
    expect(page.locator("#overall [hx-trigger], #overall[hx-trigger]")).to_have_count(0)
    for slug in slugs:
        assert home.library.narration(slug).timeline.sound.engine == "espeak"
    page.goto(f"{site}/studio")
    expect(work(page, slugs[0])).to_have_count(0)


@pytest.mark.slow
def test_a_narration_is_paused_goes_on_and_is_given_up_and_the_focus_stays(
    new_page: NewPage, studio: tuple[Home, str]
) -> None:
    home, site = studio
    page = new_page()
    bring(page, site, numbered(71, 200), numbered(72, 2))
    take_in(page)
    page.wait_for_url(f"{site}/studio")
    slug = "שיחות-קצרות-71"
    run = home.runs.ask(slug, "espeak", "דנה")
    page.reload()
    one = work(page, slug)
    expect(one.get_by_text("מוקרא", exact=True)).to_be_visible(timeout=MADE_MS)
    expect(one.get_by_text("פסקה", exact=False).first).to_be_visible(timeout=MADE_MS)
    pause = one.get_by_role("button", name="השהיה")
    pause.focus()
    page.wait_for_timeout(2_500)
    expect(pause).to_be_focused()
    page.keyboard.press("Enter")
    expect(one.get_by_text("מושהה")).to_be_visible()
    page.wait_for_timeout(1_500)
    done = home.runs.progress(run).clips_done
    page.wait_for_timeout(2_000)
    assert home.runs.progress(run).clips_done == done < 200
    one.get_by_role("button", name="להמשיך").click()
    expect(one.get_by_text("מוקרא", exact=True)).to_be_visible()
    one.get_by_role("button", name="ביטול ההקראה").click()
    expect(one.get_by_text("עוד לא הוקרא")).to_be_visible()
    ended = home.runs.run(run.id)
    assert ended and ended.state == "cancelled"


@pytest.mark.slow
def test_who_asks_for_a_narration_lands_on_the_page_that_grows_and_steers_it_there(
    new_page: NewPage, studio: tuple[Home, str]
) -> None:
    home, site = studio
    slug = home.manuscripts.bring(numbered(76, 40)[1], "long.txt").slug
    page = new_page()
    page.goto(cast_address(site, slug))
    page.get_by_role("button", name="להקריא", exact=True).click()
    progress = page.locator("#progress")
    page.locator(".making summary").click()
    expect(progress.get_by_text("מוקרא", exact=True)).to_be_visible(timeout=MADE_MS)
    assert unquote(page.url).partition("?")[0] == f"{site}/episodes/{slug}"
    progress.get_by_role("button", name="השהיה").click()
    expect(progress.get_by_text("מושהה")).to_be_visible()
    assert violations(page) == []
    progress.get_by_role("button", name="להמשיך").click()
    expect(page.locator("[data-growing]")).to_have_count(0, timeout=3 * MADE_MS)
    assert len(home.library.narration(slug).timeline.turns) == 40


def test_what_another_window_does_is_seen_within_two_seconds(
    new_page: NewPage, studio: tuple[Home, str]
) -> None:
    home, site = studio
    slug = home.manuscripts.bring(numbered(73, 200)[1], "long.txt").slug
    run = home.runs.ask(slug, "espeak", "דנה")
    page = new_page()
    page.goto(site)
    watched = page.locator(f"#run-{run.id}")
    expect(watched).to_have_attribute("data-state", "speaking", timeout=MADE_MS)
    assert home.runs.pause(run.id)
    expect(watched).to_have_attribute("data-state", "paused", timeout=2_000)
    assert home.runs.cancel(run.id)
    expect(watched).to_have_attribute("data-state", "cancelled", timeout=2_000)


@contextmanager
def by_hand(home: Home) -> Iterator[None]:
    """A worker in a thread of this process, with the engines that a test put in the table."""
    shop, ended = Workshop(home, f"{socket.gethostname()}:{os.getpid()}:hand", 1), Event()

    def work() -> None:
        while not ended.wait(0.05):
            home.rollcall.alive(f"{socket.gethostname()}:{os.getpid()}:hand")
            for run in home.runs.active():
                shop.plan(run.id)
                for clip in home.runs.clips(run.id, "waiting"):
                    shop.speak(run.id, clip.position)
                shop.join(run.id)

    thread = Thread(target=work, daemon=True)
    thread.start()
    yield
    ended.set()
    thread.join(10)


@pytest.mark.slow
def test_what_could_not_be_spoken_says_why_and_is_asked_for_again_alone(
    new_page: NewPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Unsteady()
    engine.cannot_say = ("ה-3", "ה-5")
    monkeypatch.setitem(ENGINES, "edge", Entry(lambda _settings: engine, built_in=False))
    home = open_home(settings_in(tmp_path / "home", KARYAN_ENGINE="edge"))
    with by_hand(home), stage.serving(home) as site:
        page = new_page()
        bring(page, site, numbered(81, 8), numbered(82, 1))
        take_in(page, narrate=True)
        page.wait_for_url(f"{site}/studio")
        slug = "שיחות-קצרות-81"
        one = work(page, slug)
        expect(one.get_by_text("שני קטעים לא הוקראו")).to_be_visible(timeout=MADE_MS)
        expect(one.locator(".passages li")).to_have_count(2)
        expect(one.locator(".passages li").first).to_contain_text("פסקה 3: זו הפסקה ה-3")
        expect(one.locator(".passages li").first).to_contain_text("התשובה נקטעה")
        again = one.get_by_role("button", name="לנסות שוב")
        expect(again).to_be_visible(timeout=MADE_MS)
        engine.cannot_say = ()
        engine.asked.clear()
        again.click()
        expect(one).to_have_count(0, timeout=MADE_MS)
        assert len(home.library.narration(slug).timeline.turns) == 8
        assert [text[:12] for text in engine.asked] == ["זו הפסקה ה-3", "זו הפסקה ה-5"]


@LANGUAGES
def test_the_studios_pages_have_no_violation(
    new_page: NewPage, studio: tuple[Home, str], language: str
) -> None:
    home, site = studio
    page = page_in(language, new_page, site)
    slug = home.manuscripts.bring(numbered(91, 200)[1], "talk.txt").slug
    run = home.runs.ask(slug, "espeak", "דנה")
    page.goto(f"{site}/studio")
    expect_no_violation(page, "#works .run")
    home.runs.cancel(run.id)
    bring(page, site, talk(92), talk(1), BAD[0], numbered(91, 3))
    page.locator(".arrival summary").first.click()
    expect_no_violation(page, ".arrival .passage")
    page.goto(cast_address(site, slug))
    expect_no_violation(page, ".member")


def test_what_one_touches_on_a_phone_is_large_enough(new_page: NewPage, studio: tuple[Home, str]) -> None:
    home, site = studio
    slug = home.manuscripts.bring(talk(95)[1], "talk.txt").slug
    page = new_page(viewport=PHONE, has_touch=True)
    for address in (f"{site}/studio", cast_address(site, slug)):
        page.goto(address)
        low = page.evaluate(
            """() => [...document.querySelectorAll("main :is(button, .button, select, .tick, summary)")]
              .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 44)
              .map(one => one.outerHTML)"""
        )
        assert low == []
