"""Search over all episodes: which lines are found, in which order; the index follows the narrations."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.database import open_database
from player.library import KEPT_REVISIONS, Library, NewNarration
from player.search import EPISODES_SHOWN, LINES_SHOWN, pieces, sought
from player.timeline import EpisodeFacts
from tests.player.timelines import FACTS, speaker, timeline

CAST = (speaker("s1", "אורן", "host"), speaker("s2", "נועה", "guest", "f"))


def new(slug: str, *lines: str, by: str = "s1", print_: str = "") -> NewNarration:
    facts = replace(FACTS, slug=slug)
    told = timeline(CAST, [(by, [lines])], facts)
    return NewNarration(f"{slug}{print_}", told, (), f"{slug}{print_}.m4a", f"{slug}{print_}.mp3")


def found(library: Library, query: str) -> list[str]:
    return [hit.text for one in library.search.find(query).episodes for hit in one.hits]


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("גשם", "וְאָז יָרַד גֶּשֶׁם."),
        ("גֶּשֶׁם", "ואז ירד גשם."),
        ("גשם", "וכשבגשם הולכים לאט"),
        ("בגשם", "ירד גשם כל הלילה"),
        ("הגשם", "הלכנו בגשם"),
        ("ספר ילדים", "הילדים קראו בספר"),
        ("ספרי", "יש כאן ספריה"),
        ("דר כהן", 'אמר ד"ר כהן.'),
        ("בית", "למדתי בבית־ספר קטן"),
        ("1985", "זה נכתב ב־1985."),
    ],
)
def test_points_finals_prefixes_and_endings_do_not_matter(library: Library, query: str, line: str) -> None:
    library.save(new("a", line))
    assert found(library, query) == [line]
    assert any(piece.is_found for piece in library.search.find(query).episodes[0].hits[0].pieces)


@pytest.mark.parametrize(
    "query", ["שמש", "גשם ושמש", "ירדן", "", "!?", "ג", "*", 'ג" OR "ירד', "ירד*", "NOT"]
)
def test_a_line_without_every_word_is_not_found(library: Library, query: str) -> None:
    library.save(new("a", "ואז בא גשם."))
    assert found(library, query) == []


@given(query=st.text(max_size=40))
def test_any_query_is_answered(query: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    url = f"sqlite:///{tmp_path_factory.getbasetemp() / 'any.sqlite3'}"
    library = Library(open_database(url))
    library.search.find(query)


def test_a_hit_tells_the_episode_the_speaker_the_place_and_the_words(library: Library) -> None:
    library.save(new("a", "שלום לכולם.", "הגשם ירד, והגשם נפסק.", by="s2"))
    (one,) = library.search.find("גשם").episodes
    (hit,) = one.hits
    told = library.narration("a").timeline.turns[0].lines[1]
    assert isinstance(one.facts, EpisodeFacts)
    assert (one.facts.slug, one.count) == ("a", 1)
    assert (hit.line, hit.speaker, hit.start_ms) == (told.id, "נועה", told.start_ms)
    assert [piece.text for piece in hit.pieces if piece.is_found] == ["הגשם", "והגשם"]


@given(st.lists(st.text("אבגם ,\u05b0", max_size=6), max_size=8))
def test_the_pieces_of_a_line_are_the_line_to_the_character(words: list[str]) -> None:
    line = " ".join(words)
    assert "".join(piece.text for piece in pieces(line, sought("אב גם"))) == line


def test_an_episode_shows_its_first_lines_and_counts_them_all(library: Library) -> None:
    lines = [f"גשם מספר {number}" for number in range(LINES_SHOWN + 4)]
    library.save(new("a", *lines))
    (one,) = library.search.find("גשם").episodes
    assert [hit.text for hit in one.hits] == lines[:LINES_SHOWN]
    assert one.count == len(lines)


def test_the_episode_narrated_last_comes_first_and_the_rest_follow(library: Library) -> None:
    slugs = [f"e{number}" for number in range(EPISODES_SHOWN + 3)]
    for slug in slugs:
        library.save(new(slug, "גשם"))
    first = library.search.find("גשם")
    rest = library.search.find("גשם", first.after)
    assert rest.after is None
    shown = [one.facts.slug for one in (*first.episodes, *rest.episodes)]
    assert shown == slugs[::-1]


def test_only_the_narration_that_plays_is_found(library: Library) -> None:
    for number in range(KEPT_REVISIONS + 1):
        library.save(new("a", "גשם ישן" if number < KEPT_REVISIONS else "רוח חדשה", print_=str(number)))
    assert found(library, "גשם") == []
    assert found(library, "רוח") == ["רוח חדשה"]


def test_what_could_not_be_saved_is_not_found_and_what_was_there_is(library: Library) -> None:
    library.save(new("a", "גשם ישן"))
    broken = new("a", "רוח", print_="2")
    with pytest.raises(Exception, match=r"(?i)not.null"):
        library.save(replace(broken, m4a=None))  # type: ignore[arg-type]
    assert found(library, "גשם") == ["גשם ישן"]
    assert found(library, "רוח") == []


def test_all_words_of_the_sample_are_found_in_their_own_lines(sample_home: object, tmp_path: Path) -> None:
    library: Library = sample_home.library  # type: ignore[attr-defined]
    (summary,) = library.episodes()
    lines = [line for turn in library.narration(summary.facts.slug).timeline.turns for line in turn.lines]
    for line in lines[::7]:
        for word in re.findall(r"[א-ת]{3,}", line.text):
            one = library.search.find(word).episodes[0]
            assert one.count >= 1
            shown = {hit.text for hit in one.hits}
            assert line.text in shown or one.count > LINES_SHOWN
