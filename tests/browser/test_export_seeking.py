"""What is heard after a seek in the sound files that one takes away, in a real Chromium."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page

from audio.resampling import resample
from player.exports.table import EXPORTS
from player.home import Home
from tests.browser import measure, stage
from tests.browser.conftest import NewPage

SEEKS = 6
MOST_MS = 15
MP3_RATE = 24_000


def open_sound(page: Page, site: str, slug: str, form: str) -> None:
    """A page with nothing but that sound."""
    page.goto(site)
    page.evaluate(
        """address => {
          document.body.innerHTML = '<audio id="sound" preload="metadata"></audio>';
          document.querySelector('#sound').src = address;
        }""",
        f"/episodes/{slug}/download/{form}",
    )
    stage.wait_until(page, "document.querySelector('#sound').readyState >= 1")


@pytest.mark.parametrize("form", ["mp3", "m4a", pytest.param("m4b", marks=pytest.mark.slow)])
def test_what_is_heard_after_a_seek_is_what_the_timeline_says(
    new_page: NewPage, home: Home, site: str, slug: str, form: str
) -> None:
    assert form in EXPORTS
    narration = home.library.narration(slug)
    with home.media.open(narration.m4a) as file:
        reference = measure.decode(file)
    samples = resample(reference.samples, reference.sample_rate, MP3_RATE)
    page = new_page(bypass_csp=True)
    open_sound(page, site, slug, form)
    duration = page.evaluate("document.querySelector('#sound').duration")
    assert round(1000 * duration) == narration.timeline.sound.duration_ms
    errors = measure.heard_errors_against(
        page, replace(reference, samples=samples, sample_rate=MP3_RATE), narration.timeline, SEEKS
    )
    assert max(map(abs, errors)) <= MOST_MS, errors
    assert measure.median_distance(errors) <= 3, errors
