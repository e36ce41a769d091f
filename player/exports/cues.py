"""The timeline cut into cues, as subtitles show it: by what a line holds and by how fast people read.

Among all ways to cut a paragraph that keep the limits the one is taken that costs the reader least: sentences
and clauses stay whole, nothing flashes by, no pause lies within a cue. A cue starts with its first word and
ends with its last, or later where that would be too quick to read and nothing follows yet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from player.exports.breaking import LINE_CHARS, LINES, break_cost, broken
from player.timeline import CastSpeaker, TimedLine, TimedWord, Timeline
from player.transcript.shown import plain, width

CHARS_PER_SECOND = 17
"""How fast adults read subtitles, at the most, as Netflix's guides have it."""
LEAST_MS = 833
"""A cue stays at least so long where the next one lets it: twenty frames of a film."""
MOST_MS = 7_000
"""Its words take no longer, unless it is one word."""
GAP_MS = 83
"""Between two cues is a gap of two frames at least, or none at all: a shorter one is a flicker."""

# Costs beside those of breaking, in the same coin.
_A_CUE = 4.0
_SECOND_LINE = 1.0
_SENTENCES_TOGETHER = 6.0
_TOO_SHORT = 40.0
_TOO_FAST = 25.0
_PAUSE_INSIDE = 12.0
_LONG_PAUSE_MS = 700
_PAUSE_MS = 250
_UNSHOWN = "\u200b"
"""Stands for a word of which nothing can be shown."""


@dataclass(frozen=True)
class Cue:
    """Words of one speaker's paragraph that are shown together."""

    id: str
    """``p3-1.4``: it begins with word 4 of line p3-1; both count from 0."""
    speaker: CastSpeaker
    is_named: bool
    """Whether somebody else spoke before."""
    words: tuple[TimedWord, ...]
    end_ms: int
    """Not before its last word's end, not after the next cue's start."""

    @property
    def line_id(self) -> str:
        """Of the line that it begins in."""
        return self.id.partition(".")[0]

    @property
    def paragraph(self) -> int:
        """Its paragraph's index."""
        return int(self.line_id[1:].partition("-")[0])

    @property
    def start_ms(self) -> int:
        return self.words[0].start_ms

    @property
    def text(self) -> str:
        """Its words, plain, on one line."""
        return " ".join(map(shown_word, self.words))

    @cached_property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """Its words, plain, in the lines in which they are shown."""
        return broken([shown_word(word) for word in self.words])

    @cached_property
    def named_lines(self) -> tuple[tuple[str, ...], ...]:
        """The same with the speaker's name before them where he begins: for files that have no other way."""
        return broken([*self.label, *map(shown_word, self.words)])

    @property
    def label(self) -> tuple[str, ...]:
        """The name with a colon, word by word; nothing where the same speaker goes on."""
        return tuple(f"{plain(self.speaker.name)}:".split()) if self.is_named else ()


def shown_word(word: TimedWord) -> str:
    """The word as a file can show it; never nothing."""
    return plain(word.text) or _UNSHOWN


def cut_into_cues(timeline: Timeline) -> tuple[Cue, ...]:
    """Every word of the timeline in one cue, in order; none across the border of a paragraph or turn."""
    cues = [cue for paragraph in _paragraphs(timeline) for cue in _cut(paragraph)]
    ends = [following.start_ms for following in cues[1:]]
    return tuple(
        Cue(cue.id, cue.speaker, cue.is_named, cue.words, _end_ms(cue, until_ms))
        for cue, until_ms in zip(cues, [*ends, timeline.sound.duration_ms], strict=True)
    )


@dataclass(frozen=True)
class _Paragraph:
    speaker: CastSpeaker
    is_named: bool
    lines: tuple[TimedLine, ...]
    until_ms: int
    """When the next one starts."""


def _paragraphs(timeline: Timeline) -> Iterator[_Paragraph]:
    speakers = {speaker.id: speaker for speaker in timeline.speakers}
    found = [
        (turn.speaker, tuple(lines))
        for turn in timeline.turns
        for _, lines in groupby(turn.lines, key=lambda line: line.paragraph)
    ]
    starts = [lines[0].start_ms for _, lines in found]
    before = None
    for (speaker, lines), until_ms in zip(found, [*starts[1:], timeline.sound.duration_ms], strict=True):
        yield _Paragraph(speakers[speaker], speaker != before, lines, until_ms)
        before = speaker


