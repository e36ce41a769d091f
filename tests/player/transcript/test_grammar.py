"""What grammar and names tell of a speaker: a man or a woman, and whom one speaks to."""

import pytest

from audio.speech import Gender
from player.transcript.genders import gender_of
from player.transcript.grammar import of_oneself, speaks_to_someone, to_one


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("אני זוכרת את הים.", "f"),
        ("כשאני מסתכל לאחור", "m"),
        ("ואני גם כן חושבת כך", "f"),
        ("הייתי תמיד בטוח בזה", "m"),
        ("כשהייתי בכיתה ח' בת שתים עשרה", "f"),
        ("הייתי אז בן 14", "m"),
        ("אני, כאימא, מבינה", None),
        ("אני רוצה ללכת", None),
        ("היא אומרת שהוא זוכר", None),
        ('הוא ענה: "אני זוכר"', None),
        ("פגשתי בת שלוש", None),
        ("אני שם בכל שבוע", None),
        ("אני שמחה, אני כבר סבתא", "f"),
    ],
)
def test_the_form_after_i_tells_who_speaks(text: str, gender: Gender | None) -> None:
    assert list(of_oneself(text)) == ([gender] if gender else [])


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("את מתחילה מן הסוף", "f"),
        ("מה אתה אומר על זה?", "m"),
        ("איך היית מאפיין אותם?", "m"),
        ("איך היית מאפיינת אותם?", "f"),
        ("ספרי לנו על הים", "f"),
        ("ספר לנו על הים", "m"),
        ("תגידי, זה רחוק?", "f"),
        ("קראתי את הספר על הים", None),
        ("ראיתי את הילדה", None),
        ("ביקרתי את אימא, את סבתא ואת שרה", None),
    ],
)
def test_the_form_after_you_tells_who_is_spoken_to(text: str, gender: Gender | None) -> None:
    assert list(to_one(text)) == ([gender] if gender else [])


def test_a_form_written_alike_for_men_and_women_still_speaks_to_someone() -> None:
    assert speaks_to_someone("מהניסיון שלך, מה ההבדל?")
    assert not speaks_to_someone("מהניסיון שלנו אין הבדל.")


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("אורן", "m"),
        ("יעל", "f"),
        ("מיכאל", "m"),
        ('ד"ר מיכל לב', "f"),
        ("פרופ' ניסים ארד", "m"),
        ("הרב זבריאל", "m"),
        ("גברת זבריאל", "f"),
        ("גב׳ זבריאל", "f"),
        ("מראיינת", "f"),
        ("זבריאל", "m"),
    ],
)
def test_honorific_and_first_name_tell_the_gender(name: str, gender: Gender) -> None:
    assert gender_of(name, own=(), heard=()) == gender


def test_what_a_person_says_outweighs_a_name_that_both_bear() -> None:
    assert gender_of("נועם", own=["אני זוכרת."], heard=()) == "f"
    assert gender_of("נועם", own=["אני זוכר."], heard=()) == "m"


def test_how_a_person_is_spoken_to_tells_where_nothing_else_does() -> None:
    assert gender_of("", own=(), heard=["מה את חושבת?"]) == "f"
