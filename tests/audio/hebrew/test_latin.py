import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.hebrew.foreign import read_alphabet, read_letter
from audio.hebrew.latin import known_latin, read_latin
from audio.hebrew.letters import is_letter, is_mark, without_points
from audio.hebrew.phonemes import transcription


@pytest.mark.parametrize(
    ("word", "sounds"),
    [
        ("radio", "ʁˈadio"),
        ("Obama", "obˈama"),
        ("Francisco", "fʁansˈisko"),
        ("London", "lˈondon"),
        ("DNA", "dˈi ˈen ˈej"),
        ("Wi-Fi", "vˈaj fˈaj"),
        ("YouTube", "jˈutjub"),
        ("javaScript", "dʒˈava skʁˈipt"),
        ("Ødegård", "odeɡˈaʁd"),
    ],
)
def test_a_latin_word_is_heard_as_it_is_written_or_as_it_is_known(word: str, sounds: str) -> None:
    assert " ".join(map(transcription, read_latin(word).split())) == sounds


def test_what_is_known_does_not_hang_on_capitals_or_a_hyphen() -> None:
    assert known_latin("WhatsApp") == known_latin("whatsapp") != ""
    assert known_latin("E-mail") == known_latin("email") != ""
    assert known_latin("karyan") == ""


@pytest.mark.parametrize(
    ("word", "letters"), [("Путин", "פוטין"), ("شكرا", "שכרא"), ("λόγος", "לוגוס"), ("سلام", "סלאם")]
)
def test_words_of_other_alphabets_are_read_by_their_sounds(word: str, letters: str) -> None:
    assert without_points(read_alphabet(word)) == letters


@given(st.characters(categories=("L",)))
def test_any_letter_at_all_has_hebrew_letters(character: str) -> None:
    words = read_letter(character)
    assert any(map(is_letter, words))
    assert all(is_letter(sign) or is_mark(sign) or sign in " '" for sign in words)
