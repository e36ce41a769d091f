"""The library's page in the browser: search as one types, how far one got, and the sound that goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from player.home import Home
from player.narration import narrate
from player.search import EPISODES_SHOWN
from player.shelf import EPISODES_A_PAGE
from player.timeline import Timeline
from tests.browser import measure, stage
from tests.browser.conftest import NewPage, wait_for_sound
from tests.browser.hands import is_playing, lines_of, wait_for_playing, wait_for_time, word_place
from tests.browser.stage import wait_until
from tests.player.test_shelf import new

OTHER = (
    "שיחות על הדרך\nשיחה 13\nהגשם הראשון\nרון: שלום לכולם. היום נדבר על הגשם.\nיעל: נו, אז מה קרה אתמול?\n"
)


@pytest.fixture(scope="module")
def two_homes(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A library of two episodes."""
    folder: Path = tmp_path_factory.mktemp("two")
    home = stage.open_empty(folder / "home")
    stage.narrate_sample(home)
    (folder / "other.txt").write_text(OTHER, "utf-8")
    assert not narrate(folder / "other.txt", home).failures
    return home


@pytest.fixture(scope="module")
def two(two_homes: Home) -> Iterator[str]:
    with stage.serving(two_homes) as address:
        yield address


def open_from_library(page: Page, title: str) -> None:
    page.locator("#page").get_by_role("link", name=title, exact=True).click()
    page.wait_for_selector("[data-episode]")


def to_library(page: Page) -> None:
    page.get_by_role("link", name="קריין", exact=True).click()
    page.wait_for_selector(".episodes")


def test_the_list_follows_what_is_typed(any_page: Page, two: str, timeline: Timeline) -> None:
    any_page.goto(two)
    title = any_page.get_by_role("link", name=timeline.episode.title)
    expect(title).to_be_visible()
    search = any_page.get_by_label("חיפוש בספרייה")
    search.fill("אין פרק כזה")
    expect(title).to_have_count(0)
    expect(any_page.get_by_text("אין פרק שמתאים")).to_be_visible()
    search.fill(timeline.speakers[0].name)
    expect(title).to_be_visible()
    expect(search).to_be_focused()
    assert "q=" in any_page.url


def test_a_search_can_be_linked_to(new_page: NewPage, two: str) -> None:
    page = new_page()
    page.goto(f"{two}/?q=אין-כזה")
    expect(page.get_by_label("חיפוש בספרייה")).to_have_value("אין-כזה")
    expect(page.get_by_text("אין פרק שמתאים")).to_be_visible()


def test_the_sound_goes_on_while_one_browses_and_the_bar_leads_back(
    any_page: Page, two: str, timeline: Timeline
) -> None:
    page = any_page
    page.goto(two)
    page.evaluate("() => { window.__same = true; }")
    open_from_library(page, timeline.episode.title)
    wait_for_sound(page)
    page.evaluate("() => { window.__sound = document.querySelector('#sound'); }")
    page.locator("[data-act=toggle]").click()
    wait_for_time(page, 0.3)
    to_library(page)
    before = measure.clock_ms(page)
    wait_until(page, f"document.querySelector('#sound').currentTime * 1000 > {before + 300}")
    assert page.evaluate("() => window.__same && window.__sound === document.querySelector('#sound')") is True
    expect(page.locator("[data-act=search]")).to_be_hidden()
    page.locator("[data-now-playing]").click()
    page.wait_for_selector("[data-episode]")
    assert is_playing(page)
    expect(page.locator("[data-now-playing]")).to_be_hidden()
    wait_until(page, "document.querySelector('[data-line].current')")
    line, _ = measure.lit(page)
    assert line in {measure.due(timeline, measure.clock_ms(page) - late)[0] for late in (0, 200)}


def test_the_way_back_by_the_browsers_button_keeps_the_sound_too(
    any_page: Page, two: str, timeline: Timeline
) -> None:
    any_page.goto(two)
    open_from_library(any_page, timeline.episode.title)
    any_page.locator("[data-act=toggle]").click()
    wait_for_time(any_page, 0.3)
    any_page.go_back()
    expect(any_page.get_by_role("heading", name="הספרייה", exact=True)).to_be_visible()
    assert is_playing(any_page)
    any_page.go_forward()
    any_page.wait_for_selector("[data-episode]")
    wait_until(any_page, "document.querySelector('[data-line].current')")
    assert is_playing(any_page)


