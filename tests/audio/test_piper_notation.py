import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.engines.piper_files import Config
from audio.engines.piper_notation import NotHebrewVoice, check_alphabet, notation
from audio.hebrew.phonemes import phonemes
from audio.hebrew.said_words import SaidWord
from tests.audio.piper_voice import LETTERS, SIGNS

POINTED = ("שָׁלוֹם", "חָבֵר", "צֶדֶק", "רֶגַע", "גִּ'ירָפָה", "לִי")
IPA = ("_", "^", "$", *" .,?!:;ˈː", *"abcdefhijklmnopstuvwxzɡχʁʃʒɑɛɪɔʊɹɾʦħɦʌ")


def config(
    alphabet: str = "espeak", language: str = "he", signs: tuple[str, ...] = IPA, wide: bool = False
) -> Config:
    ids = {sign: (number, 200 + number) if wide else (number,) for number, sign in enumerate(signs)}
    return Config(22_050, 256, alphabet, language, ids, {}, 1.0, 0.667, 0.8)  # type: ignore[arg-type]


def word(pointed: str, melody: str = "", leans: bool = False) -> SaidWord:
    return SaidWord(0, phonemes(pointed), melody, leans, pointed=pointed)


def written(words: list[SaidWord], voice: Config) -> str:
    """The signs behind the tokens, blanks left out."""
    signs = {numbers[0]: sign for sign, numbers in voice.ids.items()}
    return "".join(signs[token] for token in notation(words, voice).tokens if signs.get(token, "_") != "_")


def test_a_voice_gets_the_phonemes_of_the_language_it_was_taught() -> None:
    said = [word("חָבֵר"), word("צֶדֶק", ".")]
    assert written(said, config()) == "^xavˈeʁ tsˈedek.$"
    assert written(said, config(language="en-us")) == "^hɑːvˈɛɹ tsˈɛdɛk.$"
    assert written(said, config("hebrew")) == "^χavˈeʁ tsˈedek.$"


def test_what_a_voice_has_no_sign_for_is_said_by_the_nearest() -> None:
    assert written([word("חָבֵר"), word("רֶגַע")], config(signs=SIGNS)) == "^xavˈeɾ ɾˈeɡa$"


def test_a_leaning_word_has_no_stress() -> None:
    assert written([word("לִי", leans=True)], config()) == "^li$"


@pytest.mark.parametrize(
    ("melody", "sign"), [("–", ","), ('"', ","), ("…", "."), ("?", "?"), (":", ":"), ("", "")]
)
def test_a_sign_that_no_voice_was_taught_is_one_that_all_were(melody: str, sign: str) -> None:
    assert written([word("לִי", melody)], config()) == f"^lˈi{sign}$"


def test_letters_are_pointed_for_a_voice_that_was_taught_points_and_bare_for_another() -> None:
    assert written([word("שָׁלוֹם", ".")], config("text", signs=LETTERS)) == "^שלום.$"
    points = tuple(chr(code) for code in range(0x05B0, 0x05C3))
    assert written([word("לִי")], config("text", signs=(*LETTERS, *points))) == "^לִי$"


@pytest.mark.parametrize("without", ["m", "^", " ", "ʃ s"])
def test_a_voice_that_lacks_something_is_told_by_it(without: str) -> None:
    lacking = tuple(sign for sign in IPA if sign not in without.split(" ") or sign == "")
    if without == " ":
        lacking = tuple(sign for sign in IPA if sign != " ")
    with pytest.raises(NotHebrewVoice):
        check_alphabet(config(signs=lacking))
    check_alphabet(config())


@given(
    st.lists(st.builds(word, st.sampled_from(POINTED), st.sampled_from(["", "", *',."…–?'])), min_size=1),
    st.sampled_from(["espeak", "hebrew"]),
    st.booleans(),
)
def test_the_words_lie_in_order_among_the_tokens_each_with_sounds_of_its_own(
    words: list[SaidWord], alphabet: str, wide: bool
) -> None:
    voice = config(alphabet, wide=wide)
    made = notation(words, voice)
    assert len(made.words) == len(words)
    end = 0
    for span in made.words:
        assert end <= span.begin <= span.first < span.last < len(made.tokens)
        end = span.last
    assert set(made.tokens) <= {number for numbers in voice.ids.values() for number in numbers}
