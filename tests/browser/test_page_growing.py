"""An episode plays while it is being spoken, and what is new comes into the open page without disturbing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from player import narrating
from player.home import Home
from player.mending import Wish, mend
from player.run import Run
from player.timeline import TimedLine, Timeline
from player.working import Workshop
from tests.browser import measure, stage
from tests.browser.conftest import NewPage
from tests.browser.hands import (
    is_playing,
    wait_for_pause,
    wait_for_playing,
    wait_for_rest,
    wait_for_time,
    word_place,
)
from tests.browser.stage import wait_until
from tests.browser.test_page_access import LANGUAGES, expect_no_violation, page_in

# The title block, and of the talk seven paragraphs: what is spoken a step at a time takes its time.
TEXT = "\n".join(stage.SAMPLE.read_text("utf-8").splitlines()[:11]) + "\n"
PARTS = "[...document.querySelectorAll('.turn, .paragraph, .paragraph > span')]"


class Studio:
    """A house whose worker does what a test tells it to, step by step."""

    def __init__(self, home: Home, site: str) -> None:
        self.home = home
        self.slug = home.manuscripts.bring(TEXT.encode(), "conversation.txt").slug
        self.address = stage.episode_address(site, self.slug)
        self.worker = Workshop(home, "here:1:0")
        self.spoken = 0

    def ask(self) -> Run:
        self.run = narrating.begin(self.home, self.slug, "")
        return self.run

    def plan(self) -> None:
        """The opening and the first paragraph are spoken."""
        self.worker.plan(self.run.id)
        self.spoken = 1

    def speak(self, until: int) -> None:
        """Speak up to a paragraph."""
        for position in range(self.spoken, until):
            self.worker.speak(self.run.id, position)
        self.spoken = until

    @property
    def timeline(self) -> Timeline:
        """Of the finished narration, or of what is ready."""
        if self.home.library.revision(self.slug):
            return self.home.library.narration(self.slug).timeline
        beginning = narrating.growing(self.home, self.home.runs.run(self.run.id) or self.run)
        assert beginning is not None
        return beginning.at(beginning.ready() or 0).timeline

    def line(self, id: str) -> TimedLine:
        """A line, as it is heard now."""
        return next(line for turn in self.timeline.turns for line in turn.lines if line.id == id)

    def finish(self) -> None:
        for clip in self.home.runs.clips(self.run.id, "waiting"):
            self.worker.speak(self.run.id, clip.position)
        self.worker.join(self.run.id)
        run = self.home.runs.last(self.slug)
        assert run is not None and run.state == "done", run


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    home = stage.open_empty(tmp_path / "home")
    with stage.serving(home) as site:
        yield Studio(home, site)


def ready(page: Page, paragraphs: int) -> None:
    wait_until(page, f"document.querySelector('main')?.dataset.ready === '{paragraphs}'")


def source(page: Page) -> str:
    return str(page.evaluate("() => document.querySelector('#sound').currentSrc"))


def status(page: Page) -> str:
    return page.locator("[data-status]").inner_text()


def check_lit(page: Page, studio: Studio) -> None:
    """What is lit is what is heard, by the timeline that holds now."""
    page.evaluate("() => document.querySelector('#sound').pause()")
    timeline = studio.timeline
    wait_until(page, "!document.querySelector('#sound').seeking")
    assert measure.lit(page) == measure.due(timeline, measure.clock_ms(page))
    page.evaluate("() => document.querySelector('#sound').play()")


def note_replaced(page: Page) -> None:
    """Mark every part of the text, so that one that is replaced is missed."""
    page.evaluate(f"() => {PARTS}.forEach((part) => (part.__kept = true))")


def kept(page: Page) -> list[bool]:
    """Of every part of the text whether it is the one that was marked."""
    return list(page.evaluate(f"() => {PARTS}.map((part) => Boolean(part.__kept))"))


def test_what_was_asked_for_plays_as_soon_as_a_sentence_is_there(studio: Studio, any_page: Page) -> None:
    page = any_page
    studio.ask()
    page.goto(f"{studio.address}?play")
    assert "מתחילים" in page.locator("[data-making]").inner_text()
    assert page.locator("[data-unspoken]").count() > 12
    assert page.locator("[data-line]").count() == 0
    note_replaced(page)
    studio.plan()
    wait_for_playing(page)
    assert page.locator("[data-line]").count() > 0
    assert all(kept(page))
    assert page.locator('[data-act="keep"]').count() == 0


def test_it_grows_while_it_plays_and_nothing_is_replaced(studio: Studio, any_page: Page) -> None:
    page = any_page
    studio.ask()
    studio.plan()
    page.goto(f"{studio.address}?play")
    wait_for_playing(page)
    note_replaced(page)
    page.evaluate("""() => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector("#p1-0"));
      getSelection().addRange(range);
      window.__stalls = 0;
      document.querySelector("#sound").addEventListener("emptied", () => (window.__stalls += 1));
    }""")
    wait_for_rest(page)
    seen = "() => [getSelection().toString(), document.querySelector('#p1-0').getBoundingClientRect().top]"
    before = page.evaluate(seen)
    length = page.locator("[data-length]").inner_text()
    studio.speak(4)
    ready(page, 4)
    assert page.locator("[data-length]").inner_text() != length
    assert all(kept(page))
    assert page.evaluate(seen) == before
    assert is_playing(page)
    stalls, ms = page.evaluate("() => [window.__stalls, 1000 * document.querySelector('#sound').currentTime]")
    assert stalls == 0 or ms > studio_times(studio, 1)[0][1], "the sound is not touched before it must be"
    check_lit(page, studio)


@pytest.mark.slow
def test_one_hears_on_across_what_was_the_end_and_can_seek_at_once(studio: Studio, new_page: NewPage) -> None:
    page = new_page()
    studio.ask()
    studio.plan()
    page.goto(f"{studio.address}?play")
    wait_for_playing(page)
    studio.speak(3)
    ready(page, 3)
    times = studio_times(studio, 3)
    measure.seek_to(page, (times[0][1] - 700) / 1000)
    wait_until(page, f"document.querySelector('#sound').currentTime * 1000 > {times[1][0] + 200}")
    assert "ready=3" in source(page)
    assert measure.lit(page)[0] == "p1-0"
    studio.speak(6)
    ready(page, 6)
    start = studio.line("p5-0").words[0].start_ms
    page.mouse.click(*word_place(page, "p5-0", 0))
    wait_until(page, "document.querySelector('#sound').currentSrc.includes('ready=6')")
    wait_for_time(page, start / 1000 + 0.3)
    assert is_playing(page)


def studio_times(studio: Studio, paragraphs: int) -> list[tuple[int, int]]:
    """When the paragraphs that are ready begin and end, in milliseconds."""
    lines = [line for turn in studio.timeline.turns for line in turn.lines]
    of = [[line for line in lines if line.paragraph == index] for index in range(paragraphs)]
    return [(spoken[0].start_ms, spoken[-1].end_ms) for spoken in of]


@pytest.mark.slow
def test_whoever_listens_faster_than_it_is_spoken_waits_and_hears_on(
    studio: Studio, new_page: NewPage
) -> None:
    page = new_page()
    studio.ask()
    studio.plan()
    page.goto(f"{studio.address}?play")
    wait_for_playing(page)
    ((_, end),) = studio_times(studio, 1)
    measure.seek_to(page, (end - 300) / 1000)
    wait_until(page, "document.querySelector('[data-status]').textContent.includes('מחכים')")
    assert page.locator('[data-act="toggle"]').get_attribute("aria-label") == "השהיה"
    studio.speak(3)
    wait_until(page, f"document.querySelector('#sound').currentTime * 1000 > {end + 1500}")
    assert status(page) == ""
    assert is_playing(page)
    assert measure.lit(page)[0] == "p1-0"


@pytest.mark.slow
def test_it_grows_while_one_looks_at_another_page_and_comes_back(studio: Studio, new_page: NewPage) -> None:
    page = new_page()
    studio.ask()
    studio.plan()
    page.goto(f"{studio.address}?play")
    wait_for_playing(page)
    page.locator(".wordmark").click()
    wait_until(page, "document.querySelector('main.library') !== null")
    ((_, end),) = studio_times(studio, 1)
    measure.seek_to(page, (end - 300) / 1000)
    wait_until(page, "document.querySelector('[data-status]').textContent.includes('מחכים')")
    studio.speak(2)
    wait_until(page, f"document.querySelector('#sound').currentTime * 1000 > {end + 1000}")
    assert is_playing(page)
    studio.speak(4)
    page.locator("[data-now-playing]").click()
    ready(page, 4)
    assert is_playing(page)
    check_lit(page, studio)


def test_the_finished_narration_takes_its_place_at_the_same_word(studio: Studio, any_page: Page) -> None:
    page = any_page
    studio.ask()
    studio.plan()
    studio.speak(4)
    page.goto(f"{studio.address}?play")
    wait_for_playing(page)
    note_replaced(page)
    times = studio_times(studio, 4)
    at = times[1][0] + 400
    measure.seek_to(page, at / 1000)
    studio.finish()
    wait_until(page, "document.querySelector('main').dataset.revision === '1'")
    assert is_playing(page)
    check_lit(page, studio)
    assert sum(kept(page)) >= len(kept(page)) - 1
    assert page.locator("[data-unspoken], [data-making]").count() == 0
    assert page.locator(".downloads").count() == 1
    measure.seek_to(page, (times[1][1] - 400) / 1000)
    wait_until(page, "document.querySelector('#sound').currentSrc.includes('revision=1')")
    wait_for_time(page, times[2][0] / 1000 + 0.2)
    check_lit(page, studio)


def test_one_who_paused_stays_where_he_was(studio: Studio, new_page: NewPage) -> None:
    page = new_page()
    studio.ask()
    studio.plan()
    studio.speak(2)
    page.goto(studio.address)
    wait_until(page, "document.querySelector('#sound').readyState >= 1")
    (at, _) = studio_times(studio, 2)[1]
    measure.seek_to(page, at / 1000 + 1)
    lit = measure.lit(page)
    studio.finish()
    wait_until(page, "document.querySelector('#sound').currentSrc.includes('revision=1')")
    wait_until(page, "document.querySelector('#sound').readyState >= 1")
    assert abs(measure.clock_ms(page) - at - 1000) < 2
    assert measure.lit(page) == lit
    assert not is_playing(page)
    kept_key = f"karyan:{studio.slug}"
    remembered = page.evaluate("(key) => JSON.parse(localStorage[key]).ms", kept_key)
    assert remembered == pytest.approx(at + 1000, abs=2)


def narrated(studio: Studio) -> None:
    studio.ask()
    studio.plan()
    studio.finish()


def edit(studio: Studio, paragraph: int, text: str) -> None:
    """Change a paragraph's text, and have it narrated."""
    narration = studio.home.library.narration(studio.slug)
    mend(studio.home, studio.slug, [Wish("text", narration.paragraphs[paragraph].key, text)], "")
    studio.ask()
    studio.worker.plan(studio.run.id)
    studio.worker.join(studio.run.id)


