"""Search within the episode: hits are marked in the text and on the strip; Enter plays from one."""

import pytest
from playwright.sync_api import Page, expect

from player.timeline import Timeline
from tests.browser import measure
from tests.browser.hands import is_playing, last_seek_ms, lines_of, note_seeks, wait_for_playing
from tests.browser.stage import wait_until


def search(page: Page, query: str) -> None:
    """Open the search if it is closed, and ask for something."""
    if not page.locator("[data-find]").is_visible():
        page.locator("[data-act=search]").click()
    page.locator("[data-query]").fill(query)
    page.wait_for_timeout(250)


def marked(page: Page, name: str = "hit") -> list[str]:
    found: list[str] = page.evaluate(
        "name => [...(CSS.highlights.get(name) ?? [])].map(range => range.toString())", name
    )
    return found


@pytest.mark.parametrize(
    ("query", "holds"),
    [("סְפָרִים", "ספרים"), ("ספרימ", "ספרים"), ("עז", "העז"), ("חול", 'מחו"ל'), ("רבע שעה", "רבע שעה")],
)
def test_points_finals_quotes_and_prefixes_do_not_matter(any_reader: Page, query: str, holds: str) -> None:
    search(any_reader, query)
    assert any(holds in hit for hit in marked(any_reader)), marked(any_reader)


def test_every_hit_is_a_word_that_is_there_and_none_is_missing(any_reader: Page, timeline: Timeline) -> None:
    search(any_reader, "ספר")
    text = [word.text.strip('.,?!":') for line in lines_of(timeline) for word in line.words]
    # By hand: what begins with the letters, behind any of the prefixes.
    prefixed = [word for word in text if word.lstrip("והבכלמש").startswith("ספר") or word.startswith("ספר")]
    assert [hit.strip('.,?!":') for hit in marked(any_reader)] == prefixed
    expect(any_reader.locator("[data-found]")).to_have_text(f"1 מתוך {len(prefixed)}")


def test_enter_plays_from_the_hit(any_reader: Page, timeline: Timeline) -> None:
    note_seeks(any_reader)
    search(any_reader, "פירורים")
    any_reader.keyboard.press("Enter")
    wait_for_playing(any_reader)
    word = next(word for line in lines_of(timeline) for word in line.words if "פירורים" in word.text)
    assert last_seek_ms(any_reader) == pytest.approx(word.start_ms, abs=1)


def test_enter_right_after_typing_plays_from_the_first_hit_too(reader: Page, timeline: Timeline) -> None:
    note_seeks(reader)
    reader.keyboard.press("KeyF")
    reader.locator("[data-query]").fill("פירורים")
    reader.keyboard.press("Enter")
    wait_for_playing(reader)
    word = next(word for line in lines_of(timeline) for word in line.words if "פירורים" in word.text)
    assert last_seek_ms(reader) == pytest.approx(word.start_ms, abs=1)


def test_one_goes_from_hit_to_hit_by_buttons_and_arrows_and_each_is_in_sight(any_reader: Page) -> None:
    search(any_reader, "ספר")
    count = len(marked(any_reader))
    places = []
    for _ in range(count):
        places.append(any_reader.locator("[data-found]").inner_text().split()[0])
        box = any_reader.evaluate(
            "() => { const b = [...CSS.highlights.get('chosen')][0].getBoundingClientRect();"
            " return [b.top, b.bottom, document.querySelector('[data-player]').getBoundingClientRect().top,"
            " document.querySelector('[data-find]').getBoundingClientRect().bottom]; }"
        )
        assert box[3] <= box[0] and box[1] <= box[2], "neither bar lies over the hit"
        any_reader.locator("[data-hit=next]").click()
    assert places == [str(number + 1) for number in range(count)]
    expect(any_reader.locator("[data-found]")).to_have_text(f"1 מתוך {count}")
    any_reader.locator("[data-query]").focus()
    any_reader.keyboard.press("ArrowUp")
    expect(any_reader.locator("[data-found]")).to_have_text(f"{count} מתוך {count}")
    assert not is_playing(any_reader), "to look is not to play"
    assert measure.clock_ms(any_reader) == 0


def test_hits_are_marked_on_the_strip_at_their_times(any_reader: Page, timeline: Timeline) -> None:
    search(any_reader, "עז")
    marks = any_reader.evaluate(
        "() => [...document.querySelectorAll('[data-strip] .hits rect')].map(rect => rect.x.baseVal.value)"
    )
    words = [word for line in lines_of(timeline) for word in line.words]
    hits = [word.start_ms for word in words if word.text.strip('.,?!":').lstrip("והבכלמש") == "עז"]
    assert marks == hits


def test_the_first_hit_shown_is_the_next_one_to_be_heard(any_reader: Page, timeline: Timeline) -> None:
    words = [word for line in lines_of(timeline) for word in line.words]
    hits = [word.start_ms for word in words if word.text.strip('.,?!":').lstrip("והבכלמש") == "עז"]
    measure.seek_to(any_reader, hits[0] / 1000 + 0.5)
    search(any_reader, "עז")
    expect(any_reader.locator("[data-found]")).to_have_text(f"2 מתוך {len(hits)}")


def test_nothing_found_is_told_and_escape_closes_and_takes_the_marks_away(any_reader: Page) -> None:
    search(any_reader, "היפופוטם")
    expect(any_reader.locator("[data-found]")).to_have_text("אין תוצאות")
    search(any_reader, "ספר")
    assert marked(any_reader)
    any_reader.keyboard.press("Escape")
    expect(any_reader.locator("[data-find]")).to_be_hidden()
    assert marked(any_reader) == marked(any_reader, "chosen") == []
    expect(any_reader.locator("[data-strip] .hits rect")).to_have_count(0)


def test_the_key_opens_the_search_and_typing_goes_into_it(reader: Page) -> None:
    reader.keyboard.press("KeyF")
    expect(reader.locator("[data-query]")).to_be_focused()
    reader.keyboard.type("מפה m")
    expect(reader.locator("[data-query]")).to_have_value("מפה m")
    wait_until(reader, "document.querySelector('#sound').muted === false")


def test_hits_are_marked_where_the_browser_cannot_paint_ranges(any_page: Page, episode: str) -> None:
    any_page.add_init_script("Object.defineProperty(CSS, 'highlights', { value: undefined });")
    any_page.goto(episode)
    search(any_page, "פירורים")
    expect(any_page.locator(".hit")).to_have_count(3)
    expect(any_page.locator(".chosen")).to_have_count(1)
