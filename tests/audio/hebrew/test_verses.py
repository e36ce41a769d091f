import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.hebrew.letters import LETTERS, without_points
from audio.hebrew.phonemes import transcription
from audio.hebrew.verses import value_of, year_word


@pytest.mark.parametrize(
    ("letters", "value"),
    [("א", 1), ("יב", 12), ("טו", 15), ("טז", 16), ("קיט", 119), ("תריג", 613), ("תתקנו", 956), ("קעו", 176)],
)
def test_letters_from_the_greatest_down_are_a_number(letters: str, value: int) -> None:
    assert value_of(letters) == value


@pytest.mark.parametrize("letters", ["", "בי", "אא", "שלום", "צהל", "ים"])
def test_other_letters_are_none(letters: str) -> None:
    assert not value_of(letters)


@pytest.mark.parametrize(
    ("letters", "sounds"),
    [
        ("תשח", "taʃˈaχ"),
        ("תשכז", "taʃkˈaz"),
        ("תרצו", "taʁtsˈav"),
        ("תשפב", "taʃpˈab"),
        ("תשטו", "taʃtˈu"),
        ("תשף", "taʃˈaf"),
        ("תרן", "taʁˈan"),
        ("תשפה", "taʃpˈa"),
    ],
)
def test_a_year_is_said_as_one_word(letters: str, sounds: str) -> None:
    assert transcription(year_word(letters)) == sounds


@given(st.text(st.sampled_from(LETTERS), max_size=5))
def test_a_year_has_the_letters_it_is_written_with(letters: str) -> None:
    assert without_points(year_word(letters)) in ("", letters)
