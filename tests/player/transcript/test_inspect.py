"""The text of a transcript for `karyan inspect`."""

from player.transcript.inspect import describe
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
  פסקה 1 · ודאות 82% · תשובה לשאלה
    p1-0  שמחים.
  הערה: (סוף)
"""


def test_the_stage_is_shown_whole_with_how_sure_and_why() -> None:
    assert describe(parse_transcript(TEXT, "x")) == EXPECTED
