"""Rests are as long as wanted, the sound around them is kept, and the words stay on their sounds."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.engines.pauses import Rest, Stretch, pause_samples, with_rests
from audio.speech import Samples

RATE = 24_000
FADES = 2 * 20 * RATE // 1000


@st.composite
def spoken(draw: st.DrawFn) -> tuple[Samples, list[Stretch], list[Rest]]:
    """Words that sound, and after some of them a rest: with a silence, or none where they run together."""
    sizes = draw(st.lists(st.integers(2_000, 6_000), min_size=1, max_size=6))
    samples: list[Samples] = []
    stretches: list[Stretch] = []
    rests: list[Rest] = []
    at = 0
    for index, size in enumerate(sizes):
        stretches.append((at, at + size))
        samples.append(np.full(size, (index + 1) / 10, np.float32))
        at += size
        if index < len(sizes) - 1 and draw(st.booleans()):
            silent = draw(st.integers(0, 9_000))
            rests.append(Rest(index, at, at + silent, wanted=draw(st.integers(1_000, 9_000))))
            samples.append(np.zeros(silent, np.float32))
            at += silent
    return np.concatenate(samples), stretches, rests


@given(spoken())
def test_each_rest_lasts_as_wanted_and_each_word_keeps_its_sound(
    given_sound: tuple[Samples, list[Stretch], list[Rest]],
) -> None:
    samples, stretches, rests = given_sound
    sound, moved = with_rests(samples, stretches, rests, RATE)
    assert len(sound) == len(samples) + sum(rest.change for rest in rests)
    for index, (start, end) in enumerate(moved):
        own = np.isclose(sound[start:end], (index + 1) / 10)
        assert np.count_nonzero(own) >= end - start - FADES, "a word's place holds its sound"
        assert end - start == stretches[index][1] - stretches[index][0]
    for rest in rests:
        silence = sound[moved[rest.word][1] : moved[rest.word + 1][0]]
        assert not silence.any()
        assert rest.wanted - 1 <= len(silence) <= max(rest.wanted * 1.25 + 1, rest.wanted)
    assert all(earlier[1] <= later[0] for earlier, later in pairwise(moved))


def test_nothing_changes_where_every_rest_is_right() -> None:
    samples = np.linspace(0.1, 0.9, 5_000, dtype=np.float32)
    sound, moved = with_rests(samples, [(0, 2_000), (2_500, 5_000)], [Rest(0, 2_000, 2_500, 500)], RATE)
    assert np.array_equal(sound, samples)
    assert moved == [(0, 2_000), (2_500, 5_000)]


def test_a_word_told_within_the_silence_before_it_begins_where_it_is_heard() -> None:
    samples = np.concatenate([np.ones(2_000), np.zeros(2_400), np.ones(2_000)]).astype(np.float32)
    rest = Rest(0, 2_000, 4_400, wanted=4_800)
    _, moved = with_rests(samples, [(0, 3_000), (3_000, 6_400)], [rest], RATE)
    assert moved[0] == (0, 2_000)
    assert moved[1][0] == pytest.approx(4_400 + 2_400, abs=5 * RATE // 1000)


def test_two_words_that_are_parted_do_not_click() -> None:
    tone = np.sin(np.arange(12_000) * 2 * np.pi * 150 / RATE).astype(np.float32)
    sound, _ = with_rests(tone, [(0, 6_040), (6_040, 12_000)], [Rest(0, 6_040, 6_040, 4_000)], RATE)
    assert np.abs(np.diff(sound)).max() <= np.abs(np.diff(tone)).max() * 1.05


def test_the_signs_rest_in_the_order_that_a_listener_expects_and_a_quicker_voice_rests_less() -> None:
    order = ["", ",", '"', "–", ";", ".", "?", "…"]
    lengths = [pause_samples(sign, 1.0, RATE) for sign in order]
    assert lengths == sorted(lengths)
    assert pause_samples(".", 1.25, RATE) < pause_samples(".", 1.0, RATE)