def test_opening_another_episode_does_not_stop_the_one_that_plays_until_it_is_asked_for(
    any_page: Page, two: str, timeline: Timeline, two_homes: Home
) -> None:
    page = any_page
    page.goto(two)
    open_from_library(page, timeline.episode.title)
    page.locator("[data-act=toggle]").click()
    wait_for_time(page, 0.3)
    to_library(page)
    open_from_library(page, "הגשם הראשון")
    assert is_playing(page)
    expect(page.locator("[data-now-playing]")).to_have_text(timeline.episode.title)
    expect(page.locator("[data-line].current")).to_have_count(0)
    other = two_homes.library.narration("שיחות-על-הדרך-13").timeline
    page.get_by_role("button", name="להאזנה לשיחה הזאת").click()
    wait_until(page, "document.querySelector('#sound').currentSrc.includes('13')")
    wait_for_playing(page)
    wait_until(page, "document.querySelector('[data-line].current')")
    expect(page.locator("[data-now-playing]")).to_be_hidden()
    assert page.locator("[data-length]").inner_text() == f"0:{other.sound.duration_ms // 1000:02}"


def test_a_word_of_another_episode_makes_that_one_play(
    any_page: Page, two: str, timeline: Timeline, two_homes: Home
) -> None:
    any_page.goto(two)
    open_from_library(any_page, timeline.episode.title)
    any_page.locator("[data-act=toggle]").click()
    wait_for_time(any_page, 0.3)
    to_library(any_page)
    open_from_library(any_page, "הגשם הראשון")
    line = lines_of(two_homes.library.narration("שיחות-על-הדרך-13").timeline)[1]
    any_page.mouse.click(*word_place(any_page, line.id, 1))
    wait_until(any_page, "document.querySelector('#sound').currentSrc.includes('13')")
    wait_for_time(any_page, line.words[1].start_ms / 1000)
    assert measure.clock_ms(any_page) < line.words[1].start_ms + 5_000


def test_a_second_visit_plays_as_the_first(any_page: Page, two: str, timeline: Timeline) -> None:
    any_page.goto(two)
    for _ in range(2):
        open_from_library(any_page, timeline.episode.title)
        any_page.locator("[data-act=toggle]").click()
        wait_until(any_page, "CSS.highlights.get('word').size === 1")
        any_page.locator("[data-act=toggle]").click()
        to_library(any_page)


def test_the_library_shows_how_far_one_got(any_page: Page, two: str, timeline: Timeline) -> None:
    any_page.goto(two)
    heard = any_page.locator("[data-heard]:visible")
    expect(heard).to_have_count(0)
    open_from_library(any_page, timeline.episode.title)
    wait_for_sound(any_page)
    half_s = timeline.sound.duration_ms / 2000
    measure.seek_to(any_page, half_s)
    to_library(any_page)
    expect(heard).to_have_count(1)
    left = f"{int(half_s) // 60}:{int(half_s) % 60:02}"
    expect(heard).to_contain_text(f"נותרו {left}")
    assert heard.locator("progress").evaluate("bar => bar.value") == pytest.approx(0.5, abs=0.01)
    any_page.get_by_label("חיפוש בספרייה").fill(timeline.episode.title)
    expect(any_page.locator(".episode")).to_have_count(1)
    expect(heard).to_have_count(1)


def test_a_sentence_that_is_found_plays_from_there_and_goes_on(
    any_page: Page, two: str, timeline: Timeline
) -> None:
    page = any_page
    page.goto(two)
    line = lines_of(timeline)[4]
    words = line.text.split()
    page.get_by_label("חיפוש בספרייה").fill(" ".join(words[:4]))
    hit = page.locator(".hits a").first
    expect(hit).to_contain_text(line.text)
    expect(hit).to_contain_text(name_of(timeline, line.id))
    assert hit.locator("mark").count()
    hit.click()
    page.wait_for_selector("[data-episode]")
    wait_until(page, f"document.querySelector('#sound').currentTime * 1000 >= {line.start_ms}")
    wait_for_playing(page)
    wait_until(page, f"document.querySelector('#sound').currentTime * 1000 > {line.end_ms + 300}")
    assert is_playing(page), "it was to go on after the sentence"


