"""Where the page's files lie; its parts that others made, and their hashes by which a damaged one is told."""

from collections.abc import Iterable
from pathlib import Path

from audio.engines.kokoro_files import hash_of

SUMS = "SHA256SUMS"
"""A line a part, ``<SHA-256>  <file>``, which ``sha256sum --check`` reads too."""


def page_folder() -> Path:
    """The folder of templates and static files: the package's own when installed, else the source tree."""
    package = Path(__file__).resolve().parent
    return package if (package / "templates").is_dir() else package.parent


def write_sums(folder: Path, parts: Iterable[str]) -> None:
    """Write down what is in the folder now.

    Args:
        folder: of the parts.
        parts: their files, relative to it.
    """
    lines = (f"{hash_of(folder / part)}  {part}\n" for part in parts)
    (folder / SUMS).write_text("".join(lines), "utf-8")


def parts_of(folder: Path) -> dict[str, bool]:
    """Each part that was written down, and whether it is there and whole; none where nothing was."""
    if not (folder / SUMS).is_file():
        return {}
    lines = (folder / SUMS).read_text("utf-8").splitlines()
    return {
        part: (folder / part).is_file() and hash_of(folder / part) == sha256
        for sha256, part in (line.split("  ", 1) for line in lines)
    }
