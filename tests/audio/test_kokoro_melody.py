"""Which questions rise and how far, in melodies that are made here."""

import numpy as np
import pytest

from audio.engines.kokoro_melody import FRAMES_A_UNIT, Curve, SungTake, questions_rise
from audio.engines.takes import Span
from audio.hebrew.niqqud import points
from audio.hebrew.said_words import SaidWord, said_words
from audio.hebrew.spoken_text import spoken_text

UNITS = 12
HZ = 120.0


def words(text: str) -> tuple[SaidWord, ...]:
    return said_words(spoken_text(text, reads_numbers=False).readings, points)


def take(piece: tuple[SaidWord, ...]) -> tuple[SungTake, list[Span]]:
    """A take in which each token lasts as long as the others, on one tone, dying away in the last word."""
    spans, tokens = [], 1
    for word in piece:
        spans.append(Span(tokens, tokens + len(word.phonemes) + 1, begin=tokens - 1))
        tokens = spans[-1].last + 1
    lengths = np.full(tokens + 1, UNITS, np.int64)
    melody = np.full(lengths.sum() * FRAMES_A_UNIT, HZ, np.float32)
    melody[: UNITS * FRAMES_A_UNIT] = melody[-UNITS * FRAMES_A_UNIT :] = 5
    return SungTake(np.zeros(0, np.float32), lengths, 600, 24_000, melody), spans


def rise(text: str) -> Curve | None:
    piece = words(text)
    made, spans = take(piece)
    return questions_rise(made, piece, spans)


@pytest.mark.parametrize("text", ["אתה בא מחר.", "אתה בא מחר", "אתה בא מחר!", "אתה בא, מחר…"])
def test_what_is_no_question_stays_as_it_is(text: str) -> None:
    assert rise(text) is None


def test_a_question_ends_four_semitones_above_its_median_and_begins_as_it_was() -> None:
    factors = rise("אתה בא איתנו מחר?")
    assert factors is not None
    assert factors[: len(factors) // 2] == pytest.approx(1)
    assert 12 * np.log2(factors.max()) == pytest.approx(4, abs=0.01)
    sung = factors[: -2 * UNITS * FRAMES_A_UNIT]
    assert (np.diff(sung) >= -1e-6).all(), "it rises to its end"
    assert factors[-1] == 1, "where there is no voice there is nothing to raise"


@pytest.mark.parametrize("text", ["מה אתה חושב מחר?", "אז למה הוא בא?", "ואיפה הוא גר?"])
def test_a_question_that_a_question_word_begins_needs_no_rise_of_its_own(text: str) -> None:
    factors = rise(text)
    assert factors is not None
    assert factors.max() < 2 ** (1 / 12)


def test_a_question_word_further_on_belongs_to_another_clause() -> None:
    factors = rise("אתה יודע מה הוא אמר?")
    assert factors is not None
    assert 12 * np.log2(factors.max()) == pytest.approx(4, abs=0.01)


def test_each_question_of_a_piece_rises_and_the_statement_between_them_does_not() -> None:
    piece = words("בא? הלך מכאן. בא?")
    made, spans = take(piece)
    factors = questions_rise(made, piece, spans)
    assert factors is not None
    edges = np.concatenate(([0], np.cumsum(made.lengths))) * FRAMES_A_UNIT
    highest = [factors[edges[span.first] : edges[span.last]].max() for span in spans]
    assert highest[0] > 1.2 and highest[3] > 1.2
    assert highest[1] == highest[2] == 1


def test_a_voice_that_ends_high_by_itself_is_not_made_lower() -> None:
    piece = words("אתה בא איתנו מחר?")
    made, spans = take(piece)
    voiced = np.flatnonzero(made.melody > 50)
    made.melody[voiced[-120:]] = 2 * HZ
    factors = questions_rise(made, piece, spans)
    assert factors is not None
    assert factors.min() == 1
