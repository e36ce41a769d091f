"""Make sure that there is ffprobe for the tests, which reads sound files with other eyes: Debian's."""

import os
import shutil
import subprocess


def bring() -> None:
    """Install it unless it is there, or this is no place where it can be had."""
    if shutil.which("ffprobe") or not shutil.which("apt-get") or os.geteuid() != 0:
        return
    subprocess.run(["apt-get", "update", "--quiet"], check=True)
    subprocess.run(
        ["apt-get", "install", "--quiet", "--yes", "--no-install-recommends", "ffmpeg"], check=True
    )


if __name__ == "__main__":
    bring()
