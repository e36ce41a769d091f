from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.hebrew.letters import LETTERS
from audio.hebrew.phonemes import CONSONANTS, VOWELS, phonemes, transcription
from benchmarks.phonemes import measure_phonemes

DATA = Path(__file__).parents[2] / "data"
REFERENCE = DATA / "phonemes.tsv"
MARKS = (
    "\u05ab\u05b0\u05b1\u05b2\u05b3\u05b4\u05b5\u05b6\u05b7\u05b8\u05b9\u05ba\u05bb\u05bc\u05c1\u05c2\u05c7"
)
ANY_WORD = st.text(alphabet=LETTERS + MARKS + "'׳\"-", max_size=20)


def reference() -> list[tuple[str, str]]:
    rows = (line.split("\t") for line in REFERENCE.read_text("utf-8").splitlines())
    return [(word, expected) for word, expected in rows]


@pytest.mark.parametrize("name", ["sentences-1.tsv", "sentences-2.tsv", "phonemes.tsv"])
def test_nearly_all_words_of_a_reference_have_the_right_sounds_and_stress(name: str) -> None:
    figures = measure_phonemes((DATA / name,))
    for miss in figures.misses:
        print(*miss)
    assert figures.words >= 400
    assert figures.sounds_right >= 0.98
    assert figures.stress_right >= 0.97


def test_both_sets_of_sentences_together_are_a_thousand_words_and_more() -> None:
    assert measure_phonemes().words >= 1_000


@pytest.mark.parametrize("word", [word for word, _ in reference()])
def test_each_word_has_known_sounds_and_one_stress_and_points_at_its_letters(word: str) -> None:
    heard = phonemes(word)
    assert {phoneme.symbol for phoneme in heard} <= VOWELS | CONSONANTS
    stressed = [phoneme for phoneme in heard if phoneme.stressed]
    assert len(stressed) == 1
    assert stressed[0].symbol in VOWELS
    offsets = [phoneme.offset for phoneme in heard]
    assert offsets == sorted(offsets)
    assert all("א" <= word[offset] <= "ת" for offset in offsets)


@given(ANY_WORD)
def test_whatever_stands_in_a_word_its_sounds_are_known_and_point_at_its_letters_in_order(word: str) -> None:
    heard = phonemes(word)
    assert {phoneme.symbol for phoneme in heard} <= VOWELS | CONSONANTS
    assert all(phoneme.symbol in VOWELS for phoneme in heard if phoneme.stressed)
    assert sum(phoneme.stressed for phoneme in heard) <= 1
    offsets = [phoneme.offset for phoneme in heard]
    assert offsets == sorted(offsets)
    assert all(word[offset] in LETTERS for offset in offsets)


@given(ANY_WORD)
def test_a_word_with_a_vowel_is_stressed_and_one_with_letters_is_heard(word: str) -> None:
    heard = phonemes(word)
    assert bool(heard) == any(letter in LETTERS for letter in word)
    assert any(phoneme.stressed for phoneme in heard) == any(phoneme.symbol in VOWELS for phoneme in heard)


def test_an_accent_of_the_author_settles_the_stress() -> None:
    assert transcription("אֹ֫רֶן") == "ˈoʁen"
    assert transcription("מֶלֶ֫ךְ") == "melˈeχ"


def test_prefixes_do_not_move_the_stress_that_the_lexicon_gives() -> None:
    assert transcription("לָאֵלֶּה") == "laˈele"
    assert transcription("וּכְאִלּוּ") == "uχeˈilu"


def test_a_word_whose_letters_look_like_a_prefix_is_not_taken_apart() -> None:
    assert transcription("שְׁאֵלָה") == "ʃeelˈa"


@pytest.mark.parametrize(
    ("noun", "verb"),
    [
        (("הַיָּזְמָה", "hajozmˈa"), ("שָׁמְרָה", "ʃamʁˈa")),
        (("עָצְמָתוֹ", "otsmatˈo"), ("אָמְרוּ", "amʁˈu")),
        (("צָרְכֵי", "tsoʁχˈej"), ("אָמָרְתִּי", "amˈaʁti")),
    ],
)
def test_a_qamats_is_an_o_in_a_noun_s_closed_syllable_and_no_verb_s(
    noun: tuple[str, str], verb: tuple[str, str]
) -> None:
    assert transcription(noun[0]) == noun[1]
    assert transcription(verb[0]) == verb[1]


def test_what_holds_no_hebrew_letter_has_no_sound() -> None:
    assert phonemes("–") == ()
    assert phonemes("") == ()


def test_letters_that_are_only_written_are_still_heard_when_they_are_all_there_is() -> None:
    assert transcription("אהה") != ""
    assert transcription("א") != ""
