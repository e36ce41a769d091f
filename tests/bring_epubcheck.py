"""Make sure that there is epubcheck for the tests, the checker of the book trade: Debian's."""

import os
import shutil
import subprocess
from pathlib import Path


def epubcheck_command() -> list[str] | None:
    """How to call epubcheck; None where it is not there."""
    path = shutil.which("epubcheck")
    if path is None:
        return None
    # Debian's is the Java archive itself, which only some systems run by its name.
    program = Path(path).resolve()
    with program.open("rb") as file:
        return ["java", "-jar", str(program)] if file.read(2) == b"PK" else [str(program)]


def bring() -> None:
    """Install epubcheck unless it is there, or this is no place where it can be had."""
    if shutil.which("epubcheck") or not shutil.which("apt-get") or os.geteuid() != 0:
        return
    subprocess.run(["apt-get", "update", "--quiet"], check=True)
    subprocess.run(["apt-get", "install", "--quiet", "--yes", "epubcheck"], check=True)


if __name__ == "__main__":
    bring()
