"""A document's rows: broken lines joined, and a line of several speakers parted, with no character lost."""

import textwrap

from hypothesis import given, settings
from hypothesis import strategies as st

from player.transcript.pieces import split_pieces
from player.transcript.read import parse_transcript

TALK = [
    "דנה: ערב טוב לכולם. הערב נשב ליד הים ונדבר על הדגים, על הרשתות ועל האנשים שיוצאים בלילה מן הנמל.",
    "אני זוכרת את הנמל מן הימים שבהם היו בו שבעים סירות, והיום נשארו בו שתיים, אחת כחולה ואחת בלי צבע בכלל.",
    "יוסי, לאן נעלמו הסירות, ומתי ראית אותן כאן בפעם האחרונה לפני שהמעגן נסגר?",
    "הן לא נעלמו. מכרו אותן אחת אחרי השנייה, ומי שקנה אותן שם אותן בחצר של מסעדה, עם פרחים בתוך התא.",
    "דנה: ומה נשאר?",
    "הריח.",
]


def texts(document: str) -> list[str]:
    return [piece.text for piece in split_pieces(document) if piece.kind == "speech"]


def wrapped(paragraphs: list[str], width: int, between: str) -> str:
    return between.join(textwrap.fill(paragraph, width, break_on_hyphens=False) for paragraph in paragraphs)


def test_lines_broken_at_a_margin_are_joined_to_paragraphs_at_blank_lines() -> None:
    whole = texts("\n\n".join(TALK))
    assert texts(wrapped(TALK, 60, "\n\n")) == whole
    assert len(whole) == 6


def test_they_are_joined_without_blank_lines_too_where_a_line_is_not_full() -> None:
    assert texts(wrapped(TALK, 58, "\n"))[-3:] == texts("\n".join(TALK))[-3:]


def test_short_lines_of_a_conversation_are_left_as_they_are() -> None:
    document = "דנה: מה זה?\nזה ים.\nדנה: ומה זה?\nזו סירה קטנה.\nדנה: של מי?\nשלי. של אבא שלי.\nדנה: יפה."
    assert len(texts(document)) == 7


@settings(deadline=None)
@given(st.lists(st.sampled_from(TALK), min_size=3, max_size=12), st.integers(45, 72))
def test_a_conversation_is_understood_alike_at_every_margin(paragraphs: list[str], width: int) -> None:
    whole = [*TALK, *paragraphs]
    assert texts(wrapped(whole, width, "\n\n")) == texts("\n\n".join(whole))


def test_a_line_on_which_two_people_speak_is_two_paragraphs() -> None:
    transcript = parse_transcript("דנה: מה שלומך? יוסי: טוב.\nדנה: יפה.\nיוסי: אשתי אמרה: בוא. באתי.", "x")
    said = [
        (transcript.speaker(turn.speaker).name, paragraph.text)
        for turn in transcript.turns
        for paragraph in turn.paragraphs
    ]
    assert said == [
        ("דנה", "מה שלומך?"),
        ("יוסי", "טוב."),
        ("דנה", "יפה."),
        ("יוסי", "אשתי אמרה: בוא. באתי."),
    ]


def test_a_heading_and_a_label_on_one_line_are_parted() -> None:
    pieces = split_pieces("דנה: שלום.\nיוסי: שלום.\nחלק שני: הבית   דנה: נמשיך.\nיוסי: כן.")
    assert [(piece.kind, piece.name, piece.text) for piece in pieces][2:4] == [
        ("note", "", "חלק שני: הבית"),
        ("speech", "דנה", "נמשיך."),
    ]


def test_a_name_inside_a_sentence_before_a_colon_parts_nothing() -> None:
    assert len(texts("דנה: ואז אמר לי יוסי: בוא.\nיוסי: באמת?")) == 2
