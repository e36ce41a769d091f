import numpy as np
import pytest

from audio.engines.espeak import EspeakEngine
from audio.hebrew.spoken_text import spoken_text
from audio.onsets import SEARCHED_MS, Edges, edges
from audio.speech import Samples, Utterance

RATES = (22_050, 24_000, 32_000)


def tone(seconds: float, rate: int, pitch_hz: float = 120) -> Samples:
    """Like a vowel: the harmonics of a voice, weaker the higher they are."""
    times = np.arange(round(seconds * rate)) / rate
    harmonics = range(1, int(5_000 / pitch_hz))
    sound = sum(np.sin(2 * np.pi * pitch_hz * number * times) / number**1.5 for number in harmonics)
    return (0.2 * sound).astype(np.float32)


def noise(seconds: float, rate: int, low_hz: float = 3_500, level: float = 0.05, seed: int = 1) -> Samples:
    """Like an s: noise above some frequency."""
    white = np.random.default_rng(seed).standard_normal(round(seconds * rate))
    spectrum = np.fft.rfft(white)
    spectrum[np.fft.rfftfreq(len(white), 1 / rate) < low_hz] = 0
    return (level * np.fft.irfft(spectrum, len(white))).astype(np.float32)


def silence(seconds: float, rate: int) -> Samples:
    return np.zeros(round(seconds * rate), np.float32)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("pitch_hz", [90, 130, 220])
def test_the_noise_of_an_s_is_found_where_it_begins(rate: int, pitch_hz: float) -> None:
    vowel_s = 0.3037
    sound = np.concatenate(
        [tone(vowel_s, rate, pitch_hz), noise(0.12, rate), tone(0.2, rate, pitch_hz), silence(0.3, rate)]
    )
    (found,) = edges(sound, rate).fricative
    assert found == pytest.approx(vowel_s * 1000, abs=5)


def test_noise_that_grows_under_a_voice_that_dies_away_begins_between_the_two() -> None:
    rate = 24_000
    fade = np.linspace(0, 1, round(0.03 * rate), dtype=np.float32)
    vowel, hiss = tone(0.33, rate), noise(0.15, rate)
    vowel[-len(fade) :] *= fade[::-1]
    hiss[: len(fade)] *= fade
    sound = np.concatenate([vowel, silence(0.12, rate), tone(0.2, rate)])
    sound[round(0.3 * rate) :][: len(hiss)] += hiss
    (found,) = edges(sound, rate).fricative
    assert 300 <= found <= 315


@pytest.mark.parametrize("rate", RATES)
def test_a_stop_is_found_where_it_bursts(rate: int) -> None:
    pause_s = 0.4123
    burst = noise(0.03, rate, low_hz=1_500, level=0.03)
    sound = np.concatenate([silence(pause_s, rate), burst, tone(0.3, rate)])
    (found,) = edges(sound, rate).stop
    assert found == pytest.approx(pause_s * 1000, abs=5)


def test_the_hum_in_the_closure_of_a_b_is_not_its_burst() -> None:
    rate = 24_000
    times = np.arange(round(0.08 * rate)) / rate
    hum = (0.02 * np.sin(2 * np.pi * 110 * times)).astype(np.float32)
    burst = noise(0.01, rate, low_hz=1_500)
    sound = np.concatenate([silence(0.4, rate), hum, burst, tone(0.3, rate)])
    (found,) = edges(sound, rate).stop
    assert found == pytest.approx(480, abs=5)


@pytest.mark.parametrize("sound", [silence(1, 24_000), tone(1, 24_000), noise(1, 24_000), silence(0, 24_000)])
def test_what_has_no_edge_has_none(sound: Samples) -> None:
    assert edges(sound, 24_000) == Edges((), ())


def test_breath_in_a_pause_is_no_stop() -> None:
    rate = 24_000
    sound = np.concatenate(
        [tone(0.3, rate), silence(0.2, rate), noise(0.2, rate, low_hz=500, level=0.0005), silence(0.2, rate)]
    )
    assert edges(sound, rate).stop == ()


def test_one_edge_near_is_taken_and_two_are_not() -> None:
    found = Edges(fricative=(500,), stop=(500, 720))
    assert found.near("fricative", 500 - SEARCHED_MS) == 500
    assert found.near("fricative", 500 + SEARCHED_MS + 1) is None
    assert found.near("stop", 610) is None
    assert found.near("stop", 460) == 500


def test_a_told_time_does_not_draw_the_edge_to_itself() -> None:
    engine = EspeakEngine()
    text = "אמא שלחה סבתא שלה מכתב, כי היא שכחה שיש יום הולדת. הילדה שרה שיר יפה, כולם שמעו."
    speech = engine.speak(Utterance(spoken_text(text, False), engine.voices()[0]))
    found = edges(speech.samples, speech.sample_rate)
    for kind in ("fricative", "stop"):
        for edge in getattr(found, kind):
            seen = [found.near(kind, edge + shift) for shift in range(-40, 41, 10)]
            assert set(seen) <= {edge, None}
    assert len(found.fricative) >= 4 and len(found.stop) >= 2
