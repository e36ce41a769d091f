"""The text of a transcript for `karyan inspect`."""

from player.transcript.inspect import describe, describe_speakers
from player.transcript.read import parse_transcript

TEXT = """מים בעיר
שיחה 3
שיחה עם ד"ר רות לב 11.11.14
(הוקלט בחוץ)
אורן: יורד גשם. מה עושים?
שמחים.
(סוף)"""

EXPECTED = """כותרת: מים בעיר
מספר: 3
אורח: ד"ר רות לב
תאריך: 2014-11-11

s1 · אורן · מנחה · זכר
s2 · ד"ר רות לב · אורחת · נקבה
  הערה: (הוקלט בחוץ)

[0] אורן
  פסקה 0 · ודאות 100% · לפי התווית
    p0-0  יורד גשם.
    p0-1  מה עושים?

[1] ד"ר רות לב
  פסקה 1 · ודאות 79% · תשובה לשאלה
    p1-0  שמחים.
  הערה: (סוף)
"""


def test_the_stage_is_shown_whole_with_how_sure_and_why() -> None:
    assert describe(parse_transcript(TEXT, "x")) == EXPECTED


def test_who_speaks_is_shown_a_row_a_paragraph_with_how_sure_why_and_the_first_words() -> None:
    text = TEXT + "\nאורן: ואיך זה אצלך בעיר הגדולה והרחוקה?\nאני זוכרת גשם אחר לגמרי."
    assert list(describe_speakers(parse_transcript(text, "x"))) == [
        "   0  אורן        100%  לפי התווית · יורד גשם. מה עושים?",
        '   1  ד"ר רות לב   99%  התווית שאחריו חוזרת למנחה · שמחים.',
        "   2  אורן        100%  לפי התווית · ואיך זה אצלך בעיר הגדולה והרחוקה?",
        '   3  ד"ר רות לב   99%  "אני זוכרת" – אישה · אני זוכרת גשם אחר לגמרי.',
    ]
