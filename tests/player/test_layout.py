"""Clips stand on the episode's clock with pauses of a conversation; words keep their place in their line."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from audio.clips import Clip
from audio.encoding import SLOT_MS
from audio.speech import SpokenWord, word_spans
from player.layout import (
    EXCHANGE_PAUSE_MS,
    NOTE_PAUSE_MS,
    PARAGRAPH_PAUSE_MS,
    TURN_PAUSE_MS,
    clip_starts,
    timed_turns,
)
from player.transcript.model import Transcript
from player.transcript.read import parse_transcript

LONG = "זאת פסקה ארוכה למדי, עם הרבה מאוד מילים שנאמרות בה."
HEADING = "סדרה\nשיחה 1\nנושא\nשיחה עם הרב כהן 1.2.20\n"


def clip(text: str, word_ms: int = 300, tail_ms: int = 90) -> Clip:
    words = tuple(
        SpokenWord(64 + index * word_ms, 64 + (index + 1) * word_ms) for index in range(len(word_spans(text)))
    )
    end = words[-1].end_ms
    length = -(-(end + tail_ms) // SLOT_MS) * SLOT_MS
    return Clip(str(len(text)), words, length, 64, end, -16.0)


def transcript(*paragraphs: str) -> Transcript:
    return parse_transcript(HEADING + "\n".join(paragraphs), "test")


def gaps(transcript: Transcript, clips: list[Clip]) -> list[int]:
    """Milliseconds of silence between the sounds of neighbouring clips."""
    starts = clip_starts(transcript, clips)
    return [
        starts[i + 1] + clips[i + 1].speech_start_ms - (starts[i] + clips[i].speech_end_ms)
        for i in range(len(clips) - 1)
    ]


def test_pauses_are_as_wanted_to_half_a_slot() -> None:
    made = transcript(f"אורן: {LONG}", f"יעל: {LONG}", "אורן: כן.", f"יעל: {LONG}", "(צחוק)", f"אורן: {LONG}")
    clips = [clip(paragraph.text) for paragraph in made.paragraphs]
    wanted = [TURN_PAUSE_MS, EXCHANGE_PAUSE_MS, EXCHANGE_PAUSE_MS, NOTE_PAUSE_MS]
    for gap, pause in zip(gaps(made, clips), wanted, strict=True):
        assert abs(gap - pause) <= SLOT_MS / 2


def test_a_new_paragraph_of_the_same_speaker_waits_longest_in_speech() -> None:
    made = transcript(f"אורן: {LONG} אני זוכר.", f"אורן: {LONG}", f"תשובה: {LONG}", f"{LONG} אני חושב ככה.")
    clips = [clip(paragraph.text) for paragraph in made.paragraphs]
    same = [len(turn.paragraphs) for turn in made.turns]
    assert max(same) > 1, "the case must hold a turn of two paragraphs"
    at = sum(same[: same.index(max(same))])
    assert abs(gaps(made, clips)[at] - PARAGRAPH_PAUSE_MS) <= SLOT_MS / 2


@given(
    st.lists(
        st.tuples(st.integers(1, 40), st.integers(40, 900), st.integers(48, 143)), min_size=1, max_size=30
    )
)
def test_clips_stand_on_slots_and_words_rise_without_overlap(shapes: list[tuple[int, int, int]]) -> None:
    paragraphs = [
        f"{'אורן' if i % 2 else 'יעל'}: {'מילה ' * count}סוף." for i, (count, _, _) in enumerate(shapes)
    ]
    made = transcript(*paragraphs)
    clips = [
        clip(paragraph.text, word_ms, tail_ms)
        for paragraph, (_, word_ms, tail_ms) in zip(made.paragraphs, shapes, strict=True)
    ]
    starts = clip_starts(made, clips)
    assert all(start % SLOT_MS == 0 for start in starts)
    turns = timed_turns(made, clips, starts, {})
    words = [word for turn in turns for line in turn.lines for word in line.words]
    assert [word.text for word in words] == [word for p in made.paragraphs for word in p.text.split()]
    assert all(one.end_ms <= other.start_ms for one, other in pairwise(words))


def test_a_words_characters_are_those_of_its_line() -> None:
    made = transcript("אורן: שלום לכם. מה נשמע היום? טוב,  תודה.", "כן.")
    clips = [clip(paragraph.text) for paragraph in made.paragraphs]
    for turn in timed_turns(made, clips, clip_starts(made, clips), {}):
        for line in turn.lines:
            assert [line.text[word.start_char : word.end_char] for word in line.words] == line.text.split()
            assert [word.text for word in line.words] == line.text.split()
