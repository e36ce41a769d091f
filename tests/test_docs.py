"""The documents say what the program does: no command, setting, format or engine is missing or made up."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from audio.engines.table import ENGINES
from player.cli import karyan
from player.config import SETTINGS
from player.exports.table import EXPORTS
from player.home import Home, open_home
from player.mendable import mendables
from player.mending import Wish, mend
from tests.conftest import settings_in

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def rows_under(title: str) -> set[str]:
    """The first cells of the table under a heading."""
    section = README.partition(f"## {title}\n")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| `([^`]+)`", section, re.MULTILINE))


def test_every_setting_format_and_engine_is_in_the_readme_and_none_is_made_up() -> None:
    assert rows_under("Settings") == {setting.variable for setting in SETTINGS}
    changeable = re.findall(r"^\| `(KARYAN_\w+)` ● \|", README, re.MULTILINE)
    assert changeable == [setting.variable for setting in SETTINGS if setting.changeable]
    assert rows_under("What one takes away") == set(EXPORTS)
    assert rows_under("Who speaks") == set(ENGINES)


def readme_commands() -> list[str]:
    return re.findall(r"^karyan .*?(?=\s+#|$)", README, re.MULTILINE)


def test_every_command_is_in_the_readme() -> None:
    assert {shlex.split(line)[1] for line in readme_commands()} == set(karyan.commands)


def readme_lines() -> Iterator[object]:
    """Those that end by themselves; those that take a neural voice's time are slow."""
    for line in readme_commands():
        words = set(line.split())
        if not words & {"listen", "serve", "worker"}:
            yield pytest.param(line, marks=[pytest.mark.slow] if words & {"calibrate", "hear"} else [])


@pytest.mark.parametrize("line", list(readme_lines()))
def test_the_readmes_commands_run_as_they_stand(
    line: str, sample_home: Home, sample_slug: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "talk.txt").write_text("רון: שלום לכולם.\nמיכל: שלום גם לך.\n", "utf-8")
    words = shlex.split(line.replace("EPISODE", sample_slug))[1:]
    writes = words[0] in ("bring", "narrate", "lexicon", "password", "settings")
    home = tmp_path / "home" if writes else sample_home.settings.home
    if words[0] in ("delete", "clean"):
        home = shutil.copytree(home, tmp_path / "copy")
    if words[0] in ("undo", "redo"):
        home = shutil.copytree(sample_home.settings.home, tmp_path / "home")
        correct_twice_and_undo_once(home, sample_slug)
    settings = {"KARYAN_HOME": str(home), "KARYAN_ENGINE": "espeak", "KARYAN_LANGUAGE": "en"}
    # No test asks a service that is others'.
    env = {**settings, "KARYAN_EDGE_URL": "ws://127.0.0.1:9/edge"}
    done = CliRunner().invoke(karyan, words, env=env, input="a long password\n")
    assert done.exit_code == 0, done.output


def correct_twice_and_undo_once(folder: Path, slug: str) -> None:
    """So that something can be undone and redone."""
    home = open_home(settings_in(folder))
    key = next(mendables(home, slug)).key
    for ms in ("700", "900"):
        mend(home, slug, [Wish("pause", key, ms)], "")
    home.decisions.undo(slug)


def test_the_two_commands_of_the_first_screen_are_there() -> None:
    first_screen = README[:900]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in ("play", "test"):
        assert f"make {target}\n" in first_screen
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_links_and_pictures_of_the_documents_lead_somewhere() -> None:
    for document in (ROOT / "README.md", *ROOT.glob("docs/*.md")):
        for target in re.findall(r"\]\(([^)#]+)\)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


def test_the_named_modules_exist() -> None:
    for document in (ROOT / "README.md", *ROOT.glob("docs/*.md")):
        for path in re.findall(
            r"`((?:audio|player|tests|tools|benchmarks)/[\w./]*)`", document.read_text("utf-8")
        ):
            assert (ROOT / path).exists(), f"{document.name} names {path}"
