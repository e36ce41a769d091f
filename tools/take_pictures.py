"""Take the README's screenshots anew: the sample conversation in a real Chromium, in the middle of a line."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bring_browser import browser_path
from tests.browser import stage

DOCS = Path(__file__).resolve().parent.parent / "docs"
SIZES = {1280: 800, 360: 740}
AT_S = 24.4


def take_pictures(folder: Path) -> None:
    """Write ``docs/page-<width>.png`` for each width; the library is made in `folder`."""
    home = stage.open_empty(folder)
    slug = stage.narrate_sample(home)
    with stage.serving(home) as site, sync_playwright() as playwright:
        browser = stage.launch(playwright, browser_path())
        for width, height in SIZES.items():
            page = browser.new_page(viewport={"width": width, "height": height}, locale="he-IL")
            page.goto(stage.episode_address(site, slug))
            stage.wait_until(page, "document.querySelector('#sound').readyState >= 1")
            page.evaluate("seconds => { document.querySelector('#sound').currentTime = seconds; }", AT_S)
            page.wait_for_timeout(1500)
            page.screenshot(path=DOCS / f"page-{width}.png")
        browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        take_pictures(Path(folder))
