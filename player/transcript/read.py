"""A document → its Transcript: pieces, heading, people, whose words, lines, one step after the other."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby
from pathlib import Path

from player.transcript import refusals
from player.transcript.attribution import Attribution, attribute
from player.transcript.document import read_document
from player.transcript.grammar import read_grammar
from player.transcript.marks import is_hebrew
from player.transcript.model import Note, Paragraph, Speaker, Transcript, Turn
from player.transcript.people import Person, Said, find_people
from player.transcript.pieces import Piece, heading_lines, split_pieces
from player.transcript.sentences import lines_of
from player.transcript.settled import Settling, nothing_settled, paragraph_keys
from player.transcript.title import read_heading


def read_transcript(path: Path, settled: Settling = nothing_settled) -> Transcript:
    """Read a transcript's file, with what people settled of its episode.

    Raises:
        BadTranscript: for a file that cannot be read as text, or text that cannot be narrated.
    """
    document = read_document(path)
    return parse_transcript(document.text, document.name, settled, document.emphasised)


def parse_transcript(
    text: str,
    name: str,
    settled: Settling = nothing_settled,
    emphasised: AbstractSet[int] = frozenset(),
) -> Transcript:
    """Understand a transcript's text.

    Args:
        text: the document, with its title block.
        name: the title where the text has none.
        settled: finds what people settled about who speaks, by what the title block says.
        emphasised: indexes of the lines, of all that `text_lines` gives, that the document shows in bold
            or in another style than the most.

    Raises:
        BadTranscript: for text that is not Hebrew, or in which nobody speaks.
    """
    if not is_hebrew(text):
        raise refusals.not_hebrew(name)
    pieces = split_pieces(text, emphasised)
    heading = read_heading(heading_lines(pieces), name)
    said = said_paragraphs(pieces)
    if not said:
        raise refusals.no_speech(name)
    people = find_people(heading, said)
    attributions = attribute(said, people, settled(heading))
    speakers = _number_speakers(attributions)
    turns, notes = _turns_and_notes(pieces, said, attributions, speakers)
    return Transcript(heading, tuple(speakers.values()), turns, notes)


def word_count(transcript: Transcript) -> int:
    """The displayed words that are spoken."""
    return sum(len(paragraph.text.split()) for paragraph in transcript.paragraphs)


def said_paragraphs(pieces: Sequence[Piece]) -> list[Said]:
    """The spoken paragraphs with their labels; one alone on its line is the next paragraph's."""
    said = []
    waiting = ""
    for piece in pieces:
        if piece.kind == "speech" and piece.text:
            grammar = read_grammar(piece.text)
            apart = not piece.name and bool(waiting)
            said.append(Said(piece.name or waiting, piece.text, grammar, apart, piece.emphasised))
            waiting = ""
        elif piece.name:
            waiting = piece.name
    return said


def _number_speakers(attributions: Sequence[Attribution]) -> dict[Person, Speaker]:
    people = dict.fromkeys(attribution.person for attribution in attributions)
    return {
        person: Speaker(f"s{number}", person.name, person.role, person.gender)
        for number, person in enumerate(people, start=1)
    }


def _turns_and_notes(
    pieces: Sequence[Piece],
    said: Sequence[Said],
    attributions: Sequence[Attribution],
    speakers: dict[Person, Speaker],
) -> tuple[tuple[Turn, ...], tuple[Note, ...]]:
    """Turns and notes in the document's order; a note ends a turn, so that it is shown where it stands."""
    turns: list[Turn] = []
    notes: list[Note] = []
    paragraphs = zip(_paragraphs(said, attributions), attributions, strict=True)
    spoken = [piece for piece in pieces if piece.kind == "note" or (piece.kind == "speech" and piece.text)]
    for is_note, group in groupby(spoken, key=lambda piece: piece.kind == "note"):
        if is_note:
            notes += [Note(len(turns) - 1, piece.text) for piece in group]
            continue
        stretch = [next(paragraphs) for _ in group]
        for person, own in groupby(stretch, key=lambda pair: pair[1].person):
            turns.append(Turn(len(turns), speakers[person].id, tuple(paragraph for paragraph, _ in own)))
    return tuple(turns), tuple(notes)


def _paragraphs(said: Sequence[Said], attributions: Sequence[Attribution]) -> Iterator[Paragraph]:
    keys = paragraph_keys([paragraph.text for paragraph in said])
    for index, (paragraph, attribution, key) in enumerate(zip(said, attributions, keys, strict=True)):
        lines = lines_of(paragraph.text)
        yield Paragraph(index, paragraph.text, lines, round(attribution.sure, 3), attribution.why, key)
