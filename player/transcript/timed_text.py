"""A subtitle file, SubRip or WebVTT → its cues, in the order in which they are shown, each text once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from player.transcript.marks import MARKS, is_blank, without_marks
from player.transcript.text import text_lines

_REPEATED_WORDS = 3
"""So many words that come again at once are a subtitle that rolls, not somebody who says them twice."""
_MOST_ROLLING = 4
"""Lines that live subtitles show at a time, at the most."""

_CLOCK = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3})\d*)?"
_TIMING = re.compile(rf"[\s{MARKS}]*{_CLOCK}[\s{MARKS}]*--+>[\s{MARKS}]*{_CLOCK}(?!\d)")
_NUMBER = re.compile(rf"[\s{MARKS}]*\d+[\s{MARKS}]*")


@dataclass(frozen=True)
class Cue:
    """Timed text, its tags and lines as they stand."""

    start_ms: int
    end_ms: int
    text: str


def is_webvtt(text: str) -> bool:
    """Whether a subtitle file is WebVTT, which says so in its first line; else it is SubRip."""
    return without_marks(text).lstrip().startswith("WEBVTT")


def read_cues(text: str) -> list[Cue]:
    """The cues of a file by their times; lines that are shown again from the cue before are left out.

    Numbers, names, comments and styles are no part of a cue, and whatever is between cues is passed over, so
    that careless files are read too.
    """
    cues = _cues(text_lines(text), is_webvtt(text))
    return _without_rolling(sorted(cues, key=lambda cue: cue.start_ms))


def _cues(lines: Sequence[str], is_vtt: bool) -> list[Cue]:
    """Every cue in the order of the file, whatever stands around or between them."""
    timings = [(index, match) for index, line in enumerate(lines) if (match := _TIMING.match(line))]
    ends = [*(index for index, _ in timings), len(lines)][1:]
    return [
        Cue(
            _ms(*timing.groups()[:4]),
            _ms(*timing.groups()[4:]),
            "\n".join(_cue_lines(lines[index + 1 : end], end < len(lines), is_vtt)),
        )
        for (index, timing), end in zip(timings, ends, strict=True)
    ]


def _ms(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> int:
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))


def _cue_lines(lines: Sequence[str], another_follows: bool, is_vtt: bool) -> list[str]:
    """The lines of a cue's text, of those between its timing and the next one's."""
    if is_vtt:
        # A blank line ends it; a comment, a style or the next cue's name may follow.
        end = next((index for index, line in enumerate(lines) if not line.strip()), len(lines))
        return list(lines[:end])
    numbered = another_follows and lines and _NUMBER.fullmatch(lines[-1])
    return [line for line in (lines[:-1] if numbered else lines) if not is_blank(line)]


def _without_rolling(cues: Sequence[Cue]) -> list[Cue]:
    """The cues without the lines that they show again from the one before, as live subtitles do."""
    kept = []
    shown: tuple[str, ...] = ()
    shown_until_ms = 0
    for cue in cues:
        lines = tuple(line.strip() for line in cue.text.split("\n"))
        again = _shown_again(shown, lines) if cue.start_ms <= shown_until_ms else 0
        shown, shown_until_ms = lines, cue.end_ms
        if again < len(lines):
            kept.append(Cue(cue.start_ms, cue.end_ms, "\n".join(lines[again:])))
    return kept


def _shown_again(shown: tuple[str, ...], lines: tuple[str, ...]) -> int:
    """How many lines at the head of these were the last ones shown."""
    return next(
        (
            count
            for count in range(min(len(shown), len(lines), _MOST_ROLLING), 0, -1)
            if shown[-count:] == lines[:count] and len(" ".join(lines[:count]).split()) >= _REPEATED_WORDS
        ),
        0,
    )
