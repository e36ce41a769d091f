from collections.abc import Sequence
from dataclasses import replace

import pytest

from audio.calibration import SENTENCES, Place, VoiceOnsets, measure_voice, places
from audio.engines.base import Lanes
from audio.engines.espeak import EspeakEngine
from audio.engines.kokoro import KokoroEngine
from audio.speech import Speech, Utterance, Voice

ESPEAK = EspeakEngine()
GIL = next(voice for voice in ESPEAK.voices() if voice.id == "espeak-gil")
FEW = SENTENCES[:3]


class Late:
    """The draft voice with each word told later than it is, by a constant."""

    name = "late"
    version = "1"
    reads_numbers = False
    lanes = Lanes("process")

    def __init__(self, late_ms: int) -> None:
        self._late_ms = late_ms

    def voices(self) -> Sequence[Voice]:
        return ESPEAK.voices()

    def check_ready(self, timeout_s: float) -> None:
        pass

    def speak(self, utterance: Utterance) -> Speech:
        speech = ESPEAK.speak(utterance)
        late = (replace(word, start_ms=word.start_ms + self._late_ms) for word in speech.words)
        return replace(speech, words=tuple(late))


def onsets(fricatives: tuple[int, ...], stops: tuple[int, ...] = (), voice: Voice = GIL) -> VoiceOnsets:
    return VoiceOnsets(voice, fricatives, stops, unclear=2)


def test_the_places_are_words_with_s_after_a_vowel_and_stops_after_punctuation() -> None:
    assert places("אבא שר, כולם שרים סוף סוף. טוב") == (
        Place(1, "fricative"),
        Place(2, "stop"),
        Place(6, "stop"),
    )


def test_the_sentences_hold_as_many_places_as_four_voices_need() -> None:
    kinds = [place.kind for sentence in SENTENCES for place in places(sentence)]
    assert kinds.count("fricative") >= 120
    assert kinds.count("stop") >= 80


def test_the_draft_voice_tells_its_words_where_they_are() -> None:
    called: list[None] = []
    measured = measure_voice(ESPEAK, GIL, FEW, lambda: called.append(None))
    assert len(called) == len(FEW)
    assert len(measured.errors_ms) >= 8
    assert abs(measured.median_ms) <= 10
    assert measured.within_30_ms == 1


@pytest.mark.parametrize("late_ms", [-40, 40])
def test_words_told_late_or_early_by_a_constant_are_found_out(late_ms: int) -> None:
    own = measure_voice(ESPEAK, GIL, FEW)
    assert measure_voice(Late(late_ms), GIL, FEW).median_ms == pytest.approx(own.median_ms + late_ms, abs=4)


@pytest.mark.slow
def test_the_neural_voice_tells_its_words_where_they_are() -> None:
    engine = KokoroEngine()
    measured = measure_voice(engine, engine.voices()[0], FEW)
    assert len(measured.errors_ms) >= 8
    assert abs(measured.median_ms) <= 12
    assert measured.within_30_ms >= 0.85


def test_the_figures_of_known_errors() -> None:
    measured = onsets((-40, 0, 10), (20, 30))
    assert measured.errors_ms == (-40, 0, 10, 20, 30)
    assert measured.median_ms == 10
    assert measured.within_30_ms == 0.8
    assert measured.p90_ms == pytest.approx(36)
    assert measured.unclear_share == pytest.approx(2 / 7)
    assert measured.best_lead_ms is None


def test_a_voice_that_is_told_late_gets_a_longer_lead() -> None:
    engine = KokoroEngine()
    voice = engine.voices()[0]
    right = onsets((0,), voice=voice).best_lead_ms
    assert right is not None
    assert onsets((7, 7, 7), voice=voice).best_lead_ms == right + 7


def test_nothing_found_is_no_error() -> None:
    nothing = onsets(())
    assert (nothing.median_ms, nothing.within_30_ms, nothing.p90_ms, nothing.unclear_share) == (0, 0, 0, 1)
