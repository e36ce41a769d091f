from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.hebrew.letters import STRESS, plain_signs, without_points
from audio.hebrew.lexicon import accented, lexicon_lines, with_known_phrases, with_known_words
from audio.hebrew.niqqud import points
from audio.hebrew.phonemes import phonemes, transcription
from audio.hebrew.pointed import read_letters
from audio.hebrew.prefixes import spelled_prefixes
from audio.hebrew.word_list import bare, word_list

SENTENCES = Path(__file__).parents[2] / "data" / "lexicon.tsv"


def known(text: str) -> str:
    return with_known_phrases(with_known_words(word_list(text))).text


def reference() -> list[tuple[str, str]]:
    rows = (line.split("\t") for line in SENTENCES.read_text("utf-8").splitlines())
    return [(entry, sentence) for entry, sentence in rows]


def says(sentence: tuple[str, ...], entry: tuple[str, ...]) -> bool:
    """Whether the words of an entry follow each other there, pointed and said as it has them.

    A prefix may lead; then the first letter is as hard or soft as the prefix makes it.
    """
    return any(
        all(without_stress(word) == without_stress(own) for word, own in zip(rest, entry[1:], strict=True))
        and any(is_said_at_end(sentence[at], entry[0], led) for led in spelled_prefixes(bare(sentence[at])))
        for at in range(len(sentence) - len(entry) + 1)
        for rest in [sentence[at + 1 : at + len(entry)]]
    )


def is_said_at_end(word: str, own: str, led: int) -> bool:
    if bare(word)[led:] != bare(own):
        return False
    if not led:
        return without_stress(word) == without_stress(own) and transcription(word) == transcription(own)
    rest = word[read_letters(word)[led].offset :]
    sounds = [(phoneme.symbol, phoneme.stressed) for phoneme in phonemes(own)][1:]
    end = [(phoneme.symbol, phoneme.stressed) for phoneme in phonemes(word)][-len(sounds) :]
    return softened(rest) == softened(own) and end == sounds


def without_stress(word: str) -> str:
    return word.replace(STRESS, "")


def softened(word: str) -> str:
    """The word without stress and without the dagesh of its first letter."""
    letters = read_letters(without_stress(word))
    first = letters[0]
    return first.name + first.marks.replace("\u05bc", "") + without_stress(word)[1 + len(first.marks) :]


@pytest.fixture(scope="module")
def pointed() -> dict[str, tuple[str, ...]]:
    """The words of each sentence, as the whole program points it; all at once, which is quicker."""
    sentences = list(dict.fromkeys(sentence for _, sentence in reference()))
    answers = points("\n".join(sentences)).split("\n")
    return {sentence: word_list(answer).words for sentence, answer in zip(sentences, answers, strict=True)}


def test_every_entry_has_a_sentence_in_which_it_is_read_so(pointed: dict[str, tuple[str, ...]]) -> None:
    wrong = [
        entry
        for entry, sentence in reference()
        if not says(pointed[sentence], tuple(entry.removeprefix("?").split("_")))
    ]
    assert wrong == []


def test_the_lexicon_has_no_entry_without_a_sentence_nor_one_twice() -> None:
    entries = [entry for entry, _ in lexicon_lines()]
    assert len(entries) >= 1_500
    assert len(set(entries)) == len(entries)
    assert {entry for entry, _ in reference()} == set(entries)


def test_the_marks_of_every_entry_stand_in_the_order_in_which_hebrew_is_stored() -> None:
    for entry, _ in lexicon_lines():
        for letter in read_letters(entry.replace("?", "")):
            assert letter.marks == "".join(sorted(letter.marks, key=place)), entry


def place(mark: str) -> int:
    return {"\u05bc": 0, "\u05c1": 1, "\u05c2": 1, STRESS: 3}.get(mark, 2)


def test_a_certain_word_wins_over_other_points() -> None:
    assert without_points(known("לֵייטְמָן")) == "לייטמן"
    assert STRESS in known("לֵייטְמָן")


def test_a_word_with_two_readings_counts_only_as_it_is_pointed() -> None:
    assert STRESS in accented("בָּאוּ")
    assert STRESS not in accented("בֹּאוּ")


def test_a_stress_in_the_text_is_left_alone() -> None:
    assert accented("אֵלֶּ֫ה") == "אֵלֶּ֫ה"


def test_only_letters_pointed_as_prefixes_are_prefixes() -> None:
    assert STRESS in accented("הָאֵלֶּה")
    assert STRESS not in accented("שְׁאֵלָה")


def test_a_name_takes_no_article_and_a_verb_no_preposition() -> None:
    assert known("בַּחֵיפָה").startswith("בְּ")
    assert known("לְהַחְזִיר") == "לְהַחְזִיר"


def test_a_longer_phrase_goes_before_a_shorter_one_and_a_stop_parts_it() -> None:
    assert known("מָשִׁיחַ בֶּן דּוֹד") == "מָשִׁיחַ בֶּן דָּוִד"
    assert known("טֶבַע שְׁנִי") == "טֶבַע שֵׁנִי"
    assert known("טֶבַע, שְׁנִי") == "טֶבַע, שְׁנִי"


def test_a_quotation_mark_after_a_word_stays_where_it_is() -> None:
    assert without_points(known("'לֵייטְמָן'")) == "'לייטמן'"
    assert without_points(known("'אֵלּוּ'")) == "'אלו'"


def test_a_name_with_a_geresh_is_found_whatever_sign_it_is_written_with() -> None:
    for geresh in "'׳’":
        assert STRESS in accented(f"ג{geresh}וֹנִי")
        assert without_points(known(f"ג{geresh}וֹנִי")) == "ג'וני"


def test_a_certain_word_is_known_by_its_sounds_and_another_only_by_its_points() -> None:
    assert STRESS in accented("בָּאוּנִיבֵרְסִיטָה")
    assert STRESS not in accented("סוֹדָהּ")


@given(st.text(alphabet="אבגהולנץ'׳ָּוּ֫\" -", max_size=30))
def test_the_letters_of_a_text_are_never_changed(text: str) -> None:
    assert plain_signs(without_points(known(text))) == plain_signs(without_points(text))
