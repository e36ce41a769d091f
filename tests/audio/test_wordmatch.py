"""Whatever the service did to the text, each displayed word gets its time."""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.speech import SpokenWord
from audio.wordmatch import Boundary, Match, bare, match_words

WORD_MS, GAP_MS = 400, 100


def told(*texts: str) -> list[Boundary]:
    """The engine's words, one after another, each 400 ms long with 100 ms between."""
    step = WORD_MS + GAP_MS
    return [Boundary(text, i * step, i * step + WORD_MS) for i, text in enumerate(texts)]


def match(text: str, boundaries: list[Boundary], duration_ms: int = 10_000) -> Match:
    return match_words(text.split(), boundaries, duration_ms)


def spans(result: Match) -> list[tuple[int, int]]:
    return [(word.start_ms, word.end_ms) for word in result.words]


@pytest.mark.parametrize(
    ("displayed", "engine_words"),
    [
        ("שלום, לכם!", ("שלום", "לכם")),
        ("שָׁלוֹם לָכֶם", ("שלום", "לכם")),
        ("שלום לכם", ("שָׁלוֹם", "לָכֶם")),
        ('ארה״ב וצה"ל', ("ארה&quot;ב", "וצה״ל")),
        ("ג'ורג' אמר", ("ג&apos;ורג&#39;", "אמר")),
        ("\u200fבית־ספר „גדול”", ("בית ספר", "גדול")),
        ("\ufb2aלום לכם", ("שלום", "לכם")),
    ],
)
def test_marks_points_and_entities_do_not_matter(displayed: str, engine_words: tuple[str, ...]) -> None:
    result = match(displayed, told(*engine_words))
    assert result == Match((SpokenWord(0, 400), SpokenWord(500, 900)))


def test_two_words_in_one_boundary_share_its_time_and_the_second_says_it_is_not_measured() -> None:
    result = match("עולה 25 שקלים בלבד", told("עולה", "25 שקלים", "בלבד"))
    assert result.words == (
        SpokenWord(0, 400),
        SpokenWord(500, 614),
        SpokenWord(614, 900, measured=False),
        SpokenWord(1000, 1400),
    )
    assert result.untold == {2}


def test_a_word_with_a_maqaf_may_come_as_two_boundaries() -> None:
    assert spans(match("תל־אביב יפה", told("תל", "אביב", "יפה"))) == [(0, 900), (1000, 1400)]


def test_a_number_read_as_words_takes_the_time_of_those_words() -> None:
    result = match(
        "נולד בשנת 1948 בארץ", told("נולד", "בשנת", "אלף", "תשע", "מאות", "ארבעים", "ושמונה", "בארץ")
    )
    assert result.words[2] == SpokenWord(1000, 3400)
    assert result.words[3] == SpokenWord(3500, 3900)
    assert not result.untold


def test_an_abbreviation_spelled_out_keeps_its_own_time() -> None:
    assert spans(match("אמר ד״ר כהן", told("אמר", "דוקטור", "כהן"))) == [(0, 400), (500, 900), (1000, 1400)]


def test_a_sign_read_as_a_word_lengthens_the_word_it_stands_at() -> None:
    assert spans(match("עלה 15% השנה", told("עלה", "15", "אחוז", "השנה")))[1] == (500, 1400)


def test_a_missing_boundary_leaves_its_word_in_the_gap_and_untold() -> None:
    boundaries = told("זה", "של", "שלושה", "ילדים")
    result = match("זה של שלושה ילדים", [boundaries[0], *boundaries[2:]])
    assert result.words[1] == SpokenWord(400, 1000, measured=False)
    assert spans(result)[2:] == [(1000, 1400), (1500, 1900)]
    assert result.untold == {1}


def test_a_word_of_which_letters_are_missing_counts_as_untold() -> None:
    result = match("ירושלים יפה", told("ירוש", "יפה"))
    assert (result.untold, result.words[0].start_ms) == ({0}, 0)


@pytest.mark.parametrize("early_ms", [0, 500, 499])
def test_a_boundary_that_does_not_come_after_the_last_counts_as_not_told(early_ms: int) -> None:
    first, second, third = told("שלום", "לכם", "חברים")
    result = match("שלום לכם חברים", [first, second, replace(third, start_ms=early_ms)])
    assert result.untold == {2}
    assert spans(result)[:2] == [(0, 400), (500, 900)]


