"""The captions as Chromium's own parser reads them."""

from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from player.exports.cues import Cue, cut_into_cues
from player.timeline import Timeline
from player.transcript.shown import plain, without_isolates
from tests.browser.conftest import NewPage
from tests.browser.measure import SCRIPTS


@pytest.fixture
def page(new_page: NewPage, site: str) -> Page:
    page = new_page(bypass_csp=True)
    page.goto(site)
    return page


def read_cues(page: Page, slug: str, name: str) -> list[dict[str, Any]]:
    script = (SCRIPTS / "read_track.js").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = page.evaluate(script, f"/episodes/{quote(slug)}/download/{name}")
    return found


def shown(cue: Cue) -> tuple[int, int, str, str]:
    text = "\n".join(" ".join(line) for line in cue.lines)
    return cue.start_ms, cue.end_ms, plain(cue.speaker.name), text


@pytest.mark.parametrize("name", ["vtt", "karaoke_vtt"])
def test_chromium_reads_the_cues_that_were_written(
    page: Page, slug: str, timeline: Timeline, name: str
) -> None:
    read = read_cues(page, slug, name)
    cues = cut_into_cues(timeline)
    assert [(one["start"], one["end"], one["voice"], without_isolates(one["text"])) for one in read] == [
        shown(cue) for cue in cues
    ]
    starts = [word.start_ms for cue in cues for word in cue.words if word.start_ms > cue.start_ms]
    within = [ms_of(time) for one in read for time in one["within"]]
    assert len(within) == (len(starts) if name == "karaoke_vtt" else 0)
    # Chromium writes these times out with their last thousandth cut off.
    assert all(0 <= ms - time <= 1 for ms, time in zip(starts, within, strict=False))


def ms_of(stamp: str) -> int:
    hours, minutes, seconds = stamp.split(":")
    return (int(hours) * 60 + int(minutes)) * 60_000 + int(seconds.replace(".", ""))
