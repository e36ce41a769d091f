"""What corrects the model's points, on sentences: each rule by its own words, all of them by their score."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import benchmarks.points
from audio.hebrew import niqqud
from audio.hebrew.corrections import corrected
from audio.hebrew.letters import plain_signs, without_points
from audio.hebrew.niqqud import model_points, points
from benchmarks.points import BLIND, DEVELOPED_ON, marks, measure_points, sounds

PIECES = st.lists(
    st.sampled_from(
        'את אתה הספר ספר לך שלך ולבית בבית הזה אחד היא רוצה אמרת שאלה אמן , . ? \n ־ " 12 ש ב'.split(" ")
    ),
    min_size=1,
    max_size=14,
)
TOGETHER = 64


@pytest.fixture(scope="module")
def answers() -> dict[str, str]:
    """What the model answers to each sentence; asked for many of like length at a time, it takes a sixth."""
    bare = {without_points(sentence) for file in (*DEVELOPED_ON, BLIND) for sentence in sentences_of(file)}
    sentences, found = sorted(bare, key=len), {}
    for first in range(0, len(sentences), TOGETHER):
        some = sentences[first : first + TOGETHER]
        found.update(zip(some, model_points("\n".join(some)).split("\n"), strict=True))
    return found


def sentences_of(file: Path) -> list[str]:
    return [line.split("\t")[0] for line in file.read_text("utf-8").splitlines()]


@pytest.fixture
def model_is_asked_once(answers: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The model alone and the corrected points rest on the same answers, of which each takes its time."""
    monkeypatch.setattr(niqqud, "model_points", answers.__getitem__)
    monkeypatch.setattr(benchmarks.points, "model_points", answers.__getitem__)


@pytest.mark.usefixtures("model_is_asked_once")
def test_most_words_are_said_as_by_hand_and_more_than_by_the_model_alone() -> None:
    figures = measure_points()
    for miss in figures.misses:
        print(*miss)
    assert figures.words >= 1_000
    assert figures.alone.sounds < 0.94
    assert figures.corrected.sounds >= 0.955
    assert figures.corrected.marks >= 0.935


@pytest.mark.usefixtures("model_is_asked_once")
def test_sentences_that_no_rule_was_made_with_gain_too() -> None:
    figures = measure_points((BLIND,))
    assert figures.corrected.sounds >= figures.alone.sounds + 0.01
    assert figures.corrected.marks >= figures.alone.marks + 0.01


def test_the_references_are_pointed_in_the_order_in_which_hebrew_is_stored() -> None:
    sentences = sentences_of(DEVELOPED_ON[-1])
    assert all(marks(word) == marks(marks(word)) for sentence in sentences for word in sentence.split())
    assert len(sentences) >= 200


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("הוא ספר את הכסף.", "סָפַר"),
        ("היא אם לשלושה ילדים.", "אֵם"),
        ("הלכתי לבקר אצל הספר.", "הַסַּפָּר"),
        ("היא שאלה שאלה טובה.", "שָׁאֲלָה"),
        ("המערכת היא אחת שלמה.", "שְׁלֵמָה"),
        ("הם רצו אחריו.", "רָ֫צוּ"),
        ("כל עם אוהב את שפתו.", "עַם"),
    ],
)
def test_a_homograph_is_read_by_the_words_beside_it(sentence: str, word: str) -> None:
    assert word in points(sentence)


def test_a_stop_parts_a_homograph_from_its_neighbour() -> None:
    assert "סָפַר" not in corrected("הוּא, סֵפֶר, אֶת")


def test_a_noun_and_a_verb_of_the_same_letters_are_told_by_subject_and_object() -> None:
    assert "דָּרַךְ" in corrected("הוּא דֶּרֶךְ עַל הָאֶבֶן")
    assert "דֶּרֶךְ" in corrected("אֵין דָּרַךְ אַחֶרֶת")
    assert corrected("מִסְפָּר שֶׁל אֲנָשִׁים") == "מִסְפָּר שֶׁל אֲנָשִׁים"


def test_whom_one_speaks_to_is_heard_in_every_word_of_the_sentence() -> None:
    assert corrected("אַתְּ יוֹדַעַת מָה אָמַרְתָּ לְךָ") == "אַתְּ יוֹדַעַת מָה אָמַרְתְּ לָךְ"
    assert corrected("אַתָּה יוֹדֵעַ מָה אָמַרְתְּ לָךְ") == "אַתָּה יוֹדֵעַ מָה אָמַרְתָּ לְךָ"
    assert corrected("מָה אָמַרְתָּ?") == "מָה אָמַרְתָּ?"


def test_a_sentence_that_tells_no_gender_has_its_paragraph_s() -> None:
    assert corrected("תַּגִּידִי לִי. מָה שְׁלוֹמְךָ?").endswith("שְׁלוֹמֵךְ?")
    assert corrected("תַּגִּידִי לִי.\nמָה שְׁלוֹמְךָ?").endswith("שְׁלוֹמְךָ?")


def test_a_participle_has_the_gender_of_its_subject() -> None:
    assert corrected("הִיא מְחַכֶּה") == "הִיא מְחַכָּה"
    assert corrected("הָאִישׁ לֹא מְחַכָּה") == "הָאִישׁ לֹא מְחַכֶּה"
    assert corrected("הִיא הֲכִי יָפָה") == "הִיא הֲכִי יָפָה"


def test_an_article_in_a_preposition_is_as_the_next_word_tells() -> None:
    assert corrected("בְּמִשְׁפָּט הַזֶּה").startswith("בַּמִּשְׁ")
    assert corrected("בַּמִּשְׁפָּט אֶחָד").startswith("בְּמִשְׁ")
    assert corrected("כַּדּוּר אֶחָד") == "כַּדּוּר אֶחָד"


def test_slips_that_no_word_has_are_mended() -> None:
    assert corrected("וְלְכִי") == "וּלְכִי"
    assert corrected("שֶׁלָּךָ") == "שֶׁלְּךָ"


pointed_alone = cache(model_points)


@given(PIECES)
def test_corrections_change_marks_only(pieces: list[str]) -> None:
    # Words as they are pointed without the others are no less hostile, and are asked for once each.
    pointed = " ".join(map(pointed_alone, pieces))
    assert plain_signs(without_points(corrected(pointed))) == plain_signs(" ".join(pieces))


@settings(max_examples=20)
@given(PIECES)
def test_the_model_and_its_corrections_change_marks_only(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert plain_signs(without_points(points(text))) == plain_signs(text)


def test_marks_are_alike_where_nothing_is_heard_of_the_difference() -> None:
    assert marks("חׇכְמָֽה") == marks("חָכְמָה")
    assert marks("שָלֹום") == marks("שָלוֹם")
    assert marks("סֵפֶר") != marks("סָפַר")
    assert sounds("שַׁבָּת") == sounds("שָׁבַּת")
