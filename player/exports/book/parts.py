"""What a read-aloud book is made of: its chapters, with the clip of the sound that each word is read by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from player.chapters import Chapter, chapters
from player.exports.cues import shown_word
from player.exports.notes import notes_by_turn
from player.timeline import TimedLine, TimedTurn, Timeline
from player.transcript.shown import isolated, plain


@dataclass(frozen=True)
class BookWord:
    """A word as the book shows it, and its clip."""

    id: str
    text: str
    """Plain, Latin and numbers isolated."""
    begin_ms: int
    end_ms: int
    """When the next one begins: between two clips there is no gap, which players would leave out."""

    @property
    def is_read(self) -> bool:
        """Whether its clip is any; a sign that is not read has none, and the format allows no empty one."""
        return self.begin_ms < self.end_ms


@dataclass(frozen=True)
class BookLine:
    """A sentence."""

    id: str
    paragraph: int
    words: tuple[BookWord, ...]


@dataclass(frozen=True)
class BookTurn:
    """A turn, or the part of one that is in a chapter."""

    speaker: str
    """His name."""
    lines: tuple[BookLine, ...]
    notes: tuple[str, ...]
    """That stand after it."""

    @property
    def paragraphs(self) -> list[list[BookLine]]:
        """Its lines by paragraphs."""
        return [list(lines) for _, lines in groupby(self.lines, key=lambda line: line.paragraph)]


@dataclass(frozen=True)
class BookChapter:
    """A question and what is answered: one file of text, one of its times."""

    number: int
    title: str
    turns: tuple[BookTurn, ...]

    @property
    def file(self) -> str:
        """The name of its files, without ending."""
        return f"chapter-{self.number:03}"

    @property
    def lines(self) -> Iterator[BookLine]:
        return (line for turn in self.turns for line in turn.lines)

    @property
    def begin_ms(self) -> int:
        return self.turns[0].lines[0].words[0].begin_ms

    @property
    def end_ms(self) -> int:
        return self.turns[-1].lines[-1].words[-1].end_ms


def book_chapters(timeline: Timeline) -> Iterator[BookChapter]:
    """The chapters in order, each line in one of them."""
    parts = _parts(timeline, chapters(timeline))
    begins = [part[0][1].start_ms for part in parts]
    names = {speaker.id: plain(speaker.name) for speaker in timeline.speakers}
    notes = notes_by_turn(timeline)
    ends = [*begins[1:], max(timeline.sound.duration_ms, timeline.turns[-1].end_ms)]
    told = zip(chapters(timeline), parts, ends, strict=True)
    for number, (chapter, part, end_ms) in enumerate(told, 1):
        lines = iter(_lines([line for _, line in part], end_ms))
        turns = []
        for turn, own in groupby(part, key=lambda pair: pair[0]):
            count = len(list(own))
            is_whole = part[-1][0] is not turn or part[-1][1] is turn.lines[-1]
            after = tuple(map(plain, notes.get(turn.index, ()))) if is_whole else ()
            turns.append(BookTurn(names[turn.speaker], tuple(next(lines) for _ in range(count)), after))
        yield BookChapter(number, chapter.title, tuple(turns))


def _parts(timeline: Timeline, told: Sequence[Chapter]) -> list[list[tuple[TimedTurn, TimedLine]]]:
    """For each chapter its lines, with their turns."""
    firsts = {chapter.line for chapter in told[1:]}
    parts: list[list[tuple[TimedTurn, TimedLine]]] = [[]]
    for turn in timeline.turns:
        for line in turn.lines:
            if line.id in firsts:
                parts.append([])
            parts[-1].append((turn, line))
    return parts


def _lines(lines: Sequence[TimedLine], end_ms: int) -> Iterator[BookLine]:
    starts = [word.start_ms for line in lines for word in line.words]
    ends = iter([*starts[1:], end_ms])
    for line in lines:
        texts = isolated(" ".join(map(shown_word, line.words))).split(" ")
        yield BookLine(
            line.id,
            line.paragraph,
            tuple(
                BookWord(f"{line.id}.{number}", text, word.start_ms, next(ends))
                for number, (text, word) in enumerate(zip(texts, line.words, strict=True))
            ),
        )
