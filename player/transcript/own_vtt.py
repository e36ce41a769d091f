"""WebVTT as Karyan writes it → the transcript again: title block, speakers, paragraphs and notes.

Its first comment holds in JSON what WebVTT has no place for: the title block, the speakers, the notes, and
with which cues paragraphs begin. Somebody may have put words or speakers right: the cues are what counts.
"""

import html
import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from player.transcript.assembling import Spoken
from player.transcript.genders import gender_of
from player.transcript.marks import without_marks
from player.transcript.own import OwnFile, read_guesses, read_heading_facts, read_person, read_text, spoken
from player.transcript.people import Person
from player.transcript.shown import plain, without_isolates
from player.transcript.text import text_lines

HEADER = "karyan"
"""The word that begins the first comment."""

_VOICE = re.compile(r"<v ([^<>]*)>")
_TAG = re.compile(r"</v>|<v [^<>]*>|<[\d:.]+>")


def voice_names(names: Iterable[str]) -> tuple[str, ...]:
    """What each speaker is called in a voice tag: on one line, and nobody like another.

    >>> voice_names(["דנה", "דנה"])
    ('דנה', 'דנה 2')
    """
    given: list[str] = []
    for name in names:
        bare = plain(name) or "…"
        number = 2
        called = bare
        while called in given:
            called, number = f"{bare} {number}", number + 1
        given.append(called)
    return tuple(given)


def paragraph_text(lines: Iterable[str]) -> str:
    """The text of a paragraph from the lines of its cues."""
    return without_isolates(" ".join(lines))


def read_own_vtt(text: str, name: str) -> OwnFile | None:
    """What a WebVTT file of ours says; None where it is somebody else's, or too much of it was changed.

    Args:
        text: the file's.
        name: of the file without its ending: the title where it has none.
    """
    blocks = list(_blocks(text_lines(text)))
    header = next((block for block in blocks if block[0] == f"NOTE {HEADER}"), None)
    if header is None or not without_marks(text).startswith("WEBVTT"):
        return None
    try:
        return _read(json.loads("\n".join(header[1:])), [one for one in blocks if one is not header], name)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError):
        # Then its cues are still subtitles, and are read as those of others are.
        return None


@dataclass(frozen=True)
class _Cue:
    number: int
    voice: str
    lines: tuple[str, ...]


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    for filled, block in groupby(lines, key=lambda line: bool(line.strip())):
        if filled:
            yield list(block)


def _read(facts: Any, blocks: Sequence[list[str]], name: str) -> OwnFile | None:
    heading = read_heading_facts(facts["heading"], facts["facts"], name)
    people = [read_person(one) for one in facts["speakers"]]
    voices = dict(zip(voice_names(person.name for person in people), people, strict=True))
    guesses, as_written = read_guesses(facts["guesses"]), facts["as_written"]
    notes = [(int(note["after_cue"]), read_text(note["text"])) for note in facts["notes"]]
    pieces: list[Spoken | str] = []
    for index, cues in _paragraphs(list(_cues(blocks)), [int(number) for number in facts["paragraphs"]]):
        while notes and notes[0][0] < cues[0].number:
            pieces.append(notes.pop(0)[1])
        text = paragraph_text(line for cue in cues for line in cue.lines)
        person = _person(cues[0].voice, voices)
        pieces.append(spoken(_exact(text, as_written.get(str(index))), person, guesses.get(index)))
    return OwnFile(heading, (*pieces, *(text for _, text in notes))) if pieces else None


def _paragraphs(cues: Sequence[_Cue], starts: Sequence[int]) -> Iterator[tuple[int, list[_Cue]]]:
    """The cues of each paragraph with its index; of one whose cues were all taken out there is nothing."""
    for index, own in groupby(cues, key=lambda cue: bisect_right(starts, cue.number) - 1):
        yield index, list(own)


def _cues(blocks: Sequence[list[str]]) -> Iterator[_Cue]:
    """The cues in order.

    Raises:
        ValueError, IndexError: at one that is not as we write them.
    """
    for block in blocks:
        if block[0].split(maxsplit=1)[0] in ("WEBVTT", "STYLE", "REGION", "NOTE"):
            continue
        voice = _VOICE.search(" ".join(block[2:]))
        if not voice or "-->" not in block[1]:
            raise ValueError("a cue is not one of ours")
        lines = tuple(html.unescape(_TAG.sub("", line)) for line in block[2:])
        yield _Cue(int(block[0]), html.unescape(voice[1]), lines)


def _person(voice: str, voices: dict[str, Person]) -> Person:
    """Who that voice is; somebody new where a hand wrote another name."""
    bare = without_isolates(voice)
    return voices.get(bare) or Person(bare, "guest", gender_of(bare, [], []))


def _exact(text: str, written: object) -> str:
    """The paragraph as the document had it, where the cues still say the same."""
    return written if isinstance(written, str) and _ink(plain(written)) == _ink(text) else text


def _ink(text: str) -> str:
    return "".join(without_marks(text).split())
