"""The read-aloud book passes the trade's checker, and its clips are the words of the timeline."""

import json
import os
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from audio.media import FolderStore
from player.chapters import chapters
from player.exports.book.parts import book_chapters
from player.exports.cues import shown_word
from player.library import Narration
from player.timeline import Timeline
from player.transcript.read import parse_transcript
from player.transcript.shown import plain, without_isolates
from tests.bring_epubcheck import epubcheck_command
from tests.player.exports.conftest import written
from tests.player.exports.made import narrated, narrations
from tests.player.exports.test_import import TALK

WriteSample = Callable[[str], bytes]
SMIL = "{http://www.w3.org/ns/SMIL}"
OPS = "{http://www.idpf.org/2007/ops}"
OPF = "{http://www.idpf.org/2007/opf}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="session")
def book(sample_file: WriteSample) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(sample_file("epub")))


def parsed(book: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(book.read(f"EPUB/{name}"))


def epubcheck(folder: Path, data: bytes) -> list[dict[str, object]]:
    """What epubcheck has to say of a book, without mere notes of how it is used."""
    command = epubcheck_command()
    if command is None:
        if os.environ.get("CI"):
            pytest.fail("there is no epubcheck; python tests/bring_epubcheck.py brings it")
        pytest.skip("there is no epubcheck; python tests/bring_epubcheck.py brings it")
    book, report = folder / "book.epub", folder / "report.json"
    book.write_bytes(data)
    subprocess.run([*command, book, "--json", report], capture_output=True, check=False)
    said = json.loads(report.read_text("utf-8"))
    assert said["checker"]["checkerVersion"]
    return [one for one in said["messages"] if one["severity"] not in ("INFO", "USAGE", "SUPPRESSED")]


@pytest.mark.slow
def test_epubcheck_finds_no_error_and_no_warning_in_the_sample(
    tmp_path: Path, sample_file: WriteSample
) -> None:
    assert epubcheck(tmp_path, sample_file("epub")) == []


@pytest.mark.slow
def test_epubcheck_finds_no_error_and_no_warning_in_a_small_book_of_hostile_words(tmp_path: Path) -> None:
    hostile = narrated(parse_transcript(TALK, "x"), [(300, 20), (0, 0), (250, 900)])
    media = FolderStore(tmp_path)
    (tmp_path / "e").mkdir()
    # Any sound will do: the checker does not listen.
    (tmp_path / hostile.m4a).write_bytes(bytes(1000))
    assert epubcheck(tmp_path, written("epub", hostile, media)) == []


def test_every_word_is_lit_from_its_own_time_until_the_next_words(
    sample: Narration, book: zipfile.ZipFile
) -> None:
    clips = [clip for name in names(book, ".smil") for clip in clips_of(parsed(book, name))]
    words = {
        f"{line.id}.{number}": word
        for turn in sample.timeline.turns
        for line in turn.lines
        for number, word in enumerate(line.words)
    }
    assert [(target.partition("#")[2], begin) for target, begin, _ in clips] == [
        (name, word.start_ms) for name, word in words.items()
    ]
    assert all(one[2] == two[1] for one, two in pairwise(clips))
    assert clips[-1][2] == sample.timeline.sound.duration_ms


def clips_of(overlay: etree._Element) -> list[tuple[str, int, int]]:
    """For each part: which word, and from when to when, in milliseconds."""
    return [
        (
            par.find(f"{SMIL}text").get("src"),
            *(ms(par.find(f"{SMIL}audio").get(end)) for end in ("clipBegin", "clipEnd")),
        )
        for par in overlay.iter(f"{SMIL}par")
    ]


def ms(stamp: str) -> int:
    hours, minutes, seconds = stamp.split(":")
    return (int(hours) * 60 + int(minutes)) * 60_000 + int(seconds.replace(".", ""))


def names(book: zipfile.ZipFile, suffix: str) -> list[str]:
    return [
        name.removeprefix("EPUB/")
        for name in book.namelist()
        if name.startswith("EPUB/chapter") and name.endswith(suffix)
    ]


def test_words_are_parts_within_the_sequence_of_their_line(sample: Narration, book: zipfile.ZipFile) -> None:
    lines = [line.id for turn in sample.timeline.turns for line in turn.lines]
    found = []
    for name in names(book, ".smil"):
        for sequence in parsed(book, name).iter(f"{SMIL}seq"):
            page, _, line = sequence.get(f"{OPS}textref").partition("#")
            assert page == name.replace(".smil", ".xhtml")
            found.append(line)
            words = [par.find(f"{SMIL}text").get("src") for par in sequence]
            assert all(word.startswith(f"{page}#{line}.") for word in words)
    assert found == lines


def test_the_pages_say_the_words_and_every_target_is_there(sample: Narration, book: zipfile.ZipFile) -> None:
    shown = {}
    for name in names(book, ".xhtml"):
        for span in parsed(book, name).iter(f"{XHTML}span"):
            if "." in span.get("id"):
                shown[span.get("id")] = without_isolates("".join(span.itertext()))
    assert shown == {
        f"{line.id}.{number}": shown_word(word)
        for turn in sample.timeline.turns
        for line in turn.lines
        for number, word in enumerate(line.words)
    }


def test_one_turns_its_pages_from_right_to_left_and_goes_by_questions(
    sample: Narration, book: zipfile.ZipFile
) -> None:
    package = parsed(book, "package.opf")
    assert package.find(f"{OPF}spine").get("page-progression-direction") == "rtl"
    contents = parsed(book, "nav.xhtml")
    toc = contents.find(f".//{XHTML}nav[@id='toc']")
    rows = [without_isolates(link.text) for link in toc.iter(f"{XHTML}a")]
    assert rows == [plain(chapter.title) for chapter in chapters(sample.timeline)]
    for name in names(book, ".xhtml"):
        page = parsed(book, name)
        assert (page.get("dir"), page.get("lang")) == ("rtl", "he")


def test_the_package_says_how_it_can_be_read_and_how_long_it_lasts(
    sample: Narration, book: zipfile.ZipFile
) -> None:
    metadata = parsed(book, "package.opf").find(f"{OPF}metadata")
    told: dict[str, list[str]] = {}
    for meta in metadata.iter(f"{OPF}meta"):
        told.setdefault(meta.get("property"), []).append(meta.text)
    assert told["schema:accessMode"] == ["textual", "auditory", "visual"]
    assert "synchronizedAudioText" in told["schema:accessibilityFeature"]
    assert told["schema:accessibilityHazard"] == ["none"]
    *parts, whole = map(ms, told["media:duration"])
    assert sum(parts) == whole == sample.timeline.sound.duration_ms - sample.timeline.turns[0].start_ms
    (active,) = told["media:active-class"]
    assert f".{active} {{" in book.read("EPUB/book.css").decode()


def test_the_sound_is_the_stores_as_it_is(
    sample: Narration, sample_home: object, book: zipfile.ZipFile
) -> None:
    info = book.getinfo("EPUB/episode.m4a")
    assert info.compress_type == zipfile.ZIP_STORED
    with sample_home.media.open(sample.m4a) as file:  # type: ignore[attr-defined]
        assert book.read(info) == file.read()
    assert book.namelist()[0] == "mimetype"


@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(narrations)
def test_any_timeline_is_parted_into_chapters_with_each_line_and_note_once(narration: Narration) -> None:
    timeline: Timeline = narration.timeline
    made = list(book_chapters(timeline))
    lines = [line.id for turn in timeline.turns for line in turn.lines]
    assert [line.id for chapter in made for line in chapter.lines] == lines
    notes = [note for chapter in made for turn in chapter.turns for note in turn.notes]
    assert notes == [plain(note.text) for note in timeline.notes if note.after_turn >= 0]
    words = [word for chapter in made for line in chapter.lines for word in line.words]
    assert all(one.end_ms == two.begin_ms for one, two in pairwise(words))
    assert all(one.begin_ms <= one.end_ms for one in words)
