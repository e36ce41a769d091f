"""The neural voice's files for tests: a copy of this environment's installation, to be spoiled."""

import os
import shutil
from pathlib import Path

from audio.engines.kokoro_files import DEFAULT_FOLDER, MODEL


def copy_of_the_installation(folder: Path) -> Path:
    """The files in a folder of one's own; the model is linked, so it must be replaced, never written into."""

    def copy(source: str, target: str) -> None:
        if Path(source).name == MODEL:
            try:
                os.link(source, target)
                return
            except OSError:
                pass
        shutil.copyfile(source, target)

    return shutil.copytree(DEFAULT_FOLDER, folder, copy_function=copy)


def spoil(path: Path) -> None:
    """Change one byte in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    replace(path, data)


def cut(path: Path) -> None:
    """Take away the last byte of a file."""
    replace(path, path.read_bytes()[:-1])


def replace(path: Path, data: bytes | bytearray) -> None:
    """Another file in place of one."""
    path.unlink()
    path.write_bytes(data)
