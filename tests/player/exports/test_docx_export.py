"""The Word document reads from right to left and says who speaks when."""

from collections.abc import Callable
from io import BytesIO
from itertools import groupby

import docx
from docx.oxml.ns import qn

from audio.timecode import clock
from player.library import Narration
from player.transcript.read import parse_transcript
from tests.player.exports.conftest import written
from tests.player.exports.made import narrated


def test_speakers_times_paragraphs_and_notes_stand_in_order(
    sample: Narration, sample_file: Callable[[str], bytes]
) -> None:
    paragraphs = docx.Document(BytesIO(sample_file("docx"))).paragraphs
    names = {speaker.id: speaker.name for speaker in sample.timeline.speakers}
    expected = []
    for turn in sample.timeline.turns:
        expected.append(names[turn.speaker])
        for _, lines in groupby(turn.lines, key=lambda line: line.paragraph):
            first, *more = lines
            text = " ".join(line.text for line in (first, *more))
            expected.append(f"[{clock(first.start_ms)}] {text}")
        expected += [note.text for note in sample.timeline.notes if note.after_turn == turn.index]
    spoken = [paragraph.text for paragraph in paragraphs if paragraph.style.name not in ("Title", "Subtitle")]
    assert spoken == expected
    heading = [paragraph.text for paragraph in paragraphs if paragraph.style.name in ("Title", "Subtitle")]
    assert sorted(heading) == sorted(sample.heading_lines)


def test_hebrew_reads_from_right_to_left_and_latin_as_it_is() -> None:
    transcript = parse_transcript("שיחות\nשיחה 2\nרון: שפת C++ מ-1985.\nדנה: כן.\nרון: מה?\n", "x")
    document = docx.Document(BytesIO(written("docx", narrated(transcript))))
    (said,) = [paragraph for paragraph in document.paragraphs if "C++" in paragraph.text]
    runs = {run.text: run.font.rtl for run in said.runs}
    assert runs["שפת "] and not runs["C++"] and not runs["1985"]
    for name in ("Normal", "Title", "Heading 2"):
        style = document.styles[name]
        assert style.element.pPr.find(qn("w:bidi")) is not None
        assert style.font.rtl
