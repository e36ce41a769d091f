"""What an engine of our own is made of, as a version: a clip is made anew when its making changed."""

import hashlib
from functools import cache
from importlib.resources import files


@cache
def sources_hash(prefix: str, *versions: str) -> str:
    """A version that changes with how Hebrew is read and with an engine's own modules.

    Args:
        prefix: with which the engine's modules in ``audio.engines`` begin.
        versions: of the libraries and models that it rests on.
    """
    digest = hashlib.sha256()
    for package, start in (("audio.hebrew", ""), ("audio.engines", prefix)):
        for path in sorted(files(package).iterdir(), key=lambda path: path.name):
            if path.name.startswith(start) and path.name.endswith((".txt", ".tsv", ".py")):
                digest.update(path.read_bytes())
    return "-".join((*versions, digest.hexdigest()[:12]))
