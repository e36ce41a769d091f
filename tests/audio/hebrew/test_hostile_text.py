"""Whatever is shown, it is read: nothing crashes, nothing is lost, and it takes no longer than its length."""

import re
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from audio.hebrew.spoken_text import spoken_text
from audio.speech import word_spans

READING = re.compile("[א-ת\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7' ]*[.,?!:;–…\"]?")
NOTE = re.compile(r"\[\d{1,3}\]")
RAISED = re.compile("[\u00b2\u00b3\u00b9\u2070-\u209c]")
LETTERS = st.sampled_from("אבגדהוזחטיכלמנסעפצקרשתםןץףך")
SIGNS = st.sampled_from(".,:;?!…-–—־/\\'\"׳״()[]{}<>%₪$€£°#&+=@×÷±~*_|^`§•→✓")
FIGURES = st.sampled_from("0123456789٣۴७½¼²³①")
OTHERS = st.sampled_from(
    "abcXYZéßЖعبأ日🙂❤️👍🏽\u200f\u202b\u2066\u0301\u05b8\u05bc\u0591\u05be\u05f3\u05f4\ufb2a\u0660"
)
WORDS = st.sampled_from(
    """
    ה-3 ב-20 3/4 12:30 11.11.14 15% ₪50 $5.3 מיליון אלף ד"ר וכו' בחו"ל ילדים בנות פרק דף ע"א בראשית א'
    [12] *6767 شكرا Путин Ødegård λόγος IV ה-XIX 1.5 2½ www.a.co.il a@b.com iPhone תשפ"ה ה'תש"ח כ"ב: א.ב.
    ו/או 10-20 03-1234567 - ... מתוך עד יום 1 2 שעות ש"ח ב: מ² 25°C ק"מ/שעה AT&T
    """.split()
)
TEXT = st.lists(
    st.one_of(WORDS, st.text(st.one_of(LETTERS, SIGNS, FIGURES, OTHERS), max_size=8), st.text(max_size=4)),
    max_size=12,
).flatmap(lambda parts: st.sampled_from([" ".join(parts), "".join(parts)]))


def has_letter_or_figure(word: str) -> bool:
    return any(unicodedata.category(character)[0] == "L" or character.isdecimal() for character in word)


@given(TEXT)
@example("1 ילד 2 ₪ $5 מיליון")
def test_each_displayed_word_has_one_reading_in_hebrew(display: str) -> None:
    text = spoken_text(display, reads_numbers=False)
    assert text.display == display
    assert tuple((reading.start_char, reading.end_char) for reading in text.readings) == word_spans(display)
    for reading in text.readings:
        assert READING.fullmatch(reading.spoken), reading
        assert reading.spoken == " ".join(reading.spoken.split()), reading


@given(TEXT)
def test_no_word_is_lost(display: str) -> None:
    """What has a letter or a figure is said: by its own reading, or with the number beside it."""
    readings = spoken_text(display, reads_numbers=False).readings
    shown = [display[reading.start_char : reading.end_char] for reading in readings]
    for index, reading in enumerate(readings):
        word = RAISED.sub("", NOTE.sub("", shown[index]))
        if has_letter_or_figure(word) and not reading.spoken:
            beside = [at for at in (index - 1, index + 1) if 0 <= at < len(readings)]
            assert any(readings[at].spoken and any(map(str.isdecimal, shown[at])) for at in beside), word


@pytest.mark.timed
@pytest.mark.parametrize(
    "text",
    [
        "א" * 100_000,
        "9" * 100_000,
        "0." * 50_000,
        "1-" * 50_000,
        "1," * 50_000,
        "1:" * 50_000,
        "1/" * 50_000,
        "א'" * 50_000,
        'א"' * 50_000,
        "א." * 50_000,
        "א-" * 50_000,
        "ב" * 100_000 + "5",
        "ו/" * 50_000,
        "a." * 50_000,
        "a@" * 50_000,
        "@" * 100_000 + ".",
        "x" * 100_000,
        "XI" * 50_000,
        "!" * 100_000 + "א",
        "א" + "!" * 100_000 + "ב",
        "-" * 100_000,
        "[1" * 50_000,
        "½" * 100_000,
        "²" * 100_000,
        "ָ" * 100_000,
        "9" * 5_000 + " מאי",
        "9" * 5_000 + ".90 ₪",
        "9" * 5_000 + " אלף",
        "₪ " + "9" * 5_000,
        "3 " * 10_000,
        "1.5 מיליון " * 5_000,
        "ב-1948 " * 10_000,
        "3 או " * 10_000,
        "א. " * 10_000,
        "😀" * 100_000,
    ],
    ids=lambda text: text[:4],
)
def test_the_longest_text_takes_less_than_a_second(text: str) -> None:
    started = time.process_time()
    spoken_text(text, reads_numbers=False)
    assert time.process_time() - started < 1.0