def name_of(timeline: Timeline, line: str) -> str:
    """Who speaks the line."""
    names = {speaker.id: speaker.name for speaker in timeline.speakers}
    return next(names[turn.speaker] for turn in timeline.turns if line in {one.id for one in turn.lines})


def test_a_sentence_is_found_while_another_episode_plays(
    any_page: Page, two: str, timeline: Timeline
) -> None:
    page = any_page
    page.goto(two)
    open_from_library(page, timeline.episode.title)
    page.locator("[data-act=toggle]").click()
    wait_for_time(page, 0.3)
    to_library(page)
    page.get_by_label("חיפוש בספרייה").fill("קרה אתמול")
    page.locator(".hits a").first.click()
    wait_until(page, "document.querySelector('#sound').currentSrc.includes('13')")
    wait_for_playing(page)
    expect(page.locator("[data-line].current")).to_contain_text("מה קרה אתמול")


def test_filters_and_order_change_list_and_address_and_the_address_shows_the_same(
    any_page: Page, two: str, timeline: Timeline
) -> None:
    page = any_page
    page.goto(two)
    titles = page.locator(".episode h2")
    page.get_by_label("סדר הפרקים").select_option("title")
    expect(titles).to_have_text(sorted(["הגשם הראשון", timeline.episode.title]))
    page.get_by_label("סדר הפרקים").select_option("length")
    expect(titles).to_have_text([timeline.episode.title, "הגשם הראשון"])
    speaker = page.locator("select[name=speaker]")
    speaker.select_option("יעל")
    expect(titles).to_have_text(["הגשם הראשון"])
    wait_until(page, "new URLSearchParams(location.search).get('speaker') === 'יעל'")
    assert "order=length" in page.url
    assert "series" not in page.url
    page.goto(page.url)
    expect(titles).to_have_text(["הגשם הראשון"])
    expect(speaker).to_have_value("יעל")


def test_an_episode_is_deleted_brought_back_at_once_and_from_the_bin(any_page: Page, two: str) -> None:
    page = any_page
    page.goto(two)
    card = page.get_by_role("link", name="הגשם הראשון", exact=True)

    def delete() -> None:
        page.get_by_label("עוד על „הגשם הראשון”").click()
        page.get_by_role("button", name="למחוק", exact=True).locator("visible=true").click()
        expect(card).to_have_count(0)
        expect(page.get_by_role("status").filter(has_text="הגשם הראשון")).to_be_visible()

    delete()
    undo = page.get_by_role("button", name="ביטול המחיקה")
    expect(undo).to_be_focused()
    undo.click()
    expect(card).to_be_visible()
    delete()
    page.get_by_role("link", name="הסל").click()
    page.get_by_role("button", name="להחזיר את „הגשם הראשון”").click()
    expect(page.get_by_role("heading", name="הספרייה", exact=True)).to_be_visible()
    expect(card).to_be_visible()


@pytest.mark.slow
def test_more_episodes_and_more_sentences_come_as_one_goes_down(
    any_page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page, home = any_page, stage.open_empty(tmp_path_factory.mktemp("many") / "home")
    count = EPISODES_A_PAGE + 4
    for number in range(count):
        home.library.save(new(f"e{number:02}", title=f"שיחה מספר {number}"))
    with stage.serving(home) as site:
        page.goto(site)
        cards = page.locator(".episode")
        expect(cards).to_have_count(EPISODES_A_PAGE)
        page.locator(".more").scroll_into_view_if_needed()
        expect(cards).to_have_count(count)
        expect(page.locator(".more")).to_have_count(0)
        page.get_by_label("חיפוש בספרייה").fill("לכם")
        found = page.locator(".found")
        expect(found).to_have_count(EPISODES_SHOWN)
        page.locator(".hits").get_by_role("link", name="עוד", exact=True).click()
        expect(found).to_have_count(2 * EPISODES_SHOWN)
        expect(page.get_by_label("חיפוש בספרייה")).to_have_value("לכם")
        page.goto("about:blank")


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
