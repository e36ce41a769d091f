from pathlib import Path

import pytest

from audio.hebrew.phonemes import CONSONANTS, VOWELS, phonemes, transcription

REFERENCE = Path(__file__).parents[2] / "data" / "phonemes.tsv"


def reference() -> list[tuple[str, str]]:
    rows = (line.split("\t") for line in REFERENCE.read_text("utf-8").splitlines())
    return [(word, expected) for word, expected in rows]


def share(hits: list[bool]) -> float:
    return sum(hits) / len(hits)


def test_the_reference_words_have_the_right_sounds() -> None:
    words = reference()
    assert len(words) >= 200
    hits = [transcription(word).replace("ˈ", "") == expected.replace("ˈ", "") for word, expected in words]
    for (word, expected), hit in zip(words, hits, strict=True):
        if not hit:
            print(word, expected, transcription(word))
    assert share(hits) >= 0.98


def test_the_reference_words_are_stressed_right() -> None:
    words = reference()
    hits = [transcription(word) == expected for word, expected in words]
    for (word, expected), hit in zip(words, hits, strict=True):
        if not hit:
            print(word, expected, transcription(word))
    assert share(hits) >= 0.95


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


def test_an_accent_of_the_author_settles_the_stress() -> None:
    assert transcription("אֹ֫רֶן") == "ˈoʁen"
    assert transcription("מֶלֶ֫ךְ") == "melˈeχ"


def test_prefixes_do_not_move_the_stress_that_the_lexicon_gives() -> None:
    assert transcription("לָאֵלֶּה") == "laˈele"
    assert transcription("וּכְאִלּוּ") == "uχeˈilu"


def test_a_word_whose_letters_look_like_a_prefix_is_not_taken_apart() -> None:
    assert transcription("שְׁאֵלָה") == "ʃeelˈa"


def test_what_holds_no_hebrew_letter_has_no_sound() -> None:
    assert phonemes("–") == ()
    assert phonemes("") == ()


def test_letters_that_are_only_written_are_still_heard_when_they_are_all_there_is() -> None:
    assert transcription("אהה") != ""
    assert transcription("א") != ""
