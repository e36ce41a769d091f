"""The neural voice's files are found whole, or one sentence says what to run."""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from audio.engines import kokoro_files
from audio.engines.kokoro_files import DEFAULT_FOLDER, MANIFEST, MODEL, STYLE_SHAPE, VoiceFiles, style_file
from audio.engines.kokoro_voices import STYLES
from audio.errors import EngineUnavailable
from tests.audio.voices import copy_of_the_installation, cut, spoil

ONE = STYLES[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files of this environment's installation, to be spoiled."""
    return copy_of_the_installation(tmp_path / "voices")


def test_the_installation_has_a_whole_model_and_every_style() -> None:
    files = VoiceFiles()
    assert files.model() == DEFAULT_FOLDER / MODEL
    for name in STYLES:
        style = files.style(name)
        assert (style.shape, style.dtype) == (STYLE_SHAPE, np.float32)
        assert np.isfinite(style).all() and style.std() > 0
    assert re.fullmatch(r"[0-9a-f]{12}-\d+", files.fingerprint())


def test_a_style_cannot_be_changed_by_who_reads_it() -> None:
    with pytest.raises(ValueError, match="read-only"):
        VoiceFiles().style(ONE)[0, 0] = 1


def take_away(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("harm", [spoil, cut, take_away])
@pytest.mark.parametrize("file", [MODEL, style_file(ONE)])
def test_what_is_missing_or_damaged_is_one_sentence(
    harm: Callable[[Path], None], file: str, folder: Path
) -> None:
    harm(folder / file)
    files = VoiceFiles(folder)
    with pytest.raises(EngineUnavailable) as refused:
        files.model() if file == MODEL else files.style(ONE)
    state = {
        "he": "חסר" if harm is take_away else "פגום",
        "en": "missing" if harm is take_away else "damaged",
    }
    for language in ("he", "en"):
        sentence = refused.value.sentence(language)
        assert state[language] in sentence
        assert "karyan voices install" in sentence and str(folder / file) in sentence
        assert "\n" not in sentence
    # The others are as they were.
    files.style(STYLES[1])


def not_there(manifest: Path) -> None:
    manifest.unlink()


def half(manifest: Path) -> None:
    manifest.write_bytes(manifest.read_bytes()[:100])


def something_else(manifest: Path) -> None:
    manifest.write_text("[1, 2]")


def older(manifest: Path) -> None:
    manifest.write_text(manifest.read_text().replace('"layout": ', '"layout": -'))


@pytest.mark.parametrize("manifest", [not_there, half, something_else, older])
def test_a_set_up_that_did_not_end_counts_as_none(manifest: Callable[[Path], None], folder: Path) -> None:
    manifest(folder / MANIFEST)
    files = VoiceFiles(folder)
    assert files.fingerprint() == "none"
    for read in (files.model, lambda: files.style(ONE)):
        with pytest.raises(EngineUnavailable, match="not installed"):
            read()


def test_where_nothing_was_set_up_the_fingerprint_is_none(tmp_path: Path) -> None:
    assert VoiceFiles(tmp_path / "nowhere").fingerprint() == "none"


def test_a_style_that_is_not_offered_is_not_there() -> None:
    with pytest.raises(EngineUnavailable, match="nobody"):
        VoiceFiles().style("nobody")


def test_a_file_is_read_through_once_a_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    hash_of = kokoro_files.hash_of
    monkeypatch.setattr(kokoro_files, "hash_of", lambda path: (read.append(path), hash_of(path))[1])
    assert VoiceFiles(folder).model() == VoiceFiles(folder).model()
    assert read == [folder / MODEL]
