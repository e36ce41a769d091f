"""The password from the shell, and whom a server without one is for."""

import os
import pty
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from player.cli import karyan
from player.home import Home, open_home
from player.loopback import is_loopback, is_own_address
from player.password import has_password, is_right
from tests.conftest import settings_in
from tests.player.test_cli import KARYAN, environment

PASSWORD = "גשם ראשון 8"


def run(home: Path, *words: str, typed: bytes = b"", **more: str) -> tuple[int, str, str]:
    """In this process, which is quicker; what is told on stdout and on stderr."""
    done = CliRunner().invoke(karyan, words, input=typed, env=environment(home, **more))
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "h"


def opened(folder: Path) -> Home:
    return open_home(settings_in(folder))


def test_a_script_sets_it_by_the_standard_input_and_takes_it_away(folder: Path) -> None:
    code, said, _ = run(folder, "password", typed=f"{PASSWORD}\r\nanother line\n".encode())
    assert (code, "/login" in said) == (0, True)
    assert is_right(opened(folder).house, PASSWORD)
    assert "all log in again" in run(folder, "password", typed=b"another one")[1]
    assert is_right(opened(folder).house, "another one")
    code, said, _ = run(folder, "password", "--remove")
    assert (code, "no password" in said) == (0, True)
    assert not has_password(opened(folder).house)


@pytest.mark.parametrize(
    ("typed", "says"), [(b"", "8"), (b"short\n", "8"), ("שלום לכולם".encode("cp1255"), "UTF-8")]
)
@pytest.mark.parametrize("language", ["he", "en"])
def test_a_bad_one_is_refused_with_one_sentence(folder: Path, typed: bytes, says: str, language: str) -> None:
    code, said, error = run(folder, "password", typed=typed, KARYAN_LANGUAGE=language)
    assert (code, said, len(error.splitlines())) == (2, "", 1)
    assert says in error
    assert bool(re.search("[א-ת]", error)) == (language == "he")
    assert not has_password(opened(folder).house)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
@pytest.mark.parametrize(("again", "code"), [(PASSWORD, 0), ("something else", 2)])
def test_at_a_terminal_it_is_asked_for_twice_and_never_shown(folder: Path, again: str, code: int) -> None:
    process, terminal = pty.fork()
    if process == 0:
        os.execve(KARYAN[0], [*KARYAN, "password"], environment(folder))
    shown = b""
    for prompt, typed in ((b"Password:", PASSWORD), (b"again:", again)):
        while prompt not in shown:
            shown += os.read(terminal, 1000)
        # The prompt is written before the terminal is told to show nothing.
        time.sleep(0.3)
        os.write(terminal, f"{typed}\n".encode())
    shown += rest_of(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == code, shown.decode()
    assert PASSWORD not in shown.decode() and again not in shown.decode()
    assert is_right(opened(folder).house, PASSWORD) == (code == 0)


def rest_of(terminal: int) -> bytes:
    shown = b""
    while True:
        try:
            piece = os.read(terminal, 1000)
        except OSError:  # Linux tells so that the other end is closed.
            piece = b""
        if not piece:
            return shown
        shown += piece


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "0"])
@pytest.mark.parametrize("language", ["he", "en"])
def test_others_are_not_served_without_a_password(folder: Path, host: str, language: str) -> None:
    for words, more in (
        (("serve", "--port", "0", "--host", host), {}),
        (("serve", "--port", "0"), {"KARYAN_HOST": host}),
    ):
        code, said, error = run(folder, *words, KARYAN_LANGUAGE=language, **more)
        assert (code, said, len(error.splitlines())) == (2, "", 1)
        assert "karyan password" in error and host in error
        assert bool(re.search("[א-ת]", error)) == (language == "he")


def test_listen_says_so_before_it_narrates(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("רון: שלום.\n", "utf-8")
    code, _, error = run(folder, "listen", str(tmp_path / "talk.txt"), "--host", "0.0.0.0")
    assert code == 2 and "karyan password" in error
    assert not list(folder.rglob("*.clip"))


@pytest.mark.parametrize("has_one", [False, True])
def test_the_server_says_whom_it_is_for(folder: Path, has_one: bool) -> None:
    if has_one:
        run(folder, "password", typed=PASSWORD.encode())
    host = "0.0.0.0" if has_one else "localhost"
    with subprocess.Popen(
        [*KARYAN, "serve", "--port", "0", "--host", host],
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        address = process.stdout.readline().strip()
        with urllib.request.urlopen(address.replace("0.0.0.0", "127.0.0.1"), timeout=20) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        process.wait(20)
        hint = process.stderr.read()
    assert ("karyan password" in hint) == (not has_one)


def test_which_hosts_are_this_machines_own() -> None:
    for host in ("127.0.0.1", "127.8.9.1", "::1", "localhost"):
        assert is_loopback(host), host
    for host in ("0.0.0.0", "::", "192.0.2.1", "no-such-host.invalid", "a" * 300, "0"):
        assert not is_loopback(host), host
    assert is_own_address("::ffff:127.0.0.1")
    assert not is_own_address("::ffff:192.0.2.1")
    assert not is_own_address("")
