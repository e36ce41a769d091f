"""What is committed holds no address of a registry, no path of a machine, no made sound, nothing vendored."""

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def committed() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("this is no git checkout")
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def test_lock_files_have_no_addresses() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert packages
    assert not [name for name, facts in packages.items() if "resolved" in facts or "funding" in facts]
    pins = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert all(re.fullmatch(r"#.*|[\w.-]+==[\w.]+", line) for line in pins)


def test_no_sound_no_database_and_nothing_fetched_is_committed() -> None:
    kinds = {".mp3", ".m4a", ".wav", ".clip", ".sqlite3", ".onnx", ".woff2", ".whl"}
    assert not [path for path in committed() if path.suffix in kinds or "vendor" in path.parts]


def test_no_home_folder_of_a_machine_is_named() -> None:
    named = re.compile(r"(?<![\w.])/(?:home|root|Users|work)/\w+")
    for path in committed():
        if path.suffix in {".py", ".md", ".toml", ".js", ".css", ".html", ".txt", ".json", ".tsv", ""}:
            found = named.search(path.read_text("utf-8"))
            assert not found, f"{path} names {found and found.group()}"


def test_the_page_names_no_other_host() -> None:
    for path in committed():
        if path.parts[len(ROOT.parts)] in {"templates", "static"} and path.suffix in {".html", ".js", ".css"}:
            assert not re.search(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", path.read_text("utf-8")), path
