"""A speech that is not whole must never pass."""

from dataclasses import replace

import numpy as np
import pytest

from audio.checks import check
from audio.errors import SpeechFailed
from audio.speech import Reading, Speech, SpokenText, SpokenWord, Utterance, Voice, word_spans

RATE = 24_000
VOICE = Voice("test-a", "test", "א", "m", "calm", 120)


def utterance(display: str, rate: float = 1.0) -> Utterance:
    readings = tuple(
        Reading(start, end, display[start:end] if any(map(str.isalnum, display[start:end])) else "")
        for start, end in word_spans(display)
    )
    return Utterance(SpokenText(display, readings), replace(VOICE, rate=rate))


def tone(ms: int) -> np.ndarray:
    return (0.3 * np.sin(np.arange(ms * RATE // 1000) / 30)).astype(np.float32)


ASKED = utterance("שלום לכם, חברים")
WHOLE = Speech(tone(1300), RATE, (SpokenWord(100, 500), SpokenWord(500, 800), SpokenWord(850, 1290)))


def with_words(*words: tuple[int, int]) -> Speech:
    return replace(WHOLE, words=tuple(SpokenWord(start, end) for start, end in words))


def silenced(start_ms: int, end_ms: int) -> Speech:
    samples = WHOLE.samples.copy()
    samples[start_ms * RATE // 1000 : end_ms * RATE // 1000] = 0
    return replace(WHOLE, samples=samples)


def test_a_whole_speech_passes() -> None:
    check(WHOLE, ASKED)


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (with_words((100, 500), (500, 800)), "2 of 3 words"),
        (with_words((100, 500), (500, 800), (800, 900), (900, 950)), "4 of 3 words"),
        (with_words((500, 600), (300, 700), (800, 900)), "do not rise"),
        (with_words((100, 600), (500, 800), (850, 1290)), "do not rise"),
        (with_words((-5, 500), (500, 800), (850, 1290)), "do not rise"),
        (with_words((100, 500), (500, 400), (850, 1290)), "ends before it starts"),
        (with_words((100, 500), (500, 800), (850, 1301)), "before the last word"),
        (replace(WHOLE, samples=np.zeros_like(WHOLE.samples)), "silent"),
        (replace(WHOLE, samples=np.full_like(WHOLE.samples, np.nan)), "no numbers"),
        (silenced(500, 800), 'silence in place of the word "לכם,"'),
    ],
)
def test_a_broken_speech_is_refused_with_its_reason(broken: Speech, reason: str) -> None:
    with pytest.raises(SpeechFailed, match=reason) as caught:
        check(broken, ASKED)
    assert "--engine" in caught.value.he


def test_a_speech_cut_to_a_fraction_is_too_short() -> None:
    asked = utterance("מילה " * 60)
    cut = Speech(tone(1_000), RATE, tuple(SpokenWord(16 * i, 16 * i + 16) for i in range(60)))
    with pytest.raises(SpeechFailed, match="too short"):
        check(cut, asked)


def test_a_speech_that_runs_on_for_minutes_is_too_long() -> None:
    with pytest.raises(SpeechFailed, match="too long"):
        check(replace(WHOLE, samples=tone(60_000)), ASKED)


def test_digits_may_take_as_long_as_the_words_they_stand_for() -> None:
    check(Speech(tone(6_000), RATE, (SpokenWord(0, 6_000),)), utterance("1948"))


def test_a_fast_voice_may_be_short() -> None:
    asked = utterance("מילה " * 60, rate=2.0)
    check(Speech(tone(3_000), RATE, tuple(SpokenWord(50 * i, 50 * i + 50) for i in range(60))), asked)


def test_a_paragraph_of_signs_only_may_be_a_silent_pause() -> None:
    check(Speech(np.zeros(RATE // 4, np.float32), RATE, (SpokenWord(0, 200),)), utterance("—"))


def test_a_word_without_a_measured_time_may_lie_on_a_pause() -> None:
    words = (WHOLE.words[0], replace(WHOLE.words[1], measured=False), WHOLE.words[2])
    check(replace(silenced(500, 800), words=words), ASKED)
