"""Where each clip stands on the episode's clock, and from that the time of every line and word."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from audio.clips import Clip
from audio.encoding import SLOT_MS
from audio.speech import word_spans
from player.timeline import TimedLine, TimedTurn, TimedWord
from player.transcript.model import Paragraph, Transcript, Turn

# Pauses from the last sound of a clip to the first of the next. Between speakers of edited conversations some
# 0.2–0.6 s are usual, short exchanges being quicker; a listener needs longer to hear that a paragraph begins.
PARAGRAPH_PAUSE_MS = 650
TURN_PAUSE_MS = 480
EXCHANGE_PAUSE_MS = 300
NOTE_PAUSE_MS = 900
SHORT_WORDS = 6
"""A turn of so many words or fewer belongs to a quick exchange."""


def clip_starts(transcript: Transcript, clips: Sequence[Clip]) -> tuple[int, ...]:
    """When each paragraph's clip starts, in milliseconds, each a whole number of slots.

    Args:
        transcript: what is narrated.
        clips: one a paragraph, in order; or those of the beginning alone, while the rest is being spoken.
    """
    starts = [0]
    wanted = islice(pauses(transcript), len(clips) - 1)
    for clip, following, wanted_ms in zip(clips[:-1], clips[1:], wanted, strict=True):
        starts.append(start_after(starts[-1], clip, following, wanted_ms))
    return tuple(starts)


def start_after(start_ms: int, clip: Clip, following: Clip, wanted_ms: int) -> int:
    """When a clip starts that follows another.

    Args:
        start_ms: of the clip before it.
        clip: the one before it.
        following: the one that follows.
        wanted_ms: the pause from the last sound of the one to the first of the other.
    """
    silent_ms = clip.length_ms - clip.speech_end_ms + following.speech_start_ms
    slots = max(0, round((wanted_ms - silent_ms) / SLOT_MS))
    return start_ms + clip.length_ms + slots * SLOT_MS


def pauses(transcript: Transcript) -> Iterator[int]:
    """The pause wanted after each paragraph but the last, in milliseconds."""
    noted = {note.after_turn for note in transcript.notes}
    turns = transcript.turns
    for turn, following in zip(turns, (*turns[1:], None), strict=True):
        *inner, last = turn.paragraphs
        yield from (_chosen(paragraph, PARAGRAPH_PAUSE_MS) for paragraph in inner)
        if following is not None:
            yield _chosen(last, _turn_pause(turn, following, turn.index in noted))


def _chosen(paragraph: Paragraph, usual_ms: int) -> int:
    return usual_ms if paragraph.pause_ms is None else paragraph.pause_ms


def _turn_pause(turn: Turn, following: Turn, noted: bool) -> int:
    if noted:
        return NOTE_PAUSE_MS
    return EXCHANGE_PAUSE_MS if _is_short(turn) or _is_short(following) else TURN_PAUSE_MS


def _is_short(turn: Turn) -> bool:
    return sum(len(word_spans(paragraph.text)) for paragraph in turn.paragraphs) <= SHORT_WORDS


def timed_turns(
    transcript: Transcript, clips: Sequence[Clip], starts: Sequence[int], stand_ins: Mapping[int, str]
) -> tuple[TimedTurn, ...]:
    """The transcript's turns with every word on the episode's clock.

    Args:
        transcript: what was narrated.
        clips: one a paragraph, with as many words as the paragraph displays.
        starts: of each clip, in milliseconds.
        stand_ins: the voice that spoke a paragraph, by its index, where that was not its speaker's own.
    """
    return tuple(
        TimedTurn(
            index=turn.index,
            speaker=turn.speaker,
            sure=turn.sure,
            lines=tuple(
                line
                for paragraph in turn.paragraphs
                for line in _timed_lines(
                    paragraph,
                    clips[paragraph.index],
                    starts[paragraph.index],
                    stand_ins.get(paragraph.index, ""),
                )
            ),
        )
        for turn in transcript.turns
    )


def _timed_lines(paragraph: Paragraph, clip: Clip, start_ms: int, stand_in: str) -> Iterator[TimedLine]:
    if len(clip.words) != len(word_spans(paragraph.text)):
        raise ValueError(f"clip {clip.key} has other words than paragraph {paragraph.index}")
    spoken = iter(clip.words)
    for number, line in enumerate(paragraph.lines):
        # A line's own places; they are remembered, for hours of talk have tens of thousands of words.
        words = tuple(
            TimedWord(
                line.text[start:end],
                start,
                end,
                start_ms + word.start_ms,
                start_ms + word.end_ms,
                word.measured,
            )
            for (start, end), word in zip(word_spans(line.text), spoken, strict=False)
        )
        yield TimedLine(line_id(paragraph, number), paragraph.index, line.text, words, stand_in)


def line_id(paragraph: Paragraph, number: int) -> str:
    """What a line of a paragraph is called, there and in the page."""
    return f"p{paragraph.index}-{number}"
