"""Captions are read back by programs that are not ours, and say the same at the same times."""

import html
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from itertools import pairwise

import pysubs2
import ttconv.imsc.reader as imsc_reader
from hypothesis import HealthCheck, given, settings
from lxml import etree
from ttconv import model

from player.exports.cues import cut_into_cues
from player.library import Narration
from player.transcript.shown import plain, without_isolates
from tests.player.exports.conftest import written
from tests.player.exports.made import narrations

Shown = list[tuple[int, int, str]]
"""Start and end in milliseconds, and the text, its lines parted by a line end."""
WriteSample = Callable[[str], bytes]
quickly = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
TT = "{http://www.w3.org/ns/ttml}"


def expected(narration: Narration, named: bool) -> Shown:
    return [
        (
            cue.start_ms,
            cue.end_ms,
            "\n".join(" ".join(line) for line in (cue.named_lines if named else cue.lines)),
        )
        for cue in cut_into_cues(narration.timeline)
    ]


def by_pysubs2(file: bytes, form: str) -> Shown:
    read = pysubs2.SSAFile.from_string(file.decode(), format_=form)
    return [
        (
            one.start,
            one.end,
            html.unescape(without_isolates(one.plaintext))
            if form == "vtt"
            else without_isolates(one.plaintext),
        )
        for one in read
    ]


def test_webvtt_read_by_pysubs2_has_the_same_cues(sample: Narration, sample_file: WriteSample) -> None:
    assert by_pysubs2(sample_file("vtt"), "vtt") == expected(sample, named=False)


def test_subrip_read_by_pysubs2_has_the_same_cues_with_the_speaker_where_he_begins(
    sample: Narration, sample_file: WriteSample
) -> None:
    assert by_pysubs2(sample_file("srt"), "srt") == expected(sample, named=True)


def test_every_cue_has_its_speakers_voice(sample: Narration, sample_file: WriteSample) -> None:
    voices = re.findall(r"^<v ([^>]+)>", sample_file("vtt").decode(), re.MULTILINE)
    assert voices == [plain(cue.speaker.name) for cue in cut_into_cues(sample.timeline)]


def test_the_words_of_karaoke_begin_when_they_are_said(sample: Narration, sample_file: WriteSample) -> None:
    blocks = [block for block in sample_file("karaoke_vtt").decode().split("\n\n") if "<v " in block]
    cues = cut_into_cues(sample.timeline)
    assert len(blocks) == len(cues)
    for block, cue in zip(blocks, cues, strict=True):
        _, times, text = block.split("\n", 2)
        said = re.findall(
            r"(?:<(\d\d:\d\d:\d\d\.\d{3})>)?([^<>\s]+)", text.partition(">")[2].replace("</v>", "")
        )
        starts = [ms(time or times.split(" ")[0]) for time, _ in said]
        assert starts == [word.start_ms for word in cue.words]
        assert len(said) == len(cue.words)


def ms(stamp: str) -> int:
    hours, minutes, seconds = stamp.split(":")
    return int(hours) * 3_600_000 + int(minutes) * 60_000 + round(float(seconds) * 1000)


@quickly
@given(narrations)
def test_any_karaoke_times_rise_within_their_cue(narration: Narration) -> None:
    for block in written("karaoke_vtt", narration).decode().split("\n\n"):
        if "<v " not in block:
            continue
        _, times, text = block.split("\n", 2)
        start, end = map(ms, times.split(" --> "))
        inner = [ms(stamp) for stamp in re.findall(r"<(\d\d:[\d:.]+)>", text)]
        whole = [start, *inner, end]
        assert all(one < two for one, two in pairwise(whole)) or (not inner and start == end)


def test_ttml_read_by_ttconv_has_the_same_paragraphs(sample: Narration, sample_file: WriteSample) -> None:
    document = imsc_reader.to_model(ElementTree.parse(io.BytesIO(sample_file("ttml"))))
    read = [
        (round(float(p.get_begin()) * 1000), round(float(p.get_end()) * 1000), without_isolates(text_of(p)))
        for p in paragraphs(document.get_body())
    ]
    assert read == expected(sample, named=True)


def paragraphs(element: object) -> list[model.P]:
    if isinstance(element, model.P):
        return [element]
    return [found for child in element for found in paragraphs(child)]  # type: ignore[attr-defined]


def text_of(element: object) -> str:
    if isinstance(element, model.Text):
        return element.get_text()
    if isinstance(element, model.Br):
        return "\n"
    return "".join(text_of(child) for child in element)  # type: ignore[attr-defined]


def test_ttml_declares_its_profile_direction_and_speakers(
    sample: Narration, sample_file: WriteSample
) -> None:
    root = etree.fromstring(sample_file("ttml"))
    parameter, styling, metadata = (
        f"{{http://www.w3.org/ns/ttml#{part}}}" for part in ("parameter", "styling", "metadata")
    )
    assert root.get(f"{parameter}contentProfiles") == "http://www.w3.org/ns/ttml/profile/imsc1.1/text"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "he"
    assert root.find(f".//{TT}style").get(f"{styling}direction") == "rtl"
    names = [name.text for name in root.iter(f"{metadata}name")]
    assert names == [plain(speaker.name) for speaker in sample.timeline.speakers]
    agents = [div.get(f"{metadata}agent") for div in root.iter(f"{TT}div")]
    assert agents == [turn.speaker for turn in sample.timeline.turns]


def test_the_podcast_transcript_has_the_cues_in_seconds(sample: Narration, sample_file: WriteSample) -> None:
    told = json.loads(sample_file("podcast_json"))
    assert told.keys() == {"version", "segments"}
    assert told["version"] == "1.0.0"
    assert [
        (one["speaker"], round(one["startTime"] * 1000), round(one["endTime"] * 1000), one["body"])
        for one in told["segments"]
    ] == [
        (plain(cue.speaker.name), cue.start_ms, cue.end_ms, cue.text)
        for cue in cut_into_cues(sample.timeline)
    ]
    assert all(one.keys() == {"speaker", "startTime", "endTime", "body"} for one in told["segments"])


@quickly
@given(narrations)
def test_any_captions_are_read_the_same_by_others(narration: Narration) -> None:
    def even(shown: Shown) -> Shown:
        return [(start, end, " ".join(text.split())) for start, end, text in shown]

    assert even(by_pysubs2(written("vtt", narration), "vtt")) == even(expected(narration, named=False))
    root = etree.fromstring(written("ttml", narration))
    assert [
        (ms(p.get("begin")), ms(p.get("end")), " ".join(without_isolates(" ".join(p.itertext())).split()))
        for p in root.iter(f"{TT}p")
    ] == even(expected(narration, named=True))
