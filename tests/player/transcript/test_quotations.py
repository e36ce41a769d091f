"""Other people's words inside a paragraph, and who is called by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.transcript.quotations import QUOTED, is_quotation, own_words
from player.transcript.vocatives import called_by, names_to_call


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ('הוא אמר "בוא" והלך', "הוא אמר § והלך"),
        ("הוא אמר “בוא” והלך", "הוא אמר § והלך"),
        ('ש"הוא ושמו אחד" נאמר', "ש § נאמר"),
        ('ד"ר לב מחו"ל, בכ"ט בנובמבר', 'ד"ר לב מחו"ל, בכ"ט בנובמבר'),
        ('מנכ"לית היו"ר', 'מנכ"לית היו"ר'),
        ('הוא אמר "בוא', 'הוא אמר "בוא'),
        ("היא ענתה לו: אני זוכרת. ואז הלכה", "היא ענתה לו: §. ואז הלכה"),
        ("\u200fשָׁלוֹם\u200f", "שלום"),
    ],
)
def test_another_persons_words_are_left_out_and_gershayim_stay(text: str, own: str) -> None:
    assert " ".join(own_words(text).split()) == " ".join(own.split()).replace("§.", "§ .")


def test_a_passage_that_is_read_is_a_quotation_from_end_to_end() -> None:
    assert is_quotation(own_words('"הים היה שקט. איש לא בא."'))
    assert not is_quotation(own_words('"הים" היה שקט.'))


@given(st.text(alphabet='אבש"“” .?:', max_size=60))
def test_without_quotation_marks_or_telling_nothing_is_left_out(text: str) -> None:
    assert own_words(text.replace('"', "").replace("“", "").replace("”", "")).count(QUOTED.strip()) == 0


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("רמי, של מי המגבת?", "רמי"),
        ("תודה רבה לך, רמי לב.", "רמי לב"),
        ("שלום רמי, בוא נתחיל.", "רמי"),
        ("תודה, פרופסור.", "פרופסור"),
        ("רמי.", ""),
        ("זה רמי שלי.", ""),
        ('היא קראה "רמי, בוא" ושתקה.', ""),
    ],
)
def test_somebody_is_called_where_his_name_stands_apart_by_a_comma(text: str, called: str) -> None:
    assert called_by(own_words(text), names_to_call(["פרופ' רמי לב"])) == called
