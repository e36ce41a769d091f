from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.encoding import SAMPLE_RATE, SLOT_SAMPLES, encode
from audio.engines.espeak import EspeakEngine
from audio.errors import SpeechFailed
from audio.loudness import loudness_lufs
from audio.mixing import CEILING_DBTP, LEAD_IN_MS, LOUDNESS_LUFS, ShapedSpeech, shape
from audio.resampling import resample
from audio.speech import Reading, Samples, Speech, SpokenText, SpokenWord, Utterance, word_spans
from tests.audio.sounds import heard, lag, true_peak_dbtp, voiced

SHORT = voiced(0.6, SAMPLE_RATE, seed=9)


def shaped(sound: Samples, sample_rate: int = SAMPLE_RATE) -> ShapedSpeech:
    return shape(Speech(sound, sample_rate, ()))


def spoken_part(clip: ShapedSpeech) -> Samples:
    ms = SAMPLE_RATE // 1000
    return clip.samples[clip.speech_start_ms * ms : clip.speech_end_ms * ms]


@pytest.mark.parametrize("seconds", [0.05, 0.3, 1.0, 2.7])
def test_a_clip_is_whole_slots_and_silent_at_both_ends(seconds: float) -> None:
    clip = shaped(voiced(seconds, SAMPLE_RATE, seed=2))
    assert len(clip.samples) % SLOT_SAMPLES == 0
    assert clip.samples.dtype == np.float32
    assert clip.speech_start_ms == LEAD_IN_MS
    assert not clip.samples[: LEAD_IN_MS * 24].any()
    assert clip.length_ms - clip.speech_end_ms >= 48
    assert not clip.samples[clip.speech_end_ms * 24 + 24 :].any()


@pytest.mark.parametrize("peak", [0.003, 0.1, 1.0])
@pytest.mark.parametrize("crest", ["flat", "syllables", "clicks"])
def test_every_clip_is_equally_loud_with_its_peaks_under_the_ceiling(peak: float, crest: str) -> None:
    sound = voiced(5, SAMPLE_RATE, seed=3)
    if crest == "flat":
        sound = np.tanh(8 * sound)
    if crest == "clicks":
        sound[7_000::20_000] = 4
    clip = shaped((sound * peak / np.abs(sound).max()).astype(np.float32))
    assert loudness_lufs(spoken_part(clip), SAMPLE_RATE) == pytest.approx(LOUDNESS_LUFS, abs=0.3)
    assert clip.loudness_lufs == pytest.approx(LOUDNESS_LUFS, abs=0.3)
    assert true_peak_dbtp(clip.samples, SAMPLE_RATE) <= CEILING_DBTP + 0.1


def test_the_voices_of_an_engine_are_equally_loud_in_the_finished_file() -> None:
    engine = EspeakEngine(points=str)
    text = "שָׁלוֹם יֶלֶד, מָה שְׁלוֹמְךָ הַיּוֹם?"
    readings = tuple(Reading(start, end, text[start:end]) for start, end in word_spans(text))
    for voice in engine.voices():
        clip = shape(engine.speak(Utterance(SpokenText(text, readings), voice)))
        (decoded,) = heard(BytesIO(encode(clip.samples).mp3), [(clip.speech_start_ms, clip.speech_end_ms)])
        assert loudness_lufs(decoded, SAMPLE_RATE) == pytest.approx(LOUDNESS_LUFS, abs=0.4), voice.id
        assert true_peak_dbtp(decoded, SAMPLE_RATE) <= -1, voice.id


