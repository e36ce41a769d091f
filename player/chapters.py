"""The chapters of an episode: each begins where a host asks, and is called by what he asks.

The page's table of contents, the chapters of the sound files and those of the feed are these.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from player.timeline import TimedLine, Timeline
from player.transcript.shown import plain

MOST_CHAPTERS = 255
"""An ID3 table of contents counts its entries in one byte (ID3v2 Chapter Frame Addendum 1.0, 3.2)."""
LONGEST_TITLE = 70
"""Characters; what is longer is cut in the lists of players and phones."""
LEAST_WITHOUT_HOST_MS = 60_000
"""Where nobody asks, a turn or paragraph begins a chapter if the one before it lasts so long."""
_REMARK_WORDS = 6
"""So many words of a host or fewer, without a question, are a remark within the answer."""


@dataclass(frozen=True)
class Chapter:
    """A part of the episode. The first begins at 0, each ends where the next begins, the last at the end."""

    start_ms: int
    end_ms: int
    title: str
    """What is asked, in one line; cut after a word where it is long."""
    speaker: str
    """The id of the speaker with whom it begins."""
    line: str
    """The id of the line with which it begins."""


def chapters(timeline: Timeline) -> tuple[Chapter, ...]:
    """The chapters, at most `MOST_CHAPTERS`, never none.

    A turn of a host begins one, unless it is only a remark. Where no host speaks each turn does or, in a
    monologue, each paragraph, but none that would be shorter than a minute.
    """
    beginnings = _spaced([*_beginnings(timeline)], _least_ms(timeline))
    starts = [0, *(beginning.lines[0].start_ms for beginning in beginnings[1:])]
    ends = [*starts[1:], timeline.sound.duration_ms]
    return tuple(
        Chapter(start_ms, end_ms, beginning.title, beginning.speaker, beginning.lines[0].id)
        for beginning, start_ms, end_ms in zip(beginnings, starts, ends, strict=True)
    )


@dataclass(frozen=True)
class _Beginning:
    """Where a chapter may begin: a turn or a paragraph."""

    speaker: str
    lines: Sequence[TimedLine]

    @property
    def question(self) -> str:
        """The last line that asks; "" where none does."""
        asked = (line.text for line in reversed(self.lines) if "?" in line.text)
        return next(asked, "")

    @property
    def title(self) -> str:
        return shortened(self.question or self.lines[0].text, LONGEST_TITLE)

    @property
    def is_remark(self) -> bool:
        return not self.question and sum(len(line.words) for line in self.lines) <= _REMARK_WORDS


def _beginnings(timeline: Timeline) -> Iterator[_Beginning]:
    """The first words of the episode, then all that may begin a chapter."""
    hosts = _hosts(timeline)
    for number, turn in enumerate(timeline.turns):
        whole = _Beginning(turn.speaker, turn.lines)
        if hosts:
            if number == 0 or (turn.speaker in hosts and not whole.is_remark):
                yield whole
        elif len(timeline.turns) > 1:
            yield whole
        else:
            for _, lines in groupby(turn.lines, key=lambda line: line.paragraph):
                yield _Beginning(turn.speaker, tuple(lines))


def _hosts(timeline: Timeline) -> set[str]:
    return {speaker.id for speaker in timeline.speakers if speaker.role == "host"}


def _least_ms(timeline: Timeline) -> int:
    """How far apart beginnings are at least; so far that there are never too many."""
    fewest = -(-timeline.sound.duration_ms // MOST_CHAPTERS)
    crowded = sum(1 for _ in _beginnings(timeline)) > MOST_CHAPTERS
    return max(0 if _hosts(timeline) else LEAST_WITHOUT_HOST_MS, fewest if crowded else 0)


def _spaced(beginnings: Sequence[_Beginning], least_ms: int) -> list[_Beginning]:
    kept, last_ms = [beginnings[0]], 0
    for beginning in beginnings[1:]:
        start_ms = beginning.lines[0].start_ms
        if start_ms - last_ms >= least_ms:
            kept.append(beginning)
            last_ms = start_ms
    return kept


def shortened(text: str, longest: int) -> str:
    """One line of so many characters at most, cut after a word.

    >>> shortened("אז איך מתחילים דבר כזה, בעצם?", 20)
    'אז איך מתחילים דבר…'
    """
    line = plain(text)
    if len(line) <= longest:
        return line
    cut = line[:longest]
    whole, space, _ = cut.rpartition(" ")
    kept = whole if space else cut[:-1]
    return kept.rstrip(" ,;:.–-־") + "…"
