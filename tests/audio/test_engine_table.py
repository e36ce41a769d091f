"""Which engine speaks, and why that one."""

import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from audio.engines.table import (
    ENGINES,
    EngineSettings,
    UnknownEngine,
    UnknownVoice,
    all_voices,
    choose_engine,
    find_voice,
    open_engine,
)
from audio.errors import BadUse, EngineUnavailable
from tests.faults.edge_service import EdgeService

pytest_plugins = ["tests.faults.fixtures"]


@pytest.fixture
def nobody() -> EngineSettings:
    """An address where nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return EngineSettings(edge_url=f"ws://127.0.0.1:{free.getsockname()[1]}/")


def test_auto_takes_edge_when_it_answers(edge_service: Callable[..., EdgeService]) -> None:
    choice = choose_engine("auto", EngineSettings(edge_url=edge_service().url), auto_timeout_s=20)
    assert choice.engine.name == "edge"
    assert "edge" in choice.reason_en
    assert "edge" in choice.reason_he


def test_auto_falls_to_the_built_in_voice_when_nothing_answers_and_says_why(nobody: EngineSettings) -> None:
    choice = choose_engine("auto", nobody)
    assert choice.engine.name == "kokoro"
    assert "kokoro speaks, because the Edge service cannot be reached" in choice.reason_en
    assert "אין קשר לשירות Edge" in choice.reason_he


def test_auto_takes_the_draft_voice_where_the_neural_one_is_not_installed_and_says_what_to_run(
    nobody: EngineSettings, tmp_path: Path
) -> None:
    choice = choose_engine("auto", replace(nobody, voices=tmp_path / "none"))
    assert choice.engine.name == "espeak"
    assert "the Edge service cannot be reached" in choice.reason_en
    assert "karyan voices install" in choice.reason_en
    with pytest.raises(EngineUnavailable, match="karyan voices install"):
        choose_engine("kokoro", replace(nobody, voices=tmp_path / "none"))


@pytest.mark.parametrize("fault", ["stall-after-upgrade", "cut-frame", "403-always", "429-with-retry-after"])
def test_auto_falls_to_the_built_in_voice_when_edge_does_not_speak_whole(
    fault: str, edge_service: Callable[..., EdgeService]
) -> None:
    settings = EngineSettings(edge_url=edge_service(fault, always=True).url)
    assert choose_engine("auto", settings, auto_timeout_s=0.5).engine.name == "kokoro"


def test_an_engine_asked_for_by_name_is_never_replaced(nobody: EngineSettings) -> None:
    with pytest.raises(EngineUnavailable, match="internet"):
        choose_engine("edge", nobody)
    assert choose_engine("espeak", nobody).reason_en == "the engine espeak was asked for"


@pytest.mark.parametrize("choose", [open_engine, choose_engine])
def test_an_unknown_engine_is_bad_use_and_names_those_there_are(choose: Callable[[str], object]) -> None:
    with pytest.raises(UnknownEngine, match=r"festival.*auto.*edge.*kokoro.*espeak") as caught:
        choose("festival")
    assert isinstance(caught.value, BadUse)
    assert "edge" in caught.value.he


def test_every_voice_is_found_by_its_id_and_names_its_engine() -> None:
    voices = all_voices()
    assert {voice.engine for voice in voices} == set(ENGINES) - {"piper"}, "whose voices are one's own"
    assert len({voice.id for voice in voices}) == len(voices)
    assert all(find_voice(voice.id) == voice for voice in voices)
    assert all(voice.id.startswith(f"{voice.engine}-") for voice in voices)


def test_an_unknown_voice_says_how_to_see_those_there_are() -> None:
    with pytest.raises(UnknownVoice, match="karyan voices"):
        find_voice("edge-nobody")


def test_speaking_offline_and_listing_voices_load_nothing_of_edges_libraries() -> None:
    script = (
        "import sys\n"
        "from audio.engines.table import all_voices, choose_engine\n"
        "choose_engine('espeak'); choose_engine('kokoro'); all_voices()\n"
        "print(*{'edge_tts', 'aiohttp', 'onnx'} & set(sys.modules))\n"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == ""
