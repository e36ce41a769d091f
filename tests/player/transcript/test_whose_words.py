"""Whose words each paragraph is, in documents of many shapes, against what a reader would say."""

import json
from pathlib import Path
from typing import Any

import pytest

from player.transcript.model import Transcript
from player.transcript.read import parse_transcript, read_transcript, word_count

DATA = Path(__file__).parents[2] / "data" / "transcripts"
REAL = Path(__file__).parents[4] / "shared" / "transcripts" / "new-life-451.txt"
NAMES = sorted(path.stem for path in DATA.glob("*.json"))


def read(name: str) -> tuple[Transcript, dict[str, Any]]:
    expected: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return read_transcript(DATA / f"{name}.txt"), expected


def turns_by_name(transcript: Transcript) -> list[list[str | int]]:
    return [[transcript.speaker(turn.speaker).name, len(turn.paragraphs)] for turn in transcript.turns]


@pytest.mark.parametrize("name", NAMES)
def test_every_paragraph_is_given_to_whom_a_reader_would_give_it(name: str) -> None:
    transcript, expected = read(name)
    assert turns_by_name(transcript) == expected["turns"]


@pytest.mark.parametrize("name", NAMES)
def test_every_speaker_has_the_name_role_and_gender_a_reader_would_say(name: str) -> None:
    transcript, expected = read(name)
    people = {speaker.name: f"{speaker.role} {speaker.gender}" for speaker in transcript.speakers}
    assert people == expected["speakers"]


@pytest.mark.parametrize("name", NAMES)
def test_the_title_block_is_read_and_notes_are_set_apart(name: str) -> None:
    transcript, expected = read(name)
    heading = {fact: getattr(transcript.heading, fact) for fact in expected["heading"]}
    assert heading == expected["heading"]
    assert [note.text for note in transcript.notes] == expected["notes"]


@pytest.mark.parametrize("name", NAMES)
def test_only_a_label_makes_it_certain_and_every_other_paragraph_says_why(name: str) -> None:
    transcript, _ = read(name)
    assert all((paragraph.sure == 1) == (paragraph.why == "") for paragraph in transcript.paragraphs)
    assert all(0.5 <= paragraph.sure <= 1 for paragraph in transcript.paragraphs)


def test_a_label_that_returns_means_somebody_else_spoke() -> None:
    transcript = parse_transcript("דוד: היה חם.\nקיץ ארוך.\nדוד: ואז בא הסתיו.\nבא גם הסתיו.", "x")
    assert turns_by_name(transcript)[:3] == [["דוד", 1], ["אורח", 1], ["דוד", 1]]
    assert transcript.paragraphs[1].sure > 0.95


def test_pupils_who_have_a_label_ask_and_the_unlabelled_guest_answers() -> None:
    text = (
        "שיעור 5\nשיחה עם הרב אריה נבו 1.2.03\nתלמיד: מה זה זמן?\nמה שנגמר.\n"
        "תלמידים: ומה לא נגמר?\nהשאלה.\nועוד קצת תה."
    )
    turns = turns_by_name(parse_transcript(text, "x"))
    assert turns == [["תלמיד", 1], ["הרב אריה נבו", 1], ["תלמידים", 1], ["הרב אריה נבו", 2]]


def test_where_nothing_tells_it_is_said_to_be_unsure() -> None:
    text = "שיחה עם רון לב\nדוד: היה חם.\nהקיץ נמשך עד נובמבר.\nשמעון: נכון, ואז בא הסתיו.\nקר."
    unlabelled = parse_transcript(text, "x").paragraphs[1]
    assert unlabelled.sure < 0.8
    assert unlabelled.why


def test_a_quotation_of_another_persons_words_does_not_tell_the_speakers_gender() -> None:
    text = (
        "שיחה עם רון לב\nדנה: מה אמרה לך סבתא?\n"
        'היא אמרה לי ככה: "אני זוכרת את הים, אני חושבת עליו", ואני הקשבתי.\nדנה: יפה.\nתודה.'
    )
    assert turns_by_name(parse_transcript(text, "x"))[1] == ["רון לב", 1]


def test_a_document_without_labels_has_one_speaker() -> None:
    text = "על הרוח\nהרוח באה מן הים, ואני זוכרת אותה מילדותי.\nהיא באה בערב.\nאני עדיין מחכה לה."
    transcript = parse_transcript(text, "x")
    assert turns_by_name(transcript) == [["קריינית", 3]]
    assert transcript.speakers[0].role == "narrator"


def test_a_note_between_two_paragraphs_of_one_speaker_keeps_its_place() -> None:
    transcript = parse_transcript("דנה: ערב טוב.\n(צלצול)\nדנה: נמשיך.\nיעל: כן.", "x")
    assert turns_by_name(transcript) == [["דנה", 1], ["דנה", 1], ["יעל", 1]]
    assert [(note.after_turn, note.text) for note in transcript.notes] == [(0, "(צלצול)")]


def test_a_note_before_the_first_word_stands_before_the_first_turn() -> None:
    transcript = parse_transcript("(הוקלט בחוץ)\nדנה: ערב טוב.\nיעל: כן.", "x")
    assert [(note.after_turn, note.text) for note in transcript.notes] == [(-1, "(הוקלט בחוץ)")]


def test_the_published_conversation_is_given_to_its_speakers_exactly() -> None:
    if not REAL.exists():
        pytest.skip("the published conversation does not lie beside the project")
    transcript = read_transcript(REAL)
    unlabelled = [
        (transcript.speaker(turn.speaker).name, paragraph)
        for turn in transcript.turns
        for paragraph in turn.paragraphs
        if paragraph.why
    ]
    assert [name for name, _ in unlabelled[:5]] == ["יעל"] * 5
    assert {name for name, _ in unlabelled[5:]} == {'הרב ד"ר מיכאל לייטמן'}
    assert len(unlabelled) == 61
    assert sum(paragraph.sure < 0.9 for _, paragraph in unlabelled) <= 5
    assert sum(not paragraph.why for paragraph in transcript.paragraphs) == 50
    heading, notes = " ".join(transcript.heading.lines), [note.text for note in transcript.notes]
    assert notes == ["(סוף השיחה)"]
    assert word_count(transcript) == 2801 - len(heading.split()) - 50 - 2
