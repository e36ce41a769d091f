"""What grammar and names tell of a speaker: a man or a woman, and whom one speaks to."""

import pytest

from audio.speech import Gender
from player.transcript.genders import gender_of
from player.transcript.grammar import read_grammar


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
        ("אני ארכיונאית", "f"),
        ("ואני אוספת מעטפות", "f"),
        ("אני מתנדנד", "m"),
        ("אני באמת לא יותר מזה", None),
        ("היא אמרה לי: אני זוכרת את הים", None),
        ('ש"אני זוכרת" הוא שם השיר', None),
        ("אני זוֹכֶרֶת", "f"),
    ],
)
def test_the_form_after_i_tells_who_speaks(text: str, gender: Gender | None) -> None:
    found = {form.gender for form in read_grammar(text).of_oneself}
    assert found == ({gender} if gender else set())


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
        ("ממה שאת.", "f"),
        ("ואת, אל תלכי", "f"),
        ("את רואה את זה?", "f"),
        ('ראיתי את "הים".', None),
        ("פגשתי את מנהלת בית הספר", None),
        ("היא תספר לנו על זה", None),
        ("תספר לנו על זה", "m"),
        ("קראתי את הספר על הים", None),
        ("ראיתי את הילדה", None),
        ("ביקרתי את אימא, את סבתא ואת שרה", None),
    ],
)
def test_the_form_after_you_tells_who_is_spoken_to(text: str, gender: Gender | None) -> None:
    found = {form.gender for form in read_grammar(text).to_one}
    assert found == ({gender} if gender else set())


def test_a_form_written_alike_for_men_and_women_still_speaks_to_someone() -> None:
    assert read_grammar("מהניסיון שלך, מה ההבדל?").to_someone == "שלך"
    assert read_grammar("מהניסיון שלנו אין הבדל.").to_someone == ""


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
    assert gender_of("נועם", own=[read_grammar("אני זוכרת.")], heard=()) == "f"
    assert gender_of("נועם", own=[read_grammar("אני זוכר.")], heard=()) == "m"


def test_how_a_person_is_spoken_to_tells_where_nothing_else_does() -> None:
    assert gender_of("", own=(), heard=[read_grammar("מה את חושבת?")]) == "f"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("אני גם זוכרת את הים", "אני… זוכרת"),
        ("כשהייתי בכיתה ח' בת שתים עשרה", "כשהייתי… בת שתים"),
        ("אני זוכרת", "אני זוכרת"),
    ],
)
def test_a_form_is_told_with_its_pronoun_and_a_mark_where_words_are_left_out(text: str, words: str) -> None:
    assert [form.words for form in read_grammar(text).of_oneself] == [words]