def _cut(paragraph: _Paragraph) -> Iterator[Cue]:
    words = [word for line in paragraph.lines for word in line.words]
    ids = [f"{line.id}.{number}" for line in paragraph.lines for number in range(len(line.words))]
    cutter = _Cutter(paragraph, words)
    for number, (start, end) in enumerate(pairwise(cutter.best())):
        named = paragraph.is_named and number == 0
        yield Cue(ids[start], paragraph.speaker, named, tuple(words[start:end]), words[end - 1].end_ms)


class _Cutter:
    """Finds the cheapest way to cut a paragraph."""

    def __init__(self, paragraph: _Paragraph, words: Sequence[TimedWord]) -> None:
        texts = [shown_word(word) for word in words]
        self.words = words
        self.widths = [width(text) for text in texts]
        label = f"{plain(paragraph.speaker.name)}:".split() if paragraph.is_named else []
        self.label = [width(text) for text in label]
        self.starts = [*(word.start_ms for word in words[1:]), paragraph.until_ms]
        self.pauses = [start - word.end_ms for word, start in zip(words, self.starts, strict=True)]
        ends = [
            number == len(line.words) - 1 for line in paragraph.lines for number in range(len(line.words))
        ]
        self.costs = [
            0.0 if end else break_cost(*pair) * (0.5 if pause >= _PAUSE_MS else 1)
            for pair, pause, end in zip(pairwise([*texts, ""]), self.pauses, ends, strict=True)
        ]
        self.inside = [
            _SENTENCES_TOGETHER * end + _PAUSE_INSIDE * (pause >= _LONG_PAUSE_MS)
            for end, pause in zip(ends, self.pauses, strict=True)
        ]

    def best(self) -> list[int]:
        """The words' indexes before which to cut, with both ends of the paragraph."""
        count = len(self.words)
        best = [0.0, *[float("inf")] * count]
        came_from = [0] * (count + 1)
        for start in range(count):
            for end, cost in self._cues_from(start):
                if best[start] + cost < best[end]:
                    best[end], came_from[end] = best[start] + cost, start
        cuts = [count]
        while cuts[-1]:
            cuts.append(came_from[cuts[-1]])
        return cuts[::-1]

    def _cues_from(self, start: int) -> Iterator[tuple[int, float]]:
        """The ends of all cues that may begin here, at least one word long, and what each costs."""
        room = _Room()
        for label_width in self.label if start == 0 else ():
            room.add(label_width)
        inside = 0.0
        for end in range(start + 1, len(self.words) + 1):
            room.add(self.widths[end - 1])
            duration_ms = self.words[end - 1].end_ms - self.words[start].start_ms
            if end > start + 1 and (room.is_over or duration_ms > MOST_MS):
                return
            yield end, inside + self._cost(start, end, room)
            inside += self.inside[end - 1]

    def _cost(self, start: int, end: int, room: "_Room") -> float:
        available_ms = max(1, min(self.starts[end - 1] - self.words[start].start_ms, MOST_MS))
        fast = room.chars * 1000 / available_ms / CHARS_PER_SECOND - 1
        return (
            _A_CUE
            + _SECOND_LINE * (room.lines > 1)
            + self.costs[end - 1]
            + _TOO_SHORT * max(0.0, 1 - available_ms / LEAST_MS)
            + _TOO_FAST * max(0.0, fast)
        )


class _Room:
    """How much of a cue's lines its words take."""

    def __init__(self) -> None:
        self.lines = self.chars = self._in_line = 0
        self._longest = 0

    def add(self, chars: int) -> None:
        """Put one more word in, into the line or the next."""
        fits = self.lines and self._in_line + 1 + chars <= LINE_CHARS
        self._in_line = self._in_line + 1 + chars if fits else chars
        self.lines += not fits
        self.chars += chars + (self.chars > 0)
        self._longest = max(self._longest, self._in_line)

    @property
    def is_over(self) -> bool:
        return self.lines > LINES or self._longest > LINE_CHARS


def _end_ms(cue: Cue, until_ms: int) -> int:
    """When a cue ends that nothing follows before `until_ms`."""
    chars = width(" ".join([*cue.label, cue.text]))
    to_read_ms = min(max(LEAST_MS, -(-chars * 1000 // CHARS_PER_SECOND)), MOST_MS)
    end_ms = min(max(cue.end_ms, cue.start_ms + to_read_ms), until_ms)
    return until_ms if until_ms - end_ms < GAP_MS else end_ms
