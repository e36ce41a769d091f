"""What axe cannot see: the colours of painted words, colours that the system replaces, and motion."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import measure
from tests.browser.conftest import NewPage, open_episode
from tests.browser.stage import wait_until

PAIRS = """() => {
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");
  const rgb = (colour) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const found = [];
  const add = (what, { color, backgroundColor }) =>
    found.push({ what, text: rgb(color), ground: rgb(backgroundColor) });
  for (const line of document.querySelectorAll("#page .current")) {
    const { tone } = line.closest("[data-tone]").dataset;
    add(`line ${tone}`, getComputedStyle(line));
    add(`word ${tone}`, getComputedStyle(line.querySelector(".word")));
    for (const name of ["word", "hit", "chosen"]) {
      add(`painted ${name} ${tone}`, getComputedStyle(line, `::highlight(${name})`));
    }
  }
  for (const one of document.querySelectorAll("#page .hit")) add(one.className, getComputedStyle(one));
  return found;
}"""


def contrast(one: list[int], other: list[int]) -> float:
    """The ratio of WCAG 2.2, from the relative luminances of two colours."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(rgb: list[int]) -> float:
    shares = [value / 255 for value in rgb[:3]]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_contrast_is_that_of_wcag() -> None:
    assert contrast([0, 0, 0], [255, 255, 255]) == pytest.approx(21)
    assert contrast([119, 119, 119], [255, 255, 255]) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("skipped", [False, True], ids=["heard", "skipped"])
def test_lit_and_found_words_are_read_easily_in_every_tone(
    new_page: NewPage, site: str, scheme: str, skipped: bool
) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(f"{site}/style")
    page.locator(".turn").evaluate_all(
        "(turns, skipped) => turns.forEach(turn => turn.toggleAttribute('data-skipped', skipped))", skipped
    )
    pairs = page.evaluate(PAIRS)
    assert {pair["what"] for pair in pairs} >= {f"painted word {tone}" for tone in range(1, 7)}
    assert {"hit", "hit chosen"} <= {pair["what"] for pair in pairs}
    for pair in pairs:
        assert pair["ground"][3] == 255, f"{pair['what']} has no ground of its own"
        assert contrast(pair["text"], pair["ground"]) >= 4.5, pair


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_lit_line_the_word_and_the_hits_are_told_apart(new_page: NewPage, site: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(f"{site}/style")
    grounds = {pair["what"]: tuple(pair["ground"]) for pair in page.evaluate(PAIRS)}
    for tone in range(1, 7):
        states = [f"line {tone}", f"painted word {tone}", f"painted hit {tone}", f"painted chosen {tone}"]
        assert len({grounds[state] for state in states}) == len(states)


def looks(page: Page, selector: str) -> dict[str, Any]:
    """How an element looks: its colours, its outline and its underline."""
    return dict(
        page.locator(selector).first.evaluate(
            """element => {
              const { color, backgroundColor, outlineStyle, textDecorationLine } = getComputedStyle(element);
              return { color, backgroundColor, outlineStyle, textDecorationLine };
            }"""
        )
    )


def test_where_the_system_replaces_colours_what_is_lit_and_chosen_still_shows(
    new_page: NewPage, episode: str
) -> None:
    page = new_page(forced_colors="active")
    open_episode(page, episode)
    measure.seek_to(page, 25)
    wait_until(page, "document.querySelector('[data-line].current')")
    assert "underline" in looks(page, "[data-line].current")["textDecorationLine"]
    assert looks(page, "[data-line]:not(.current)")["textDecorationLine"] == "none"
    word, line = page.evaluate(
        """() => {
          const line = document.querySelector("[data-line].current");
          return [getComputedStyle(line, "::highlight(word)"), getComputedStyle(line)]
            .map(style => style.backgroundColor);
        }"""
    )
    assert word != line
    page.keyboard.press("o")
    expect(page.locator(".settings")).to_be_visible()
    chosen = looks(page, ".settings .choice :checked + span")
    assert (
        chosen["backgroundColor"] != looks(page, ".settings .choice :not(:checked) + span")["backgroundColor"]
    )


def places_after_a_seek(page: Page, episode: str) -> set[int]:
    """Where the page stood, frame by frame, while it came to a line that is a little further down."""
    open_episode(page, episode)
    measure.seek_to(page, 1)
    page.wait_for_timeout(400)
    frames: list[float] = page.evaluate(
        """async () => {
          const places = [Math.round(scrollY)];
          document.querySelector("#sound").currentTime = 24.4;
          const end = performance.now() + 1200;
          while (performance.now() < end) {
            await new Promise(requestAnimationFrame);
            places.push(Math.round(scrollY));
          }
          return places;
        }"""
    )
    assert frames[-1] > frames[0], "the page did not follow"
    return {int(place) for place in frames}


def test_whoever_wants_less_motion_gets_none(new_page: NewPage, episode: str) -> None:
    still = new_page(reduced_motion="reduce")
    assert len(places_after_a_seek(still, episode)) <= 3
    slowest = still.evaluate(
        """() => Math.max(...[...document.querySelectorAll("button, a")]
          .map(element => parseFloat(getComputedStyle(element).transitionDuration)))"""
    )
    assert slowest == 0
    assert len(places_after_a_seek(new_page(reduced_motion="no-preference"), episode)) > 5
