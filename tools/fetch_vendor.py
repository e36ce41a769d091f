"""Bring the page's parts from npm into ``static/vendor/``, or run the tests of the page's modules.

Where there is no npm (or node), `audio.npm` brings them. What is there already is not fetched again.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from audio.npm import node, npm
from player.page_parts import parts_of, write_sums

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"

FRANK = "@fontsource-variable/frank-ruhl-libre"
ASSISTANT = "@fontsource-variable/assistant"
PARTS = {
    "htmx/htmx.min.js": "htmx.org/dist/htmx.min.js",
    "htmx/LICENSE": "htmx.org/LICENSE",
    "fonts/frank-hebrew.woff2": f"{FRANK}/files/frank-ruhl-libre-hebrew-wght-normal.woff2",
    "fonts/frank-latin.woff2": f"{FRANK}/files/frank-ruhl-libre-latin-wght-normal.woff2",
    "fonts/FRANK-LICENSE": f"{FRANK}/LICENSE",
    "fonts/assistant-hebrew.woff2": f"{ASSISTANT}/files/assistant-hebrew-wght-normal.woff2",
    "fonts/assistant-latin.woff2": f"{ASSISTANT}/files/assistant-latin-wght-normal.woff2",
    "fonts/ASSISTANT-LICENSE": f"{ASSISTANT}/LICENSE",
}
"""File under ``static/vendor/`` → file under ``node_modules/``."""
FOR_TESTS = PACKAGES / "axe-core" / "axe.min.js"
STAMP = VENDOR / ".fetched"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--node-test", action="store_true", help="run the tests in static/js/tests/")
    if parser.parse_args().node_test:
        return run_node_tests()
    fetch()
    return 0


def fetch() -> None:
    """Fill ``static/vendor/``; no network is used when all is as it was."""
    wanted = fingerprint()
    found = parts_of(VENDOR)
    complete = FOR_TESTS.is_file() and found.keys() == PARTS.keys() and all(found.values())
    if complete and STAMP.is_file() and STAMP.read_text() == wanted:
        return
    subprocess.run([*npm(), "ci", "--ignore-scripts", "--loglevel=error"], cwd=ROOT, check=True)
    for part, source in PARTS.items():
        (VENDOR / part).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PACKAGES / source, VENDOR / part)
    write_sums(VENDOR, PARTS)
    STAMP.write_text(wanted)


def fingerprint() -> str:
    """What the parts depend on, as a hash."""
    inputs = (ROOT / "package-lock.json").read_bytes() + Path(__file__).read_bytes()
    return hashlib.sha256(inputs).hexdigest()


def run_node_tests() -> int:
    """Node's own test runner over every ``*.test.js``; its exit code."""
    tests = sorted(str(path) for path in (ROOT / "static" / "js" / "tests").glob("*.test.js"))
    return subprocess.run([node(), "--test", *tests], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
