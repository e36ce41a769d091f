import pytest

from audio.hebrew.around import Around
from audio.hebrew.number_words import read_number_word
from audio.hebrew.phonemes import transcription


@pytest.mark.parametrize(
    ("before", "word", "after", "sounds"),
    [
        ("", "שמונה", "ילדים", "ʃmonˈa"),
        ("", "שמונה", "בנות", "ʃmˈone"),
        ("שמונה", "עשר", "ילדים", "asˈaʁ"),
        ("שמונה", "עשרה", "בנות", "esʁˈe"),
        ("", "עשרה", "ילדים", "asaʁˈa"),
        ("", "שבע", "מאות", "ʃvˈa"),
        ("עשרים", "ושבע", "", "veʃˈeva"),
        ("", "בשמונה", "ימים", "biʃmonˈa"),
        ("", "שנים", "עשר", "ʃnˈejm"),
        ("שעה", "וחצי", "", "vaχˈetsi"),
    ],
)
def test_a_written_number_is_heard_as_its_neighbours_have_it(
    before: str, word: str, after: str, sounds: str
) -> None:
    around = Around(before=tuple(before.split()), after=tuple(after.split()))
    assert transcription(read_number_word(word, around)) == sounds


@pytest.mark.parametrize(
    ("before", "word", "after"),
    [
        ("לפני", "שנים", "רבות"),
        ("אכל", "ושבע", ""),
        ("מהם", "וחצי", "מאיתנו"),
        ("", "שלום", "לכם"),
        ("", "שמונה", ""),
    ],
)
def test_a_word_that_need_not_be_a_number_is_left(before: str, word: str, after: str) -> None:
    assert not read_number_word(word, Around(before=tuple(before.split()), after=tuple(after.split())))
