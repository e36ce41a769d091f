import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from audio.checks import check
from audio.engines.espeak import EspeakEngine
from audio.errors import SpeechFailed
from audio.hebrew.letters import without_points
from audio.hebrew.niqqud import points
from audio.hebrew.spoken_text import spoken_text
from audio.pitch import median_pitch
from audio.speech import Reading, Speech, SpokenText, Utterance, Voice
from audio.timecode import samples_from_ms

REAL = Path(__file__).parents[3] / "shared" / "transcripts" / "new-life-451.txt"
TEXT = "אנחנו מדברים היום על הקשר שבין אנשים, ועל הדרך שבה אדם לומד להקשיב. מה אתה חושב על זה?"
ENGINE = EspeakEngine()


def speak(text: str, voice: Voice | None = None) -> Speech:
    asked = Utterance(spoken_text(text, reads_numbers=False), voice or ENGINE.voices()[0])
    speech = ENGINE.speak(asked)
    check(speech, asked)
    return speech


def energy_edge_ms(speech: Speech, around_ms: int) -> float:
    """Where the sound rises out of the pause before a word that begins at about that time."""
    first = samples_from_ms(around_ms - 60, speech.sample_rate)
    window = np.abs(speech.samples[first : first + samples_from_ms(150, speech.sample_rate)])
    return around_ms - 60 + int(np.argmax(window > 0.005)) * 1000 / speech.sample_rate


def test_every_voice_speaks_and_their_measured_pitches_lie_apart() -> None:
    voices = ENGINE.voices()
    assert len(voices) >= 6
    pitches = sorted(voice.pitch_hz for voice in voices)
    assert all(higher / lower >= 1.1 for lower, higher in pairwise(pitches))
    for voice in voices:
        assert median_pitch(speak(TEXT, voice)) == pytest.approx(voice.pitch_hz, rel=0.12), voice.id


def test_the_pace_asked_for_is_kept_and_the_words_move_with_it() -> None:
    voice = ENGINE.voices()[0]
    own, quick = speak(TEXT, voice), speak(TEXT, replace(voice, rate=1.4))
    assert 0.65 < quick.duration_ms / own.duration_ms < 0.8
    assert quick.words[-1].start_ms / own.words[-1].start_ms == pytest.approx(1 / 1.4, abs=0.07)


def test_the_shift_asked_for_is_heard_in_semitones() -> None:
    voice = next(voice for voice in ENGINE.voices() if voice.id == "espeak-avner")
    ratio = median_pitch(speak(TEXT, replace(voice, pitch_st=4))) / median_pitch(speak(TEXT, voice))
    assert 12 * np.log2(ratio) == pytest.approx(4, abs=1)


def test_a_word_after_a_pause_begins_where_the_sound_rises() -> None:
    speech = speak("תודה. טוב. דבר. כאן. בוא. תראה. קום. גם.")
    starts = [word.start_ms for word in speech.words[1:]]
    assert all(abs(energy_edge_ms(speech, start) - start) <= 10 for start in starts)


def test_a_word_ends_where_the_pause_begins() -> None:
    first, second = speak("שלום. עולם").words
    assert second.start_ms - first.end_ms > 100


def test_a_displayed_word_of_several_spoken_words_spans_them() -> None:
    compound, after = speak("לי-ראש כאן").words
    first, second, _ = speak("לי ראש כאן").words
    assert compound.start_ms == first.start_ms
    assert compound.end_ms == pytest.approx(second.end_ms, abs=30)
    assert after.start_ms >= compound.end_ms


def test_a_sign_has_the_pause_in_which_it_stands() -> None:
    before, sign, after = speak("הטבע , וגם").words
    assert (sign.start_ms, sign.end_ms) == (before.end_ms, after.start_ms)


def test_a_question_and_a_statement_sound_different() -> None:
    asked, told = speak("אתה בא?"), speak("אתה בא.")
    assert len(asked.samples) != len(told.samples) or not np.allclose(asked.samples, told.samples, atol=0.01)


def test_points_come_from_the_function_it_was_given() -> None:
    texts: list[str] = []

    def noted(text: str) -> str:
        texts.append(text)
        return points(text)

    EspeakEngine(points=noted).speak(Utterance(spoken_text("שלום 3", False), ENGINE.voices()[0]))
    assert [without_points(text) for text in texts] == ["שלום שלוש"]


def test_a_word_that_is_not_hebrew_is_an_error_and_no_silence() -> None:
    text = SpokenText("hello", (Reading(0, 5, "hello"),))
    with pytest.raises(SpeechFailed, match="hello"):
        ENGINE.speak(Utterance(text, ENGINE.voices()[0]))


def test_threads_that_share_it_do_not_mix_their_speech() -> None:
    texts = [f"{TEXT} {'טוב ' * n}" for n in range(1, 7)]
    alone = [len(speak(text).words) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert [len(speech.words) for speech in pool.map(speak, texts)] == alone


def test_it_goes_to_another_process_whole_and_of_the_same_version() -> None:
    assert EspeakEngine().version == ENGINE.version
    assert pickle.loads(pickle.dumps(ENGINE)).version == ENGINE.version


@pytest.mark.slow
def test_every_word_of_the_real_transcript_has_its_own_time() -> None:
    if not REAL.exists():
        pytest.skip("the real transcript is not here")
    for line in filter(str.strip, REAL.read_text("utf-8").splitlines()):
        starts = [word.start_ms for word in speak(line).words if word.end_ms > word.start_ms]
        assert all(earlier < later for earlier, later in pairwise(starts))
