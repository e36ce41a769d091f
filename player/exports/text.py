"""The transcript as text, each turn with its speaker and each line with its time."""

from collections.abc import Iterator
from typing import BinaryIO

from audio.media import MediaStore
from audio.timecode import clock
from player.exports.base import Export
from player.exports.notes import notes_by_turn
from player.library import Narration
from player.timeline import TimedTurn
from player.transcript.shown import plain


def _write(narration: Narration, _media: MediaStore, out: BinaryIO) -> None:
    for line in _lines(narration):
        out.write(line.encode() + b"\n")


def _lines(narration: Narration) -> Iterator[str]:
    timeline = narration.timeline
    names = {speaker.id: plain(speaker.name) for speaker in timeline.speakers}
    notes = notes_by_turn(timeline)
    yield from map(plain, narration.heading_lines)
    yield ""
    yield from map(plain, notes.get(-1, ()))
    for turn in timeline.turns:
        yield from _turn_lines(turn, names[turn.speaker])
        yield from (f"{plain(note)}\n" for note in notes.get(turn.index, ()))


def _turn_lines(turn: TimedTurn, name: str) -> Iterator[str]:
    yield f"{name} [{clock(turn.start_ms)}]"
    yield from (f"[{clock(line.start_ms)}] {plain(line.text)}" for line in turn.lines)
    yield ""


EXPORT = Export(
    name="txt",
    label_he="תמליל עם זמנים",
    label_en="text with times",
    mime="text/plain; charset=utf-8",
    suffix=".txt",
    help_he="לקריאה ולציטוט: מי דיבר, ומתי נאמרה כל שורה",
    help_en="to read and to quote: who spoke, and when each line was said",
    write=_write,
)
