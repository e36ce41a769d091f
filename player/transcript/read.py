"""A document → its Transcript: pieces, heading, people, whose words, lines, one step after the other."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from pathlib import Path

from player.transcript import refusals
from player.transcript.assembling import Spoken, assemble
from player.transcript.attribution import Attribution, attribute
from player.transcript.document import Document, read_document
from player.transcript.grammar import read_grammar
from player.transcript.marks import is_hebrew
from player.transcript.model import Transcript
from player.transcript.own import OwnFile
from player.transcript.people import Said, find_people
from player.transcript.pieces import Piece, heading_lines, split_pieces
from player.transcript.settled import Settling, nothing_settled
from player.transcript.title import read_heading

Understanding = Callable[[Settling], Transcript]
"""Gives a document's transcript with what people settled of its episode."""


def read_transcript(path: Path, settled: Settling = nothing_settled) -> Transcript:
    """Read a transcript's file, with what people settled of its episode.

    Raises:
        BadTranscript: for a file that cannot be read as text, or text that cannot be narrated.
    """
    return understand(read_document(path), settled)


def understand(document: Document, settled: Settling = nothing_settled) -> Transcript:
    """Understand a document, with what people settled of its episode.

    Raises:
        BadTranscript: for one that cannot be narrated.
    """
    return prepare(document)(settled)


def prepare(document: Document) -> Understanding:
    """Understand of a document all that no settled paragraph changes; the answer goes on from there.

    Whoever settles one paragraph after another of hours of talk waits a fifth of the time for each.

    Raises:
        BadTranscript: for one that cannot be narrated.
    """
    if document.own:
        return partial(_own_transcript, document.own, document.name)
    return _prepare_text(document.text, document.name, document.emphasised)


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
    return _prepare_text(text, name, emphasised)(settled)


def _prepare_text(text: str, name: str, emphasised: AbstractSet[int]) -> Understanding:
    if not is_hebrew(text):
        raise refusals.not_hebrew(name)
    pieces = split_pieces(text, emphasised)
    heading = read_heading(heading_lines(pieces), name)
    said = said_paragraphs(pieces)
    if not said:
        raise refusals.no_speech(name)
    people = find_people(heading, said)

    def go_on(settled: Settling) -> Transcript:
        attributions = attribute(said, people, settled(heading))
        return assemble(heading, list(_spoken_and_notes(pieces, said, attributions)))

    return go_on


def _own_transcript(own: OwnFile, name: str, settled: Settling) -> Transcript:
    """What a file that we wrote says; it too may hold anything once it was changed by hand."""
    transcript = own.transcript(settled)
    if not transcript.paragraphs or not all(paragraph.lines for paragraph in transcript.paragraphs):
        raise refusals.no_speech(name)
    if not is_hebrew(" ".join(paragraph.text for paragraph in transcript.paragraphs)):
        raise refusals.not_hebrew(name)
    return transcript


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


def _spoken_and_notes(
    pieces: Sequence[Piece], said: Sequence[Said], attributions: Sequence[Attribution]
) -> Iterator[Spoken | str]:
    """The paragraphs with who speaks them, and the text of the notes, in the document's order."""
    spoken = zip(said, attributions, strict=True)
    for piece in pieces:
        if piece.kind == "note":
            yield piece.text
        elif piece.kind == "speech" and piece.text:
            paragraph, found = next(spoken)
            yield Spoken(paragraph.text, found.person, found.sure, found.why)
