from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.hebrew.letters import is_mark, without_points
from audio.hebrew.spoken_text import spoken_text
from audio.speech import word_spans

REAL = Path(__file__).parents[4] / "shared" / "transcripts" / "new-life-451.txt"
MELODY = '.,?!:;–…"'
TEXT = st.text(
    st.sampled_from("אבגדהוזחיכלמנסעפצקרשתםן  \n'\"״׳-–־.,:;?!()0123456789%₪$&+=/@_abzXYה") | st.characters(),
    max_size=60,
)


def spoken(display: str) -> list[str]:
    return [reading.spoken for reading in spoken_text(display, reads_numbers=False).readings]


@pytest.mark.parametrize(
    ("display", "words"),
    [
        ("שלום, עולם.", ["שלום,", "עולם."]),
        ("שיחה 451", ["שיחה", "ארבע מאות חמישים ואחת"]),
        ("מתוך 70 שנותיי, כן", ["מתוך", "שבעים", "שנותיי,", "כן"]),
        ("ו-3 ילדים ב-1948", ["ושלושה", "ילדים", "באלף תשע מאות ארבעים ושמונה"]),
        ("בת 12, ילדים", ["בת", "שתים עשרה,", "ילדים"]),
        ("2, ילדים", ["שתיים,", "ילדים"]),
        ("2 ₪", ["שני", "שקלים"]),
        ('הרב ד"ר כהן', ["הרב", "דוקטור", "כהן"]),
        ("הרב ד״ר כהן", ["הרב", "דוקטור", "כהן"]),
        ('ומארה"ב', ["ומארצות הברית"]),
        ("פרופ' כהן, עמ' 5", ["פרופסור", "כהן,", "עמוד", "חמש"]),
        ("יום א' וגם יום ו'.", ["יום", "ראשון", "וגם", "יום", "שישי."]),
        ("לי־ראש לי-ראש", ["לי ראש", "לי ראש"]),
        ('ב"הקדמה לספר הזוהר"', ["בהקדמה", "לספר", 'הזוהר"']),
        ("'שלום' (לא?)", ["שלום", "לא?"]),
        ("סנדוויץ' ג'ורג' קולאז׳", ["סנדוויץ'", "ג'ורג'", "קולאז'"]),
        ("הטבע, , וגם", ["הטבע,", "", "וגם"]),
        ("אסייתית.. כן", ["אסייתית.", "כן"]),
        ("רגע – הנה – זה", ["רגע–", "", "הנה–", "", "זה"]),
        ("מה?! ככה…", ["מה?", "ככה…"]),
        ('היא שאלה: "למה?"', ["היא", "שאלה:", "למה?"]),
        ("ו/או ה-20", ["ואו", "העשרים"]),
        ("2 + 2 = 4", ["שתיים", "פלוס", "שתיים", "שווה", "ארבע"]),
        ("רגע... הנה - - - זה --- כן", ["רגע…", "הנה…", "", "", "", "זה…", "", "כן"]),
        ("רגע- הנה -זה דו- שיח -5", ["רגע–", "הנה–", "זה", "דו", "שיח", "מינוס חמש"]),
        ('הוא אמר "כן ולא" ושתק', ["הוא", 'אמר"', "כן", 'ולא"', "ושתק"]),
        ('הוא אמר, "כן" – ושתק', ["הוא", "אמר,", "כן–", "", "ושתק"]),
        ('הוא אמר: " כן ".', ["הוא", "אמר:", "", "כן.", ""]),
        ("... *** 😀", ["", "", ""]),
        ("שָׁלוֹם", ["שלום"]),
    ],
)
def test_each_displayed_word_has_the_words_that_people_say(display: str, words: list[str]) -> None:
    assert [without_points(reading) for reading in spoken(display)] == words


def test_points_that_the_author_typed_are_kept() -> None:
    assert spoken("שָׁלוֹם, עולם") == ["שָׁלוֹם,", "עולם"]


def names_of(display: str, at: int) -> str:
    return "".join(c for c in spoken(display)[at] if not is_mark(c))


def test_single_letters_are_named_and_the_name_of_god_is_said() -> None:
    assert names_of("כיתה ח'", 1) == "חית"
    assert names_of("א', וב', ו-ג'", 1) == "ובית,"
    assert names_of("ה' אמר", 0) == "השם"
    assert names_of("כיתה ה'", 1) == "הא"
    assert names_of("כיתות א'-ו'", 1) == "אלף עד וו"


def test_unknown_abbreviations_are_named_or_read_as_a_word() -> None:
    assert names_of('כ"ג בניסן', 0) == "כף גימל"
    assert names_of('מנכ"לית', 0) == "מנכלית"


def test_latin_words_and_addresses_come_in_hebrew_letters() -> None:
    for display in ("WhatsApp", "ה-BBC", "www.karyan.org/x", "a@b.co.il", "AT&T", "Привет", "½", "3D"):
        (reading,) = spoken(display)
        assert reading
        assert all("\u0590" <= c <= "\u05ff" or c in " '" for c in reading), reading


def test_an_engine_that_reads_numbers_gets_the_words_as_they_are() -> None:
    text = spoken_text('\u200fב-11.11.14 – ד"ר כהן, 15%!', reads_numbers=True)
    assert [reading.spoken for reading in text.readings] == ["ב-11.11.14", "", 'ד"ר', "כהן,", "15%!"]


@given(TEXT)
def test_every_displayed_word_has_one_reading_and_nothing_shown_is_changed(display: str) -> None:
    for reads_numbers in (False, True):
        text = spoken_text(display, reads_numbers)
        assert text.display == display
        assert tuple((r.start_char, r.end_char) for r in text.readings) == word_spans(display)


@given(TEXT)
def test_a_reading_is_hebrew_with_one_sign_of_melody_at_most(display: str) -> None:
    for reading in spoken(display):
        body = reading[:-1] if reading[-1:] in tuple(MELODY) else reading
        assert all("\u0590" <= c <= "\u05ff" or c in " '" for c in body), reading


@given(TEXT)
def test_what_has_letters_or_digits_is_said(display: str) -> None:
    text = spoken_text(display, reads_numbers=False)
    for reading in text.readings:
        if any("א" <= c <= "ת" or c in "0123456789" for c in display[reading.start_char : reading.end_char]):
            assert reading.spoken


def test_the_real_transcript_is_read_in_hebrew_words_only() -> None:
    if not REAL.exists():
        pytest.skip("the real transcript is not here")
    for line in REAL.read_text("utf-8").splitlines():
        for reading in spoken(line):
            assert not any(c.isdigit() or c in '"()' for c in reading.removesuffix('"'))
