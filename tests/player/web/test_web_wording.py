"""Facts in Hebrew words, and the isolation of what jumps beside Hebrew."""

import doctest
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from player.web import display, wording


def test_the_examples_of_the_wording_hold() -> None:
    for module in (display, wording):
        ran = doctest.testmod(module)
        assert ran.attempted > 0
        assert ran.failed == 0


@pytest.mark.parametrize(
    ("text", "isolated"),
    [
        ("שפת C++, למשל", ["C++"]),
        ("סביבת .NET", [".NET"]),
        ("מינוס -5 מעלות", ["-5"]),
        ("ל-5 ימים, בין 3-4", []),
        ("hello world בעברית", []),
        ("הקובץ notes.pdf של a@b.com", []),
        ("11.11.14 - אחרי עריכה", []),
    ],
)
def test_only_what_would_jump_is_isolated(text: str, isolated: list[str]) -> None:
    assert re.findall(r"<bdi[^>]*>([^<]*)", display.isolate(text)) == isolated


@given(st.text(alphabet='אבג C+#.@-5<>&" '))
def test_isolation_never_changes_the_text(text: str) -> None:
    bare = re.sub(r"</?bdi[^>]*>", "", display.isolate(text))
    assert Markup(bare).unescape() == text


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (125 * 60_000, "שעתיים ו־5 דקות"),
        (62 * 60_000, "שעה ושתי דקות"),
        (180 * 60_000, "3 שעות"),
        (59_900, "פחות מדקה"),
    ],
)
def test_a_length_reads_as_one_says_it(ms: int, words: str) -> None:
    assert wording.time_span(ms, "he") == words


def test_an_unknown_key_is_no_words_at_all() -> None:
    with pytest.raises(KeyError):
        wording.say("library.nonsense", "he")
