"""The title block: whatever its order and its gaps, and never a word of speech in it."""

from itertools import permutations

import pytest

from player.transcript.model import Heading
from player.transcript.read import parse_transcript

TALK = "\nאורן: בוקר טוב לכם.\nבוקר אור.\nאורן: נתחיל?\nכן."
BLOCK = ("ימים של גשם", "שיחה 451", "מים בעיר", 'שיחה עם הרב ד"ר אריה נבו 11.11.14 - אחרי עריכה')


def heading(*lines: str) -> Heading:
    return parse_transcript("\n".join(lines) + TALK, "קובץ").heading


@pytest.mark.parametrize("lines", list(permutations(BLOCK)))
def test_in_whatever_order_the_lines_stand_the_facts_are_found(lines: tuple[str, ...]) -> None:
    found = heading(*lines)
    assert found.lines == lines
    assert found.number == "451"
    assert found.guest == 'הרב ד"ר אריה נבו'
    assert found.date == "2014-11-11"
    assert found.edition == "אחרי עריכה"
    assert {found.series, found.title} == {"ימים של גשם", "מים בעיר"}


@pytest.mark.parametrize("missing", range(4))
def test_a_missing_line_leaves_its_fact_empty_and_the_others_found(missing: int) -> None:
    found = heading(*(line for index, line in enumerate(BLOCK) if index != missing))
    assert found.number == ("" if missing == 1 else "451")
    assert found.guest == ("" if missing == 3 else 'הרב ד"ר אריה נבו')
    assert found.title == ("ימים של גשם" if missing == 2 else "מים בעיר")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("שיחה 451", "451"),
        ("תוכנית 12", "12"),
        ("תכנית מספר 12", "12"),
        ("פרק 3", "3"),
        ("פרק ג'", "ג'"),
        ('שיעור ט"ו', 'ט"ו'),
        ("שיעור מס' 7", "7"),
        ("ימים של גשם - שיחה 8", "8"),
        ("שיחה 9: מים בעיר", "9"),
        ("\u200fשיחה 10\u200f", "10"),
    ],
)
def test_the_number_is_read_in_its_usual_forms(line: str, number: str) -> None:
    assert heading(line).number == number


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("11.11.14", "2014-11-11"),
        ("3/2/2009", "2009-02-03"),
        ("30.12.98", "1998-12-30"),
        ("7 ביוני 2021", "2021-06-07"),
        ("31.2.20", ""),
        ("11.13.14", ""),
    ],
)
def test_the_date_is_read_if_the_calendar_has_it(written: str, iso: str) -> None:
    assert heading("שיחה 1", f"תאריך: {written}").date == iso


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_the_guest_is_named_without_date_and_edition_whichever_dash(dash: str) -> None:
    found = heading("מים", f"שיחה עם גברת רות לב 1.2.03 {dash} ללא עריכה")
    assert (found.guest, found.date, found.edition) == ("גברת רות לב", "2003-02-01", "ללא עריכה")


def test_a_guest_without_a_date_keeps_the_whole_name() -> None:
    assert heading("מים", 'שיחה עם ד"ר רות בן-לב').guest == 'ד"ר רות בן-לב'


def test_a_line_that_names_the_hosts_is_of_the_title_and_labels_nobody() -> None:
    transcript = parse_transcript("מים\nבהנחיית: דנה לב\nמנחה: אורן כץ\nשיחה 4" + TALK, "קובץ")
    assert len(transcript.heading.lines) == 4
    assert [speaker.name for speaker in transcript.speakers] == ["אורן", "אורח"]


def test_a_document_without_a_title_block_takes_its_files_name() -> None:
    found = parse_transcript(TALK, "שיחה בגשם").heading
    assert found == Heading((), "", "", "שיחה בגשם", "", "", "")


@pytest.mark.parametrize(
    "first",
    [
        "כן. אני שמחה להיות כאן.",
        "אז ככה, הכול התחיל בגשם!",
        "שיחה עם אימא שלי תמיד התחילה בתה, וגם נגמרה בו.",
        "שמעתי על זה ב-11.11.14, ולא האמנתי.",
        "מילה אחת…",
    ],
)
def test_speech_before_the_first_label_stays_speech(first: str) -> None:
    with_block = parse_transcript("\n".join(BLOCK) + "\n" + first + TALK, "קובץ")
    without = parse_transcript(first + TALK, "קובץ")
    assert with_block.heading.lines == BLOCK
    assert with_block.paragraphs[0].text == without.paragraphs[0].text == first


def test_a_question_right_before_the_first_label_is_the_subject() -> None:
    assert heading("שיחה 12", "למה יורד גשם?").title == "למה יורד גשם?"


def test_blank_lines_and_invisible_marks_do_not_matter() -> None:
    found = heading("\u200f", *(f"\u202b{line}\u202c\n" for line in BLOCK))
    assert (found.title, found.number, found.date) == ("מים בעיר", "451", "2014-11-11")
