"""Text in bare letters: as the page's script has it, and what may be left of a word without its prefixes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.hebrew.bare_text import PREFIXES, bare_text, forms, stems

ROWS = (Path(__file__).parents[2] / "data" / "bare.tsv").read_text("utf-8").rstrip("\n").split("\n")


@pytest.mark.parametrize("row", ROWS)
def test_the_bare_letters_are_those_that_the_pages_script_makes(row: str) -> None:
    text, letters = row.split("\t")
    assert bare_text(text) == letters


@given(st.text())
def test_bare_text_stays_as_it_is(text: str) -> None:
    assert bare_text(bare_text(text)) == bare_text(text)


@given(st.text("והבכלמשאגת", min_size=1))
def test_every_form_is_the_word_without_letters_that_may_stand_before_one(word: str) -> None:
    for form in forms(word):
        assert word.endswith(form)
        assert set(word.removesuffix(form)) <= set(PREFIXES)
    assert set(stems(word)) <= set(forms(word)[1:])


def test_no_more_than_four_letters_are_taken_and_two_are_left() -> None:
    assert forms("וכשהבית")[-1] == "בית"
    assert forms("וכשהלימוד")[-1] == "לימוד"
    assert forms("של") == ["של"]
