"""The shelf: episodes found, filtered, in an order, a page at a time."""

from dataclasses import replace

import pytest

from player.library import Guess, Library, NewNarration
from player.settling import settle, unsettle, who_speaks
from player.shelf import EPISODES_A_PAGE, ORDERS, WITH, WITHOUT, Asked
from tests.player.timelines import FACTS, speaker, timeline


def new(slug: str, name: str = "אורן", lines: int = 1, doubts: int = 0, **facts: str) -> NewNarration:
    """An episode of so many paragraphs, of which it is not certain who speaks the first ones."""
    told = timeline(
        (speaker("s1", name, "host"), speaker("s2", "נועה", "guest", "f")),
        [("s1", [[f"שלום לכם {number}"] for number in range(lines)])],
        replace(FACTS, **{"slug": slug, "series": "", "number": "", "title": slug, "guest": "", **facts}),
    )
    guesses = tuple(Guess(number, 0.5, "כי") for number in range(doubts))
    return NewNarration(slug, told, (), f"{slug}.m4a", f"{slug}.mp3", guesses)


@pytest.fixture
def three(library: Library) -> Library:
    library.save(new("a", series="שיחות", number="שיחה 9", date="2024-05-01", title="גשם", lines=3, doubts=2))
    library.save(new("b", "דנה", series="שיחות", number="שיחה 10", date="2023-05-01", title="אור"))
    library.save(new("c", series="ערב", date="2025-05-01", title="בית", guest='ד"ר רוני לב', lines=2))
    return library


def slugs(library: Library, **asked: object) -> list[str]:
    return [one.facts.slug for one in library.shelf.page(Asked(**asked)).episodes]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("new", "cba"),
        ("date", "cab"),
        ("number", "abc"),
        ("title", "bca"),
        ("length", "acb"),
        ("none", "cba"),
    ],
)
def test_the_orders(three: Library, order: str, expected: str) -> None:
    assert slugs(three, order=order) == [*expected]


def test_every_order_is_tested() -> None:
    orders = {"new", "date", "number", "title", "length"}
    assert set(ORDERS) == orders


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"series": "שיחות"}, "ba"),
        ({"speaker": "דנה"}, "b"),
        ({"speaker": "אורן", "series": "שיחות"}, "a"),
        ({"doubts": WITH}, "a"),
        ({"doubts": WITHOUT}, "cb"),
        ({"query": "שיחות 10"}, "b"),
        ({"query": "דר רונִי"}, "c"),
        ({"query": "דנה נועה"}, "b"),
        ({"query": "גש"}, "a"),
        ({"query": "%"}, ""),
        ({"series": "אין כזאת"}, ""),
    ],
)
def test_the_filters(three: Library, asked: dict[str, str], expected: str) -> None:
    assert slugs(three, **asked) == [*expected]


def test_pages_follow_each_other_without_a_gap(library: Library) -> None:
    many = [f"e{number:03}" for number in range(EPISODES_A_PAGE * 2 + 1)]
    for slug in many:
        library.save(new(slug))
    pages = [library.shelf.page(Asked(order="title", page=number)) for number in (1, 2, 3)]
    assert [one.facts.slug for page in pages for one in page.episodes] == many
    assert [page.is_last for page in pages] == [False, False, True]
    assert {page.count for page in pages} == {len(many)}


def test_what_one_can_filter_by(three: Library) -> None:
    offered = three.shelf.offered()
    assert offered.series == ("ערב", "שיחות")
    assert offered.speakers == ("אורן", "דנה", "נועה")


def test_a_doubt_that_is_settled_is_none_and_one_taken_back_is_one_again(three: Library) -> None:
    keys = [one.key for one in who_speaks(three.narration("a"), {}) if one.is_unsure]
    for key in keys:
        settle(three, "a", key, "נועה")
    assert slugs(three, doubts=WITH) == []
    unsettle(three, "a", keys[0])
    assert [one.doubts for one in three.shelf.page(Asked(doubts=WITH)).episodes] == [1]


def test_an_empty_shelf_says_so(library: Library) -> None:
    assert library.shelf.is_empty()
    assert library.shelf.page(Asked()).count == 0
    library.save(new("a"))
    assert not library.shelf.is_empty()
