"""The library: what is saved comes back, and a narration replaces its predecessor in one step."""

from dataclasses import replace

import pytest

from player.errors import NoSuchEpisode
from player.library import KEPT_REVISIONS, Guess, Library, NewNarration, SoundFiles
from player.timeline import (
    CastSpeaker,
    EpisodeFacts,
    SoundFacts,
    TimedLine,
    TimedTurn,
    TimedWord,
    Timeline,
)
from player.transcript.model import Note


def timeline(slug: str = "sicha-1", title: str = "הלחם") -> Timeline:
    words = (TimedWord("שלום,", 0, 5, 64, 400), TimedWord("דנה.", 6, 10, 400, 900, measured=False))
    return Timeline(
        episode=EpisodeFacts(slug, "סדרה", "1", title, "ד״ר דנה", "2024-03-05", "אחרי עריכה"),
        sound=SoundFacts(24_000, 960, "ab" * 32, "espeak"),
        speakers=(
            CastSpeaker("s1", "אורי", "host", "m", "espeak-a"),
            CastSpeaker("s2", "דנה", "guest", "f", "e-b"),
        ),
        turns=(TimedTurn(0, "s1", 0.9, (TimedLine("p0-0", 0, "שלום, דנה.", words),)),),
        notes=(Note(-1, "(מוזיקה)"), Note(0, "(סוף)")),
    )


def new(timeline: Timeline, fingerprint: str = "f1") -> NewNarration:
    return NewNarration(
        fingerprint, timeline, ("סדרה", "הלחם"), f"e/{fingerprint}.m4a", f"e/{fingerprint}.mp3"
    )


def test_what_is_saved_comes_back_whole(library: Library) -> None:
    library.save(new(timeline()))
    found = library.narration("sicha-1")
    assert found.timeline == timeline()
    assert found.heading_lines == ("סדרה", "הלחם")
    assert (found.revision, found.m4a, found.mp3) == (1, "e/f1.m4a", "e/f1.mp3")


def test_the_guesses_come_back_with_their_narration_and_go_with_it(library: Library) -> None:
    guesses = (Guess(1, 0.55, "תשובת האורח"), Guess(3, 1.0, "נקבע ביד"))
    library.save(replace(new(timeline()), guesses=guesses))
    assert library.narration("sicha-1").guesses == guesses
    for number in range(KEPT_REVISIONS):
        library.save(new(timeline(), f"g{number}"))
    assert library.narration("sicha-1").guesses == ()


def test_the_summary_names_speakers_length_and_words(library: Library) -> None:
    library.save(new(timeline()))
    (episode,) = library.episodes()
    assert episode.speakers == ("אורי", "דנה")
    assert (episode.duration_ms, episode.words, episode.engine) == (960, 2, "espeak")
    assert episode.facts.title == "הלחם"


def test_a_new_narration_replaces_the_old_one_and_the_title_follows(library: Library) -> None:
    library.save(new(timeline()))
    library.save(new(timeline(title="הלחם והמלח"), "f2"))
    assert [episode.facts.title for episode in library.episodes()] == ["הלחם והמלח"]
    assert library.narration("sicha-1").revision == 2
    assert library.fingerprint("sicha-1") == "f2"


def test_a_page_that_is_open_still_finds_the_sound_of_its_revision(library: Library) -> None:
    for number in range(KEPT_REVISIONS + 1):
        library.save(new(timeline(), f"f{number}"))
    assert (
        library.sound("sicha-1")
        == library.sound("sicha-1", 3)
        == SoundFiles("e/f2.m4a", "e/f2.mp3", "ab" * 32)
    )
    assert library.sound("sicha-1", 2).m4a == "e/f1.m4a"
    with pytest.raises(NoSuchEpisode):
        library.sound("sicha-1", 1)


def test_old_files_are_named_for_removal_only_when_no_page_may_play_them(library: Library) -> None:
    forgotten = [library.save(new(timeline(), f"f{number}")) for number in range(KEPT_REVISIONS + 1)]
    assert forgotten[:-1] == [[]] * KEPT_REVISIONS
    assert forgotten[-1] == ["e/f0.m4a", "e/f0.mp3"]


def test_files_that_a_kept_narration_shares_are_never_named_for_removal(library: Library) -> None:
    for fingerprint in ("same", "other", "same"):
        forgotten = library.save(new(timeline(), fingerprint))
    assert forgotten == []


def test_episodes_stand_with_the_last_narrated_first(library: Library) -> None:
    for slug in ("a", "b", "c"):
        library.save(new(timeline(slug)))
    library.save(new(timeline("a"), "again"))
    assert [episode.facts.slug for episode in library.episodes()] == ["a", "c", "b"]


def test_an_episode_that_is_not_there_is_said_so(library: Library) -> None:
    with pytest.raises(NoSuchEpisode, match="no episode nothing"):
        library.narration("nothing")


def test_a_save_that_fails_leaves_the_old_narration(library: Library) -> None:
    library.save(new(timeline()))
    good = timeline()
    broken = replace(good, notes=(Note(0, None),))  # type: ignore[arg-type]
    with pytest.raises(Exception, match=r"(?i)not.null"):
        library.save(new(broken, "f2"))
    assert library.narration("sicha-1").timeline == good
    assert library.fingerprint("sicha-1") == "f1"
