"""What we wrote comes back as the same transcript; what was put right by hand comes back put right."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from player.errors import BadTranscript
from player.home import Home
from player.library import Narration
from player.narration import narrate
from player.transcript.document import read_document
from player.transcript.model import Paragraph, Transcript
from player.transcript.own_json import read_own_json
from player.transcript.own_vtt import read_own_vtt
from player.transcript.read import parse_transcript, read_transcript
from player.transcript.settled import WHY, nothing_settled
from tests.conftest import SAMPLE, settings_in
from tests.player.exports.conftest import written
from tests.player.exports.made import beats, narrated, transcripts

FORMS = {"json": ".json", "vtt": ".vtt", "karaoke_vtt": ".karaoke.vtt"}
SHORT = "שיחות\nשיחה 2\nרון: שלום  לכולם.\nדנה: שלום לך.\nרון: מה נשמע?\n"
TALK = """שיחות על הדרך
שיחה 31
הים <ושמו> & "הגדול"
שיחה עם ד"ר רות לב 3.9.23 - אחרי עריכה
(מוזיקה --> ואז שקט)
רון: שלום לך,  רות. מה זה C++ &amp; <b>מה</b> זה "]]>"?
אני זוכרת שפה ישנה.\tמאוד, מ-1985 -- ולא יותר.
(צחוק באולפן)
דנה: ואז?
הלכתי הביתה\u202e ובכיתי. \u2067שם\u2069 היה \u200fחם.
(סוף)
"""


def evened(transcript: Transcript) -> Transcript:
    """The transcript with one space between the lines of a paragraph, which is what a timeline keeps."""
    turns = tuple(replace(turn, paragraphs=tuple(map(even, turn.paragraphs))) for turn in transcript.turns)
    return replace(transcript, turns=turns)


def even(paragraph: Paragraph) -> Paragraph:
    text = " ".join(line.text for line in paragraph.lines)
    lines, at = [], 0
    for line in paragraph.lines:
        lines.append(replace(line, start_char=at, end_char=at + len(line.text)))
        at += len(line.text) + 1
    return replace(paragraph, text=text, lines=tuple(lines))


def read_back(name: str, narration: Narration) -> Transcript:
    text = written(name, narration).decode()
    own = read_own_json(text, Path("x.json")) if name == "json" else read_own_vtt(text, "x")
    assert own is not None
    return own.transcript(nothing_settled)


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(transcripts, beats, st.sampled_from(sorted(FORMS)))
def test_any_transcript_comes_back_the_same(
    transcript: Transcript, rhythm: list[tuple[int, int]], name: str
) -> None:
    assert read_back(name, narrated(transcript, rhythm)) == evened(transcript)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("source", [SAMPLE, None], ids=["sample", "hostile"])
def test_a_file_that_we_wrote_comes_back_as_the_transcript_that_it_was_made_from(
    tmp_path: Path, name: str, source: Path | None
) -> None:
    transcript = read_transcript(source) if source else parse_transcript(TALK, "x")
    path = tmp_path / f"talk{FORMS[name]}"
    path.write_bytes(written(name, narrated(transcript)))
    assert read_transcript(path) == evened(transcript)
    assert transcript.notes or source


@pytest.mark.parametrize("name", FORMS)
def test_a_file_that_comes_back_is_the_same_episode_and_speaks_nothing_anew(
    tmp_path: Path, name: str
) -> None:
    home = open_narrated(tmp_path)
    (episode,) = home.library.episodes()
    before = home.library.narration(episode.facts.slug)
    path = tmp_path / f"again{FORMS[name]}"
    path.write_bytes(written(name, before, home.media))
    report = narrate(path, home)
    assert (report.episode, report.clips_made, report.clips_failed) == (episode.facts.slug, 0, 0)
    assert home.library.narration(episode.facts.slug) == before


def open_narrated(folder: Path) -> Home:
    from player.home import open_home

    home = open_home(settings_in(folder / "home"))
    source = folder / "talk.txt"
    source.write_text("שיחות\nשיחה 4\nהגשם\nרון: שלום, דנה לב. מה שלומך?\n(צחוק)\nדנה: טוב. ואתה?\n", "utf-8")
    narrate(source, home)
    return home


@pytest.mark.parametrize("name", ["vtt", "karaoke_vtt"])
def test_words_and_speakers_put_right_by_hand_come_back_put_right(tmp_path: Path, name: str) -> None:
    transcript = parse_transcript(SHORT, "x")
    text = written(name, narrated(transcript)).decode()
    path = tmp_path / "talk.vtt"
    header, first, cues = text.partition("\n1\n")
    cues = cues.replace("לכולם.", "לחברים.").replace("<v דנה>", "<v יעל>")
    path.write_text(header + first + cues, "utf-8")
    mended = read_transcript(path)
    assert [paragraph.text for paragraph in mended.paragraphs] == ["שלום לחברים.", "שלום לך.", "מה נשמע?"]
    assert [(one.name, one.gender) for one in mended.speakers] == [("רון", "m"), ("יעל", "f")]


def test_what_was_settled_since_holds_for_a_file_that_comes_back(tmp_path: Path) -> None:
    transcript = parse_transcript(SHORT, "x")
    path = tmp_path / "talk.json"
    path.write_bytes(written("json", narrated(transcript)))
    key = transcript.paragraphs[2].key
    settled = read_transcript(path, lambda _: {key: "דנה"})
    assert settled.turns[-1].speaker == "s2"
    assert settled.paragraphs[2].why == WHY


def test_webvtt_whose_first_comment_was_taken_out_is_read_as_any_other(tmp_path: Path) -> None:
    transcript = parse_transcript(SHORT, "x")
    text = written("vtt", narrated(transcript)).decode()
    path = tmp_path / "talk.vtt"
    path.write_text(text.replace("NOTE karyan", "NOTE other"), "utf-8")
    assert read_document(path).own is None
    assert [one.name for one in read_transcript(path).speakers] == ["רון", "דנה"]


GOOD = {
    "episode": {"title": "כותרת"},
    "speakers": [{"id": "s1", "name": "רון", "role": "host", "gender": "m"}],
    "turns": [{"index": 0, "speaker": "s1", "sure": 1.0, "lines": [{"paragraph": 0, "text": "שלום לכולם."}]}],
    "notes": [],
}


def test_a_timeline_without_its_title_block_is_read_with_what_it_says(tmp_path: Path) -> None:
    path = tmp_path / "talk.json"
    path.write_text(json.dumps(GOOD), "utf-8")
    transcript = read_transcript(path)
    assert (transcript.heading.title, transcript.heading.lines) == ("כותרת", ("כותרת",))
    assert [paragraph.text for paragraph in transcript.paragraphs] == ["שלום לכולם."]


@pytest.mark.parametrize(
    "told",
    [
        [],
        {},
        {**GOOD, "speakers": []},
        {**GOOD, "turns": None},
        {**GOOD, "turns": [{"index": 0, "speaker": "s1", "sure": "x", "lines": GOOD["turns"]}]},
        {**GOOD, "speakers": [{"id": "s1", "name": "רון", "role": "king", "gender": "m"}]},
        {**GOOD, "heading": "x"},
        {**GOOD, "episode": {"title": 3}},
        {**GOOD, "notes": [{"after_turn": [], "text": "x"}]},
        {**GOOD, "episode": {"title": "\ud800"}},
    ],
)
def test_other_json_is_refused_with_what_to_do(tmp_path: Path, told: object) -> None:
    path = tmp_path / "talk.json"
    path.write_text(json.dumps(told), "utf-8")
    with pytest.raises(BadTranscript, match="--format json"):
        read_transcript(path)


@pytest.mark.parametrize("text", ["{", "[" * 100_000, "שלום", '{"a": NaN}'])
def test_what_is_no_json_is_refused_with_what_to_do(tmp_path: Path, text: str) -> None:
    path = tmp_path / "talk.json"
    path.write_text(text, "utf-8")
    with pytest.raises(BadTranscript, match="--format json"):
        read_transcript(path)


def test_a_timeline_in_which_nobody_speaks_or_no_hebrew_is_spoken_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "talk.json"
    path.write_text(json.dumps({**GOOD, "turns": []}), "utf-8")
    with pytest.raises(BadTranscript, match="no speech"):
        read_transcript(path)
    english = [{"index": 0, "speaker": "s1", "sure": 1, "lines": [{"paragraph": 0, "text": "Hello there."}]}]
    path.write_text(json.dumps({**GOOD, "turns": english}), "utf-8")
    with pytest.raises(BadTranscript, match="not in Hebrew"):
        read_transcript(path)
