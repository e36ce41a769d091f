import pytest

from audio.hebrew.prefixes import spelled_prefixes


@pytest.mark.parametrize(
    ("word", "lengths"),
    [
        ("ושבבית", [1, 2, 3]),
        ("וכשהלכנו", [1, 2, 3, 4]),
        ("מהבית", [1, 2]),
        ("לכשירצה", [1, 3]),
        ("אדם", []),
        ("ש", []),
        ("", []),
    ],
)
def test_a_words_first_letters_may_be_prefixes(word: str, lengths: list[int]) -> None:
    assert list(spelled_prefixes(word)) == [0, *lengths]
