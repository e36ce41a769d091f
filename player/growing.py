"""An episode that is still being spoken: what of it can be heard already, as one sound that grows.

Its clips stand side by side as in the finished episode, and no file is written: an MP3 is made of them as it
is asked for. Where nothing is there yet but the first sentence, that is heard.
"""

import hashlib
import io
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from audio.clips import Clip, ClipStore, clip_key
from audio.encoding import MP3_FRAMES_PER_SLOT, SLOT_MS, silent_slot
from audio.hebrew.spoken_text import spoken_text
from audio.joining import Placed
from audio.mp3 import info_frame
from audio.speech import Utterance
from player.lanes import Task
from player.layout import pauses, start_after
from player.planning import Plan
from player.publishing import timeline_of
from player.timeline import Timeline
from player.transcript.model import Paragraph, Transcript, Turn

_OPENING_WORDS = 3
"""So many words at least are worth beginning with."""


@dataclass(frozen=True)
class Growing:
    """What can be heard of an episode while it is being spoken."""

    timeline: Timeline
    """Of what is ready, from the beginning."""
    placed: tuple[Placed, ...]
    """The clips of it."""
    paragraphs: int
    """How many paragraphs are ready as a whole; 0 where it is the first sentence alone."""

    @property
    def duration_ms(self) -> int:
        """A whole number of slots."""
        return self.timeline.sound.duration_ms

    @property
    def fingerprint(self) -> str:
        """The hash of all that is heard."""
        return hashlib.sha256(repr([self.duration_ms, *self.placed]).encode()).hexdigest()


class Beginning:
    """The ready beginning of a plan, found out step by step. Safe to share between threads.

    Clips never go away while an episode is made, so that only what was missing is looked for again.
    """

    def __init__(self, plan: Plan, clips: ClipStore, instead: Callable[[int], Task | None]) -> None:
        """The beginning of a plan.

        Args:
            plan: what is to be spoken.
            clips: where what is spoken lies.
            instead: for a paragraph, by its index, what is spoken where another voice has to speak it.
        """
        self.plan = plan
        self._clips = clips
        self._instead = instead
        self._lock = Lock()
        self._tasks: list[Task] = []
        self._infos: list[Clip] = []
        self._starts: list[int] = []
        self._pauses = pauses(plan.transcript)
        self._opening = opening_of(plan)
        self._opened = False

    def ready(self) -> int | None:
        """How many paragraphs from the beginning are there; 0 for the first sentence alone, else None."""
        with self._lock:
            while len(self._infos) < len(self.plan.tasks) and self._take_next():
                pass
            if self._infos:
                return len(self._infos)
            opening = self._opening
            self._opened = self._opened or (opening is not None and self._clips.has(opening.key))
            return 0 if self._opened else None

    def _take_next(self) -> bool:
        index = len(self._infos)
        task = self.plan.tasks[index]
        if not self._clips.has(task.key):
            other = self._instead(index)
            if other is None or not self._clips.has(other.key):
                return False
            task = other
        clip = self._clips.info(task.key)
        start = start_after(self._starts[-1], self._infos[-1], clip, next(self._pauses)) if index else 0
        self._starts.append(start)
        self._infos.append(clip)
        self._tasks.append(task)
        return True

    def ready_ms(self, paragraphs: int) -> int:
        """How much sound so many ready paragraphs are."""
        if paragraphs:
            return self._starts[paragraphs - 1] + self._infos[paragraphs - 1].length_ms
        assert self._opening is not None
        return self._clips.info(self._opening.key).length_ms

    def at(self, paragraphs: int) -> Growing:
        """What can be heard when so many paragraphs are ready; the same whenever it is asked.

        Args:
            paragraphs: at most as many as are ready; 0 for the first sentence alone.

        Raises:
            ClipDamaged: where that is not there.
        """
        if not paragraphs:
            return self._first_sentence()
        infos = self._infos[:paragraphs]
        placed = tuple(Placed(clip.key, start) for clip, start in zip(infos, self._starts, strict=False))
        shortened = replace(
            self.plan,
            transcript=_beginning(self.plan.transcript, paragraphs),
            tasks=tuple(self._tasks[:paragraphs]),
        )
        return Growing(timeline_of(shortened, infos, placed), placed, paragraphs)

    def _first_sentence(self) -> Growing:
        turn = self.plan.transcript.turns[0]
        sentence = _opening(turn.paragraphs[0])
        assert sentence is not None and self._opening is not None
        clip = self._clips.info(self._opening.key)
        transcript = _with_turns(self.plan.transcript, (replace(turn, paragraphs=(sentence,)),))
        shortened = replace(self.plan, transcript=transcript, tasks=(self._opening,))
        placed = (Placed(clip.key, 0),)
        return Growing(timeline_of(shortened, [clip], placed), placed, 0)


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


def _beginning(transcript: Transcript, count: int) -> Transcript:
    """The transcript as far as its first so many paragraphs go."""
    turns: list[Turn] = []
    for turn in transcript.turns:
        ready = tuple(one for one in turn.paragraphs if one.index < count)
        if not ready:
            break
        turns.append(replace(turn, paragraphs=ready))
    return _with_turns(transcript, tuple(turns))


def _with_turns(transcript: Transcript, turns: tuple[Turn, ...]) -> Transcript:
    notes = tuple(note for note in transcript.notes if note.after_turn < len(turns))
    return replace(transcript, turns=turns, notes=notes)


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
