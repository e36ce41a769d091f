import json
import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from click.testing import CliRunner

from audio.calibration import SENTENCES, Lag, VoiceOnsets
from audio.speech import Voice
from player import calibrating
from player.calibrating import POLITE, calibrate, onset_facts, onset_row
from player.cli import karyan
from player.home import Home, open_home
from tests.faults import edge_service as service_module
from tests.faults.edge_service import EdgeService
from tests.faults.edge_voice import Asked, Said, encoded, say

pytest_plugins = ["tests.faults.fixtures"]


@pytest.fixture(autouse=True)
def few_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibrating, "SENTENCES", SENTENCES[:2])


def run(home: Home, *words: str, language: str = "en") -> tuple[int, str, str]:
    settings = {
        "KARYAN_HOME": str(home.settings.home),
        "KARYAN_ENGINE": "espeak",
        "KARYAN_LANGUAGE": language,
    }
    done = CliRunner().invoke(karyan, ["calibrate", *words], env=settings)
    return done.exit_code, done.stdout, done.stderr


def test_a_line_a_voice_in_the_users_language(home: Home) -> None:
    code, shown, progress = run(home, "--engine", "espeak")
    assert code == 0
    lines = shown.splitlines()
    assert len(lines) == 8
    assert all(re.match(r"espeak-\w+\t\d+ edges \(\d+% unclear\), median [+-]\d+ ms", line) for line in lines)
    assert "Measuring" in progress
    _, shown, _ = run(home, "--voice", "espeak-gil", language="he")
    assert "חציון" in shown and len(shown.splitlines()) == 1


def test_json_holds_the_figures_of_the_voices_asked_for(home: Home) -> None:
    code, shown, _ = run(home, "--voice", "espeak-gil", "--voice", "espeak-amos", "--json")
    assert code == 0
    first, second = json.loads(shown)
    assert (first["voice"], second["voice"]) == ("espeak-gil", "espeak-amos")
    assert first["engine"] == "espeak"
    assert first["edges"] >= 4
    assert abs(first["median_ms"]) <= 12
    assert first["within_30_ms"] >= 0.9
    assert first["best_lead_ms"] is None


@pytest.mark.slow
def test_the_voice_asked_for_chooses_the_engine_and_must_be_one_of_it(home: Home) -> None:
    for words in (["--voice", "nobody"], ["--engine", "espeak", "--voice", "kokoro-shira"]):
        code, shown, complaint = run(home, *words)
        assert (code, shown) == (2, "")
        assert "karyan voices" in complaint
    code, shown, _ = run(home, "--voice", "kokoro-shira")
    assert code == 0
    assert "audio/engines/kokoro_voices.py: lead_ms=" in shown


def test_the_constant_to_write_is_named_in_both_languages() -> None:
    voice = Voice("kokoro-shira", "kokoro", "שירה", "f", "lively", 218)
    for language in ("he", "en"):
        assert "lead_ms=" in onset_row(VoiceOnsets(voice, (3, 4, 5), (), 0), language)


LATE_MS = 46


def late(asked: Asked) -> Said:
    """What the service says, its sound so much later than it tells."""
    said = say(asked)
    silence = np.zeros(LATE_MS * 24, np.float32)
    return replace(said, mp3=encoded(np.concatenate([silence, said.samples])))


def lag_of(home: Home, service: EdgeService) -> Lag:
    home = open_home(replace(home.settings, edge_url=service.url))
    (onsets,) = calibrate(home, "edge", ["edge-avri"], lambda done, total: None)
    assert onsets.lag is not None
    return onsets.lag


def test_a_service_is_asked_little_and_what_is_dropped_is_confirmed(
    home: Home, edge_service: Callable[..., EdgeService], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calibrating, "SENTENCES", SENTENCES)
    service = edge_service()
    lag = lag_of(home, service)
    assert len(service.asked) == 1 + POLITE, "whether it is ready, and each sentence"
    assert service.most_at_once == 1
    assert lag.is_none
    assert abs(lag.by_stops_ms) <= 5


def test_a_sound_that_comes_late_is_found_out_to_five_milliseconds(
    home: Home, edge_service: Callable[..., EdgeService], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calibrating, "SENTENCES", SENTENCES[:4])
    monkeypatch.setattr(service_module, "say", late)
    lag = lag_of(home, edge_service())
    assert lag.by_stops_ms == pytest.approx(LATE_MS, abs=5)
    assert lag.is_clear and not lag.is_none


EDGE = Voice("edge-avri", "edge", "אברי", "m", "lively", 0)


@pytest.mark.parametrize(
    ("fricatives", "stops", "en", "he"),
    [
        (
            (-8, -9),
            (-2, -2),
            "told times at stops, +8 ms at s and sh: 46 ms confirmed",
            "אושרו",
        ),
        (
            (-46,),
            (-46,),
            "46 ms are not right; fit for audio/engines/edge_sound.py: LAG_SAMPLES=2209",
            "2209",
        ),
        ((0,), (0,), "lies +0 ms from the told times at stops, +0 ms at s and sh: 46 ms confirmed", "אושרו"),
        ((0,), (-46,), "the two differ", "חלוקים"),
    ],
)
def test_the_row_of_edge_says_what_its_figure_means(
    fricatives: tuple[int, ...], stops: tuple[int, ...], en: str, he: str
) -> None:
    onsets = VoiceOnsets(EDGE, fricatives, stops, 0)
    assert en in onset_row(onsets, "en")
    assert he in onset_row(onsets, "he")
    assert onset_facts(onsets)["lag_confirmed"] == ("confirmed" in en)


def test_a_voice_that_is_not_edges_has_no_lag_nor_has_one_without_edges() -> None:
    other = replace(EDGE, id="espeak-gil", engine="espeak")
    for voice, stops in ((other, (1,)), (EDGE, ())):
        onsets = VoiceOnsets(voice, (1,), stops, 0)
        assert onsets.lag is None
        assert onset_facts(onsets)["lag_confirmed"] is None


def test_each_row_comes_as_soon_as_its_voice_is_measured(home: Home) -> None:
    told: list[tuple[int, int]] = []
    rows = calibrate(home, "espeak", ["espeak-gil", "espeak-maya"], lambda *so_far: told.append(so_far))
    next(rows)
    assert told == [(1, 2), (2, 2)]
    next(rows)
    assert told == [(1, 2), (2, 2), (1, 2), (2, 2)]
