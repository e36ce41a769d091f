"""Narrations made in a moment: transcripts with times that nobody spoke, for what writes and reads files."""

from collections.abc import Iterator, Sequence
from itertools import cycle

from hypothesis import strategies as st

from audio.speech import word_spans
from player.errors import BadTranscript
from player.library import Guess, Narration
from player.manuscripts import facts_of
from player.timeline import CastSpeaker, SoundFacts, TimedLine, TimedTurn, TimedWord, Timeline
from player.transcript.model import Line, Paragraph, Transcript
from player.transcript.read import parse_transcript
from tests.player.transcript.test_parse_properties import documents

Beat = tuple[int, int]
"""How long a word lasts and how long it is quiet after it, in milliseconds."""
EVEN: Sequence[Beat] = [(300, 40)]

beats = st.lists(
    st.tuples(st.integers(0, 900), st.sampled_from([0, 0, 20, 60, 100, 300, 900, 2500])),
    min_size=1,
    max_size=12,
).filter(lambda some: any(length for length, _ in some))


def narrated(transcript: Transcript, rhythm: Sequence[Beat] = EVEN) -> Narration:
    """The transcript as if it had been spoken in this rhythm, over and over."""
    clock = _Clock(rhythm)
    turns = tuple(
        TimedTurn(
            turn.index,
            turn.speaker,
            turn.sure,
            tuple(line for paragraph in turn.paragraphs for line in _lines(paragraph, clock)),
        )
        for turn in transcript.turns
    )
    speakers = tuple(
        CastSpeaker(one.id, one.name, one.role, one.gender, f"espeak-{one.id}") for one in transcript.speakers
    )
    sound = SoundFacts(24_000, clock.now_ms + 500, "ab" * 32, "espeak")
    timeline = Timeline(facts_of(transcript.heading), sound, speakers, turns, transcript.notes)
    guesses = tuple(Guess(one.index, one.sure, one.why) for one in transcript.paragraphs if one.why)
    return Narration(
        1, timeline, transcript.heading.lines, "e/x.m4a", "e/x.mp3", "2026-01-02T03:04:05.000+00:00", guesses
    )


class _Clock:
    def __init__(self, rhythm: Sequence[Beat]) -> None:
        self.now_ms = 96
        self._beats = cycle(rhythm)

    def tick(self) -> tuple[int, int]:
        length, rest = next(self._beats)
        start = self.now_ms
        self.now_ms += length + rest
        return start, start + length


def _lines(paragraph: Paragraph, clock: _Clock) -> Iterator[TimedLine]:
    for number, line in enumerate(paragraph.lines):
        yield TimedLine(f"p{paragraph.index}-{number}", paragraph.index, line.text, _words(line, clock))


def _words(line: Line, clock: _Clock) -> tuple[TimedWord, ...]:
    return tuple(
        TimedWord(line.text[start:end], start, end, *clock.tick()) for start, end in word_spans(line.text)
    )


def _parsed(text: str) -> Transcript | None:
    try:
        return parse_transcript(text, "בלי שם")
    except BadTranscript:
        return None


transcripts = documents.map(_parsed).filter(lambda one: one is not None)
narrations = st.builds(narrated, transcripts, beats)
