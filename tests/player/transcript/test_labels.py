"""Speaker labels: forms that are believed, and colons that are not labels."""

import pytest

from player.transcript.label_forms import label_form
from player.transcript.labels import find_labels
from player.transcript.names_of_labels import name_in, names_of_labels
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
        ("תלמיד 2: שלום המורה.", "תלמיד 2", "שלום המורה."),
        ("אורן (קם:) לא ייתכן.", "אורן", "לא ייתכן."),
        ("אורן (קם): לא ייתכן.", "אורן", "לא ייתכן."),
        ("[00:12:30] אורן: שלום.", "אורן", "שלום."),
        ("אורן [00:12]: שלום.", "אורן", "שלום."),
        ('<< יור >> היו"ר דנה לוי: << יור >> שלום.', 'היו"ר דנה לוי', "שלום."),
        ("<< אורח >> זבריאל טל: << אורח >>", "זבריאל טל", ""),
        ("כב' השופטת: אפשר להתחיל.", "כב' השופטת", "אפשר להתחיל."),
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
        "דבר אחד ברור: הים.",
        "<< נושא >> מים בעיר: << נושא >>",
        "ד\"ר רות לב: פרופ' דן ברק",
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


@pytest.mark.parametrize("dash", [" – ", " - ", " — "])
def test_names_before_a_dash_are_labels_where_the_whole_document_is_written_so(dash: str) -> None:
    lines = [f"יעל{dash}שלום.", "כן.", f"זבריאל{dash}מה נשמע?", f"יעל{dash}טוב.", f"זבריאל{dash}יפה."]
    names = [label.name if label else None for label in find_labels(lines)]
    assert names == ["יעל", None, "זבריאל", "יעל", "זבריאל"]


def test_a_dash_in_speech_and_a_vote_make_no_label() -> None:
    assert (
        find_labels(["אורן: כן.", "יעל – נגד", "דנה – בעד", "אורי – נמנע", "אורן: די."])[1:4] == (None,) * 3
    )
    assert find_labels(["יעל – זה השם שלה.", "אני זוכר.", "ים – זה כל מה שיש.", "כן."]) == (None,) * 4


def test_letters_with_a_full_stop_are_labels_where_both_are_used() -> None:
    both = find_labels(["ש. מה זה?", "ת. ים.", "ש. ומה זה?"])
    assert [label.name if label else None for label in both] == ["ש", "ת", "ש"]
    assert find_labels(["ש. מה זה?", "ים.", "ש. ומה זה?"]) == (None, None, None)


def test_a_name_alone_on_its_line_is_a_label_where_speech_follows_and_names_return() -> None:
    lines = [
        "דנה כהן",
        "אני רוצה לפתוח.",
        "זבריאל (האור)",
        "כן.",
        "אבי לוי",
        "לא.",
        "דנה כהן",
        "די.",
        "זבריאל",
        "טוב.",
    ]
    assert [bool(label) for label in find_labels(lines)] == [True, False] * 5
    assert find_labels(["דנה כהן", "אבי לוי", "שלום לכם.", "כן."]) == (None,) * 4


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


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ('היו"ר משה גפני', "משה גפני"),
        ("שרת החינוך נועה ברק", "נועה ברק"),
        ("השר לביטחון הים יוסי לוי", "יוסי לוי"),
        ('ח"כ דן כהן', "דן כהן"),
        ("השרה כהן", "כהן"),
        ("שר האוצר", "שר האוצר"),
        ('היו"ר', 'היו"ר'),
        ('ד"ר רות לב', 'ד"ר רות לב'),
        ("תלמיד 2", "תלמיד 2"),
    ],
)
def test_a_name_stands_without_its_office_and_a_bare_office_stays(label: str, name: str) -> None:
    assert name_in(label) == name


def test_names_that_differ_in_form_are_one_person() -> None:
    labels = ['היו"ר משה גפני', "משה גפני", "גפני", 'היו"ר', "דנה כהן", "כהן", "אבי כהן", "ש"]
    names = names_of_labels(labels)
    assert [names[label] for label in labels[:4]] == ["משה גפני"] * 4
    assert names["כהן"] == "כהן", "two people bear it"
    assert names["ש"] == "שאלה"
