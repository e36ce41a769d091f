import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.hebrew.cardinals import Grammar, after_prefix, figures, place, whole
from audio.hebrew.letters import is_mark
from audio.hebrew.niqqud import points
from audio.hebrew.phonemes import transcription


def heard(words: str) -> str:
    return " ".join(transcription(word) for word in words.split())


@pytest.mark.parametrize(
    ("number", "gender", "sounds"),
    [
        (8, "m", "ʃmonˈa"),
        (8, "f", "ʃmˈone"),
        (10, "m", "asaʁˈa"),
        (10, "f", "ˈeseʁ"),
        (12, "m", "ʃnˈejm asˈaʁ"),
        (12, "f", "ʃtˈejm esʁˈe"),
        (17, "f", "ʃvˈa esʁˈe"),
        (18, "m", "ʃmonˈa asˈaʁ"),
        (700, "m", "ʃvˈa meˈot"),
        (7, "f", "ʃˈeva"),
        (1948, "f", "ˈelef tʃˈa meˈot aʁbaˈim uʃmˈone"),
        (3_000, "m", "ʃlˈoʃet alafˈim"),
        (2_500_000, "f", "ʃnˈej miljˈon vaχamˈeʃ meˈot ˈelef"),
    ],
)
def test_a_number_is_heard_right_in_each_gender(number: int, gender: Grammar, sounds: str) -> None:
    assert heard(whole(number, gender)) == sounds


@pytest.mark.parametrize(
    ("prefix", "number", "sounds"),
    [
        ("ב", 8, "biʃmˈone"),
        ("ב", 5, "beχamˈeʃ"),
        ("ה", 5, "heχamˈeʃ"),
        ("ה", 20, "haesʁˈim"),
        ("ו", 8, "uʃmˈone"),
        ("ו", 100, "umeˈa"),
        ("מ", 1000, "meˈelef"),
        ("וב", 30, "uviʃloʃˈim"),
        ("מה", 3, "mehaʃalˈoʃ"),
        ("כש", 20, "kʃeesʁˈim"),
    ],
)
def test_a_prefix_is_pointed_as_it_is_said_before_the_number(prefix: str, number: int, sounds: str) -> None:
    assert heard(after_prefix(prefix, whole(number, "f"))) == sounds


def test_ordinals_have_their_gender() -> None:
    assert heard(place(2, "m")) == "ʃenˈi"
    assert heard(place(2, "f")) == "ʃnijˈa"
    assert heard(place(19, "f")) == "tʃˈa esʁˈe"


def test_figures_are_said_one_by_one() -> None:
    assert heard(figures("03-1")) == "ˈefes ʃalˈoʃ aχˈat"


@settings(max_examples=30, deadline=None)  # the model of the points takes its time
@given(st.integers(0, 10**12 - 1), st.sampled_from("mf"))
def test_every_word_of_a_number_is_pointed_and_stays_so(number: int, gender: Grammar) -> None:
    words = whole(number, gender)
    assert all(any(map(is_mark, word)) for word in words.split())
    assert points(words) == words


@given(st.integers(0, 10**12 - 2), st.sampled_from("mf"))
def test_neighbouring_numbers_are_read_differently(number: int, gender: Grammar) -> None:
    assert whole(number, gender) != whole(number + 1, gender)
