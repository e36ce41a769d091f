"""What our WebVTT files have in common: escaping, the blocks around the cues, and who speaks.

The first comment holds in JSON what WebVTT has no place for, so that `player/transcript/own_vtt.py` finds the
same transcript again.
"""

import html
import json
import re
from collections.abc import Callable, Iterator
from itertools import groupby

from audio.timecode import timestamp
from player.exports.cues import Cue, cut_into_cues
from player.exports.origin import guesses, title_block
from player.library import Narration
from player.transcript.own_vtt import HEADER, paragraph_text, voice_names
from player.transcript.shown import isolated, plain

Markup = Callable[[Cue], str]
"""The text of a cue with its markup, line by line."""

_UNSAFE = re.compile(
    "[<>\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ud800-\\udfff\\ufeff\\ufffe\\uffff]"
)


def escaped(text: str) -> str:
    """Text in which nothing is markup, and nothing looks like a cue's arrow."""
    return html.escape(text, quote=False)


def lines_of(cue: Cue) -> Iterator[list[str]]:
    """The words of each line of a cue, Latin and numbers isolated, escaped."""
    for line in cue.lines:
        yield escaped(isolated(" ".join(line))).split(" ")


def webvtt(narration: Narration, markup: Markup, style: str = "") -> Iterator[str]:
    """A whole file, block by block, each with the blank line after it.

    Args:
        narration: what is shown.
        markup: writes the text of a cue.
        style: a style sheet for the cues; "" for none.
    """
    cues = cut_into_cues(narration.timeline)
    yield f"WEBVTT {_title(narration)}".rstrip() + "\nKind: captions\nLanguage: he\n\n"
    if style:
        yield f"STYLE\n{style}\n\n"
    yield f"NOTE {HEADER}\n{_header(narration, cues)}\n\n"
    speakers = narration.timeline.speakers
    voices = dict(zip((one.id for one in speakers), voice_names(one.name for one in speakers), strict=True))
    for number, cue in enumerate(cues, 1):
        times = f"{timestamp(cue.start_ms)} --> {timestamp(cue.end_ms)}"
        yield f"{number}\n{times}\n<v {escaped(voices[cue.speaker.id])}>{markup(cue)}</v>\n\n"


def _title(narration: Narration) -> str:
    episode = narration.timeline.episode
    return escaped(isolated(plain(" · ".join(part for part in (episode.series, episode.title) if part))))


def _header(narration: Narration, cues: tuple[Cue, ...]) -> str:
    speakers = [
        {"name": one.name, "role": one.role, "gender": one.gender} for one in narration.timeline.speakers
    ]
    facts = {
        **title_block(narration),
        "speakers": speakers,
        "paragraphs": [number for number, _ in _paragraph_starts(cues)],
        "notes": list(_notes(narration, cues)),
        "guesses": guesses(narration),
        "as_written": _as_written(narration, cues),
    }
    # One line a fact, since a blank one would end the comment.
    rows = ",\n".join(f"{json.dumps(name)}: {_json(value)}" for name, value in facts.items())
    return "{\n" + rows + "\n}"


def _paragraph_starts(cues: tuple[Cue, ...]) -> Iterator[tuple[int, Cue]]:
    """The number of each cue that begins a paragraph."""
    for _, own in groupby(enumerate(cues, 1), key=lambda numbered: numbered[1].paragraph):
        yield next(own)


def _notes(narration: Narration, cues: tuple[Cue, ...]) -> Iterator[dict[str, object]]:
    """The document's notes, each with the number of the cue after which it stands; 0 before the first.

    They are no comments between the cues, which many a reader takes for text of the cue before.
    """
    turns = {line.id: turn.index for turn in narration.timeline.turns for line in turn.lines}
    last = {turns[cue.line_id]: number for number, cue in enumerate(cues, 1)}
    for note in narration.timeline.notes:
        yield {"after_cue": last.get(note.after_turn, 0), "text": note.text}


def _json(value: object) -> str:
    """JSON without arrows, and with signs that nobody sees written out."""
    text = json.dumps(value, ensure_ascii=False)
    return _UNSAFE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def _as_written(narration: Narration, cues: tuple[Cue, ...]) -> dict[str, str]:
    """By its index, each paragraph that cannot be told from its cues to the character."""
    shown = {
        paragraph: paragraph_text(" ".join(line) for cue in own for line in cue.lines)
        for paragraph, own in groupby(cues, key=lambda cue: cue.paragraph)
    }
    lines = (line for turn in narration.timeline.turns for line in turn.lines)
    written = {
        paragraph: " ".join(line.text for line in own)
        for paragraph, own in groupby(lines, key=lambda line: line.paragraph)
    }
    return {str(index): text for index, text in written.items() if text != shown[index]}
