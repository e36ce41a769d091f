import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.hebrew.around import Around
from audio.hebrew.letters import is_mark, without_points
from audio.hebrew.numbers import read_number


@pytest.mark.parametrize(
    ("text", "around", "words"),
    [
        ("451", Around(before=("שיחה",)), "ארבע מאות חמישים ואחת"),
        ("70", Around(after=("שנותיי",)), "שבעים"),
        ("3", Around(after=("ילדים",)), "שלושה"),
        ("3", Around(after=("בנות",)), "שלוש"),
        ("2", Around(after=("ילדים",)), "שני"),
        ("2", Around(after=("בנות",)), "שתי"),
        ("2", Around(), "שתיים"),
        ("3", Around(after=("הילדים",)), "שלושת"),
        ("12", Around(before=("בת",)), "שתים עשרה"),
        ("5", Around(before=("פרק",), after=("ילדים",)), "חמש"),
        ("3", Around(prefix="ה", before=("הכיתה",)), "שלישית"),
        ("1", Around(prefix="ה", before=("היום",)), "ראשון"),
        ("20", Around(prefix="ה", before=("המאה",)), "עשרים"),
        ("1948", Around(before=("בשנת",)), "אלף תשע מאות ארבעים ושמונה"),
        ("0", Around(), "אפס"),
        ("14", Around(after=("מיליון",)), "ארבעה עשר"),
        ("1,000,000", Around(), "מיליון"),
        ("2000000", Around(), "שני מיליון"),
        ("3,000,005", Around(), "שלושה מיליון וחמש"),
        ("11.11.14", Around(), "אחד עשר בנובמבר אלפיים וארבע עשרה"),
        ("5.3.2021", Around(), "חמישה במרץ אלפיים עשרים ואחת"),
        ("1/2/99", Around(), "אחד בפברואר אלף תשע מאות תשעים ותשע"),
        ("11", Around(after=("בנובמבר",)), "אחד עשר"),
        ("12:30", Around(), "שתים עשרה וחצי"),
        ("8:15", Around(), "שמונה ורבע"),
        ("9:00", Around(), "תשע"),
        ("15%", Around(), "חמישה עשר אחוז"),
        ("5%", Around(), "חמישה אחוזים"),
        ("1%", Around(), "אחוז אחד"),
        ("2%", Around(), "שני אחוזים"),
        ("₪50", Around(), "חמישים שקלים"),
        ("3₪", Around(), "שלושה שקלים"),
        ("$5", Around(), "חמישה דולר"),
        ("10-20", Around(), "עשר עד עשרים"),
        ("10-20%", Around(), "עשרה עד עשרים אחוז"),
        ("3.5", Around(), "שלוש וחצי"),
        ("0.05", Around(), "אפס נקודה אפס חמש"),
        ("1/2", Around(), "חצי"),
        ("24/7", Around(), "עשרים וארבע שבע"),
        ("050-1234567", Around(), "אפס חמש אפס אחת שתיים שלוש ארבע חמש שש שבע"),
    ],
)
def test_a_number_is_read_as_people_say_it(text: str, around: Around, words: str) -> None:
    assert without_points(read_number(text, around)) == words


@given(st.from_regex(r"\d[\d.,:/%–-]{0,12}\d", fullmatch=True))
def test_any_run_of_figures_and_signs_has_hebrew_words_without_figures(text: str) -> None:
    words = read_number(text, Around())
    assert words
    assert all("א" <= letter <= "ת" or letter == " " or is_mark(letter) for letter in words)


@given(st.integers(0, 10**13))
def test_neighbouring_whole_numbers_are_read_differently(number: int) -> None:
    assert read_number(str(number), Around()) != read_number(str(number + 1), Around())
