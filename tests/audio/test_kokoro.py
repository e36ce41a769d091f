from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from audio.checks import check
from audio.engines import kokoro, kokoro_times
from audio.engines.kokoro import KokoroEngine
from audio.engines.parts import Part
from audio.errors import SpeechFailed
from audio.hebrew.niqqud import points
from audio.hebrew.spoken_text import spoken_text
from audio.pitch import median_pitch
from audio.speech import Reading, Speech, SpokenText, Utterance, Voice
from audio.timecode import samples_from_ms

TEXT = "אנחנו מדברים היום על הקשר שבין אנשים. מה אתה חושב על הדרך הזאת?"
ENGINE = KokoroEngine()


def asked(text: str, voice: Voice | None = None) -> Utterance:
    return Utterance(spoken_text(text, reads_numbers=False), voice or ENGINE.voices()[0])


@cache  # the same words sound the same each time
def speak(text: str, voice: Voice | None = None) -> Speech:
    utterance = asked(text, voice)
    speech = ENGINE.speak(utterance)
    check(speech, utterance)
    return speech


@cache
def parts() -> tuple[Part, ...]:
    return tuple(ENGINE.parts(asked(TEXT)))


def loudest(speech: Speech, start_ms: int, end_ms: int) -> float:
    start, end = (samples_from_ms(ms, speech.sample_rate) for ms in (start_ms, end_ms))
    return float(np.abs(speech.samples[start:end]).max(initial=0.0))


def test_there_are_six_men_and_six_women_and_a_lively_and_a_calm_one_of_each() -> None:
    voices = ENGINE.voices()
    for gender in ("m", "f"):
        of_gender = [voice for voice in voices if voice.gender == gender]
        assert len(of_gender) >= 6
        assert {voice.manner for voice in of_gender} == {"lively", "calm"}


@pytest.mark.slow
def test_each_voice_speaks_at_the_pitch_it_is_told_to_have() -> None:
    """Told is the median of many sentences; a single one may lie four semitones from it."""
    for voice in ENGINE.voices():
        assert median_pitch(speak("מה שלומך היום, ומה נלמד?", voice)) == pytest.approx(
            voice.pitch_hz, rel=0.25
        ), voice.id


def test_a_pause_stands_where_a_sentence_ends_and_belongs_to_no_word() -> None:
    speech = speak(TEXT)
    before, after = speech.words[6], speech.words[7]
    assert 300 <= after.start_ms - before.end_ms <= 700
    assert loudest(speech, before.end_ms + 60, after.start_ms - 30) < 0.02


def test_no_part_begins_or_ends_with_a_click() -> None:
    for part in parts():
        for edge in (part.samples[:24], part.samples[-24:]):
            assert np.abs(edge).max() < 0.01


def test_the_last_sound_of_a_sentence_is_not_cut() -> None:
    """Each part dies away: its last 10 ms before the silence are far below its loudest."""
    for part in parts():
        assert np.abs(part.samples[-240:]).max() < 0.1 * np.abs(part.samples).max()


@pytest.mark.parametrize("rate", [0.8, 1.25])
def test_the_pace_asked_for_is_kept_and_the_words_move_with_it(rate: float) -> None:
    own = speak(TEXT)
    paced = speak(TEXT, replace(ENGINE.voices()[0], rate=rate))
    assert paced.duration_ms == pytest.approx(own.duration_ms / rate, rel=0.1)
    for word, before in zip(paced.words, own.words, strict=True):
        assert word.start_ms == pytest.approx(before.start_ms / rate, abs=0.08 * own.duration_ms)
        assert loudest(paced, word.start_ms, word.end_ms) > 0.02


def test_the_shift_asked_for_moves_the_pitch_and_no_word() -> None:
    own = speak(TEXT)
    higher = speak(TEXT, replace(ENGINE.voices()[0], pitch_st=3.0))
    assert median_pitch(higher) / median_pitch(own) == pytest.approx(2 ** (3 / 12), rel=0.08)
    assert all(
        abs(moved.start_ms - word.start_ms) <= 40 for moved, word in zip(higher.words, own.words, strict=True)
    )


def test_a_paragraph_comes_part_by_part_in_order() -> None:
    assert [len(part.words) for part in parts()] == [7, 6]
    readings = [word.reading for part in parts() for word in part.words]
    assert readings == sorted(readings)


def test_a_sentence_that_was_not_spoken_whole_is_spoken_again_in_two_halves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_at: list[int] = []

    def whole_only_if_short(take: object, words: tuple[object, ...], *rest: object) -> bool:
        looked_at.append(len(words))
        return len(words) <= 4

    monkeypatch.setattr(kokoro, "is_whole", whole_only_if_short)
    speech = ENGINE.speak(asked("אנחנו מדברים היום על הקשר שבין אנשים."))
    assert looked_at[0] == 7
    assert len(looked_at) == 3
    assert all(earlier.start_ms < later.start_ms for earlier, later in pairwise(speech.words))


def test_a_word_that_is_swallowed_even_alone_is_an_error_and_no_shorter_speech(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kokoro_times, "_LONGEST_LAST", 0)
    with pytest.raises(SpeechFailed, match="neural voice"):
        ENGINE.speak(asked("שלום עולם."))


def test_a_word_in_other_letters_is_refused_by_name() -> None:
    text = SpokenText("привет", (Reading(0, 6, "привет"),))
    with pytest.raises(SpeechFailed, match="привет"):
        ENGINE.speak(Utterance(text, ENGINE.voices()[0]))


def test_the_points_given_are_those_that_are_spoken() -> None:
    seen: list[str] = []

    def noted(text: str) -> str:
        seen.append(text)
        return points(text)

    KokoroEngine(points=noted).speak(asked("שלום לכם."))
    assert seen == ["שלום לכם."]