def test_a_word_shorter_than_a_block_of_the_meter_is_as_loud_as_a_long_speech() -> None:
    long = voiced(6, SAMPLE_RATE, seed=4)
    word, speech = shaped(long[: SAMPLE_RATE // 5]), shaped(long)
    again_and_again = np.tile(spoken_part(word), 30)
    difference = loudness_lufs(again_and_again, SAMPLE_RATE) - loudness_lufs(spoken_part(speech), SAMPLE_RATE)
    assert abs(difference) < 0.5


def test_sound_that_stays_under_the_ceiling_is_only_made_louder() -> None:
    sound = np.tanh(8 * voiced(4, SAMPLE_RATE, seed=5)).astype(np.float32) * np.float32(0.01)
    clip = shaped(sound)
    inner = slice(SAMPLE_RATE, 3 * SAMPLE_RATE)
    after = clip.samples[LEAD_IN_MS * 24 :][: len(sound)][inner]
    assert np.corrcoef(after, sound[inner])[0, 1] > 0.999_999


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100, 48_000])
def test_a_word_is_heard_when_its_time_says_at_any_rate_and_at_the_end_of_a_long_speech(rate: int) -> None:
    word = voiced(0.3, rate, seed=6)
    sound = np.zeros(rate * 60, np.float32)
    starts_ms = (700, 30_000, 59_000)
    for start_ms in starts_ms:
        at = start_ms * rate // 1000
        sound[at : at + len(word)] = word
    words = tuple(SpokenWord(start_ms, start_ms + 300) for start_ms in starts_ms)
    clip = shape(Speech(sound, rate, words))
    first = clip.samples[clip.words[0].start_ms * 24 - 480 :][: 480 + 7200]
    for moved in clip.words[1:]:
        here = clip.samples[moved.start_ms * 24 - 480 :][: 480 + 7200]
        assert abs(lag(here, first)) <= 24
    alone = resample(word, rate, SAMPLE_RATE)
    assert abs(lag(first, alone) - 480) <= 24
    # 700 ms of silence went, but for the 20 ms in which a soft sound could begin.
    assert LEAD_IN_MS <= clip.words[0].start_ms <= LEAD_IN_MS + 30
    assert clip.words[2].start_ms - clip.words[0].start_ms == 58_300


def test_a_soft_beginning_and_a_soft_end_are_not_cut_off() -> None:
    breath = 0.02 * np.random.default_rng(7).standard_normal(SAMPLE_RATE // 8).astype(np.float32)
    sound = np.concatenate([breath, voiced(1, SAMPLE_RATE, seed=7), breath])
    clip = shaped(sound)
    assert clip.speech_end_ms - clip.speech_start_ms == pytest.approx(1250, abs=2)


def test_silence_at_the_ends_of_a_speech_is_taken_away() -> None:
    second = np.zeros(SAMPLE_RATE, np.float32)
    steady = np.tanh(np.random.default_rng(8).standard_normal(SAMPLE_RATE)).astype(np.float32)
    clip = shaped(np.concatenate([second, steady, second, second]))
    assert clip.speech_end_ms - clip.speech_start_ms == pytest.approx(1040, abs=15)


@pytest.mark.parametrize("sound", [np.zeros(24_000, np.float32), np.zeros(0, np.float32)])
def test_a_silent_speech_is_a_failure_and_never_a_clip(sound: Samples) -> None:
    with pytest.raises(SpeechFailed):
        shaped(sound)


@given(
    times=st.lists(
        st.tuples(st.integers(-50, 900), st.integers(0, 400), st.booleans()), min_size=1, max_size=40
    )
)
def test_words_rise_never_overlap_and_stay_within_the_speech(times: list[tuple[int, int, bool]]) -> None:
    words = tuple(SpokenWord(start, start + length, measured) for start, length, measured in sorted(times))
    clip = shape(Speech(SHORT, SAMPLE_RATE, words))
    assert [word.measured for word in clip.words] == [word.measured for word in words]
    clock = [time for word in clip.words for time in (word.start_ms, word.end_ms)]
    assert clock == sorted(clock)
    assert len({word.start_ms for word in clip.words}) == len(words)
    assert clip.speech_start_ms <= clock[0] and clock[-1] <= clip.speech_end_ms
    assert all(word.start_ms < word.end_ms for word in clip.words)
