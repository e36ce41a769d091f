"""The command line as a person uses it: a process of its own where that is the point, else in this one."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audio.engines.edge import PATIENT
from audio.engines.kokoro_files import DEFAULT_FOLDER
from audio.hebrew.letters import without_points
from player.cli import karyan
from player.exports.table import EXPORTS
from player.home import Home
from tests.audio.voices import copy_of_the_installation
from tests.conftest import SAMPLE
from tests.faults.edge_service import EdgeService

KARYAN = [sys.executable, "-m", "player"]
TALK = "רון: שלום לכולם, היום נדבר על הגשם.\nמיכל: כן, סוף סוף ירד גשם.\nרון: נכון מאוד.\n"


def environment(home: Path, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "KARYAN_HOME": str(home),
        "KARYAN_ENGINE": "espeak",
        "KARYAN_LANGUAGE": "en",
        "PYTHONIOENCODING": "utf-8",
        **more,
    }


def run(home: Path, *words: str, **more: str) -> Result:
    """A command in this process, which has loaded it all; what is no refusal of ours is raised."""
    return CliRunner().invoke(karyan, words, env=environment(home, **more), catch_exceptions=False)


def run_process(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*KARYAN, *words],
        env=environment(home, **more),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "הגשם.txt"
    path.write_text(TALK, "utf-8")
    return path


def test_narrate_prints_one_json_object_and_progress_goes_elsewhere(tmp_path: Path, talk: Path) -> None:
    done = run_process(tmp_path / "h", "narrate", str(talk), "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert list(report) == [
        "episode",
        "engine",
        "duration_ms",
        "clips_made",
        "clips_kept",
        "clips_fallback",
        "clips_failed",
        "wall_s",
    ]
    assert (report["episode"], report["engine"], report["clips_made"]) == ("הגשם", "espeak", 3)
    assert "espeak" in done.stderr
    listed = json.loads(run_process(tmp_path / "h", "list", "--json").stdout)
    assert [episode["slug"] for episode in listed] == ["הגשם"]
    assert listed[0]["duration_ms"] == report["duration_ms"]


@pytest.mark.parametrize("form", EXPORTS)
def test_each_format_is_exported(form: str, sample_home: Home, sample_slug: str, tmp_path: Path) -> None:
    home = sample_home.settings.home
    named = tmp_path / f"mine{EXPORTS[form].suffix}"
    done = run(home, "export", sample_slug, "--format", form, "--output", str(named))
    assert done.exit_code == 0, done.stderr
    assert named.stat().st_size > 500
    into_folder = run(home, "export", sample_slug, "--format", form, "--output", str(tmp_path))
    written = Path(into_folder.stdout.strip())
    assert written.parent == tmp_path
    assert written.read_bytes() == named.read_bytes()
    assert set(tmp_path.iterdir()) == {named, written}, "a temporary file was left"


def test_a_series_is_exported_in_every_form_with_a_bar_on_the_side(
    sample_home: Home, sample_slug: str, tmp_path: Path
) -> None:
    home, folder = sample_home.settings.home, tmp_path / "new"
    series = sample_home.library.facts(sample_slug).series
    done = run(home, "export", "--series", series, "--format", "all", "--output", str(folder))
    assert done.exit_code == 0, done.stderr
    assert sorted(done.stdout.splitlines()) == sorted(map(str, folder.iterdir()))
    assert len(list(folder.iterdir())) == len(EXPORTS) - 1
    assert "Writing" in done.stderr


def test_an_export_to_a_place_that_is_not_there_is_one_sentence(
    sample_home: Home, sample_slug: str, tmp_path: Path
) -> None:
    target = tmp_path / "none" / "x.mp3"
    done = run(sample_home.settings.home, "export", sample_slug, "--format", "mp3", "--output", str(target))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--output" in done.stderr and len(done.stderr.splitlines()) == 1


BAD = {
    "missing": None,
    "empty": b"",
    "blank": b" \n\t\n",
    "binary": bytes(range(256)) * 40,
    "huge": "שלום לכולם. ".encode() * 2_500_000,
    "without-speech": "(מוזיקה)\n(סוף השיחה)\n".encode(),
    "not-hebrew": b"Good evening. Tonight we talk about rain.\nWhy not?\n" * 5,
    "folder": None,
    "unreadable": b"\xd9\x81\xc3\x28\x9f\xfe" * 60,
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_sentence_and_changes_nothing(case: str, tmp_path: Path) -> None:
    path = tmp_path / f"{case}.txt"
    data = BAD[case]
    if data is not None:
        path.write_bytes(data)
    if case == "folder":
        path.mkdir()
    sentences = set()
    for language in ("en", "he"):
        done = run(tmp_path / "h", "narrate", str(path), KARYAN_LANGUAGE=language)
        assert done.exit_code == 2
        assert done.stdout == ""
        (sentence,) = done.stderr.splitlines()
        assert "Traceback" not in sentence
        assert bool(re.search("[א-ת]", sentence.replace(str(path), ""))) == (language == "he")
        sentences.add(sentence)
    assert len(sentences) == 2
    assert json.loads(run(tmp_path / "h", "list", "--json").stdout) == []
    assert not list((tmp_path / "h").rglob("*.clip"))


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["export", "nothing", "--format", "mp3"], 2, "no episode nothing"),
        (["export", "nothing", "--format", "wav"], 2, "mp3"),
        (["export", "nothing", "--format", "all"], 2, "no episode nothing"),
        (["export", "--format", "mp3"], 2, "--series"),
        (["export", "nothing", "--series", "x", "--format", "mp3"], 2, "--series"),
        (["export", "--series", "x", "--format", "mp3"], 2, "no series x"),
        (["narrate", "x.txt", "--engine", "parrot"], 2, "espeak"),
        (["sing"], 2, "No such command"),
        (["serve", "--port", "99999"], 2, "65535"),
    ],
)
def test_bad_use_says_what_to_do(words: list[str], code: int, says: str, tmp_path: Path) -> None:
    done = run(tmp_path / "h", *words)
    assert done.exit_code == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_failure_of_the_surroundings_ends_with_code_1(tmp_path: Path, talk: Path) -> None:
    done = run_process(tmp_path / "h", "narrate", str(talk), KARYAN_MEDIA_URL="s3://bucket")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    (tmp_path / "file").write_text("x")
    done = run_process(tmp_path / "file", "narrate", str(talk))
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


@pytest.mark.slow
def test_an_edge_that_does_not_answer_is_told_and_the_built_in_voice_speaks(
    tmp_path: Path, talk: Path
) -> None:
    dead = {"KARYAN_EDGE_URL": "ws://127.0.0.1:9/edge", "KARYAN_ENGINE": "auto"}
    done = run(tmp_path / "h", "narrate", str(talk), "--json", **dead)
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["engine"] == "kokoro"
    assert "kokoro speaks, because" in done.stderr
    named = run(tmp_path / "h", "narrate", str(talk), "--engine", "edge", **dead)
    assert named.exit_code == 1
    assert "Traceback" not in named.stderr


@pytest.mark.parametrize("command", karyan.commands)
def test_every_command_has_help_in_both_languages_and_an_example(command: str, tmp_path: Path) -> None:
    done = run(tmp_path / "h", command, "--help")
    assert done.exit_code == 0
    assert f"$ karyan {command}" in done.stdout
    assert re.search("[א-ת].* · [A-Z]", done.stdout)


def test_a_reader_that_stops_reading_is_no_error(tmp_path: Path) -> None:
    command = [*KARYAN, "inspect", str(SAMPLE)]
    with subprocess.Popen(
        command, env=environment(tmp_path / "h"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_every_stage_can_be_inspected(sample_home: Home, tmp_path: Path) -> None:
    done = run(sample_home.settings.home, "inspect", str(SAMPLE))
    assert done.exit_code == 0, done.stderr
    for stage in ("transcript", "cast", "spoken", "points", "phonemes", "clips", "timeline"):
        assert f"── {stage} ──" in done.stdout
    spoken = run(sample_home.settings.home, "inspect", str(SAMPLE), "--stage", "spoken").stdout
    assert "2,400" not in spoken
    assert "אלפיים" in without_points(spoken)


def test_who_speaks_is_shown_with_how_sure_and_why(sample_home: Home) -> None:
    rows = run(sample_home.settings.home, "inspect", str(SAMPLE), "--speakers").stdout.splitlines()
    assert [int(row.split()[0]) for row in rows] == list(range(len(rows)))
    assert "לפי התווית" in rows[0]
    assert any("אישה" in row and "99%" in row for row in rows)


def test_voices_names_at_least_six_apart_and_says_what_is_ready(tmp_path: Path) -> None:
    voices = json.loads(run(tmp_path / "h", "voices", "--json").stdout)
    for engine in ("kokoro", "espeak"):
        built_in = [voice for voice in voices if voice["engine"] == engine]
        assert len(built_in) >= 6
        assert all(voice["ready"] for voice in built_in)
        assert {voice["gender"] for voice in built_in} == {"m", "f"}


def test_the_neural_voices_files_can_be_installed_again_without_a_network(tmp_path: Path) -> None:
    for language, word in (("en", "whole"), ("he", "שלמים")):
        settings = {"PATH": "", "PIP_NO_INDEX": "1", "KARYAN_LANGUAGE": language}
        done = run_process(tmp_path / "h", "voices", "install", **settings)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        (sentence,) = done.stderr.splitlines()
        assert word in sentence and str(DEFAULT_FOLDER) in sentence
    assert not (tmp_path / "h").exists(), "no library is needed for that"


def test_the_neural_voices_files_go_where_one_says_or_one_sentence_says_why_not(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = run(tmp_path / "h", "voices", "install", KARYAN_VOICES=str(tmp_path / "file"))
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert "KARYAN_VOICES" in done.stderr
    mine = copy_of_the_installation(tmp_path / "mine")
    done = run(tmp_path / "h", "voices", "install", KARYAN_VOICES=str(mine), PATH="")
    assert done.exit_code == 0 and str(mine) in done.stderr


def test_help_of_installing_the_voice_has_both_languages_and_an_example(tmp_path: Path) -> None:
    done = run(tmp_path / "h", "voices", "install", "--help")
    assert "$ karyan voices install" in done.stdout
    assert re.search("[א-ת].* · [A-Z]", done.stdout)


def served(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_listen_narrates_serves_and_says_the_address(tmp_path: Path, talk: Path) -> None:
    with subprocess.Popen(
        [*KARYAN, "listen", str(talk), "--port", "0", "--no-browser"],
        env=environment(tmp_path / "h"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            address = served(process)
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+/episodes/\S+", address)
            with urllib.request.urlopen(address, timeout=20) as answer:
                assert "הגשם" in answer.read().decode()
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(20)


@pytest.mark.slow
def test_two_servers_side_by_side_do_not_quarrel_over_the_port(tmp_path: Path) -> None:
    def serve() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*KARYAN, "serve"],
            env=environment(tmp_path / "h", KARYAN_PORT="18451"),
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    one = serve()
    addresses = [served(one)]
    two = serve()
    addresses.append(served(two))
    for process in (one, two):
        process.send_signal(signal.SIGINT)
        process.wait(20)
        assert process.stdout is not None
        process.stdout.close()
    assert len(set(addresses)) == 2
    assert all(address.startswith("http://127.0.0.1:") for address in addresses)


def clips_in(home: Path) -> set[str]:
    return {path.name for path in home.rglob("*.clip")}


@pytest.mark.slow
def test_kill_9_loses_at_most_the_clips_in_work_and_the_next_run_goes_on(tmp_path: Path) -> None:
    home = tmp_path / "h"
    with subprocess.Popen(
        [*KARYAN, "narrate", str(SAMPLE)],
        env=environment(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        deadline = time.monotonic() + 60
        while len(clips_in(home)) < 4 and time.monotonic() < deadline:
            time.sleep(0.01)
        process.kill()
    kept = clips_in(home)
    assert len(kept) >= 4
    wait_for_end_of_group(process.pid)
    kept = clips_in(home)
    assert json.loads(run(home, "list", "--json").stdout) == [], "a half-made episode is shown"
    done = json.loads(run(home, "narrate", str(SAMPLE), "--json").stdout)
    assert done["clips_kept"] == len(kept)
    assert done["clips_failed"] == 0
    assert len(clips_in(home)) == done["clips_kept"] + done["clips_made"]


@pytest.mark.slow
def test_ctrl_c_is_one_sentence_and_keeps_what_is_spoken(tmp_path: Path) -> None:
    home = tmp_path / "h"
    with subprocess.Popen(
        [*KARYAN, "narrate", str(SAMPLE)],
        env=environment(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        deadline = time.monotonic() + 60
        while len(clips_in(home)) < 3 and time.monotonic() < deadline:
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert said.splitlines()[-1].startswith("stopped; what was spoken is kept")
    assert "Traceback" not in said
    kept = len(clips_in(home))
    assert kept >= 3
    assert json.loads(run(home, "narrate", str(SAMPLE), "--json").stdout)["clips_kept"] == kept


def test_ctrl_c_does_not_wait_for_a_service_that_is_silent(tmp_path: Path, talk: Path) -> None:
    with (
        EdgeService(("", "stall-after-upgrade"), always=True) as service,
        subprocess.Popen(
            [*KARYAN, "narrate", str(talk), "--engine", "edge"],
            env=environment(tmp_path / "h", KARYAN_EDGE_URL=service.url),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        ) as process,
    ):
        deadline = time.monotonic() + 60
        while len(service.asked) < 2 and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        # Well before the engine's own patience with a silent service ends.
        _, said = process.communicate(timeout=PATIENT.idle_s - 5)
    assert process.returncode == 130
    assert said.splitlines()[-1].startswith("stopped; what was spoken is kept")


def test_a_disk_that_refuses_is_one_sentence(tmp_path: Path, talk: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = run(tmp_path / "h", "narrate", str(talk), KARYAN_MEDIA_URL=(tmp_path / "file" / "x").as_uri())
    assert done.exit_code == 1
    assert "the disk refused" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def wait_for_end_of_group(group: int) -> None:
    """Workers must not outlive the run that was killed."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("a worker lives on after its parent was killed")
