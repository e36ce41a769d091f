"""What is printed: the transcript, clean and dark on white, whatever is open or lit."""

import re

import pytest
from playwright.sync_api import Page, expect

from player.timeline import Timeline
from tests.browser import measure
from tests.browser.conftest import NewPage, open_episode
from tests.browser.stage import wait_until

VISIBLE_TEXT = """() => {
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const shown = node.parentElement.checkVisibility() && !node.parentElement.closest(".unseen");
    if (shown && node.data.trim()) texts.push(node.data.trim());
  }
  return texts;
}"""


@pytest.fixture
def printed(new_page: NewPage, episode: str) -> Page:
    """The page of a reader who likes it dark, is in the middle, sought something, has the settings open."""
    page = new_page(color_scheme="dark")
    open_episode(page, episode)
    page.evaluate("() => { document.documentElement.dataset.theme = 'dark'; }")
    measure.seek_to(page, 25)
    wait_until(page, "document.querySelector('[data-line].current')")
    page.keyboard.press("f")
    page.keyboard.type("ספר")
    wait_until(page, "CSS.highlights.get('chosen')?.size > 0")
    page.locator(".masthead [data-act=settings]").click()
    page.emulate_media(media="print")
    return page


def test_the_title_block_the_names_and_the_text_are_printed_and_nothing_else(
    printed: Page, timeline: Timeline
) -> None:
    names = {speaker.id: speaker.name for speaker in timeline.speakers}
    text = "".join(names[turn.speaker] + "".join(line.text for line in turn.lines) for turn in timeline.turns)
    text += "".join(note.text for note in timeline.notes)
    heading = printed.locator(".heading > :is(h1, p)").all_inner_texts()
    assert timeline.episode.title in heading
    shown = "".join(printed.evaluate(VISIBLE_TEXT))
    assert without_spaces(shown) == without_spaces("".join(heading) + text)
    for part in (".player", ".masthead", ".settings", ".find", ".mark"):
        expect(printed.locator(part).first).to_be_hidden()


def without_spaces(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_all_of_it_is_dark_on_white(printed: Page) -> None:
    colours = printed.evaluate(
        """() => {
          const lit = document.querySelector("[data-line].current");
          const inked = [document.body, lit, document.querySelector(".speaker")];
          const styles = inked.map((element) => getComputedStyle(element));
          const names = ["word", "hit", "chosen"];
          const painted = names.map((name) => getComputedStyle(lit, `::highlight(${name})`));
          return { texts: [...styles, ...painted].map(({ color }) => color),
                   grounds: [styles[1], ...painted].map(({ backgroundColor }) => backgroundColor),
                   paper: styles[0].backgroundColor };
        }"""
    )
    assert colours["paper"] == "rgb(255, 255, 255)"
    assert set(colours["texts"]) == {"rgb(0, 0, 0)"}
    assert set(colours["grounds"]) == {"rgba(0, 0, 0, 0)"}


def test_it_is_printed_on_as_many_pages_as_the_text_needs(printed: Page, timeline: Timeline) -> None:
    pdf = printed.pdf(format="A4", print_background=True)
    assert pdf.startswith(b"%PDF")
    letters = sum(len(line.text) for turn in timeline.turns for line in turn.lines)
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert letters / 2400 <= pages <= letters / 800
