"""The times of words in takes that are made here, so that it is known where everything is."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.engines.kokoro_model import SAMPLE_RATE, UNIT_SAMPLES
from audio.engines.kokoro_times import is_whole
from audio.engines.takes import Span, Take, heard, word_stretches
from audio.timecode import ms_from_samples, samples_from_ms

LEAD_MS = 40
UNIT_MS = 25
# End, two words of three sounds with a space between, end.
LENGTHS = (2, 3, 4, 3, 2, 3, 4, 3, 4)
WORDS = (Span(1, 4, 0), Span(5, 8, 4))


def take(lengths: Sequence[int], sounding_ms: Sequence[tuple[int, int]] | None = None) -> Take:
    """A take with those lengths that sounds between those times; without any, all through."""
    samples = np.zeros(sum(lengths) * UNIT_SAMPLES, np.float32)
    for start, end in sounding_ms or [(0, len(samples) * 1000 // SAMPLE_RATE)]:
        first, last = (samples_from_ms(ms, SAMPLE_RATE) for ms in (start, end))
        samples[first:last] = 0.3 * (-1) ** np.arange(last - first)
    return Take(samples, np.array(lengths, np.int64), UNIT_SAMPLES, SAMPLE_RATE)


def starts_and_ends(made: Take, words: Sequence[Span]) -> list[tuple[int, int]]:
    return [
        (ms_from_samples(start, SAMPLE_RATE), ms_from_samples(end, SAMPLE_RATE))
        for start, end in word_stretches(made, words, LEAD_MS)
    ]


def test_a_word_begins_with_the_space_before_it_sooner_by_the_lead() -> None:
    first, second = starts_and_ends(take(LENGTHS, [(30, 700)]), WORDS)
    assert second[0] == sum(LENGTHS[:4]) * UNIT_MS - LEAD_MS
    assert first[1] == second[0]


def test_a_take_begins_where_something_is_heard() -> None:
    assert starts_and_ends(take(LENGTHS, [(30, 700)]), WORDS)[0][0] == 30


def test_a_stop_after_punctuation_begins_where_it_bursts() -> None:
    lengths = (2, 3, 4, 3, 6, 2, 3, 4, 3, 4)
    plain, burst = (
        starts_and_ends(take(lengths), [Span(1, 4, 0), Span(6, 9, 5 + bursts, bursts)])[1][0]
        for bursts in (False, True)
    )
    assert plain == sum(lengths[:5]) * UNIT_MS - LEAD_MS
    assert burst == sum(lengths[:6]) * UNIT_MS - LEAD_MS + 15


def test_a_word_before_a_pause_ends_with_its_sound() -> None:
    lengths = (2, 3, 4, 3, 12, 2, 3, 4, 3, 4)
    words = [Span(1, 4, 0), Span(6, 9, 5)]
    first, second = starts_and_ends(take(lengths, [(20, 330), (600, 900)]), words)
    assert first == (20, 330)
    assert second == (560, 900)


def test_a_closure_is_no_pause() -> None:
    first, second = starts_and_ends(take(LENGTHS, [(20, 220), (290, 650)]), WORDS)
    assert first[1] == second[0]


def test_what_is_heard_is_told_without_the_silence_around() -> None:
    assert heard(take(LENGTHS, [(30, 500)])) == (30 * 24, 500 * 24)
    assert heard(Take(np.zeros(2400, np.float32), np.array([4]), UNIT_SAMPLES, SAMPLE_RATE)) == (0, 0)


def whole(made: Take, words: Sequence[Span] = WORDS, speed: float = 1.0) -> bool:
    return is_whole(made, words, word_stretches(made, words, LEAD_MS), speed)


def test_a_take_in_which_all_words_sound_is_whole() -> None:
    assert whole(take(LENGTHS, [(30, 680)]))


@pytest.mark.parametrize(
    ("what", "lengths", "sounding_ms"),
    [
        ("silent", LENGTHS, [(30, 250)]),
        ("silent at first", LENGTHS, [(400, 700)]),
        ("drawn out", (2, 3, 30, 3, 2, 3, 4, 3, 4), None),
        ("drawn out at the end", (2, 3, 4, 3, 2, 3, 4, 60, 4), None),
    ],
)
def test_a_take_with_a_spoiled_word_is_not_whole(
    what: str, lengths: Sequence[int], sounding_ms: Sequence[tuple[int, int]] | None
) -> None:
    assert not whole(take(lengths, sounding_ms)), what


def test_lengths_that_are_not_those_of_the_sound_are_not_believed() -> None:
    made = take(LENGTHS)
    assert not whole(replace(made, samples=made.samples[:-UNIT_SAMPLES]))


def test_a_word_whose_sounds_all_have_the_least_length_was_swallowed_unless_it_is_little() -> None:
    long, little = (Span(1, 6, 0), Span(7, 9, 6)), WORDS
    made = take((2, 1, 1, 1, 1, 1, 2, 3, 4, 3))
    assert not is_whole(made, long, word_stretches(made, long, LEAD_MS), speed=1.0)
    assert is_whole(made, long, word_stretches(made, long, LEAD_MS), speed=1.5), "it was asked to be quick"
    made = take((2, 1, 1, 1, 2, 3, 4, 3, 3))
    assert is_whole(made, little, word_stretches(made, little, LEAD_MS), speed=1.0)


@st.composite
def takes(draw: st.DrawFn) -> tuple[Take, list[Span]]:
    """Words of one to six sounds, each sound one unit at least, some after punctuation, some of it silent."""
    sizes = draw(st.lists(st.integers(1, 6), min_size=1, max_size=8))
    paused = draw(st.lists(st.booleans(), min_size=len(sizes), max_size=len(sizes)))
    tokens, words = 1, []
    for index, size in enumerate(sizes):
        tokens += bool(index) * (1 + paused[index])
        bursts = bool(index) and paused[index] and draw(st.booleans())
        words.append(Span(tokens, tokens + size, tokens if bursts else tokens - 1, bursts))
        tokens += size
    lengths = draw(st.lists(st.integers(1, 30), min_size=tokens + 1, max_size=tokens + 1))
    times = sorted(draw(st.lists(st.integers(0, sum(lengths) * UNIT_MS), max_size=6)))
    return take(lengths, [*zip(times[::2], times[1::2], strict=False)] or None), words


@given(takes(), st.integers(0, 80))
def test_starts_rise_and_lie_within_the_sound(made: tuple[Take, list[Span]], lead_ms: int) -> None:
    spoken, words = made
    stretches = word_stretches(spoken, words, lead_ms)
    starts = [start for start, _ in stretches]
    assert all(earlier <= later for earlier, later in pairwise(starts))
    assert all(0 <= start <= end <= len(spoken.samples) for start, end in stretches)
    assert all(end <= following for (_, end), following in zip(stretches, starts[1:], strict=False))
    edges = [0, *accumulate(spoken.lengths.tolist())]
    latest = [edges[word.first] * UNIT_SAMPLES + samples_from_ms(15, SAMPLE_RATE) for word in words]
    assert all(start <= limit for start, limit in zip(starts[1:], latest[1:], strict=True))
