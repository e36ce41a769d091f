"""No document, however odd, takes longer than in proportion to its length."""

import time
from contextlib import suppress

import pytest

from player.errors import BadTranscript
from player.transcript.read import parse_transcript

pytestmark = pytest.mark.timed

ODD = {
    "one label, then short lines": "כן ולא.\n",
    "parentheses": "(",
    "pairs of parentheses": "()",
    "quotation marks": '"א ',
    "stars": "*",
    "colons": "א: ",
    "sentences before colons": "א. ב ג: ",
    "two speakers on a line": "דנה: שלום. יוסי: כן. ",
    "i": "אני ",
    "adverbs": "לא ",
    "spaces": " ",
    "names": "דנה, ",
    "tags": "<< דובר >> ",
    "one word": "א",
    "marks": "\u200f",
    "lists": "נכחו:\n",
    "said": "אמר לי: ",
    "requests": "תספר לי ",
}
LENGTH = 10_000


def seconds(text: str) -> float:
    start = time.process_time()
    with suppress(BadTranscript):
        parse_transcript("דנה: שלום לכם.\n" + text + "\nיוסי: כן.", "x")
    return time.process_time() - start


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_four_times_the_text_takes_about_four_times_as_long(odd: str) -> None:
    short = odd * (LENGTH // len(odd))
    # Of the few milliseconds that some take nothing can be told.
    assert seconds(short * 4) < 8 * seconds(short) + 0.3


@pytest.mark.parametrize("between", ["\n", "\nכן ולא.\n"])
def test_thousands_of_people_are_told_apart_in_time(between: str) -> None:
    letters = "אבגדהוזחטי"
    names = [f"דנה {one}{two}{three}ן" for one in letters for two in letters for three in letters]
    assert seconds("שיחה עם רון לב\n" + between.join(f"{name}: שלום." for name in names * 4)) < 8
