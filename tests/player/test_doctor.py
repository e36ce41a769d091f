"""Each part is looked at by itself; what does not work says what to do, and nothing ends in a traceback."""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from audio.engines.edge import EdgeEngine
from audio.engines.kokoro_files import MODEL
from audio.engines.table import ENGINES, Entry
from audio.media import FolderStore
from player.cli import karyan
from player.config import Settings
from player.doctor import house, speakers
from player.doctor.base import Check, Finding, Found, examine, finding_row
from player.doctor.table import CHECKS
from player.migrations import versions
from player.page_parts import SUMS, page_folder, parts_of
from tests.audio.voices import copy_of_the_installation, cut, spoil
from tests.conftest import settings_in
from tests.faults.edge_service import EdgeService
from tests.faults.quick import QUICK

pytest_plugins = ["tests.faults.fixtures"]

Services = Callable[..., EdgeService]
NOWHERE = "ws://127.0.0.1:9/edge/v1"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that need no network."""
    return settings_in(tmp_path / "home", KARYAN_EDGE_URL=NOWHERE)


def look(name: str, settings: Settings) -> Finding:
    """What comes of the check of that name."""
    (finding,) = examine([check for check in CHECKS if check.name == name], settings)
    assert finding.he and finding.en
    return finding


def look_at(look: Callable[[Settings], Found], settings: Settings, **more: float) -> Finding:
    """What comes of a check that looks like this."""
    (finding,) = examine([Check("part", "חלק", "a part", look, **more)], settings)  # type: ignore[arg-type]
    return finding


def run(home: Path, *words: str, **environment: str) -> tuple[int, str]:
    env = {"KARYAN_HOME": str(home), "KARYAN_LANGUAGE": "en", "KARYAN_EDGE_URL": NOWHERE, **environment}
    done = CliRunner().invoke(karyan, ["doctor", *words], env=env)
    return done.exit_code, done.stdout


def test_every_engine_has_a_check_and_every_check_a_name_of_its_own() -> None:
    names = [check.name for check in CHECKS]
    assert len(set(names)) == len(names)
    assert set(ENGINES) < set(names)
    assert all(check.he and check.en for check in CHECKS)


def test_where_all_that_is_needed_works_the_exit_code_is_zero(tmp_path: Path) -> None:
    code, shown = run(tmp_path / "home", "--json", KARYAN_ENGINE="espeak")
    facts = {fact["check"]: fact for fact in json.loads(shown)}
    assert code == 0, shown
    needed = ("versions", "folder", "database", "media", "page", "points", "espeak")
    assert [facts[name]["state"] for name in needed] == ["works"] * len(needed)
    assert facts["edge"]["state"] == facts["edge-service"]["state"] == "missing"
    assert "five words" in facts["espeak"]["found"]
    assert not list((tmp_path / "home" / "media").glob("doctor-*"))


def test_each_part_is_a_line_in_the_users_language_and_a_failure_is_exit_code_one(
    tmp_path: Path, edge_service: Services
) -> None:
    service = edge_service("503", always=True)
    environment = {"KARYAN_ENGINE": "edge", "KARYAN_EDGE_URL": service.url, "KARYAN_LANGUAGE": "he"}
    code, shown = run(tmp_path / "home", **environment)
    lines = shown.splitlines()
    assert (code, len(lines)) == (1, len(CHECKS))
    assert {line[0] for line in lines} <= set("✓✗–")
    assert any(line.startswith("✗ המנוע edge: שירות Edge עמוס (503)") for line in lines)


def test_a_service_that_answers_is_reached_and_says_five_words(
    settings: Settings, edge_service: Services
) -> None:
    settings = replace(settings, engine="edge", edge_url=edge_service().url)
    reached, spoke = look("edge-service", settings), look("edge", settings)
    assert (reached.state, spoke.state) == ("works", "works")
    assert "the clock is right" in reached.en
    assert "five words in" in spoke.en and "six" not in spoke.en


@pytest.mark.timed
@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("403-always", "upgrade edge-tts"),
        ("503", "busy (503)"),
        ("stall-after-upgrade", "does not answer"),
        ("stall-before-upgrade", "does not answer"),
        ("silent-sound", "silent"),
        ("half-audio", "not whole"),
    ],
)
def test_a_service_that_fails_is_told_with_its_reason_in_seconds(
    fault: str, reason: str, settings: Settings, edge_service: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speakers, "SERVICE_S", 1.0)
    hasty = Entry(lambda settings: EdgeEngine(settings.edge_url, QUICK), built_in=False)
    monkeypatch.setitem(ENGINES, "edge", hasty)
    settings = replace(settings, engine="edge", edge_url=edge_service(fault, always=True).url)
    started = time.monotonic()
    finding = look("edge", settings)
    assert finding.state == "fails"
    assert reason in finding.en
    assert time.monotonic() - started < 10


def test_a_clock_that_is_an_hour_slow_is_told(settings: Settings, edge_service: Services) -> None:
    settings = replace(settings, engine="edge", edge_url=edge_service("403-slow-clock").url)
    finding = look("edge-service", settings)
    assert finding.state == "fails"
    assert "clock is 60 minutes slow; set it" in finding.en
    assert "מפגר ב־60 דקות" in finding.he


@pytest.mark.timed
@pytest.mark.parametrize(
    ("url", "reason"),
    [
        (NOWHERE, "cannot be reached"),
        ("nonsense", "KARYAN_EDGE_URL"),
        ("ws://127.0.0.1:port/", "KARYAN_EDGE_URL"),
    ],
)
def test_one_who_is_offline_hears_of_it_soon(url: str, reason: str, settings: Settings) -> None:
    started = time.monotonic()
    for name in ("edge-service", "edge"):
        finding = look(name, replace(settings, engine="edge", edge_url=url))
        assert finding.state == "fails"
        assert reason in finding.en
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("engine", "fallback", "needed"),
    [
        ("auto", "", {"kokoro", "espeak"}),
        ("edge", "", {"edge"}),
        ("edge", "espeak", {"edge", "espeak"}),
        ("piper", "", {"piper"}),
    ],
)
def test_what_is_set_says_which_engines_are_needed(
    engine: str, fallback: str, needed: set[str], settings: Settings
) -> None:
    settings = replace(settings, engine=engine, fallback=fallback)
    assert {name for name in ENGINES if speakers.speaks_episodes(name, settings)} == needed


def test_a_damaged_file_of_the_neural_voice_is_told(settings: Settings, tmp_path: Path) -> None:
    voices = copy_of_the_installation(tmp_path / "voices")
    spoil(next(path for path in voices.glob("*.bin") if path.name != MODEL))
    settings = replace(settings, engine="kokoro", voices=voices)
    finding = look("kokoro", settings)
    assert finding.state == "fails"
    assert "damaged" in finding.en and "karyan voices install" in finding.en
    assert look("kokoro", replace(settings, engine="espeak")).state == "missing"


def test_a_folder_that_cannot_be_written_to_is_told_and_the_rest_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, shown = run(tmp_path / "file" / "home", "--json", KARYAN_ENGINE="espeak")
    states = {fact["check"]: fact["state"] for fact in json.loads(shown)}
    assert code == 1
    assert [states[name] for name in ("folder", "database", "media")] == ["fails"] * 3
    assert [states[name] for name in ("page", "points", "espeak")] == ["works"] * 3


def test_a_disk_that_is_nearly_full_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house.shutil, "disk_usage", lambda folder: SimpleNamespace(free=20_000_000))
    finding = look("folder", settings)
    assert (finding.state, "only 20 MB are free" in finding.en) == ("fails", True)


def test_a_store_that_gives_back_other_bytes_is_told(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Forgetful(FolderStore):
        def delete(self, name: str) -> None:
            pass

    monkeypatch.setattr(house, "open_store", lambda url: Forgetful(settings.home / "media"))
    assert look("media", settings).state == "fails"


def test_the_database_is_at_its_last_migration_and_its_password_is_not_shown(
    settings: Settings, tmp_path: Path
) -> None:
    finding = look("database", settings)
    assert finding.state == "works"
    last = max(path.name[:4] for path in Path(versions.__path__[0]).glob("0*.py"))
    assert finding.en.endswith(f"library.sqlite3 ({last})")
    secret = replace(settings, database_url="postgresql+psycopg://karyan:hush@127.0.0.1:9/k")
    assert look("database", secret).state == "fails"
    assert "hush" not in look("database", secret).en


@pytest.fixture
def own_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the page's parts, to be spoiled."""
    vendor = shutil.copytree(page_folder() / "static" / "vendor", tmp_path / "page" / "static" / "vendor")
    monkeypatch.setattr(house, "page_folder", lambda: tmp_path / "page")
    yield vendor


