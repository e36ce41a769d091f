"""The sample conversation that comes with the project, read whole."""

from pathlib import Path

import pytest

from player.transcript.model import Transcript
from player.transcript.read import read_transcript, word_count

SAMPLE = Path(__file__).parents[3] / "static" / "sample" / "conversation.txt"


@pytest.fixture(scope="module")
def sample() -> Transcript:
    return read_transcript(SAMPLE)


def test_its_title_block_says_series_number_subject_guest_and_date(sample: Transcript) -> None:
    heading = sample.heading
    assert heading.series == "שיחות על הדרך"
    assert heading.number == "12"
    assert heading.title == "הספרייה הנודדת"
    assert heading.guest == 'ד"ר נועה ברזילי'
    assert heading.date == "2023-09-03"
    assert heading.edition == "אחרי עריכה"
    assert len(heading.lines) == 4


def test_two_hosts_and_a_guest_speak(sample: Transcript) -> None:
    people = [(speaker.name, speaker.role, speaker.gender) for speaker in sample.speakers]
    assert people == [("גיא", "host", "m"), ('ד"ר נועה ברזילי', "guest", "f"), ("דנה", "host", "f")]


def test_the_opening_is_the_hosts_and_every_other_unlabelled_paragraph_the_guests(sample: Transcript) -> None:
    assert [len(turn.paragraphs) for turn in sample.turns[:2]] == [3, 2]
    unlabelled = [turn for turn in sample.turns if all(paragraph.why for paragraph in turn.paragraphs)]
    assert {turn.speaker for turn in unlabelled} == {"s2"}
    assert len(unlabelled) == 10


def test_it_is_as_long_as_two_to_three_minutes_of_speech(sample: Transcript) -> None:
    assert 330 <= word_count(sample) <= 420


def test_its_last_line_is_a_note_and_is_not_spoken(sample: Transcript) -> None:
    assert [(note.after_turn, note.text) for note in sample.notes] == [(len(sample.turns) - 1, "(סוף השיחה)")]
