import pytest

from audio.hebrew.around import Around
from audio.hebrew.nouns import gender_of_counted, head_gender, is_definite


@pytest.mark.parametrize(
    ("noun", "gender"),
    [
        ("ספרים", "m"),
        ("בנות", "f"),
        ("שולחנות", "m"),
        ("נשים", "f"),
        ("הדיברות", "m"),
        ("שנותיי", "f"),
        ("בניו", "m"),
        ("עיניו", "f"),
        ("בנותינו", "f"),
        ("הורים", "m"),
        ("₪", "m"),
        ("הלך", None),
        ("לעשות", None),
        ("יהיו", None),
        ("היינו", None),
        ("עכשיו", None),
        ("ראייה", None),
    ],
)
def test_the_gender_of_what_is_counted(noun: str, gender: str | None) -> None:
    assert gender_of_counted(noun) == gender


@pytest.mark.parametrize(
    ("after", "definite"),
    [
        ("האחים", True),
        ("בניו", True),
        ("ימי השבוע", True),
        ("הורים", False),
        ("ימים", False),
        ("ימי חול", False),
    ],
)
def test_whether_what_is_counted_is_definite(after: str, definite: bool) -> None:
    assert is_definite(Around(after=tuple(after.split()))) == definite


@pytest.mark.parametrize(
    ("before", "gender"),
    [
        ("המאה", "f"),
        ("הכנסת", "f"),
        ("הפעם", "f"),
        ("הבית", "m"),
        ("המקרה", "m"),
        ("יום העצמאות", "m"),
        ("מלחמת העולם", "f"),
        ("המלכה אליזבת", "f"),
        ("לואי", "m"),
        ("", "m"),
    ],
)
def test_the_gender_of_what_is_ordered(before: str, gender: str) -> None:
    assert head_gender(tuple(before.split())) == gender
