"""An episode that is still being spoken: what of it can be heard already, as one sound that grows.

Its clips stand side by side as in the finished episode, and no file is written: an MP3 is made of them as it
is asked for. Where nothing is there yet but the first sentence, that is heard.
"""

import io
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from audio.clips import Clip, ClipStore, clip_key
from audio.encoding import MP3_FRAMES_PER_SLOT, SLOT_MS, silent_slot
from audio.hebrew.spoken_text import spoken_text
from audio.joining import Placed
from audio.mp3 import info_frame
from audio.speech import Utterance
from player.lanes import Task
from player.layout import clip_starts
from player.planning import Plan
from player.publishing import timeline_of
from player.timeline import Timeline
from player.transcript.model import Paragraph, Transcript, Turn

_OPENING_WORDS = 4
"""So many words at least are worth beginning with."""


@dataclass(frozen=True)
class Growing:
    """What can be heard of an episode while it is being spoken."""

    timeline: Timeline
    """Of what is ready, from the beginning."""
    placed: tuple[Placed, ...]
    """The clips of it."""
    paragraphs: int
    """How many paragraphs are ready as a whole."""


def opening_of(plan: Plan) -> Task | None:
    """The first sentence as an utterance of its own; None where it is all that the first paragraph has."""
    paragraph = _opening(plan.transcript.turns[0].paragraphs[0])
    if paragraph is None:
        return None
    spoken = spoken_text(paragraph.text, plan.engine.reads_numbers, plan.corrections)
    utterance = Utterance(spoken, plan.tasks[0].utterance.voice)
    return Task(clip_key(utterance, plan.engine.name, plan.engine.version), utterance)


def _opening(paragraph: Paragraph) -> Paragraph | None:
    for count, line in enumerate(paragraph.lines[:-1], start=1):
        text = paragraph.text[: line.end_char]
        if len(text.split()) >= _OPENING_WORDS:
            return replace(paragraph, text=text, lines=paragraph.lines[:count])
    return None


def grown(plan: Plan, clips: ClipStore) -> Growing | None:
    """What of a plan can be heard already; None where nothing can."""
    ready = _ready(plan, clips)
    if ready:
        return _growing(
            _beginning(plan.transcript, ready), plan, [clips.info(task.key) for task in plan.tasks[:ready]]
        )
    opening = opening_of(plan)
    first = plan.transcript.turns[0].paragraphs[0]
    if opening is None or not clips.has(opening.key):
        return None
    shortened = _opening(first)
    assert shortened is not None
    turn = replace(plan.transcript.turns[0], paragraphs=(shortened,))
    growing = _growing(_with_turns(plan.transcript, (turn,)), plan, [clips.info(opening.key)])
    return replace(growing, paragraphs=0)


def _ready(plan: Plan, clips: ClipStore) -> int:
    """How many paragraphs from the beginning are there."""
    for index, task in enumerate(plan.tasks):
        if not clips.has(task.key):
            return index
    return len(plan.tasks)


def _beginning(transcript: Transcript, count: int) -> Transcript:
    """The transcript as far as its first so many paragraphs go."""
    turns: list[Turn] = []
    for turn in transcript.turns:
        ready = tuple(one for one in turn.paragraphs if one.index < count)
        if ready:
            turns.append(replace(turn, paragraphs=ready))
    return _with_turns(transcript, tuple(turns))


def _with_turns(transcript: Transcript, turns: tuple[Turn, ...]) -> Transcript:
    notes = tuple(note for note in transcript.notes if note.after_turn < len(turns))
    return replace(transcript, turns=turns, notes=notes)


def _growing(transcript: Transcript, plan: Plan, clips: Sequence[Clip]) -> Growing:
    placed = tuple(
        Placed(clip.key, start)
        for clip, start in zip(clips, clip_starts(plan.transcript, clips), strict=True)
    )
    shortened = replace(plan, transcript=transcript, tasks=plan.tasks[: len(clips)])
    return Growing(timeline_of(shortened, clips, placed), placed, len(clips))


class GrowingSound(io.RawIOBase):
    """The MP3 of clips at their times, made as it is read; it can be sought in."""

    def __init__(self, placed: Sequence[Placed], duration_ms: int, clips: ClipStore) -> None:
        """A sound of clips.

        Args:
            placed: the clips, the first at 0.
            duration_ms: a whole number of slots.
            clips: where they lie.
        """
        self._clips = clips
        self._placed = placed
        self._silence = silent_slot().mp3
        slots = duration_ms // SLOT_MS
        self._head = info_frame(slots * MP3_FRAMES_PER_SLOT)
        starts = [len(self._head) + part.start_ms // SLOT_MS * len(self._silence) for part in placed]
        self._starts = starts
        self._size = len(self._head) + slots * len(self._silence)
        self._at = 0
        self._open: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        piece = self._piece(self._at)[: len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def _piece(self, at: int) -> bytes:
        """Some bytes from there on: the rest of the head, of a clip, or of the silence behind it."""
        if at >= self._size:
            return b""
        if at < len(self._head):
            return self._head[at:]
        index = bisect_right(self._starts, at) - 1
        sound = self._sound(index)
        within = at - self._starts[index]
        if within < len(sound):
            return sound[within:]
        end = self._starts[index + 1] if index + 1 < len(self._starts) else self._size
        return self._silence[(within - len(sound)) % len(self._silence) :][: end - at]

    def _sound(self, index: int) -> bytes:
        if self._open[0] != index:
            self._open = (index, self._clips.sound(self._placed[index].key).mp3)
        return self._open[1]
