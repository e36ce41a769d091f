"""What nobody says: votes, sittings, page headers, headings of parts; and speech that only looks like it."""

import pytest

from player.transcript.model import Transcript
from player.transcript.read import parse_transcript

MINUTES = """מועצת העיר נהרה
פרוטוקול ישיבה
נכחו:
היו"ר משה גפני
דנה כהן
אבי לוי
סדר היום:
תקציב הספרייה

היו"ר משה גפני
אני פותח את הישיבה.
מי רוצה לפתוח?

דנה כהן (מפלגת האור)
אני. הספרייה קטנה מדי.

מנכ"ל הספרייה העירונית דן ברק
יש בה אלפיים ספרים.

אבי לוי
גם אני חושב כך.

גפני
נצביע.

הצבעה
דנה כהן – בעד
אבי לוי – נגד
ההצעה התקבלה.

הישיבה ננעלה בשעה 12:30."""


def spoken(transcript: Transcript) -> list[tuple[str, str]]:
    return [
        (transcript.speaker(turn.speaker).name, paragraph.text)
        for turn in transcript.turns
        for paragraph in turn.paragraphs
    ]


def test_minutes_with_bare_names_are_read_whole() -> None:
    transcript = parse_transcript(MINUTES, "x")
    assert spoken(transcript) == [
        ("משה גפני", "אני פותח את הישיבה."),
        ("משה גפני", "מי רוצה לפתוח?"),
        ("דנה כהן", "אני. הספרייה קטנה מדי."),
        ("דן ברק", "יש בה אלפיים ספרים."),
        ("אבי לוי", "גם אני חושב כך."),
        ("משה גפני", "נצביע."),
    ]
    assert len(transcript.heading.lines) == 8
    assert len(transcript.notes) == 5
    assert [(person.role, person.gender) for person in transcript.speakers][:2] == [
        ("host", "m"),
        ("guest", "f"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "דנה כהן – נגד",
        "בעד – 7",
        "נמנעים – אין",
        "ההצעה התקבלה.",
        "הישיבה ננעלה בשעה 12:30.",
        "חלק שני: הבית",
        "פרק ג'",
        "## הבית",
        "<< נושא >> הבית << נושא >>",
        "(צחוק) (מחיאות כפיים)",
        "עמוד 3 מתוך 9",
    ],
)
def test_such_a_line_between_words_is_a_note(line: str) -> None:
    transcript = parse_transcript(f"דנה: שלום לכם.\nיוסי: שלום.\n{line}\nדנה: נמשיך.", "x")
    assert [note.text for note in transcript.notes] == [line]


@pytest.mark.parametrize(
    "line", ["אני בעד.", "הישיבה הייתה ארוכה.", "חלק מן הבית נשרף.", "כן", "עדשים", "מוזיקה.", "בעד מה?"]
)
def test_an_answer_that_looks_like_one_is_still_spoken(line: str) -> None:
    transcript = parse_transcript(f"שיחה עם רון לב\nדנה: ומה עוד?\n{line}\nדנה: נמשיך.\nכן.", "x")
    assert ("רון לב", line) in spoken(transcript)


def test_a_speaker_who_only_laughs_on_the_labels_line_speaks_what_follows() -> None:
    transcript = parse_transcript("דנה: שלום.\nיוסי: שלום.\nדנה: (צוחקת)\nבוא נתחיל.\nיוסי: כן.", "x")
    assert spoken(transcript)[2] == ("דנה", "בוא נתחיל.")
    assert [note.text for note in transcript.notes] == ["דנה: (צוחקת)"]


def test_where_everybody_has_a_label_a_short_line_without_an_end_is_a_heading() -> None:
    lines = [
        "יעל: אפשר להתחיל.",
        "דן: כן.",
        "יעל: אז ככה.",
        "דן: מה?",
        "חקירה נגדית",
        "יעל: זה הים.",
        "דן: יפה.",
    ]
    assert [note.text for note in parse_transcript("\n".join(lines), "x").notes] == ["חקירה נגדית"]


def test_what_follows_a_label_alone_on_its_line_is_spoken_however_it_ends() -> None:
    lines = ["יעל:", "אפשר להתחיל.", "דן:", "כן.", "יעל:", "אז ככה.", "דן:", "מה", "יעל:", "זה הים."]
    assert ("דן", "מה") in spoken(parse_transcript("\n".join(lines), "x"))


def test_a_pages_head_that_comes_again_with_another_number_is_a_note() -> None:
    text = (
        "השעה השקטה\nשיחה 88\nשיחה עם רון לב\nדנה: ומה?\nכלום.\nהשעה השקטה - עמוד 2\n"
        "דנה: ומה עוד?\nכלום.\nהשעה השקטה - עמוד 3\nדנה: די."
    )
    assert len(parse_transcript(text, "x").notes) == 2


def test_only_in_a_play_is_the_light_that_falls_nobodys() -> None:
    play = parse_transcript("תמונה ראשונה\nדוד: בואי.\nרותי: לאן?\nמוזיקה. האור יורד.\nדוד: לים.\nמסך.", "x")
    assert [note.text for note in play.notes] == ["מוזיקה. האור יורד.", "מסך."]
