"""The neural voice's files on this machine: where they are, whether they are whole, what is in them.

`kokoro_setup` puts them there. The manifest is written last, so a set-up that was stopped counts as none.
"""

import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audio.errors import EngineUnavailable

DEFAULT_FOLDER = Path(sys.prefix) / "share" / "karyan" / "kokoro"
"""Part of the installation: whoever runs this Python shares it."""

LAYOUT = 3
"""To be raised with whatever makes the files other ones: what `kokoro_graph` does, which styles' package."""
MODEL = "kokoro.onnx"
PROBE = "probe.onnx"
"""A tiny model that tells how this processor multiplies."""
MANIFEST = "manifest.json"
DURATIONS = "/encoder/Clip_output_0"
"""The model's output beside the sound: how long each token is, both ends too, in units of 600 samples."""
MELODY = "melody"
"""The model's third output: the pitch in Hz, two numbers for each unit of length; low ones are voiceless."""
PITCH = "pitch"
"""The model's input, float32, by which the melody is multiplied: of shape (1,), or a number for each of the
melody's own; 1 leaves it as it is."""
PROBE_INPUT = "bytes"
"""The probe's input, uint8 of shape (4, 64)."""
STYLE_SHAPE = (510, 256)
"""A style has a row for each number of tokens."""


@dataclass(frozen=True)
class Manifest:
    """What was set up: the hash of each file, so that one that was changed since is told."""

    layout: int
    source: str
    """SHA-256 of the weights before the graph was rewritten."""
    hashes: Mapping[str, str]
    """File name → SHA-256."""

    @property
    def fingerprint(self) -> str:
        return f"{self.source[:12]}-{self.layout}"


@dataclass(frozen=True)
class VoiceFiles:
    """The files in one folder."""

    folder: Path = DEFAULT_FOLDER

    def model(self) -> Path:
        """The model's file, there and whole; it is read through once a process, which takes 0.1 s.

        Raises:
            EngineUnavailable: saying what to run.
        """
        return self._whole(MODEL)

    def probe(self) -> Path:
        """The file of the tiny model that tells how this processor multiplies, there and whole.

        Raises:
            EngineUnavailable: saying what to run.
        """
        return self._whole(PROBE)

    def style(self, name: str) -> NDArray[np.float32]:
        """A style, of shape `STYLE_SHAPE`, read-only.

        Raises:
            EngineUnavailable: saying what to run.
        """
        return _style(*self._find(style_file(name)))

    def fingerprint(self) -> str:
        """Which model is set up, in few letters, without a look at it; ``none`` where none is."""
        manifest = read_manifest(self.folder)
        return manifest.fingerprint if manifest else "none"

    def _whole(self, file: str) -> Path:
        path, sha256 = self._find(file)
        _check(path, sha256)
        return path

    def _find(self, file: str) -> tuple[Path, str]:
        manifest = read_manifest(self.folder)
        path = self.folder / file
        if manifest is None or file not in manifest.hashes or not path.is_file():
            raise _missing(path)
        return path, manifest.hashes[file]


def style_file(name: str) -> str:
    """The name of the file that holds a style."""
    return f"{name}.bin"


def read_manifest(folder: Path) -> Manifest | None:
    """What is set up in the folder; None where nothing is, or something older or half of it."""
    try:
        facts: Any = json.loads((folder / MANIFEST).read_bytes())
        manifest = Manifest(facts["layout"], str(facts["source"]), dict(facts["hashes"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return manifest if manifest.layout == LAYOUT else None


def hash_of(path: Path) -> str:
    """A file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def _check(path: Path, sha256: str) -> None:
    if hash_of(path) != sha256:
        raise _damaged(path)


@cache
def _style(path: Path, sha256: str) -> NDArray[np.float32]:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise _damaged(path)
    return np.frombuffer(data, "<f4").reshape(STYLE_SHAPE)


def _missing(path: Path) -> EngineUnavailable:
    return EngineUnavailable(
        f"קובצי הקול העצבי אינם מותקנים (חסר {path}); הריצו karyan voices install, "
        "ובעותק של הקוד make voices",
        f"the neural voice's files are not installed ({path} is missing); run `karyan voices install`, "
        "or `make voices` in a clone",
    )


def _damaged(path: Path) -> EngineUnavailable:
    return EngineUnavailable(
        f"קובץ של הקול העצבי פגום ({path}); הריצו karyan voices install, ובעותק של הקוד make voices",
        f"a file of the neural voice is damaged ({path}); run `karyan voices install`, "
        "or `make voices` in a clone",
    )
