"""The single file plays and lights in a real Chromium, opened from the disk with the network off."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from audio.media import FolderStore
from player.exports.table import EXPORTS
from player.home import Home
from player.library import Narration
from player.timeline import Timeline
from player.transcript.shown import plain, without_isolates
from tests.audio.sounds import silent_m4a
from tests.browser import measure
from tests.browser.stage import wait_until
from tests.contract.test_exports import HOSTILE, hostile_timeline

WITHIN_MS = 20
Open = Callable[[bytes], Page]


@pytest.fixture
def open_file(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a file from the disk, the network off; it may ask nobody, and complain of nothing."""
    context = browser.new_context(locale="he-IL", offline=True, viewport={"width": 1280, "height": 800})
    asked: list[str] = []
    complaints: list[str] = []

    def open_(data: bytes) -> Page:
        path = tmp_path / "episode.html"
        path.write_bytes(data)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path.as_uri())
        wait_until(page, "document.querySelector('#sound').readyState >= 1")
        return page

    yield open_
    context.close()
    assert not complaints
    assert all(url.startswith(("file:", "blob:", "data:")) for url in asked), asked


@pytest.fixture(scope="module")
def made(home: Home, slug: str) -> bytes:
    out = BytesIO()
    EXPORTS["html"].write(home.library.narration(slug), home.media, out)
    return out.getvalue()


def lit(page: Page) -> list[str]:
    """The starts of the line and the word that are lit."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.current')].map((one) => one.dataset.ms)"
    )
    return found


def seek(page: Page, seconds: float) -> None:
    page.evaluate(
        """async (seconds) => {
          const sound = document.querySelector("#sound");
          const done = new Promise((resolve) => sound.addEventListener("seeked", resolve, { once: true }));
          sound.currentTime = seconds;
          await done;
        }""",
        seconds,
    )


def paused(page: Page) -> bool:
    return bool(page.evaluate("document.querySelector('#sound').paused"))


def now_s(page: Page) -> float:
    return float(page.evaluate("document.querySelector('#sound').currentTime"))


@pytest.mark.slow
@pytest.mark.timed
def test_line_and_word_are_lit_within_20_ms_with_the_network_off(
    open_file: Open, made: bytes, timeline: Timeline
) -> None:
    changes = measure.play_file(open_file(made), [0.0, 40.0, 90.0, 130.0], 4)
    found = measure.delays(changes)
    assert found.count >= 30
    assert found.p95_ms <= WITHIN_MS, found
    assert abs(found.median_ms) <= WITHIN_MS / 2, found
    starts = {word.start_ms for turn in timeline.turns for line in turn.lines for word in line.words}
    assert {change.start_ms for change in changes} <= starts


def test_at_rest_the_word_that_holds_the_clock_is_lit(
    open_file: Open, made: bytes, timeline: Timeline
) -> None:
    page = open_file(made)
    lines = [line for turn in timeline.turns for line in turn.lines]
    for line in lines[:: len(lines) // 8]:
        for word in (line.words[0], line.words[-1]):
            seek(page, (word.start_ms + 1) / 1000)
            assert lit(page) == [str(line.start_ms), str(word.start_ms)]
    seek(page, (lines[-1].end_ms + 1) / 1000)
    assert lit(page) == []


def test_a_click_on_a_word_plays_from_it_and_keys_play_and_skip(
    open_file: Open, made: bytes, timeline: Timeline
) -> None:
    page = open_file(made)
    word = timeline.turns[1].lines[0].words[1]
    page.click(f'.line > span[data-ms="{word.start_ms}"]')
    wait_until(page, "!document.querySelector('#sound').paused")
    assert word.start_ms / 1000 <= now_s(page) < word.start_ms / 1000 + 3
    page.keyboard.press("Space")
    wait_until(page, "document.querySelector('#sound').paused")
    before = now_s(page)
    page.keyboard.press("ArrowLeft")
    assert now_s(page) == pytest.approx(before + 10, abs=0.05)
    page.keyboard.press("ArrowRight")
    assert now_s(page) == pytest.approx(before, abs=0.05)
    assert paused(page)


def test_a_question_and_the_time_beside_a_name_play_from_there(
    open_file: Open, made: bytes, timeline: Timeline
) -> None:
    page = open_file(made)
    page.click(".contents summary")
    page.click(".contents li:nth-child(3) button")
    start = (
        float(page.evaluate("document.querySelector('.contents li:nth-child(3) button').dataset.ms")) / 1000
    )
    assert start <= now_s(page) < start + 3
    turn = timeline.turns[3]
    page.click(f'.speaker button[data-ms="{turn.start_ms}"]')
    assert turn.start_ms / 1000 <= now_s(page) < turn.start_ms / 1000 + 3


def test_the_text_follows_until_the_listener_scrolls_away_and_comes_back(
    open_file: Open, made: bytes, timeline: Timeline
) -> None:
    page = open_file(made)
    seen = "document.querySelector('.line.current').getBoundingClientRect().top"
    seek(page, timeline.turns[-2].start_ms / 1000)
    wait_until(page, f"{seen} > 0 && {seen} < innerHeight")
    page.mouse.wheel(0, -3000)
    wait_until(page, "!document.querySelector('#return').hidden")
    page.click("#return")
    wait_until(page, f"{seen} > 0 && {seen} < innerHeight && document.querySelector('#return').hidden")


def test_the_page_reads_from_right_to_left_in_light_and_dark(open_file: Open, made: bytes) -> None:
    page = open_file(made)
    assert page.evaluate("[document.dir, document.documentElement.lang]") == ["rtl", "he"]
    colours = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        colours.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert colours[0] != colours[1]
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 740})
        # The window takes a moment to get its size.
        wait_until(page, f"innerWidth === {width} && document.documentElement.scrollWidth <= {width}")


def test_hostile_words_stand_there_as_words(open_file: Open, tmp_path: Path) -> None:
    everything = " ".join(HOSTILE.values())
    media = FolderStore(tmp_path)
    with media.create("e/x.m4a") as file:
        file.write(silent_m4a(1000))
    narration = Narration(
        1, hostile_timeline(everything), (everything, "נועה"), "e/x.m4a", "", "2026-01-02T03:04:05+00:00", ()
    )
    out = BytesIO()
    EXPORTS["html"].write(narration, media, out)
    page = open_file(out.getvalue())
    assert without_isolates(page.inner_text("h1")) == plain(everything)
    assert without_isolates(page.title()) == plain(everything)
    assert page.evaluate("document.querySelectorAll('article script, article b, header script').length") == 0
    assert page.evaluate("document.scripts.length") == 1
