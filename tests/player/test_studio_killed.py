"""Server, worker or both are killed while one narrates and edits: nothing is lost, and the work goes on."""

import os
import random
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from audio.engines.table import open_engine
from player.home import Home, open_home
from player.narration import narrate, plan_episode
from player.publishing import publish
from player.settling import settle
from tests.conftest import ROOT, settings_in

pytestmark = pytest.mark.slow

Said = tuple[list[tuple[str, str]], list[tuple[str, str]]]
PARAGRAPHS = 10
TALK = "\n".join(
    ["שיחות קצרות", "שיחה 9", "הגשם הראשון", "שיחה עם רון לב 3.11.23"]
    + [
        f"{('רון', 'מיכל')[i % 2]}: זו הפסקה ה-{i} בשיחה, והיא קצרה. יש בה עוד משפט אחד, ואחריו שתיקה."
        for i in range(1, PARAGRAPHS + 1)
    ]
)
LONG_S = 120
LONGEST_S = 4.0
"""Until one is killed at the latest: two processes narrate it in some three seconds on a quiet machine."""


class Studio:
    """`karyan serve` as a process of its own, and somebody's browser."""

    def __init__(self, folder: Path) -> None:
        self.home = open_home(settings_in(folder, KARYAN_JOBS="2"))
        self.slug = self.home.manuscripts.bring(TALK.encode(), "talk.txt").slug
        self.episode = f"/episodes/{quote(self.slug)}"
        self.log = folder / "serve.log"
        self.start()

    def start(self) -> None:
        environment = {
            **os.environ,
            "KARYAN_HOME": str(self.home.settings.home),
            "KARYAN_ENGINE": "espeak",
            "KARYAN_JOBS": "2",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "player", "serve", "--port", "0"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=self.log.open("a"),
            text=True,
        )
        assert self.process.stdout is not None
        found = next(found for line in self.process.stdout if (found := re.search(r"http://[\d.:]+", line)))
        self.address = found[0]
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> tuple[int, str]:
        try:
            with self.browser.open(self.address + path, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def post(self, path: str, **form: str) -> bool:
        """Whether it was confirmed; what was broken off was not."""
        with suppress(OSError):
            token = re.search(r'"X-CSRF-Token": "([^"]+)"', self.get("/offline")[1])
            assert token is not None
            headers = {"X-CSRF-Token": token[1], "Origin": self.address}
            asked = urllib.request.Request(
                self.address + path, urlencode(form).encode(), headers, method="POST"
            )
            with self.browser.open(asked, timeout=30):
                return True
        return False

    def kill(self, whom: str) -> None:
        workers = [int(name.rsplit(":", 2)[1]) for name in self.home.rollcall.workers()]
        if whom != "worker":
            self.process.kill()
        if whom != "server":
            for pid in workers:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        if whom != "worker":
            self.process.wait()
            self.start()

    def check_page(self) -> None:
        """What is shown is whole: the finished episode with its sound, or the one that grows."""
        status, page = self.get(self.episode)
        assert status == 200, self.log.read_text()[-3000:]
        if "data-growing" in page:
            assert page.count("data-paragraph") == PARAGRAPHS
            return
        assert page.count("data-line ") == 2 * PARAGRAPHS
        for found in re.findall(r'data-m(?:4a|p3)="([^"]+)"', page):
            with self.browser.open(self.address + found, timeout=30) as sound:
                assert len(sound.read()) == int(sound.headers["Content-Length"]) > 100_000

    def wait_until_done(self) -> None:
        deadline = time.monotonic() + LONG_S
        while time.monotonic() < deadline:
            self.check_page()
            run = self.home.runs.last(self.slug)
            assert run is not None
            assert run.state not in ("failed", "cancelled"), run
            if run.state == "done":
                return
            time.sleep(0.2)
        raise AssertionError(f"it never went on: {run}")

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    studio = Studio(tmp_path / "home")
    yield studio
    studio.end()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Said]:
    """What is heard where nobody kills anything: as brought, and with a paragraph given to somebody."""
    folder = tmp_path_factory.mktemp("undisturbed")
    (folder / "talk.txt").write_text(TALK, "utf-8")
    home = open_home(settings_in(folder / "home", KARYAN_JOBS="1"))
    slug = narrate(folder / "talk.txt", home).episode
    before = said(home, slug)
    settle(home, slug, home.library.narration(slug).paragraphs[2].key, "רון", "")
    narrate(folder / "talk.txt", home)
    return {"": before, "רון": said(home, slug)}


def said(home: Home, slug: str) -> Said:
    """What is said by whom, in which clips; the draft voice's times differ by a millisecond at times."""
    narration = home.library.narration(slug)
    lines = [(turn.speaker, line.text) for turn in narration.timeline.turns for line in turn.lines]
    return lines, [(one.key, one.clip) for one in narration.paragraphs]


def check_whole(studio: Studio, expected: Said) -> None:
    """The episode is the one that its clips make, to the last word's time."""
    home, slug = studio.home, studio.slug
    assert said(home, slug) == expected
    revision = home.library.revision(slug)
    publish(plan_episode(slug, home, open_engine("espeak", home.engine_settings)), home)
    assert home.library.revision(slug) == revision


@pytest.mark.parametrize("moment", range(20))
def test_killed_at_a_random_moment_nothing_confirmed_is_lost(
    moment: int, studio: Studio, undisturbed: dict[str, Said]
) -> None:
    chance = random.Random(moment)
    whom = ("server", "worker", "both")[moment % 3]
    assert studio.post(f"{studio.episode}/narrate")
    time.sleep(chance.uniform(0, LONGEST_S))
    studio.kill(whom)
    studio.wait_until_done()
    check_whole(studio, undisturbed[""])
    before = studio.home.library.revision(studio.slug)
    key = studio.home.library.narration(studio.slug).paragraphs[2].key
    assert studio.post(f"{studio.episode}/speakers/{quote(key)}", speaker="רון")
    assert studio.post(f"{studio.episode}/narrate")
    time.sleep(chance.uniform(0, LONGEST_S / 4))
    studio.kill(("both", "server", "worker")[moment % 3])
    assert studio.home.decisions.value(studio.slug, "speaker", key) == "רון"
    studio.wait_until_done()
    assert studio.home.library.revision(studio.slug) == before + 1
    check_whole(studio, undisturbed["רון"])
