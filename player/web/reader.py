"""The episode's page: the text, read along with the sound."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, render_template

from player.exports.table import EXPORTS
from player.library import Narration
from player.settling import SpokenParagraph, settled, who_speaks
from player.timeline import TimedLine, TimedTurn, Timeline
from player.web.parts import parts

pages = Blueprint("reader", __name__)

TONES = 6
"""Colours with their marks in the style sheet; a seventh speaker has the first's again."""
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
    paragraphs = who_speaks(narration, settled(parts().library, slug))
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
        doubts=doubts(timeline, paragraphs),
        unsure=unsure_count(paragraphs),
        stood_in=stood_in_count(timeline),
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
    cast = narration.timeline.speakers
    shown = shown_speakers([speaker.name for speaker in cast])
    return {speaker.id: each for speaker, each in zip(cast, shown, strict=True)}


def shown_speakers(names: Sequence[str]) -> list[ShownSpeaker]:
    """These speakers with their colours, which follow the order."""
    return [ShownSpeaker(name, position % TONES + 1) for position, name in enumerate(names)]


def doubts(timeline: Timeline, paragraphs: Sequence[SpokenParagraph]) -> dict[int, SpokenParagraph]:
    """For each turn of which it is not certain who speaks, by its index: the paragraph that is least so."""
    unsure: dict[int, SpokenParagraph] = {}
    for turn in timeline.turns:
        own = {line.paragraph for line in turn.lines}
        doubtful = [one for one in paragraphs if one.index in own and one.is_unsure]
        if doubtful:
            unsure[turn.index] = min(doubtful, key=lambda one: one.sure)
    return unsure


def unsure_count(paragraphs: Sequence[SpokenParagraph]) -> int:
    """How many paragraphs somebody should look at."""
    return sum(paragraph.is_unsure for paragraph in paragraphs)


def stood_in_count(timeline: Timeline) -> int:
    """How many paragraphs another voice spoke than their speakers'."""
    return len({line.paragraph for turn in timeline.turns for line in turn.lines if line.voice})


def paragraphs_of(turn: TimedTurn) -> list[list[TimedLine]]:
    """The turn's lines, paragraph by paragraph."""
    return [list(lines) for _, lines in groupby(turn.lines, key=lambda line: line.paragraph)]
