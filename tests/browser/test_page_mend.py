"""Mending in the reader, with workers that speak: by mouse and by keys, in two windows, undone and redone."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from player.crew import Crew
from player.errors import BadUse
from player.home import Home, open_home
from player.mendable import Mendable, mendables
from player.mending import Wish, mend
from player.narration import narrate, narrate_episode
from tests.browser import measure, stage
from tests.browser.conftest import PHONE, WIDE, NewPage, open_episode
from tests.browser.hands import is_playing, word_place
from tests.browser.stage import wait_until
from tests.browser.test_page_access import violations
from tests.conftest import settings_in
from tests.player.test_mending import SLUG, TALK

SCREENS = pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    folder = tmp_path_factory.mktemp("mend")
    (folder / "talk.txt").write_text(TALK, "utf-8")
    settings = settings_in(folder / "home", KARYAN_JOBS="1")
    home = open_home(settings)
    assert narrate(folder / "talk.txt", home).episode == SLUG
    crew = Crew(settings)
    crew.begin()
    yield home
    crew.end()


@pytest.fixture(scope="module")
def address(home: Home) -> Iterator[str]:
    with stage.serving(home) as site:
        yield stage.episode_address(site, SLUG)


@pytest.fixture(autouse=True)
def nothing_decided(home: Home) -> None:
    wait_for_rest(home)
    while True:
        try:
            home.decisions.undo(SLUG)
        except BadUse:
            break
    narrate_episode(SLUG, home)


@pytest.fixture
def page(new_page: NewPage, address: str) -> Page:
    page = new_page()
    open_episode(page, address)
    return page


def wait_for_rest(home: Home) -> None:
    """Wait until no narration is under way."""
    for _ in range(600):
        if not home.runs.active():
            return
        time.sleep(0.05)
    raise AssertionError("the narration never ended")


def paragraph(home: Home, index: int) -> Mendable:
    return list(mendables(home, SLUG))[index]


def narrated(home: Home) -> list[str]:
    """What is narrated now, a text a paragraph, with who speaks it."""
    wait_for_rest(home)
    timeline = home.library.narration(SLUG).timeline
    names = {one.id: one.name for one in timeline.speakers}
    return [f"{names[turn.speaker]}: {line.text}" for turn in timeline.turns for line in turn.lines]


def start(page: Page) -> None:
    """Turn mending on, with whoever edits named."""
    page.keyboard.press("e")
    page.locator("#mend-name").fill("דנה")
    page.get_by_role("button", name="לזכור").click()
    expect(page.locator("#mend-name")).to_have_count(0)


def pick(page: Page, line: str, word: int) -> None:
    # Above the sheet that covers half of a phone.
    page.evaluate(f"scrollBy(0, document.getElementById('{line}').getBoundingClientRect().top - 100)")
    x, y = word_place(page, line, word)
    page.mouse.click(x, y)
    expect(page.locator("#mend .mend-word")).to_be_visible()


def confirm(page: Page) -> str:
    """Make what was asked about; what it was said to cost."""
    button = page.locator("[data-mend-do]")
    expect(button).to_be_focused()
    cost = page.locator("[data-cost]").inner_text()
    page.keyboard.press("Enter")
    expect(button).to_have_count(0)
    expect(page.locator("#mend .mend-told")).to_contain_text("נשמר")
    return cost


def test_a_key_turns_mending_on_and_off_and_it_is_remembered(page: Page) -> None:
    panel = page.locator("#mend")
    expect(panel).to_be_hidden()
    page.keyboard.press("e")
    expect(panel.get_by_role("heading", name="תיקון")).to_be_visible()
    expect(page.locator("[data-picked]")).to_have_count(1)
    page.reload()
    expect(page.get_by_role("button", name="מצב תיקון")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="מצב תיקון").click()
    expect(panel).to_be_hidden()
    x, y = word_place(page, "p1-0", 1)
    page.mouse.click(x, y)
    wait_until(page, "!document.querySelector('#sound').paused")
    expect(panel).to_be_hidden()


@pytest.mark.parametrize(("screen", "index"), [(WIDE, 1), (PHONE, 4)], ids=["wide", "phone"])
def test_one_key_settles_who_speaks_and_what_it_costs_is_told_before(
    new_page: NewPage, address: str, home: Home, screen: dict[str, int], index: int
) -> None:
    page = new_page(viewport=screen)
    open_episode(page, address)
    page.evaluate("document.body.addEventListener('karyan:narrating', () => { window.__told = true; })")
    start(page)
    pick(page, f"p{index}-0", 1)
    assert not is_playing(page), "a word that is picked is not played"
    one = paragraph(home, index)
    other = 2 if one.speaker == one.speakers[0] else 1
    page.keyboard.press(str(other))
    assert "קטע" in confirm(page)
    wait_until(page, "window.__told === true")
    assert paragraph(home, index).settled == one.speakers[other - 1]
    said = next(line for line in narrated(home) if line.endswith(one.text.partition(".")[0] + "."))
    assert said.startswith(one.speakers[other - 1])
    assert home.decisions.history(SLUG)[0].made_by == "דנה"


def test_from_here_to_the_next_label_and_back_to_the_guess(page: Page, home: Home) -> None:
    start(page)
    pick(page, "p1-0", 1)
    page.get_by_label("מכאן ועד התווית הבאה").check()
    page.get_by_role("button", name="יעל").click()
    expect(page.locator("#mend-ask")).to_contain_text("שתי פסקאות")
    confirm(page)
    assert [one.settled for one in mendables(home, SLUG)] == ["", "יעל", "יעל", "", "", ""]
    page.get_by_role("button", name="בחזרה לניחוש").click()
    confirm(page)
    assert paragraph(home, 1).settled == ""


def test_the_text_of_a_line_and_back_to_the_document(page: Page, home: Home) -> None:
    start(page)
    pick(page, "p0-1", 2)
    text = page.get_by_label("הטקסט של המשפט")
    expect(text).to_have_value("היום נדבר על הגשם הראשון.")
    text.fill("היום נדבר על השלג.")
    page.get_by_role("button", name="לשנות את הטקסט").click()
    confirm(page)
    assert "רון: היום נדבר על השלג." in narrated(home)
    page.get_by_role("button", name="כמו במסמך").click()
    confirm(page)
    assert "רון: היום נדבר על הגשם הראשון." in narrated(home)


def test_a_word_is_heard_before_it_is_kept(page: Page, home: Home) -> None:
    start(page)
    pick(page, "p1-0", 3)
    said = page.get_by_label("לקרוא אותה כך")
    said.fill("פתאום")
    page.get_by_role("button", name="לשמוע").click()
    sound = page.locator("audio[data-mend-heard]")
    expect(sound).to_be_visible()
    wait_until(page, "document.querySelector('[data-mend-heard]').currentTime > 0.2")
    assert home.decisions.history(SLUG) == [] or home.decisions.history(SLUG)[0].undone
    said.press("Enter")
    confirm(page)
    assert home.decisions.value(SLUG, "reading", "בהפתעה") == "פתאום"
    wait_for_rest(home)
    clip = home.library.narration(SLUG).paragraphs[1].clip
    assert "פתאום" in home.clips.info(clip).spoken
    expect(page.locator("#mend .mend-word")).to_contain_text("pitˈom")


def test_a_pause_and_a_passage_left_unspoken_and_brought_back(page: Page, home: Home, address: str) -> None:
    start(page)
    pick(page, "p2-0", 1)
    page.get_by_role("button", name="2 שנ׳").click()
    assert confirm(page) == "אין מה להקריא מחדש; רק השעון זז"
    assert paragraph(home, 2).pause == "2000"
    page.get_by_role("button", name="לא להקריא את הפסקה").click()
    confirm(page)
    assert not any("ואז הכול נעצר." in line for line in narrated(home))
    open_episode(page, address)
    note = page.locator(".note.unspoken")
    expect(note).to_contain_text("ואז הכול נעצר.")
    note.get_by_role("button", name="להקריא אותו שוב").click()
    expect(page.locator("#mend")).to_contain_text("מוצג ואינו מוקרא")
    page.locator("#mend").get_by_role("button", name="להקריא אותו שוב").click()
    confirm(page)
    assert any("ואז הכול נעצר." in line for line in narrated(home))


def test_everything_by_keys_alone_and_undone_and_redone(page: Page, home: Home) -> None:
    start(page)
    page.evaluate("document.activeElement.blur()")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-cursor]')"):
            break
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#mend .mend-word")).to_be_visible()
    before = paragraph(home, 1).speaker
    other = next(index for index, name in enumerate(paragraph(home, 1).speakers, 1) if name != before)
    page.keyboard.press(str(other))
    confirm(page)
    after = paragraph(home, 1).settled
    assert after
    page.keyboard.press("Control+z")
    expect(page.locator("#mend .mend-told")).to_contain_text("בוטל")
    assert paragraph(home, 1).settled == ""
    page.keyboard.press("Control+Shift+z")
    expect(page.locator("#mend .mend-told")).to_contain_text("הוחזר")
    assert paragraph(home, 1).settled == after
    page.get_by_label("הטקסט של המשפט").fill("אחר")
    page.keyboard.press("Control+z")
    page.keyboard.press("1")
    assert paragraph(home, 1).settled == after, "in a text field the keys are the field's"
    page.locator("[data-mend-undo]").click()
    expect(page.locator("#mend .mend-told")).to_contain_text("בוטל")
    page.get_by_role("link", name="היסטוריה").click()
    expect(page.locator(".mend-history del").first).to_contain_text("דנה, היום")


def test_the_panel_and_what_is_typed_into_it_stay_while_the_page_takes_the_new_narration(
    page: Page, home: Home
) -> None:
    start(page)
    pick(page, "p1-0", 1)
    revision = page.locator("main").get_attribute("data-revision")
    text = page.get_by_label("הטקסט של המשפט")
    text.fill("הוא בא בלי להודיע.")
    page.get_by_role("button", name="לשנות את הטקסט").click()
    confirm(page)
    text.fill("ועוד לא")
    expect(page.locator("#p1-0")).to_have_text("הוא בא בלי להודיע.")
    expect(page.locator("main")).not_to_have_attribute("data-revision", revision or "")
    expect(text).to_have_value("ועוד לא")
    expect(text).to_be_focused()
    expect(page.locator("[data-picked]")).to_contain_text("הוא בא בלי להודיע.")
    assert any(line.endswith("הוא בא בלי להודיע.") for line in narrated(home))


def test_not_now_leaves_everything_as_it_was(page: Page, home: Home) -> None:
    start(page)
    pick(page, "p1-0", 1)
    page.get_by_role("button", name="יעל").click()
    expect(page.locator("[data-mend-do]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-mend-do]")).to_have_count(0)
    page.get_by_role("button", name="יעל").click()
    page.get_by_role("button", name="לא עכשיו").click()
    expect(page.locator("[data-mend-do]")).to_have_count(0)
    assert paragraph(home, 1).settled == ""


def test_the_second_of_two_windows_is_told_and_sees_what_stands_there(
    browser: Browser, address: str, home: Home
) -> None:
    # Not watched: a browser complains of every refusal.
    context = browser.new_context(locale="he-IL", viewport=WIDE, service_workers="block")
    page = context.new_page()
    open_episode(page, address)
    start(page)
    pick(page, "p1-0", 1)
    page.get_by_label("הטקסט של המשפט").fill("הוא בא בלילה.")
    page.get_by_role("button", name="לשנות את הטקסט").click()
    expect(page.locator("[data-mend-do]")).to_be_focused()
    mend(home, SLUG, [Wish("text", paragraph(home, 1).key, "הוא בא בבוקר.", before="")], "רות")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("בחלון אחר")
    expect(page.get_by_label("הטקסט של המשפט")).to_have_value("הוא בא בבוקר.")
    assert paragraph(home, 1).text == "הוא בא בבוקר."
    context.close()


def test_the_help_tells_of_the_keys_where_one_may_mend(page: Page, address: str) -> None:
    page.keyboard.press("?")
    expect(page.locator("[data-keys]")).to_contain_text("מצב תיקון")
    page.keyboard.press("Escape")
    # In one go, for a narration that ends meanwhile would bring the panel back.
    told = page.evaluate(
        """() => {
          document.querySelector("#mend").remove();
          const pressed = { key: "?", code: "Slash", shiftKey: true, bubbles: true };
          document.body.dispatchEvent(new KeyboardEvent("keydown", pressed));
          return document.querySelector("[data-keys]").textContent;
        }"""
    )
    assert "עזרה" in told and "תיקון" not in told


@SCREENS
def test_the_panel_leaves_the_text_in_sight_and_is_accessible(
    new_page: NewPage, address: str, screen: dict[str, int]
) -> None:
    page = new_page(viewport=screen)
    open_episode(page, address)
    page.keyboard.press("e")
    expect(page.locator("#mend-line")).to_be_visible()
    pick(page, "p1-0", 3)
    page.get_by_role("button", name="יעל").click()
    expect(page.locator("[data-mend-do]")).to_be_focused()
    assert violations(page) == []
    # The paragraph is as wide as the column, however short its line.
    picked = page.locator("[data-picked]").bounding_box()
    panel = page.locator("#mend").bounding_box()
    assert picked and panel
    if screen is WIDE:
        assert panel["x"] + panel["width"] <= picked["x"], "the panel lies over the text"
    else:
        assert picked["y"] + picked["height"] <= panel["y"], "the panel lies over what was picked"
    y = picked["y"] + picked["height"] - 10
    ends = [measure.pixel(page, x, y) for x in (picked["x"] - 6.6, picked["x"] + picked["width"] + 6.6)]
    assert measure.pixel(page, 12, 3) not in ends, "the frame is cut off"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
