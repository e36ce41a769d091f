"""The episode's page: the text, read along with the sound."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, islice

from flask import Blueprint, Response, stream_template

from player.chapters import chapters
from player.exports.table import EXPORTS
from player.library import Narration
from player.mendable import Mendable, unspoken
from player.settling import SpokenParagraph, who_speaks
from player.timeline import TimedLine, TimedTurn, Timeline
from player.transcript.model import Note
from player.web.parts import parts

pages = Blueprint("reader", __name__)

TONES = 6
"""Colours with their marks in the style sheet; a seventh speaker has the first's again."""

PIECE = 400
"""How much of the page is sent at first, in the template's own yields: a windowful and more. Each piece after
it is twice as long, for a browser lays out and paints anew with each."""

STRETCH_LINES = 40
"""How many lines stand together at least; the fewer, the more stretches a browser looks after in each frame,
and the more, the longer it lays out when one comes into sight. The style sheet guesses at their height."""


@dataclass(frozen=True)
class ShownSpeaker:
    """A speaker with the number of his colour and mark."""

    name: str
    tone: int
    role: str = ""
    """"" where it does not matter."""


@dataclass(frozen=True)
class HeadingLine:
    """A line of the title block; one of them is the title."""

    text: str
    is_title: bool


@pages.get("/episodes/<slug>")
def read(slug: str) -> Response:
    """The page of an episode, sent while it is made, so that the browser reads what is there meanwhile."""
    narration = parts().library.narration(slug)
    timeline = narration.timeline
    paragraphs = who_speaks(narration, parts().home.decisions.decided(slug).speakers)
    notes: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for note, key in with_keys(timeline.notes, unspoken(parts().home, slug)):
        notes[note.after_turn].append((note.text, key))
    page = stream_template(
        "reader/episode.html",
        narration=narration,
        timeline=timeline,
        heading=heading(narration),
        speakers=speakers(narration),
        stretches=stretches(timeline.turns),
        notes=notes,
        paragraphs_of=paragraphs_of,
        exports=EXPORTS,
        doubts=doubts(timeline, paragraphs),
        keys={index: one.key for index, one in enumerate(narration.paragraphs)},
        doubtful={paragraph.index for paragraph in paragraphs if paragraph.is_unsure},
        questions=questions(timeline),
        description=description(narration),
        unsure=unsure_count(paragraphs),
        stood_in=stood_in_count(timeline),
    )
    return Response(in_pieces(page), mimetype="text/html")


def in_pieces(page: Iterator[str]) -> Iterator[str]:
    """What a template yields, joined to pieces that are worth sending, longer and longer."""
    size = PIECE
    while yielded := list(islice(page, size)):
        yield "".join(yielded)
        size *= 2


def with_keys(notes: Iterable[Note], unspoken: Sequence[Mendable]) -> Iterator[tuple[Note, str]]:
    """The notes, each with the key of the paragraph that was left unspoken; "" for the document's own."""
    left = [(one.text, one.key) for one in unspoken]
    for note in notes:
        found = next((pair for pair in left if pair[0] == note.text), ("", ""))
        if found in left:
            left.remove(found)
        yield note, found[1]


def heading(narration: Narration) -> list[HeadingLine]:
    """The title block as it stands, the line with the title marked; the title alone where there is none."""
    title = narration.timeline.episode.title
    lines = narration.heading_lines
    marked = next((index for index, line in enumerate(lines) if title and title in line), None)
    if marked is None:
        lines, marked = (title or narration.timeline.episode.slug, *lines), 0
    return [HeadingLine(line, index == marked) for index, line in enumerate(lines)]


def description(narration: Narration) -> str:
    """The episode in a sentence: the title block without the title."""
    return " · ".join(line.text for line in heading(narration) if not line.is_title)


def questions(timeline: Timeline) -> dict[int, str]:
    """The headings of the contents, by the index of the turn that each stands over."""
    starts = [turn.start_ms for turn in timeline.turns]
    return {max(0, bisect_right(starts, one.start_ms) - 1): one.title for one in chapters(timeline)}


def speakers(narration: Narration) -> dict[str, ShownSpeaker]:
    """Every speaker by id, in order of first word."""
    cast = narration.timeline.speakers
    shown = shown_speakers([speaker.name for speaker in cast])
    return {one.id: replace(each, role=one.role) for one, each in zip(cast, shown, strict=True)}


def shown_speakers(names: Sequence[str]) -> list[ShownSpeaker]:
    """These speakers with their colours, which follow the order."""
    return [ShownSpeaker(name, position % TONES + 1) for position, name in enumerate(names)]


def doubts(timeline: Timeline, paragraphs: Sequence[SpokenParagraph]) -> dict[int, SpokenParagraph]:
    """For each turn of which it is not certain who speaks, by its index: the paragraph that is least so."""
    turn_of = {line.paragraph: turn.index for turn in timeline.turns for line in turn.lines}
    unsure: dict[int, SpokenParagraph] = {}
    for one in paragraphs:
        known = unsure.get(turn_of[one.index])
        if one.is_unsure and (known is None or one.sure < known.sure):
            unsure[turn_of[one.index]] = one
    return unsure


def unsure_count(paragraphs: Sequence[SpokenParagraph]) -> int:
    """How many paragraphs somebody should look at."""
    return sum(paragraph.is_unsure for paragraph in paragraphs)


def stood_in_count(timeline: Timeline) -> int:
    """How many paragraphs another voice spoke than their speakers'."""
    return len({line.paragraph for turn in timeline.turns for line in turn.lines if line.voice})


def stretches(turns: Sequence[TimedTurn]) -> list[list[TimedTurn]]:
    """The turns in stretches of about as many lines each, which are laid out when they come into sight."""
    ends = list(accumulate(len(turn.lines) for turn in turns))
    count = max(1, ends[-1] // STRETCH_LINES)
    numbered = zip(((end - 1) * count // ends[-1] for end in ends), turns, strict=True)
    return [[turn for _, turn in of] for _, of in groupby(numbered, key=lambda one: one[0])]


def paragraphs_of(turn: TimedTurn) -> list[list[TimedLine]]:
    """The turn's lines, paragraph by paragraph."""
    return [list(lines) for _, lines in groupby(turn.lines, key=lambda line: line.paragraph)]