def words_of(studio: Studio, paragraph: int) -> str:
    lines = [line for turn in studio.timeline.turns for line in turn.lines]
    return " ".join(line.text for line in lines if line.paragraph == paragraph)


def tell(page: Page) -> None:
    page.evaluate("() => document.body.dispatchEvent(new Event('karyan:narrating', { bubbles: true }))")


def test_an_edit_elsewhere_leaves_the_listener_at_his_word(studio: Studio, any_page: Page) -> None:
    page = any_page
    narrated(studio)
    page.goto(studio.address)
    wait_until(page, "document.querySelector('#sound').readyState >= 1")
    old = studio.line("p3-1")
    at = old.words[1].start_ms + 30
    measure.seek_to(page, at / 1000)
    lit = measure.lit(page)
    page.keyboard.press("e")
    wait_until(page, "document.querySelector('#mend').childElementCount > 0")
    page.evaluate("() => (document.querySelector('#mend').firstElementChild.__kept = true)")
    note_replaced(page)
    wait_for_rest(page)
    top = page.evaluate("() => document.querySelector('#p3-1').getBoundingClientRect().top")
    edit(studio, 1, "ועוד כמה מילים חדשות לגמרי. " + words_of(studio, 1))
    tell(page)
    wait_until(page, "document.querySelector('main').dataset.revision === '2'")
    wait_until(page, "document.querySelector('#sound').readyState >= 1")
    new = studio.line("p3-1")
    assert new.start_ms > old.start_ms + 500
    assert abs(measure.clock_ms(page) - new.words[1].start_ms - 30) < 2
    assert measure.lit(page) == lit
    assert page.evaluate("() => document.querySelector('#p3-1').__kept") is True
    assert abs(page.evaluate("() => document.querySelector('#p3-1').getBoundingClientRect().top") - top) < 3
    assert page.evaluate("() => document.querySelector('#mend').firstElementChild.__kept") is True
    assert page.locator("[data-picked]").count() == 1
    assert "ועוד כמה מילים" in page.locator('[data-paragraph="1"]').inner_text()


