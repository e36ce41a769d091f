import json
import re

import pytest
from click.testing import CliRunner

from audio.calibration import SENTENCES, VoiceOnsets
from audio.speech import Voice
from player import calibrating
from player.calibrating import onset_row
from player.cli import karyan
from player.home import Home


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
