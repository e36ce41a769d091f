"""Take the README's screenshots anew: the sample conversation in a real Chromium, a word of it lit."""

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.bring_browser import browser_path
from tests.browser import stage

DOCS = Path(__file__).resolve().parent.parent / "docs"
SIZES = {1280: 800, 360: 740}
SCHEMES = ("light", "dark")
TURN, LINE, WORD = 1, 1, 5
"""What is lit: a word in the middle of what the guest says."""
COLOURS = 128
"""More than the page has, with the edges of its letters: a picture is a third as large so."""


def take_pictures(folder: Path) -> None:
    """Write ``docs/page-<width>-<scheme>.png`` for each width and scheme; the library is made in `folder`."""
    home = stage.open_empty(folder)
    slug = stage.narrate_sample(home)
    lit = home.library.narration(slug).timeline.turns[TURN].lines[LINE].words[WORD]
    at_s = (lit.start_ms + lit.end_ms) / 2000
    with stage.serving(home) as site, sync_playwright() as playwright:
        browser = stage.launch(playwright, browser_path(), scrollbars=False)
        for width in SIZES:
            for scheme in SCHEMES:
                picture = picture_of(browser, stage.episode_address(site, slug), at_s, width, scheme)
                small(picture).save(DOCS / f"page-{width}-{scheme}.png", optimize=True)
        browser.close()


def picture_of(browser: Browser, address: str, at_s: float, width: int, scheme: str) -> bytes:
    """The page as it looks at a time of the sound, as a PNG."""
    page = browser.new_page(
        viewport={"width": width, "height": SIZES[width]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        locale="he-IL",
    )
    page.goto(address)
    stage.wait_until(page, "document.querySelector('#sound').readyState >= 1")
    page.evaluate("seconds => { document.querySelector('#sound').currentTime = seconds; }", at_s)
    page.wait_for_timeout(1500)
    picture = page.screenshot()
    page.close()
    return picture


def small(png: bytes) -> Image.Image:
    """The picture with a palette of its own."""
    return Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made_in:
        take_pictures(Path(made_in))
