"""The single file is written as it goes, and its script is the page's own modules."""

import base64
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from audio.npm import node
from player.exports.cues import shown_word
from player.exports.standalone.parts import policy, script
from player.home import Home
from player.library import Narration
from player.page_parts import page_folder
from player.transcript.shown import without_isolates

WriteSample = Callable[[str], bytes]


def test_every_word_stands_there_with_its_time(sample: Narration, sample_file: WriteSample) -> None:
    page = etree.fromstring(sample_file("html"), etree.HTMLParser(encoding="utf-8"))
    lines = [
        (
            line.get("id"),
            int(line.get("data-ms")),
            int(line.get("data-end")),
            [(without_isolates(word.text), int(word.get("data-ms"))) for word in line],
        )
        for line in page.xpath("//span[@class='line']")
    ]
    assert lines == [
        (line.id, line.start_ms, line.end_ms, [(shown_word(word), word.start_ms) for word in line.words])
        for turn in sample.timeline.turns
        for line in turn.lines
    ]


def test_the_sound_in_it_is_the_stores(
    sample: Narration, sample_home: Home, sample_file: WriteSample
) -> None:
    pieces = re.findall(rb"data-sound>([^<]+)<", sample_file("html"))
    with sample_home.media.open(sample.m4a) as file:
        assert b"".join(map(base64.b64decode, pieces)) == file.read()


def test_the_script_is_whole_and_has_the_pages_own_pacing_in_it(tmp_path: Path) -> None:
    path = tmp_path / "standalone.js"
    path.write_text(script(), "utf-8")
    subprocess.run([node(), "--check", path], check=True)
    assert not re.search(r"^(?:import|export)\b", script(), re.MULTILINE)
    for module in ("pace", "spans", "view", "clock"):
        source = (page_folder() / "static" / "js" / f"{module}.js").read_text("utf-8")
        # Comments may be left out of what is sent.
        code = [line for line in source.splitlines() if not re.match(r"\s*(?://|/?\*|import )", line)]
        assert [line.removeprefix("export ") for line in code if line][-1] in script().splitlines()
        assert all(line.removeprefix("export ") in script() for line in code)


def test_the_page_may_fetch_nothing_and_run_nothing_else(sample_file: WriteSample) -> None:
    page = etree.fromstring(sample_file("html"), etree.HTMLParser(encoding="utf-8"))
    (told,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert told == policy()
    assert told.startswith("default-src 'none'; script-src 'sha256-")
    # No address of anything outside of the file.
    addresses = page.xpath("//@src | //@href | //@action | //@poster")
    assert not addresses
