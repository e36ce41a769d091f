"""Speaker labels: forms that are believed, and colons that are not labels."""

import pytest

from player.transcript.label_forms import label_form
from player.transcript.labels import find_labels
from player.transcript.read import parse_transcript


@pytest.mark.parametrize(
    ("line", "name", "text"),
    [
        ("אורן: שלום לכולם.", "אורן", "שלום לכולם."),
        ("אורן : שלום.", "אורן", "שלום."),
        ("אורן:שלום.", "אורן", "שלום."),
        ("**אורן:** שלום.", "אורן", "שלום."),
        ("אורן (העבודה): אדוני היושב ראש.", "אורן", "אדוני היושב ראש."),
        ("אורן (צוחק): לא ייתכן.", "אורן", "לא ייתכן."),
        ("\u200fאורן\u200f:\u200f שלום.", "אורן", "שלום."),
        ("\u202bאורן:\u202c שלום.", "אורן", "שלום."),
        ("‹אורן:> שלום.", "אורן", "שלום."),
        ("<< דובר >> אורן: << דובר >> שלום.", "אורן", "שלום."),
        ('ד"ר רות בן-ארי: בוקר טוב.', 'ד"ר רות בן-ארי', "בוקר טוב."),
        ("ד״ר רות בן־ארי: בוקר טוב.", "ד״ר רות בן־ארי", "בוקר טוב."),
        ('היו"ר נחום ארד: הישיבה נפתחת.', 'היו"ר נחום ארד', "הישיבה נפתחת."),
        ("שאלה: מה שמך?", "שאלה", "מה שמך?"),
        ("ת: מה שמך אתה?", "ת", "מה שמך אתה?"),
        ("קריאה: בושה!", "קריאה", "בושה!"),
        ("תלמידים: שלום המורה.", "תלמידים", "שלום המורה."),
    ],
)
def test_a_label_is_known_in_any_of_its_forms_and_taken_off_the_words(
    line: str, name: str, text: str
) -> None:
    (label,) = find_labels([line])
    assert label is not None
    assert label.name == name
    assert line[label.length :] == text


@pytest.mark.parametrize(
    "line",
    [
        'חז"ל: "דברים היוצאים מן הלב נכנסים אל הלב".',
        "חז״ל: סוף מעשה במחשבה תחילה.",
        "כותב ש: הים הוא גשר.",
        "זאת אומרת: לא היום.",
        "כלומר: מחר.",
        "נכחו: משה לוי, דנה כהן",
        "סדר היום: תקציב הספרייה",
        "בהנחיית: אורן לוי",
        "12:30 יצאנו לדרך.",
        "בשעה 12:30 יצאנו לדרך.",
        'והוא אמר: "בואו".',
        'משה אמר: "בואו".',
        "https://example.org הוא האתר.",
        "יש כאן משפט ארוך מאוד שבסופו עומדות נקודתיים ורשימה: לחם, חלב וביצים.",
        "לסיכום: היה שווה.",
        "מסקנה חשובה מאוד: לישון.",
        "שלושה דברים: מים, מלח וקמח.",
        "שלום: זו המילה הראשונה.",
    ],
)
def test_a_colon_in_speech_makes_no_label_even_twice_in_a_document(line: str) -> None:
    assert find_labels([line]) == (None,)


def test_a_sentence_that_comes_again_with_its_colon_is_still_no_label() -> None:
    assert find_labels(["זאת אומרת: לא.", "זאת אומרת: כן."]) == (None, None)


def test_an_unknown_name_is_believed_when_it_is_used_again() -> None:
    once = find_labels(["זבריאל: שלום.", "מה נשמע?"])
    twice = find_labels(["זבריאל: שלום.", "מה נשמע?", "זבריאל: הכול טוב."])
    assert once == (None, None)
    assert [label.name if label else None for label in twice] == ["זבריאל", None, "זבריאל"]


def test_a_long_clause_before_a_colon_has_no_label_form() -> None:
    assert label_form("האיש שפגשתי אתמול ליד הים בערב: הוא חזר.") is None


def test_stage_direction_and_decoration_of_a_label_are_not_spoken() -> None:
    transcript = parse_transcript("**יעל (בלחש):** בואו ניכנס.\nאורן: אחרייך.", "x")
    assert [paragraph.text for paragraph in transcript.paragraphs] == ["בואו ניכנס.", "אחרייך."]


def test_a_label_alone_on_its_line_names_the_speaker_of_the_next_one() -> None:
    transcript = parse_transcript("יעל:\nבואו ניכנס.\nאורן:\nאחרייך.", "x")
    assert [transcript.speaker(turn.speaker).name for turn in transcript.turns] == ["יעל", "אורן"]
    assert all(paragraph.sure == 1 and not paragraph.why for paragraph in transcript.paragraphs)


def test_a_first_name_that_follows_a_full_name_is_the_same_person() -> None:
    transcript = parse_transcript("יעל כרמי: בואו.\nאורן: לאן?\nיעל: לים.\nאורן: טוב.", "x")
    assert [speaker.name for speaker in transcript.speakers] == ["יעל כרמי", "אורן"]


def test_a_name_that_grows_through_the_document_stays_one_person() -> None:
    text = 'ד"ר יעל כרמי: בואו.\nאורן: לאן?\nיעל: לים.\nאורן: טוב.\nיעל כרמי: כן.'
    assert [speaker.name for speaker in parse_transcript(text, "x").speakers] == ['ד"ר יעל כרמי', "אורן"]


def test_a_first_name_that_two_people_bear_stays_a_person_of_its_own() -> None:
    text = "יעל כרמי: בואו.\nיעל לב: לאן?\nיעל: לים.\nיעל כרמי: טוב.\nיעל לב: כן.\nיעל: יופי."
    assert len(parse_transcript(text, "x").speakers) == 3