@pytest.mark.slow
def test_a_line_that_was_edited_begins_again_at_rest_and_goes_on_while_it_plays(
    studio: Studio, new_page: NewPage
) -> None:
    page = new_page()
    narrated(studio)
    page.goto(studio.address)
    wait_until(page, "document.querySelector('#sound').readyState >= 1")
    line = studio.timeline.turns[1].lines[0]
    measure.seek_to(page, line.words[3].start_ms / 1000 + 0.02)
    edit(studio, line.paragraph, "אכן, " + words_of(studio, line.paragraph))
    tell(page)
    wait_until(page, "document.querySelector('#sound').currentSrc.includes('revision=2')")
    wait_until(page, "document.querySelector('#sound').readyState >= 1")
    assert measure.lit(page)[0] == line.id
    start = float(page.locator(f"#{line.id}").get_attribute("data-start-ms") or 0)
    assert abs(measure.clock_ms(page) - start) < 2
    page.locator('[data-act="toggle"]').first.click()
    wait_for_time(page, start / 1000 + 1)
    edit(studio, line.paragraph, "ואכן, " + words_of(studio, line.paragraph))
    tell(page)
    wait_until(page, "document.querySelector('#sound').currentSrc.includes('revision=3')")
    wait_for_playing(page)
    assert measure.clock_ms(page) > start + 900


