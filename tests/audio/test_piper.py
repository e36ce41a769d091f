import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from audio.adding import add_voice
from audio.calibration import SENTENCES, measure_voice
from audio.checks import check
from audio.engines import piper
from audio.engines.piper import PiperEngine
from audio.engines.piper_files import added_voices
from audio.engines.piper_setup import remove
from audio.engines.table import EngineSettings, choose_engine, open_engine
from audio.errors import BadUse, EngineUnavailable, SpeechFailed
from audio.hebrew.spoken_text import spoken_text
from audio.pitch import median_pitch
from audio.speech import Reading, Speech, SpokenText, Utterance, Voice
from tests.audio.piper_voice import LEAD_MS, RATE, SPEAKERS_HZ, write_voice

TEXT = "אנחנו מדברים היום על הקשר, על הדרך. מה אתה חושב על זה?"


@pytest.fixture(scope="module")
def voices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one voice of two speakers, a man and a woman."""
    folder = tmp_path_factory.mktemp("piper")
    add_voice(write_voice(folder, speakers=6), folder / "voices", "דנה", speakers=["p1", "p5"])
    return folder / "voices"


@pytest.fixture
def engine(voices: Path) -> PiperEngine:
    return PiperEngine(voices)


def speak(engine: PiperEngine, text: str, voice: Voice | None = None) -> Speech:
    asked = Utterance(spoken_text(text, reads_numbers=False), voice or engine.voices()[0])
    speech = engine.speak(asked)
    check(speech, asked)
    return speech


def test_an_added_voice_is_known_by_what_was_measured_of_it(engine: PiperEngine) -> None:
    man, woman = engine.voices()
    assert (man.id, man.name, man.gender) == ("piper-toy-p1", "דנה p1", "m")
    assert (woman.id, woman.name, woman.gender) == ("piper-toy-p5", "דנה p5", "f")
    assert man.pitch_hz == pytest.approx(SPEAKERS_HZ[1], rel=0.05)
    assert woman.pitch_hz == pytest.approx(SPEAKERS_HZ[5], rel=0.05)


def test_each_speaker_has_the_pitch_it_was_measured_to_have(engine: PiperEngine) -> None:
    for voice in engine.voices():
        assert median_pitch(speak(engine, TEXT, voice)) == pytest.approx(voice.pitch_hz, rel=0.05)


def test_the_words_begin_where_their_sounds_do_though_the_sound_runs_before_the_lengths(
    engine: PiperEngine, voices: Path
) -> None:
    for speaker in added_voices(voices)[0].record.speakers:
        assert abs(speaker.lead_ms - LEAD_MS) <= 15
    # Other sentences than those that the lead was measured with.
    onsets = measure_voice(engine, engine.voices()[0], SENTENCES[1::6])
    assert len(onsets.errors_ms) >= 20
    assert abs(onsets.median_ms) <= 5
    assert onsets.within_30_ms >= 0.95


def test_the_same_words_give_the_same_sound_in_one_process_and_in_the_next(
    engine: PiperEngine, voices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = speak(engine, TEXT)
    assert np.array_equal(speak(engine, TEXT).samples, first.samples)
    monkeypatch.setattr(piper, "loaded", piper.loaded.__wrapped__)
    assert np.array_equal(speak(PiperEngine(voices), TEXT).samples, first.samples)


@pytest.mark.parametrize("rate", [0.8, 1.25])
def test_the_pace_asked_for_is_kept_and_the_words_move_with_it(engine: PiperEngine, rate: float) -> None:
    own, paced = speak(engine, TEXT), speak(engine, TEXT, replace(engine.voices()[0], rate=rate))
    assert paced.duration_ms == pytest.approx(own.duration_ms / rate, rel=0.1)
    assert paced.words[-1].start_ms == pytest.approx(own.words[-1].start_ms / rate, rel=0.1)


def test_the_shift_asked_for_moves_the_pitch_and_hardly_a_word(engine: PiperEngine) -> None:
    own, higher = speak(engine, TEXT), speak(engine, TEXT, replace(engine.voices()[0], pitch_st=3.0))
    assert higher.sample_rate == RATE
    assert median_pitch(higher) / median_pitch(own) == pytest.approx(2 ** (3 / 12), rel=0.05)
    assert higher.duration_ms == pytest.approx(own.duration_ms, rel=0.08)
    assert all(
        abs(moved.start_ms - word.start_ms) <= 0.08 * own.duration_ms
        for moved, word in zip(higher.words, own.words, strict=True)
    )


def test_it_rests_at_the_signs(engine: PiperEngine) -> None:
    words = speak(engine, TEXT).words
    gaps = [later.start_ms - earlier.end_ms for earlier, later in pairwise(words)]
    comma, full_stop = gaps[4], gaps[6]
    assert 180 <= comma < full_stop
    assert full_stop >= 370


def test_a_voice_that_was_taught_letters_gets_letters(tmp_path: Path) -> None:
    add_voice(write_voice(tmp_path, "letters", phoneme_type="text"), tmp_path / "voices")
    engine = PiperEngine(tmp_path / "voices")
    starts = [word.start_ms for word in speak(engine, TEXT).words]
    assert starts == sorted(set(starts))


def test_a_word_in_other_letters_is_refused_by_name(engine: PiperEngine) -> None:
    text = SpokenText("привет", (Reading(0, 6, "привет"),))
    with pytest.raises(SpeechFailed, match="привет"):
        engine.speak(Utterance(text, engine.voices()[0]))


def test_a_swallowed_word_is_an_error_and_no_shorter_speech(
    engine: PiperEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(piper, "all_heard", lambda take, stretches: False)
    with pytest.raises(SpeechFailed, match="Piper voice"):
        engine.speak(Utterance(spoken_text("שלום עולם.", False), engine.voices()[0]))


def test_where_none_was_added_it_says_how(tmp_path: Path) -> None:
    for folder in (None, tmp_path, tmp_path / "none"):
        engine = PiperEngine(folder)
        assert engine.voices() == ()
        with pytest.raises(EngineUnavailable, match="karyan voices add"):
            engine.check_ready(1)


def test_auto_never_takes_it_over_the_voice_that_is_understood_better(voices: Path) -> None:
    nobody = "ws://127.0.0.1:9/"
    assert choose_engine("auto", EngineSettings(edge_url=nobody, piper=voices)).engine.name == "kokoro"
    without = EngineSettings(edge_url=nobody, piper=voices, voices=voices / "no kokoro")
    assert choose_engine("auto", without).engine.name == "piper"
    assert choose_engine("piper", EngineSettings(piper=voices)).engine.name == "piper"


def test_a_clip_is_made_anew_when_a_voice_is_another(tmp_path: Path, voices: Path) -> None:
    settings = EngineSettings(piper=tmp_path)
    assert (
        open_engine("piper", settings).version != open_engine("piper", EngineSettings(piper=voices)).version
    )


def test_a_voice_that_cannot_say_a_sentence_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(*_: object) -> bool:
        return False

    monkeypatch.setattr(piper, "all_heard", silent)
    with pytest.raises(BadUse, match=r"could not say a test sentence.*choose another"):
        add_voice(write_voice(tmp_path), tmp_path / "voices")
    assert list((tmp_path / "voices").iterdir()) == []


@pytest.fixture(scope="module")
def told() -> list[tuple[int, int]]:
    """How far the adding of `toy` had come, each time that it was told."""
    return []


@pytest.fixture(scope="module")
def toy(told: list[tuple[int, int]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a voice of one speaker; for copying, since its measuring takes seconds."""
    folder = tmp_path_factory.mktemp("toy")

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    add_voice(write_voice(folder), folder / "voices", gender="m", tell=tell)
    return folder / "voices"


@pytest.fixture
def own(toy: Path, tmp_path: Path) -> Path:
    """A copy of it, which a test may spoil."""
    return shutil.copytree(toy, tmp_path / "voices")


def test_adding_tells_how_far_it_has_come(toy: Path, told: list[tuple[int, int]]) -> None:
    assert [done for done, _ in told] == list(range(1, told[-1][1] + 1))
    assert PiperEngine(toy).voices()[0].gender == "m"


@pytest.mark.parametrize("name", ["toy", "piper-toy"])
def test_a_removed_voice_is_gone(own: Path, name: str) -> None:
    assert remove(name, own) == "toy"
    assert PiperEngine(own).voices() == ()
    with pytest.raises(BadUse, match="karyan voices"):
        remove(name, own)


def test_a_voice_without_its_description_counts_as_none(own: Path) -> None:
    (own / "toy" / "karyan.json").unlink()
    assert PiperEngine(own).voices() == ()


def test_a_voice_without_its_model_says_what_to_run(own: Path) -> None:
    (own / "toy" / "voice.onnx").unlink()
    with pytest.raises(EngineUnavailable, match="karyan voices remove"):
        PiperEngine(own).check_ready(1)
