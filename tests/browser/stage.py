"""The stage for the browser: a real library, a real server on loopback, a real Chromium.

Plain functions without pytest, so that the benchmarks use the same stage as the tests.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from urllib.parse import quote

from playwright.sync_api import Browser, Page, Playwright
from waitress import create_server

from player.app import create_app
from player.config import load_settings
from player.home import Home, open_home
from player.narration import narrate

SAMPLE = Path(__file__).resolve().parents[2] / "static" / "sample" / "conversation.txt"
TITLE_LINES = 4
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
)


def open_empty(folder: Path) -> Home:
    """A library with nothing in it, all of it in `folder`."""
    return open_home(load_settings({"KARYAN_HOME": str(folder), "KARYAN_ENGINE": "espeak"}))


def narrate_sample(home: Home) -> str:
    """Narrate the sample conversation with the draft voice; returns the episode's slug."""
    return _whole(SAMPLE, home)


def narrate_long(home: Home, folder: Path, minutes: int) -> str:
    """Narrate the sample's conversation over and over, as one episode; its clips are made once."""
    short_ms = home.library.narration(narrate_sample(home)).timeline.sound.duration_ms
    times = minutes * 60_000 // short_ms + 1
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    title, spoken = lines[:TITLE_LINES], lines[TITLE_LINES:]
    title[1] = f"שיחה {1000 + minutes}"
    document = folder / "long.txt"
    document.write_text("\n".join([*title, *spoken * times]) + "\n", encoding="utf-8")
    return _whole(document, home)


def _whole(document: Path, home: Home) -> str:
    report = narrate(document, home)
    assert report.clips_failed == 0, report.failures
    return report.episode


@contextmanager
def serving(home: Home) -> Iterator[str]:
    """Serve a library on loopback; gives the address without a slash at its end."""
    server = create_server(create_app(home), host="127.0.0.1", port=0, threads=8)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        thread.join(5)


def episode_address(site: str, slug: str) -> str:
    """The address of an episode's page."""
    return f"{site}/episodes/{quote(slug)}"


def launch(playwright: Playwright, path: str | None, *, scrollbars: bool = True) -> Browser:
    """Start Chromium.

    Raises:
        RuntimeError: where there is none.
    """
    if path is None:
        raise RuntimeError("there is no Chromium; python tests/bring_browser.py brings one")
    return playwright.chromium.launch(
        executable_path=path,
        args=list(FLAGS),
        # Scrollbars are part of what is tested; a picture is calmer without.
        ignore_default_args=["--hide-scrollbars"] if scrollbars else None,
    )


def wait_until(page: Page, condition: str) -> None:
    """Wait until a JavaScript expression holds on the page.

    Playwright's own `wait_for_function` evaluates a string in the page, which the page's policy refuses.

    Raises:
        AssertionError: when it does not within fifteen seconds.
    """
    for _ in range(300):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"this never came true: {condition}")
