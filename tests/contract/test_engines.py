"""What every engine keeps, whatever it is made of.

To hold one more engine to it, name it in `ENGINES`; one that needs more than its class has a fixture here.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from audio.adding import add_voice
from audio.checks import check
from audio.engines.base import Engine
from audio.engines.espeak import EspeakEngine
from audio.engines.kokoro import KokoroEngine
from audio.engines.piper import PiperEngine
from audio.engines.table import UnknownVoice
from audio.hebrew.spoken_text import spoken_text
from audio.speech import Speech, Utterance, word_spans
from tests.audio.piper_voice import write_voice

pytest_plugins = ["tests.faults.fixtures"]

SLOW = (pytest.param(name, marks=pytest.mark.slow) for name in ("kokoro", "piper"))
ENGINES = ("espeak", "edge", *SLOW)
SENTENCE = "אנחנו מדברים היום על הקשר שבין אנשים, ועל הדרך שבה אדם לומד להקשיב."
QUESTION = "מה אתה חושב על זה?"
NUMBERS = 'בשיחה 451, ב-11.11.14 בשעה 12:30, היו 3 ילדים ו-15% מהם בחו"ל.'


@pytest.fixture
def espeak() -> Engine:
    return EspeakEngine()


@pytest.fixture
def kokoro() -> Engine:
    return KokoroEngine()


@pytest.fixture(scope="module")
def piper(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("piper")
    add_voice(write_voice(folder, speakers=6), folder / "voices")
    return PiperEngine(folder / "voices")


@pytest.fixture
def edge(loopback_edge: Engine) -> Engine:
    return loopback_edge


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.getfixturevalue(request.param)
    return found


def utterance(engine: Engine, text: str, voice: int = 0) -> Utterance:
    return Utterance(spoken_text(text, engine.reads_numbers), engine.voices()[voice])


def speak(engine: Engine, text: str, voice: int = 0) -> Speech:
    """The speech of a text, after every check that comes before a clip."""
    asked = utterance(engine, text, voice)
    speech = engine.speak(asked)
    check(speech, asked)
    assert len(speech.words) == len(word_spans(text))
    return speech


def starts(speech: Speech) -> Sequence[int]:
    return [word.start_ms for word in speech.words]


def test_its_voices_are_men_and_women_lively_and_calm_under_names_of_its_own(engine: Engine) -> None:
    voices = engine.voices()
    assert {(voice.gender, voice.manner) for voice in voices} >= {("m", "calm"), ("f", "calm")}
    assert len({voice.id for voice in voices}) == len({voice.name for voice in voices}) == len(voices) >= 6
    assert all(voice.id.startswith(f"{engine.name}-") and voice.engine == engine.name for voice in voices)


def test_it_is_ready(engine: Engine) -> None:
    engine.check_ready(timeout_s=20)


def test_each_displayed_word_is_heard_in_order_within_the_sound(engine: Engine) -> None:
    speech = speak(engine, SENTENCE)
    assert all(earlier < later for earlier, later in pairwise(starts(speech)))
    assert all(word.measured and word.start_ms < word.end_ms for word in speech.words)


def test_the_sound_is_mono_of_full_scale_and_not_silent(engine: Engine) -> None:
    speech = speak(engine, SENTENCE)
    assert speech.samples.dtype == np.float32
    assert speech.samples.ndim == 1
    assert 0.05 < np.abs(speech.samples).max() <= 1.0


def test_the_same_utterance_has_the_same_words_each_time(engine: Engine) -> None:
    first, second = speak(engine, SENTENCE), speak(engine, SENTENCE)
    assert len(first.words) == len(second.words)
    assert first.duration_ms == pytest.approx(second.duration_ms, abs=20)


@pytest.mark.parametrize(
    "text", ["כן.", QUESTION, NUMBERS, "הטבע, , וגם .. הסביבה", "– שלום –", 'הוא אמר: "כן!"']
)
def test_short_and_odd_paragraphs_are_spoken_whole(engine: Engine, text: str) -> None:
    speak(engine, text)


def test_a_number_takes_the_time_of_its_words(engine: Engine) -> None:
    speech = speak(engine, "שיחה 451 כאן")
    label, number, here = speech.words
    assert number.end_ms - number.start_ms > label.end_ms - label.start_ms
    assert here.start_ms >= number.end_ms


def test_a_paragraph_of_signs_is_a_short_pause(engine: Engine) -> None:
    speech = speak(engine, "– … –")
    assert 0 < speech.duration_ms <= 2_000


@pytest.mark.slow
def test_a_very_long_paragraph_is_spoken_whole(engine: Engine) -> None:
    text = " ".join([SENTENCE] * (3_000 // len(SENTENCE) + 1))
    assert len(text) >= 3_000
    speak(engine, text)


def test_a_voice_that_it_does_not_have_is_refused_with_what_to_do(engine: Engine) -> None:
    asked = utterance(engine, "שלום")
    with pytest.raises(UnknownVoice, match="karyan voices"):
        engine.speak(replace(asked, voice=replace(asked.voice, id=f"{engine.name}-nobody")))
