import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.hebrew.letters import LETTERS, without_points
from audio.hebrew.phonemes import transcription
from audio.hebrew.verses import is_numeral, year_word


@pytest.mark.parametrize("letters", ["א", "יב", "טו", "טז", "קיט", "תריג", "תתקנו", "קעו"])
def test_letters_from_the_greatest_down_are_a_numeral(letters: str) -> None:
    assert is_numeral(letters)


@pytest.mark.parametrize("letters", ["", "בי", "אא", "שלום", "צהל", "ים"])
def test_other_letters_are_none(letters: str) -> None:
    assert not is_numeral(letters)


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
