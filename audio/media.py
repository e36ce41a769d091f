"""The store of bytes: clips and finished files under names such as ``clips/ab/abcd.clip``.

A URL chooses the store, so that a folder on a laptop can become object storage without any other change.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, BinaryIO, Protocol
from urllib.parse import unquote, urlsplit

from audio.errors import KaryanError

_PATHS = 10_000
_COPIED_AT_ONCE = 1 << 20
_LEFT_BEHIND_S = 24 * 3600
"""No file is written for so long."""


@dataclass(frozen=True)
class Stored:
    """A file of the store."""

    name: str
    bytes: int
    modified_s: float
    """When it was written, in seconds since 1970."""


UNFINISHED = "unfinished"
"""The folder of files that are being written, or were when their process was killed."""

FileState = tuple[int, int]
"""Bytes of a file, and when it was written, in nanoseconds since 1970."""


class MediaStore(Protocol):
    """Whole files by name: a reader sees all of a file or none of it."""

    def exists(self, name: str) -> bool:
        """Whether a whole file has that name."""

    def open(self, name: str) -> BinaryIO:
        """The file, for reading and seeking.

        Raises:
            FileNotFoundError: if there is none.
        """

    @contextmanager
    def create(self, name: str) -> Iterator[BinaryIO]:
        """A new file for writing and seeking; it gets its name when the block ends without an error."""

    def delete(self, name: str) -> None:
        """Take the file away; nothing happens if there is none."""

    def delete_folder(self, name: str) -> None:
        """Take away every file whose name begins with this name and a slash."""

    def files(self) -> Iterator[Stored]:
        """Every file, whole or unfinished, in no order; one that comes or goes meanwhile may be missing."""

    def local_path(self, name: str) -> Path | None:
        """Where the file lies on this machine; None where the store is elsewhere."""

    def state(self, name: str) -> FileState | None:
        """What tells a file from one that was put in its place; None if there is none."""


class FolderStore:
    """A folder of this machine."""

    def __init__(self, root: Path) -> None:
        self.root = root
        # For thousands of clips, to make the path takes longer than to ask for the file.
        self._path = lru_cache(_PATHS)(root.joinpath)

    def exists(self, name: str) -> bool:
        return self._path(name).is_file()

    def open(self, name: str) -> BinaryIO:
        return self._path(name).open("rb")

    @contextmanager
    def create(self, name: str) -> Iterator[BinaryIO]:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # On the same disk, so that the rename is one step whatever happens to the process or the power.
        handle, temporary = tempfile.mkstemp(dir=self._unfinished())
        try:
            with os.fdopen(handle, "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _unfinished(self) -> Path:
        """The folder of files being written; what a killed process left there long ago is taken away."""
        folder = self.root / UNFINISHED
        folder.mkdir(parents=True, exist_ok=True)
        long_ago = time.time() - _LEFT_BEHIND_S
        for path in folder.iterdir():
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < long_ago:
                    path.unlink()
        return folder

    def delete(self, name: str) -> None:
        (self.root / name).unlink(missing_ok=True)

    def delete_folder(self, name: str) -> None:
        shutil.rmtree(self.root / name, ignore_errors=True)

    def files(self) -> Iterator[Stored]:
        for folder, _, names in os.walk(self.root):
            for name in names:
                path = Path(folder, name)
                with suppress(FileNotFoundError):
                    found = path.stat()
                    yield Stored(path.relative_to(self.root).as_posix(), found.st_size, found.st_mtime)

    def local_path(self, name: str) -> Path | None:
        return self.root / name

    def state(self, name: str) -> FileState | None:
        try:
            found = self._path(name).stat()
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns


def open_store(url: str) -> MediaStore:
    """The store that a URL names: ``file:///path/to/folder``.

    Raises:
        KaryanError: for a URL of another kind.
    """
    parts = urlsplit(url)
    if parts.scheme != "file":
        raise KaryanError(
            f"KARYAN_MEDIA_URL אינו מוכר ({url}); כתבו תיקייה כך: file:///path/to/folder",
            f"KARYAN_MEDIA_URL is not understood ({url}); write a folder as file:///path/to/folder",
        )
    return FolderStore(Path(unquote(parts.path)))


def copy(source: BinaryIO, out: IO[bytes]) -> None:
    """Write what is left of an open file into another one; memory does not grow with it."""
    shutil.copyfileobj(source, out, _COPIED_AT_ONCE)
