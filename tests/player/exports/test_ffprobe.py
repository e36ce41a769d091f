"""The sound files as ffprobe reads them."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from player.chapters import chapters
from player.exports.taking import take_away
from player.home import Home
from player.timeline import Timeline

FORMS = ("mp3", "m4a", "m4b")


@pytest.fixture(scope="module")
def timeline(sample_home: Home, sample_slug: str) -> Timeline:
    return sample_home.library.narration(sample_slug).timeline


@pytest.fixture(scope="module", params=FORMS)
def probed(
    request: pytest.FixtureRequest,
    sample_home: Home,
    sample_slug: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Any]:
    ffprobe = shutil.which("ffprobe")
    if ffprobe is None and not os.environ.get("CI"):
        pytest.skip("there is no ffprobe; python tests/bring_ffprobe.py brings it")
    file = take_away(sample_home, sample_slug, request.param, tmp_path_factory.mktemp("taken") / "sound")
    return probe(ffprobe or "ffprobe", file)


def probe(ffprobe: str, file: Path) -> dict[str, Any]:
    # It warns of every M4A with chapters and cover, its own too.
    shown = ("-show_chapters", "-show_format", "-show_streams")
    command = [ffprobe, "-v", "error", "-of", "json", *shown, file]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_it_shows_every_chapter_in_order_with_its_question(
    probed: dict[str, Any], timeline: Timeline
) -> None:
    shown = [
        (round(1000 * float(chapter["start_time"])), chapter["tags"]["title"])
        for chapter in probed["chapters"]
    ]
    assert shown == [(chapter.start_ms, chapter.title) for chapter in chapters(timeline)]
    ends = [round(1000 * float(chapter["end_time"])) for chapter in probed["chapters"]]
    assert ends == [chapter.end_ms for chapter in chapters(timeline)]


def test_it_shows_what_the_episode_is(probed: dict[str, Any], timeline: Timeline) -> None:
    tags, facts = probed["format"]["tags"], timeline.episode
    assert tags["title"] == f"{facts.number} · {facts.title}"
    assert (tags["album"], tags["track"], tags["date"]) == (facts.series, facts.number, facts.date)
    assert facts.guest in tags["artist"]
    lyrics = next(text for name, text in tags.items() if name.startswith("lyrics"))
    assert "ומישהו בא?" in lyrics
    assert round(1000 * float(probed["format"]["duration"])) == timeline.sound.duration_ms


def test_it_has_one_sound_and_one_cover(probed: dict[str, Any]) -> None:
    kinds = [stream["codec_type"] for stream in probed["streams"]]
    assert kinds.count("audio") == 1
    (cover,) = (stream for stream in probed["streams"] if stream["codec_type"] == "video")
    assert (cover["codec_name"], cover["width"], cover["height"]) == ("png", 1400, 1400)
    assert cover["disposition"]["attached_pic"] == 1
