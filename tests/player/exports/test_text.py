"""The text file says who speaks and when each line is said, to the second that the timeline has."""

import re
from collections.abc import Callable

from audio.timecode import clock
from player.library import Narration
from player.transcript.read import parse_transcript
from player.transcript.shown import plain
from tests.player.exports.conftest import written
from tests.player.exports.made import narrated
from tests.player.exports.test_import import TALK


def test_each_line_has_its_time_and_each_turn_its_speaker(
    sample: Narration, sample_file: Callable[[str], bytes]
) -> None:
    text = sample_file("txt").decode()
    names = {speaker.id: speaker.name for speaker in sample.timeline.speakers}
    expected = []
    for turn in sample.timeline.turns:
        expected.append((names[turn.speaker], clock(turn.start_ms)))
        expected += [(line.text, clock(line.start_ms)) for line in turn.lines]
    said = re.findall(r"^(?:\[([\d:]+)\] (.+)|(.+) \[([\d:]+)\])$", text, re.MULTILINE)
    assert [(line or name, time or begins) for time, line, name, begins in said] == expected


def test_notes_stand_where_they_do_and_nothing_turns_a_line_around() -> None:
    narration = narrated(parse_transcript(TALK, "x"))
    text = written("txt", narration).decode()
    assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068") & set(text)
    at = [text.index(plain(note.text)) for note in narration.timeline.notes]
    assert at == sorted(at)
