"""Any document at all: refused with a sentence, or every character of it in its place, once and in order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from player.errors import BadTranscript
from player.transcript.marks import is_blank, without_marks
from player.transcript.model import Transcript
from player.transcript.pieces import split_pieces
from player.transcript.read import parse_transcript

TITLES = ["חיים בעיר", "שיחה 451", "בהנחיית: דנה לב", "נושא: לחם", 'שיחה עם ד"ר רות לב 11.11.14 - אחרי עריכה']
MARKS = [
    "אורן:",
    "**יעל:** ",
    "ש: ",
    "ת:",
    'ד"ר רות לב: ',
    "\u200fזבריאל\u200f :",
    "אורן (צוחק): ",
    "",
    "",
    "",
]
WORDS = [
    *"אני זוכרת מסתכל את אומרת כן. לא? למה שהוא כי מים. 451 11.11.14 3.5 (בשקט)".split(),
    *"... .. , - : אמר: זאת אומרת:".split(),
    *['חו"ל', '"הים', 'שלי."', "כיתה ח'", "\u200fשלום\u200f", "hello", "\u00a0", "  "],
]
NOTES = ["(סוף השיחה)", "[הפסקה]", "* * *", "עמוד 3 מתוך 9", "\u200f", ""]
ENDS = ["\n", "\r\n", "\r", "\n\n", "\u2028", " \n\t"]

speech = st.tuples(st.sampled_from(MARKS), st.lists(st.sampled_from(WORDS), max_size=9)).map(
    lambda parts: parts[0] + " ".join(parts[1])
)
lines = st.sampled_from(TITLES) | st.sampled_from(NOTES) | speech
documents = st.lists(st.tuples(lines, st.sampled_from(ENDS)), max_size=24).map(
    lambda parts: "".join(line + end for line, end in parts)
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A document with a piece cut out and any characters put in its place."""
    document = draw(documents)
    start = draw(st.integers(0, len(document)))
    end = draw(st.integers(start, min(len(document), start + 9)))
    return document[:start] + draw(st.text(max_size=5)) + document[end:]


def ink(text: str) -> str:
    """What one sees of a text, without white space."""
    return "".join(without_marks(text).split())


def even(text: str) -> str:
    """A text with one space for each white space."""
    return " ".join(text.split())


def parsed(text: str) -> Transcript | None:
    try:
        return parse_transcript(text, "x")
    except BadTranscript:
        return None


@settings(deadline=None)
@given(documents | mutated() | st.text())
def test_every_character_of_a_document_stands_in_one_piece_in_order(text: str) -> None:
    pieces = split_pieces(text)
    assert "".join(ink(piece.mark + piece.text) for piece in pieces) == ink(text)


@settings(deadline=None)
@given(documents | mutated())
def test_heading_notes_and_paragraphs_are_the_pieces_in_order_and_to_the_character(text: str) -> None:
    transcript = parsed(text)
    if transcript is None:
        return
    pieces = split_pieces(text)
    spoken = [piece.text for piece in pieces if piece.kind == "speech" and piece.text]
    assert list(transcript.heading.lines) == [piece.text for piece in pieces if piece.kind == "heading"]
    assert [note.text for note in transcript.notes] == [
        piece.text for piece in pieces if piece.kind == "note"
    ]
    assert [paragraph.text for paragraph in transcript.paragraphs] == spoken
    # Lines that were broken at a margin are joined, so the white space may differ, and nothing else.
    assert all(even(paragraph.text) in even(text) for paragraph in transcript.paragraphs)
    assert in_order(transcript) == [piece.text for piece in pieces if piece.kind != "heading" and piece.text]


@settings(deadline=None)
@given(documents | mutated())
def test_turns_paragraphs_and_speakers_hold_together(text: str) -> None:
    transcript = parsed(text)
    if transcript is None:
        return
    assert [turn.index for turn in transcript.turns] == list(range(len(transcript.turns)))
    assert [paragraph.index for paragraph in transcript.paragraphs] == list(range(len(transcript.paragraphs)))
    assert {turn.speaker for turn in transcript.turns} == {speaker.id for speaker in transcript.speakers}
    assert len({speaker.name for speaker in transcript.speakers}) == len(transcript.speakers)
    for paragraph in transcript.paragraphs:
        assert paragraph.lines and not is_blank(paragraph.text)
        assert 0 < paragraph.sure <= 1
        assert " ".join(line.text for line in paragraph.lines).split() == paragraph.text.split()


@settings(deadline=None)
@given(documents)
def test_a_document_reads_the_same_whichever_way_its_lines_end(text: str) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    assert parsed(plain.replace("\n", "\r\n")) == parsed(plain) == parsed(plain.replace("\n", "\r"))


def in_order(transcript: Transcript) -> list[str]:
    """The words and notes as a page shows them: each turn, and after it its notes."""
    shown = [note.text for note in transcript.notes if note.after_turn == -1]
    for turn in transcript.turns:
        shown += [paragraph.text for paragraph in turn.paragraphs]
        shown += [note.text for note in transcript.notes if note.after_turn == turn.index]
    return shown
