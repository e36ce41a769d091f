"""The timeline is cut into cues that can be read, and no word is lost, doubled or moved."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from player.exports.breaking import LINE_CHARS, LINES, break_cost, broken
from player.exports.cues import (
    CHARS_PER_SECOND,
    GAP_MS,
    LEAST_MS,
    MOST_MS,
    Cue,
    cut_into_cues,
)
from player.home import Home
from player.library import Narration
from player.timeline import Timeline
from player.transcript.read import parse_transcript
from player.transcript.shown import isolated, plain, width, without_isolates
from tests.player.exports.made import narrated, narrations

quickly = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def cues_of(*paragraphs: str) -> list[Cue]:
    """The cues of Dana's paragraphs, after another's words."""
    talk = ["שיחות ערב", "שיחה 3", "רון: שלום לכולם.", *(f"דנה: {text}" for text in paragraphs), "רון: תודה."]
    cues = cut_into_cues(narrated(parse_transcript("\n".join(talk), "x")).timeline)
    return [cue for cue in cues if cue.speaker.name == "דנה"]


def check(timeline: Timeline) -> None:
    cues = cut_into_cues(timeline)
    lines = [line for turn in timeline.turns for line in turn.lines]
    assert [word for cue in cues for word in cue.words] == [word for line in lines for word in line.words]
    begins = {f"{line.id}.{number}": word for line in lines for number, word in enumerate(line.words)}
    paragraphs = [line.paragraph for line in lines for _ in line.words]
    at = 0
    for cue in cues:
        assert begins[cue.id] == cue.words[0]
        assert len(set(paragraphs[at : at + len(cue.words)])) == 1
        at += len(cue.words)
    speakers = [cue.speaker.id for cue in cues]
    assert [cue.is_named for cue in cues] == [
        a != b for a, b in zip([None, *speakers], speakers, strict=False)
    ]
    check_limits(cues)
    check_times(cues, timeline.sound.duration_ms)


def check_limits(cues: tuple[Cue, ...]) -> None:
    for cue in cues:
        for lines in (cue.lines, cue.named_lines):
            alone = len(cue.words) == 1
            assert len(lines) <= LINES or alone
            assert all(width(" ".join(line)) <= LINE_CHARS or alone for line in lines)
        assert [word for line in cue.named_lines for word in line] == [*cue.label, *cue.text.split(" ")]
        assert cue.words[-1].end_ms - cue.start_ms <= MOST_MS or len(cue.words) == 1


def check_times(cues: tuple[Cue, ...], duration_ms: int) -> None:
    """Each begins with its first word, and stays beyond its last only to be read or instead of a flicker."""
    for cue, until_ms in zip(cues, [*(cue.start_ms for cue in cues[1:]), duration_ms], strict=True):
        assert cue.words[-1].end_ms <= cue.end_ms <= until_ms
        gap = until_ms - cue.end_ms
        assert gap == 0 or gap >= GAP_MS
        read_ms = width(" ".join([*cue.label, cue.text])) * 1000 / CHARS_PER_SECOND
        duration = cue.end_ms - cue.start_ms
        if gap and duration < MOST_MS:
            assert duration >= LEAST_MS
            assert duration >= read_ms
        if cue.end_ms > cue.words[-1].end_ms and gap:
            assert duration <= max(LEAST_MS, read_ms + 1)


@quickly
@given(narrations)
def test_any_timeline_is_cut_within_the_limits_and_to_the_word(narration: Narration) -> None:
    check(narration.timeline)


def test_the_sample_is_cut_within_the_limits_and_most_cues_can_be_read_at_ease(
    sample_home: Home, sample_slug: str
) -> None:
    timeline = sample_home.library.narration(sample_slug).timeline
    check(timeline)
    cues = cut_into_cues(timeline)
    quick = [cue for cue in cues if cue.end_ms - cue.start_ms < LEAST_MS]
    fast = [
        cue
        for cue in cues
        if width(" ".join([*cue.label, cue.text])) * 1000 / (cue.end_ms - cue.start_ms) > CHARS_PER_SECOND
    ]
    assert len(quick) <= 0.02 * len(cues)
    # The draft voice speaks as fast as people read; a cue is never longer than what is said in it.
    assert len(fast) <= 0.5 * len(cues)
    ended = [cue for cue in cues if cue.text[-1] in '.?!,;:–"']
    assert len(ended) >= 0.8 * len(cues)


def test_sentences_and_clauses_stay_whole() -> None:
    text = (
        "בכל בוקר מוקדם מאוד הוא קם, שותה קפה שחור וחזק ליד החלון הגדול, "
        "ואז יוצא לדרך הארוכה אל המעיין של הכפר הישן. ככה חמישים שנה."
    )
    assert [cue.text for cue in cues_of(text)] == [
        "בכל בוקר מוקדם מאוד הוא קם,",
        "שותה קפה שחור וחזק ליד החלון הגדול, ואז יוצא לדרך הארוכה אל המעיין של הכפר הישן.",
        "ככה חמישים שנה.",
    ]


def test_what_would_flash_by_stands_with_its_neighbour() -> None:
    assert [cue.text for cue in cues_of("כן. בטח. אני זוכרת את זה.")] == ["כן. בטח. אני זוכרת את זה."]


def test_a_word_that_is_bound_to_the_next_does_not_end_a_cue() -> None:
    words = "הלכנו ברחובות של העיר הישנה בין הבתים הלבנים אל השוק הגדול על החוף ליד הנמל של הדייגים".split()
    assert all(
        cue.text.split()[-1] not in {"של", "בין", "אל", "על"} for cue in cues_of(" ".join(words) + ".")
    )


def test_a_word_longer_than_a_line_and_a_name_longer_than_a_cue_stand_by_themselves() -> None:
    long = "ה" * 90
    cues = cues_of(f"מה זה {long} בעצם?")
    assert [cue.text for cue in cues] == ["מה זה", long, "בעצם?"]
    assert broken(["א" * 50, "ב"]) == (("א" * 50,), ("ב",))


def test_nobody_is_named_twice_in_a_turn() -> None:
    cues = cues_of("אחת. " * 60, "שתיים.")
    assert [cue.is_named for cue in cues] == [True, *[False] * (len(cues) - 1)]
    assert cues[0].named_lines[0][0] == "דנה:"


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("שפת C++ ישנה", ["C++"]),
        ("בשנת 1985, ב־12:30, 3.5% ו־-5 מעלות", ["1985", "12:30", "3.5%", "-5"]),
        ("מ-1985 עד ה-Beatles", ["1985", "Beatles"]),
        ("אמר (hello world!) והלך", ["hello world"]),
        ("על Windows 95 ועל 70 80", ["Windows 95", "70", "80"]),
        ('כתבו "a@b.co.il".', ["a@b.co.il"]),
        ("שלום לכולם", []),
    ],
)
def test_latin_runs_and_numbers_are_isolated_whole(text: str, runs: list[str]) -> None:
    shown = isolated(text)
    found = [part.partition("\u2069")[0] for part in shown.split("\u2066")[1:]]
    assert found == runs
    assert without_isolates(shown) == text


@given(st.text("אבג שָ abC 123 .,:+-%@\u202e\u2066\u200f\n\x00\ud800", max_size=60))
def test_isolates_are_closed_within_the_line_and_take_nothing_away(text: str) -> None:
    line = plain(text)
    shown = isolated(line)
    line.encode()
    assert without_isolates(shown) == line
    assert [sign for sign in shown if sign in "\u2066\u2069"] == ["\u2066", "\u2069"] * shown.count("\u2066")
    inside = [part.partition("\u2069") for part in shown.split("\u2066")]
    assert not any(sign.isascii() and sign.isalnum() for sign in inside[0][0])
    assert not any(sign.isascii() and sign.isalnum() for _, _, after in inside[1:] for sign in after)
    assert [len(word) for word in without_isolates(shown).split(" ")] == [
        len(without_isolates(word)) for word in shown.split(" ")
    ]


def test_breaks_cost_in_the_order_in_which_they_disturb() -> None:
    costs = [break_cost(*pair) for pair in pairwise(["די!", "שלום,", "ילד", "כי", "ילד", "של"])]
    assert costs[0] < costs[1] < costs[2]
    assert break_cost("של", "העיר") == max(*costs, break_cost("של", "העיר"))
