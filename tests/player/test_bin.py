"""The bin: a deleted episode is nowhere but there, comes back whole, and is gone after thirty days."""

from datetime import UTC, datetime, timedelta

import pytest

from player.bin import DAYS_KEPT
from player.errors import NoSuchEpisode
from player.library import Library
from tests.player.test_search import found, new

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def two(library: Library) -> None:
    """The library has two episodes."""
    for slug in ("a", "b"):
        library.save(new(slug, f"גשם של {slug}"))


def test_a_deleted_episode_is_nowhere_but_in_the_bin(library: Library) -> None:
    library.bin.put("a")
    assert [one.facts.slug for one in library.episodes()] == ["b"]
    assert set(library.shelf.casts()) == {"b"}
    assert found(library, "גשם") == ["גשם של b"]
    assert library.fingerprint("a") is None
    for asked in (library.narration, library.facts, library.sound, library.bin.put):
        with pytest.raises(NoSuchEpisode):
            asked("a")
    assert [one.facts.slug for one in library.bin.episodes()] == ["a"]


def test_it_comes_back_whole(library: Library) -> None:
    before = library.narration("a")
    library.bin.put("a")
    for _ in range(2):
        assert library.bin.bring_back("a").slug == "a"
    assert library.narration("a") == before
    assert found(library, "גשם") == ["גשם של b", "גשם של a"]
    assert library.bin.episodes() == []


def test_narrating_the_document_again_brings_it_back(library: Library) -> None:
    library.bin.put("a")
    library.save(new("a", "גשם חדש", print_="2"))
    assert library.narration("a").revision == 2
    assert found(library, "חדש") == ["גשם חדש"]
    assert library.bin.episodes() == []


def test_the_days_are_counted_and_then_it_is_gone_with_its_files(library: Library) -> None:
    library.bin.put("a", NOW)
    library.bin.put("b", NOW + timedelta(days=1))
    assert [one.days_left for one in library.bin.episodes(NOW)] == [DAYS_KEPT + 1, DAYS_KEPT]
    last = NOW + timedelta(days=DAYS_KEPT)
    assert library.bin.empty(last) == []
    assert [one.days_left for one in library.bin.episodes(last)] == [1, 0]
    assert library.bin.empty(last + timedelta(minutes=1)) == ["a.m4a", "a.mp3"]
    assert [one.facts.slug for one in library.bin.episodes()] == ["b"]
    with pytest.raises(NoSuchEpisode):
        library.bin.bring_back("a")


def test_what_is_not_there_cannot_be_deleted_or_brought_back(library: Library) -> None:
    for asked in (library.bin.put, library.bin.bring_back):
        with pytest.raises(NoSuchEpisode):
            asked("never")