def test_the_pages_parts_are_whole(settings: Settings, own_page: Path) -> None:
    assert look("page", settings).state == "works"
    assert {"htmx/htmx.min.js", "fonts/frank-hebrew.woff2"} <= parts_of(own_page).keys()


@pytest.mark.parametrize("spoilt", [Path.unlink, cut, spoil])
def test_a_part_of_the_page_that_is_not_whole_is_named(
    spoilt: Callable[[Path], None], settings: Settings, own_page: Path
) -> None:
    spoilt(own_page / "htmx" / "htmx.min.js")
    finding = look("page", settings)
    assert finding.state == "fails"
    assert "(htmx/htmx.min.js); run make install" in finding.en


def test_a_page_without_any_part_is_told(settings: Settings, own_page: Path) -> None:
    (own_page / SUMS).unlink()
    assert "make install" in look("page", settings).en


def test_a_check_that_breaks_is_a_failure_with_its_reason(settings: Settings) -> None:
    finding = look_at(lambda settings: Found("", str(1 // 0)), settings)
    assert finding.state == "fails"
    assert "ZeroDivisionError: integer division or modulo by zero" in finding.en
    assert finding_row(finding, "en").startswith("✗ a part: the check itself broke")


@pytest.mark.timed
def test_a_check_that_hangs_is_left_behind(settings: Settings) -> None:
    def hang(settings: Settings) -> Found:
        time.sleep(5)
        return Found("", "")

    started = time.monotonic()
    finding = look_at(hang, settings, limit_s=0.2)
    assert time.monotonic() - started < 2
    assert (finding.state, "no answer" in finding.en) == ("fails", True)


def test_what_is_needed_counts_as_needed_where_that_cannot_be_known(settings: Settings) -> None:
    broken = Check("x", "x", "x", lambda settings: Found("", str(1 // 0)), lambda settings: bool(1 // 0))
    (finding,) = examine([broken], settings)
    assert finding.state == "fails"
