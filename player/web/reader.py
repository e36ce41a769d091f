"""The episode's page: the text, read along with the sound."""

from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, render_template

from player.exports.table import EXPORTS
from player.library import Narration
from player.timeline import TimedLine, TimedTurn
from player.web.parts import parts

pages = Blueprint("reader", __name__)

TONES = 6
"""Colours with their marks in the style sheet; a seventh speaker has the first's again."""
UNSURE_BELOW = 0.6
"""A turn whose speaker is less sure than this is shown as such."""
SPEEDS = (0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3)


@dataclass(frozen=True)
class ShownSpeaker:
    """A speaker with the number of his colour and mark."""

    name: str
    tone: int


@dataclass(frozen=True)
class HeadingLine:
    """A line of the title block; one of them is the title."""

    text: str
    is_title: bool


@pages.get("/episodes/<slug>")
def read(slug: str) -> str:
    """The page of an episode."""
    narration = parts().library.narration(slug)
    timeline = narration.timeline
    notes: dict[int, list[str]] = {}
    for note in timeline.notes:
        notes.setdefault(note.after_turn, []).append(note.text)
    return render_template(
        "reader/episode.html",
        narration=narration,
        timeline=timeline,
        heading=heading(narration),
        speakers=speakers(narration),
        notes=notes,
        paragraphs_of=paragraphs_of,
        exports=EXPORTS,
        speeds=SPEEDS,
        unsure_below=UNSURE_BELOW,
    )


def heading(narration: Narration) -> list[HeadingLine]:
    """The title block as it stands, the line with the title marked; the title alone where there is none."""
    title = narration.timeline.episode.title
    lines = narration.heading_lines
    marked = next((index for index, line in enumerate(lines) if title and title in line), None)
    if marked is None:
        lines, marked = (title or narration.timeline.episode.slug, *lines), 0
    return [HeadingLine(line, index == marked) for index, line in enumerate(lines)]


def speakers(narration: Narration) -> dict[str, ShownSpeaker]:
    """Every speaker by id, in order of first word."""
    return {
        speaker.id: ShownSpeaker(speaker.name, position % TONES + 1)
        for position, speaker in enumerate(narration.timeline.speakers)
    }


def paragraphs_of(turn: TimedTurn) -> list[list[TimedLine]]:
    """The turn's lines, paragraph by paragraph."""
    return [list(lines) for _, lines in groupby(turn.lines, key=lambda line: line.paragraph)]
