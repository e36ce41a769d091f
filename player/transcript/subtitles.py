"""A subtitle file, SubRip or WebVTT → text such as a transcript is: paragraphs, with labels before them.

The reader is our own, since it needs what libraries of subtitles take away: who speaks. That is told by voice
tags, by labels, and by dashes, which say that somebody else speaks and not who. Times are used only to tell
what follows at once.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from player.transcript import refusals
from player.transcript.label_forms import label_form
from player.transcript.labels import find_labels
from player.transcript.marks import CLOSERS, MARKS, is_blank, without_marks
from player.transcript.timed_text import Cue, is_webvtt, read_cues

MOST_GAP_MS = 2_000
"""After a longer silence a new paragraph begins."""
_MOST_WORDS = 120
"""A paragraph ends at the first cue after so many words: machines write subtitles without full stops."""

_VOICE = re.compile(r"<v(?:\.[^\s<>]*+)?\s++([^<>\n]+)>|(</v>)", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:v|c|i|b|u|s|em|strong|font|span|ruby|rt|lang)(?:[.\s][^<>\n]*)?/?>|<\d[\d:.]*>|\{\\[^{}\n]*\}",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_DASH = re.compile(rf"[\s{MARKS}]*([-–—‐‑])[\s{MARKS}]*(?![-–—‐‑\d\s]|$)")
_LONG_DASHES = "–—"
"""Such a dash at the head of a line may also stand within a sentence."""
_SENTENCE_END = re.compile(rf"[.?!…][{CLOSERS}\s]*$")
_HALTED = re.compile(rf"(?:\.\.|…)[{CLOSERS}\s]*$")
_GOES_ON = re.compile(rf"[\s{MARKS}]*(?:\.\.|…)")
_SIGNS_IN_FRONT = re.compile(rf"[\s{MARKS}]*+([.,?!:;]{{1,3}})(?=[\s{MARKS}]*+[א-ת\"'])")
_SIGNS_BEHIND = re.compile(rf"[.,?!:;][{CLOSERS}\s]*$")
_LEAST_TURNED = 3
"""So many lines with their full stop in front show that a file is written for players that know no Hebrew."""
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SONG = re.compile(r"[♪♫].*[♪♫]", re.DOTALL)


@dataclass(frozen=True)
class _Said:
    """A line of a cue, or the part of it that one voice says."""

    cue: Cue
    text: str
    voice: str = ""
    """The name in the voice tag; "" where there is none."""
    dash: str = ""
    """The dash at its head, which may say that somebody else speaks."""

    @property
    def is_note(self) -> bool:
        return _BRACKETED.fullmatch(without_marks(self.text).strip()) is not None


def read_subtitles(text: str, name: str) -> str:
    """The text of a subtitle file as that of a transcript.

    Cues of one speaker that go on with a sentence are one paragraph. The name in a voice tag becomes a label.

    Args:
        text: the file's.
        name: of the file, for the refusal.

    Raises:
        BadTranscript: where there is no cue in it.
    """
    cues = read_cues(text)
    if not cues:
        raise refusals.no_cues(name)
    escaped = is_webvtt(text)
    said = _with_signs_behind([one for cue in cues for one in _said(cue, escaped)])
    return "\n\n".join(_paragraphs(said, _are_labelled(said)))


def _with_signs_behind(said: Sequence[_Said]) -> Sequence[_Said]:
    """What is said with each sentence's signs at its end.

    Many a Hebrew file is written for players that show every line from left to right: ``?מה שלומך``, where
    the sign looks right in front, and the dash of a new speaker stands at the end. They have no voices.
    """
    in_front = sum(_SIGNS_IN_FRONT.match(one.text) is not None for one in said)
    behind = sum(_SIGNS_BEHIND.search(one.text) is not None for one in said)
    if in_front < _LEAST_TURNED or in_front <= behind or any(one.voice for one in said):
        return said
    return [_turned(one) for one in said]


def _turned(one: _Said) -> _Said:
    signs = _SIGNS_IN_FRONT.match(one.text)
    if not signs:
        return one
    text = one.text[signs.end() :].strip()
    dash = "-" if text.endswith("-") else one.dash
    return replace(one, text=text.removesuffix("-").rstrip() + signs[1], dash=dash)


def _said(cue: Cue, escaped: bool) -> Iterator[_Said]:
    """What is said in a cue, line by line, and within a line voice by voice.

    Args:
        cue: the cue.
        escaped: whether signs of markup are written as entities.
    """
    lines = _BREAK.sub("\n", cue.text).split("\n")
    whole = _plain(" ".join(lines), escaped)
    if _SONG.fullmatch(without_marks(whole).strip()):
        whole = f"({whole.strip()})"
    note = _Said(cue, whole)
    if note.is_note:
        yield note
        return
    for voice, part in _parts(lines):
        text = _plain(part, escaped)
        dash = _DASH.match(text)
        text = text[dash.end() :] if dash else text
        label = label_form(text) if voice else None
        if label and label.name in voice:
            text = text[label.length :]
        if not is_blank(text):
            yield _Said(cue, " ".join(text.split()), voice, dash[1] if dash else "")


def _parts(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The lines, each parted where a voice begins or ends, and that voice's name."""
    voice = ""
    for line in lines:
        start = 0
        for tag in _VOICE.finditer(line):
            yield voice, line[start : tag.start()]
            voice = "" if tag[2] else " ".join(html.unescape(tag[1]).replace(":", " ").split())
            start = tag.end()
        yield voice, line[start:]


def _plain(text: str, escaped: bool) -> str:
    bare = _TAG.sub("", text)
    return html.unescape(bare) if escaped else bare


def _paragraphs(said: Sequence[_Said], labelled: Sequence[bool]) -> Iterator[str]:
    names = _names([one.voice for one in said])
    words: list[str] = []
    for index, one in enumerate(said):
        if index and not labelled[index] and _joins(said[index - 1], one, len(words)):
            words += [*filter(None, [one.dash]), *one.text.split()]
            continue
        if words:
            yield " ".join(words)
        named = one.voice and not one.is_note
        # With the mark that minutes have, any name is believed to be one.
        words = [*([f"<< דובר >> {names[one.voice]}:"] if named else []), *one.text.split()]
    if words:
        yield " ".join(words)


def _are_labelled(said: Sequence[_Said]) -> list[bool]:
    """Whether each begins with a label. A name alone on its line is a piece of a sentence here."""
    labels = find_labels([one.text for one in said])
    return [
        label is not None and ":" in one.text[: label.length] and not one.voice
        for label, one in zip(labels, said, strict=True)
    ]


def _names(voices: Sequence[str]) -> dict[str, str]:
    """What each voice is called: by its tag, or by a number where that is no name, as machines write it."""
    names: dict[str, str] = {}
    for voice in dict.fromkeys(filter(None, voices)):
        label = label_form(f"{voice}:")
        names[voice] = label.name if label else f"דובר {len(names) + 1}"
    return names


def _joins(before: _Said, one: _Said, words: int) -> bool:
    """Whether what is said goes on with the paragraph of what was said before it, of so many words."""
    ended = _SENTENCE_END.search(before.text) is not None
    if before.is_note or one.is_note or one.voice != before.voice:
        return False
    if one.dash and (ended or one.dash not in _LONG_DASHES):
        return False
    if one.cue is before.cue:
        return True
    if one.cue.start_ms - before.cue.end_ms > MOST_GAP_MS or words >= _MOST_WORDS:
        return False
    halted = _HALTED.search(before.text) is not None and _GOES_ON.match(one.text) is not None
    return not ended or halted or bool(one.voice)
