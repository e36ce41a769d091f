"""What an engine of our own is made of, as a version: a clip is made anew when its making changed."""

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files

_COMMON = ("parts.py", "pauses.py", "pieces.py", "readings.py", "takes.py")
"""Modules of ``audio.engines`` that shape what several engines speak."""


@cache
def hebrew_version() -> str:
    """A version that changes with how Hebrew is read: our modules, their tables, the model of the points."""
    return f"{version('piper-tts')}-{_hash_of('audio.hebrew', ('',))}"


@cache
def engine_version(modules: str, *parts: str) -> str:
    """A version that changes with how Hebrew is read and with an engine's own modules.

    Args:
        modules: with which the names of the engine's modules in ``audio.engines`` begin; those that several
            engines have in common count too.
        parts: versions of the libraries and models that it rests on.
    """
    return "-".join((*parts, hebrew_version(), _hash_of("audio.engines", (modules, *_COMMON))))


def _hash_of(package: str, starts: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files(package).iterdir(), key=lambda path: path.name):
        if path.name.startswith(starts) and path.name.endswith((".txt", ".tsv", ".py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