@pytest.mark.slow
def test_what_failed_or_was_given_up_is_told_and_what_is_ready_plays(
    studio: Studio, new_page: NewPage
) -> None:
    page = new_page()
    studio.ask()
    studio.plan()
    studio.speak(2)
    page.goto(studio.address)
    wait_until(page, "document.querySelector('#sound').readyState >= 1")
    narrating.cancel(studio.home, studio.slug)
    wait_until(page, "document.querySelector('[data-making]').textContent.includes('בוטלה')")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator('[data-act="toggle"]').first.click()
    wait_for_playing(page)
    page.wait_for_timeout(1500)
    assert not any("progress" in url for url in asked)
    (_, (_, end)) = studio_times(studio, 2)
    measure.seek_to(page, (end - 200) / 1000)
    wait_for_pause(page)
    assert status(page) == ""
    page.reload()
    assert "בוטלה" in page.locator("[data-making]").inner_text()
    assert page.locator("[data-line]").count() > 2


@LANGUAGES
def test_axe_finds_nothing_on_a_page_that_grows(language: str, studio: Studio, new_page: NewPage) -> None:
    page = page_in(language, new_page, studio.address)
    studio.ask()
    page.goto(studio.address)
    expect_no_violation(page, "[data-making]")
    studio.plan()
    studio.speak(2)
    ready(page, 2)
    page.locator(".making summary").click()
    expect_no_violation(page, ".making progress")
