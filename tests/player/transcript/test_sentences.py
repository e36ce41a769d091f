"""Sentence lines: where they end, where they do not, and that no word is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.speech import word_spans
from player.transcript.sentences import lines_of


def texts(paragraph: str) -> list[str]:
    return [line.text for line in lines_of(paragraph)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["שלום.", "מה שלומך?", "מצוין!", "כך הלך ולא חזר…", "באמת."],
        ['הוא שאל "מי שם?"', "איש לא ענה."],
        ["הוא אמר (בלחש.)", "ואז הלך."],
        ["די!!!", "מה?!", "כלום."],
        ["כן.", "הוא שם.", "לא.", "היא כאן."],
        ["נולדתי בשנת 1974.", "אחר כך עברנו."],
        ["**באמת.**", "כן."],
    ],
)
def test_a_sentence_ends_at_its_mark_with_the_quotes_that_close_it(sentences: list[str]) -> None:
    assert texts(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "נפגשנו ב-11.11.14 בצהריים.",
        "זה שוקל 3.5 קילו בלבד.",
        "המשורר ד.נ. פרידמן קרא משיר שלו.",
        "הסופר א. ב. ארליך ישב לידי.",
        "לחם, חלב, ביצים וכו' היו שם ע\"מ שנאכל.",
        "רציתי לומר... אבל שכחתי.",
        "והיה שם איש אחד שאמר לי.. ואני הקשבתי.",
        "זה היה, איך לומר… כאילו שחזרנו הביתה.",
        "1. ראשית צריך לבוא.",
        "ראו www.example.org/a.b?c=d או כתבו לנו.",
        "החיה הזאת א' מופעלת, , וב', על ידי אחרים.",
        "אני... אני לא יודע.",
        "בעמ. 5 של הספר.",
        "Dr. Green came by.",
    ],
)
def test_a_mark_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert texts(sentence) == [sentence]


def test_a_halt_after_which_a_new_sentence_starts_ends_the_line() -> None:
    paragraph = "הוא הלך ולא חזר משם... היום אני מבין אותו."
    assert texts(paragraph) == ["הוא הלך ולא חזר משם...", "היום אני מבין אותו."]


def test_signs_without_a_word_join_the_sentence_beside_them() -> None:
    assert texts("היה טוב. . ואז הלכנו. -") == ["היה טוב. .", "ואז הלכנו. -"]
    assert texts("... - שלום. כן.") == ["... - שלום.", "כן."]


def test_a_very_long_sentence_stays_one_line() -> None:
    assert len(texts("ועוד מילה " * 60)) == 1


def test_an_empty_paragraph_has_no_lines() -> None:
    assert lines_of("  ") == ()


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("אבגדהום .?!…,\"'-()[]\t\u200f\u00a03תש:א")) | st.text())
def test_lines_cover_every_word_once_in_order_to_the_character(paragraph: str) -> None:
    lines = lines_of(paragraph)
    assert all(line.text == paragraph[line.start_char : line.end_char] for line in lines)
    covered = [
        (line.start_char + start, line.start_char + end)
        for line in lines
        for start, end in word_spans(line.text)
    ]
    assert covered == list(word_spans(paragraph))