@pytest.mark.parametrize("kept", ["של", "שלושה", "שלושה ילדים"])
def test_a_boundary_goes_to_its_own_word_though_its_neighbour_begins_alike(kept: str) -> None:
    result = match("של שלושה ילדים", told(kept))
    whose = 0 if kept == "של" else 1
    assert [index for index, word in enumerate(result.words) if word.measured] == [whose]
    assert result.words[whose].start_ms == 0


def test_bare_letters_leave_no_trace_of_points_entities_and_signs() -> None:
    assert bare("אַרְהַ&quot;ב, ו&apos;ג׳ &#39;1,000&amp;") == "ארהבוג1000"
    assert bare("ABC\ufb2a") == "abcש"


def test_a_doubled_boundary_moves_nobody_else() -> None:
    boundaries = told("שלום", "לכם", "חברים")
    result = match("שלום לכם חברים", [boundaries[0], boundaries[1], boundaries[1], boundaries[2]])
    assert spans(result)[::2] == [(0, 400), (1000, 1400)]


def test_a_sign_between_words_has_the_pause_in_which_it_stands() -> None:
    result = match("– שלום – לכם –", told("שלום", "לכם"), duration_ms=1_000)
    assert result.words == (
        SpokenWord(0, 0, measured=False),
        SpokenWord(0, 400),
        SpokenWord(400, 500, measured=False),
        SpokenWord(500, 900),
        SpokenWord(900, 1000, measured=False),
    )


def test_a_text_without_letters_lies_on_its_pause_and_lacks_nothing() -> None:
    assert match("… –", [], 300) == Match((SpokenWord(0, 150, False), SpokenWord(150, 300, False)))


def test_a_lost_word_early_does_not_upset_the_hundreds_after_it() -> None:
    words = [f"מילה{i}" for i in range(300)]
    boundaries = told(*words)
    result = match_words(words, boundaries[:5] + boundaries[6:], 200_000)
    off = [i for i in range(300) if result.words[i].start_ms != boundaries[i].start_ms]
    assert off == [5]


hebrew_words = st.text("אבגדהוזחטיכלמנסעפצקרשתםןץףך0123456789\u05b8\u05bc״'\"־,.–&", min_size=1, max_size=9)


@st.composite
def texts_and_groupings(draw: st.DrawFn) -> tuple[list[str], list[Boundary]]:
    """A text and boundaries that group its words freely, with pauses of any length between them."""
    words = draw(st.lists(hebrew_words, max_size=30))
    boundaries, used, now = [], 0, 0
    while used < len(words):
        taken = draw(st.integers(1, 4))
        start = now + draw(st.integers(0, 300))
        # A word takes time: two alike at one moment would be one boundary that was sent twice.
        now = start + draw(st.integers(1, 900))
        boundaries.append(Boundary(" ".join(words[used : used + taken]), start, now))
        used += taken
    return words, boundaries


def assert_sound(result: Match, words: list[str], duration_ms: int) -> None:
    assert len(result.words) == len(words)
    assert all(0 <= word.start_ms <= word.end_ms <= duration_ms for word in result.words)
    assert all(one.end_ms <= next_one.start_ms for one, next_one in pairwise(result.words))
    lacking = {i for i, word in enumerate(result.words) if bare(words[i]) and not word.measured}
    assert lacking <= result.untold <= {i for i, word in enumerate(words) if bare(word)}


@given(texts_and_groupings())
def test_every_grouping_is_complete_rising_and_hits_each_groups_first_word(
    case: tuple[list[str], list[Boundary]],
) -> None:
    words, boundaries = case
    duration_ms = boundaries[-1].end_ms + 50 if boundaries else 50
    result = match_words(words, boundaries, duration_ms)
    assert_sound(result, words, duration_ms)
    assert result.untold == {i for i, word in enumerate(result.words) if bare(words[i]) and not word.measured}
    starts = [boundary.start_ms for boundary in boundaries if bare(boundary.text)]
    assert [word.start_ms for word in result.words if word.measured] == starts


wild_boundaries = st.lists(
    st.builds(
        Boundary,
        st.one_of(hebrew_words, st.text(max_size=12)),
        st.integers(-500, 9_000),
        st.integers(-500, 9_000),
    ),
    max_size=20,
)


