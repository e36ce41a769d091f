import pytest

from audio.hebrew.niqqud import points
from audio.hebrew.said_words import NotHebrew, SaidWord, said_words
from audio.hebrew.spoken_text import spoken_text
from audio.speech import Reading


def said(text: str) -> tuple[SaidWord, ...]:
    return said_words(spoken_text(text, reads_numbers=False).readings, points)


def sounds(word: SaidWord) -> str:
    return "".join(phoneme.symbol for phoneme in word.phonemes)


def test_each_word_has_its_sounds_and_the_melody_that_follows() -> None:
    hello, world, yes = said("שלום, עולם. כן?")
    assert [sounds(word) for word in (hello, world, yes)] == ["ʃalom", "olam", "ken"]
    assert [word.melody for word in (hello, world, yes)] == [",", ".", "?"]


def test_a_number_is_several_words_of_one_displayed_word() -> None:
    words = said("היו 25 ילדים")
    assert [word.reading for word in words] == [0, 1, 1, 2]


def test_a_sign_is_not_said() -> None:
    assert [word.reading for word in said("הטבע – והאדם")] == [0, 2]
    assert said("– … –") == ()


def test_little_words_lean_on_their_neighbours() -> None:
    assert [word.leans for word in said("הוא ראה את הים, אבל לא.")] == [True, False, True, False, False, True]


def test_joined_words_are_said_apart() -> None:
    words = said("בית־ספר")
    assert [word.reading for word in words] == [0, 0]


def test_a_word_in_other_letters_is_refused_by_name() -> None:
    with pytest.raises(NotHebrew, match="привет"):
        said_words([Reading(0, 6, "привет")], points)