@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=9), max_size=20), wild_boundaries, st.integers(0, 8_000))
def test_whatever_an_engine_tells_the_map_is_complete_rising_and_within_the_sound(
    words: list[str], boundaries: list[Boundary], duration_ms: int
) -> None:
    assert_sound(match_words(words, boundaries, duration_ms), words, duration_ms)


@settings(deadline=None)
@given(texts_and_groupings(), st.data())
def test_lost_boundaries_leave_the_rest_in_order(
    case: tuple[list[str], list[Boundary]], data: st.DataObject
) -> None:
    words, boundaries = case
    kept = [boundary for boundary in boundaries if data.draw(st.booleans())]
    duration_ms = boundaries[-1].end_ms if boundaries else 0
    assert_sound(match_words(words, kept, duration_ms), words, duration_ms)


def pointed(text: str) -> str:
    return "".join(f"{letter}\u05b8" if "א" <= letter <= "ת" else letter for letter in text)


WRITTEN_OTHERWISE: list[Callable[[str], str]] = [
    lambda text: text,
    pointed,
    lambda text: html.escape(text.replace("״", '"')),
    lambda text: text.replace('"', "&quot;").replace("'", "&#39;"),
    lambda text: text.replace("־", " ").replace("״", "").replace("׳", ""),
    lambda text: re.sub("[\u05b0-\u05c2]", "", text),
    lambda text: text.replace("ש", "\ufb2a").replace("ל", "ל\u200f"),
    lambda text: f"„{text}”, ",
]
"""What a service may do to a word's text without saying another word."""
NUMBERS = {
    "451": "ארבע מאות חמישים ואחת",
    "1948": "אלף תשע מאות ארבעים ושמונה",
    "25": "עשרים וחמישה",
    "3": "שלוש",
}
number_words = {word for said in NUMBERS.values() for word in said.split()}
distinct_words = st.lists(
    hebrew_words.filter(lambda word: bare(word) and bare(word) not in number_words),
    max_size=25,
    unique_by=bare,
)


@st.composite
def retold(draw: st.DrawFn) -> tuple[list[str], list[Boundary | None]]:
    """Distinct words, and each one's boundary, written otherwise; None where it was lost."""
    words = draw(distinct_words)
    told: list[Boundary | None] = []
    now = 0
    for word in words:
        start = now + draw(st.integers(1, 300))
        now = start + draw(st.integers(1, 900))
        text = draw(st.sampled_from(WRITTEN_OTHERWISE))(word)
        told.append(draw(st.sampled_from([Boundary(text, start, now)] * 3 + [None])))
    return words, told


@settings(deadline=None)
@given(retold(), st.data())
def test_each_boundary_that_is_there_gives_its_word_its_very_time_and_the_others_are_named(
    case: tuple[list[str], list[Boundary | None]], data: st.DataObject
) -> None:
    words, told = case
    sent = [one for one in told if one for _ in range(data.draw(st.integers(1, 2)))]
    result = match_words(words, sent, 50_000)
    assert_sound(result, words, 50_000)
    assert result.untold == {i for i, one in enumerate(told) if one is None}
    for word, one in zip(result.words, told, strict=True):
        assert one is None or word == SpokenWord(one.start_ms, one.end_ms)


@settings(deadline=None)
@given(distinct_words, st.sampled_from(sorted(NUMBERS)), st.integers(0, 25), st.booleans())
def test_a_number_told_in_words_has_their_time_and_moves_no_other_word(
    words: list[str], number: str, at: int, in_one: bool
) -> None:
    words = [word for word in words if not any(map(str.isdigit, word))]
    at = min(at, len(words))
    said = [NUMBERS[number]] if in_one else NUMBERS[number].split()
    boundaries = told(*words[:at], *said, *words[at:])
    result = match_words([*words[:at], number, *words[at:]], boundaries, 50_000)
    assert not result.untold
    spoken = [boundaries[:at], boundaries[at : at + len(said)], boundaries[at + len(said) :]]
    of_number = SpokenWord(spoken[1][0].start_ms, spoken[1][-1].end_ms)
    others = [[SpokenWord(one.start_ms, one.end_ms) for one in part] for part in (spoken[0], spoken[2])]
    assert result.words == (*others[0], of_number, *others[1])
