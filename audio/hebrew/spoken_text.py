"""What is said for each displayed word: numbers, abbreviations, signs and foreign letters as words.

The reading of a displayed word is Hebrew words, a space between them, with one sign of melody at most after
the last: ``. , ? ! : ; –``, ``…`` for a halt (``...`` and ``- - -`` too), ``"`` where a quotation begins or
ends. Brackets are gone; a geresh that makes a sound (``ג'``) and typed points stay.
A sign that stands alone is not said (""); its melody goes to the word before it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from audio.hebrew.abbreviations import is_enumerated, read_abbreviation, read_initials
from audio.hebrew.around import Around
from audio.hebrew.decisions import NO_CORRECTIONS, Corrections
from audio.hebrew.letters import plain_letters, plain_signs, without_points, without_unseen
from audio.hebrew.pairs import read_pair
from audio.hebrew.pieces import SAID_SIGNS, read_word
from audio.speech import Reading, SpokenText, word_spans

_SAID = re.compile(rf"[\w\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7{re.escape(SAID_SIGNS)}]")
_NOTE = re.compile(r"\[\d{1,3}\]")
_NEAR = 4
"""How many words on each side may settle how a word is said."""
_INITIAL, _INITIALS = re.compile("[א-תA-Z]"), re.compile("(?:[A-Z][.])+[A-Z]")
_MELODY = re.compile(r"[?!.…,;:–]")
_END_OF_VERSE = "׃"
_STRONGER = "?!…."
_HALT, _QUOTE = "…", '"'
_HALTS = re.compile(r"\.{3,}|[-–]{2,}")
_SIGNS_OF_MELODY = frozenset("?!.,;:–") | {_HALT, _QUOTE}
_TWICE_A_HALT = frozenset("–.")
_REMEMBERED = 20_000
"""Paragraphs, ten hours of talk and more: whoever mends one plans the episode anew, and the others stay."""
_GERESH_SOUNDS = frozenset("גזצץתדטחער")


@dataclass(frozen=True)
class _Word:
    """A displayed word taken apart."""

    core: str
    """From its first letter, digit or read sign to its last."""
    melody: str
    """What follows the core, as one sign of melody or ""."""
    opens: str
    """A sign before the core, with which the word before it ends; or ""."""
    quote_opens: bool
    """A quotation begins with it."""
    quote_ends: bool


def spoken_text(display: str, reads_numbers: bool, corrections: Corrections = NO_CORRECTIONS) -> SpokenText:
    """A paragraph with the words to say for each of its displayed words.

    Args:
        display: the paragraph as it is shown.
        reads_numbers: whether the engine reads numbers and abbreviations itself; it then gets the displayed
            words as they are, without bidi controls, and "" for what has neither letter nor digit.
        corrections: what people decided about words of it; every engine says those so.
    """
    spans = word_spans(display)
    shown = corrections.applied([without_unseen(display[start:end]) for start, end in spans])
    spoken = _as_they_are(shown) if reads_numbers else _readings(tuple(shown))
    return SpokenText(
        display, tuple(Reading(start, end, text) for (start, end), text in zip(spans, spoken, strict=True))
    )


def _as_they_are(shown: Sequence[str]) -> list[str]:
    return [word if any(map(str.isalnum, word)) else "" for word in shown]


@lru_cache(_REMEMBERED)
def _readings(shown: tuple[str, ...]) -> tuple[str, ...]:
    words = [_apart(_NOTE.sub("", plain_signs(plain_letters(word)))) for word in shown]
    bare = [without_points(word.core) for word in words]
    words = [_without_stop(words, bare, index) for index in range(len(words))]
    readings: list[str] = []
    while len(readings) < len(words):
        index = len(readings)
        around = _around(words, bare, index)
        if pair := read_pair(bare[index], around):
            readings += pair
        else:
            readings.append(read_word(words[index].core, around))
    return tuple(_with_melody(words, readings))


def _apart(word: str) -> _Word:
    places = [match.start() for match in _SAID.finditer(word)] or [len(word)]
    start, end = places[0], places[-1] + 1
    lead, core, tail = word[:start], word[start:end], word[end:]
    if tail.startswith("'") and "'" not in lead and _ends_in_geresh(core):
        core, tail = core + "'", tail[1:]
    if (lead == "-" and core[:1].isdecimal()) or (lead == "*" and core.isdecimal()):
        core, lead = lead + core, ""
    if not core:
        return _Word("", _melody(word), "", quote_opens=False, quote_ends=_QUOTE in word)
    # What is shorter is a prefix that was parted from its word: ``ה- 20``.
    sign = _melody(tail if len(core) > 2 else tail.replace("-", ""))
    return _Word(core, sign, _melody(lead), quote_opens=_QUOTE in lead, quote_ends=_QUOTE in tail)


def _without_stop(words: Sequence[_Word], bare: Sequence[str], index: int) -> _Word:
    """A word whose stop ends no sentence, since it stands after an initial: "א.ב. יהושע", "עם ס. יזהר"."""
    word = words[index]
    if word.melody != "." or index + 1 == len(bare):
        return word
    core = bare[index]
    # At the start of a clause, or after "סעיף", a letter with a stop heads what follows.
    heads = index == 0 or words[index - 1].melody or is_enumerated(bare[index - 1])
    initials = (_INITIAL.fullmatch(core) and not heads) or _INITIALS.fullmatch(core) or read_initials(core)
    return replace(word, melody="") if initials else word


def _ends_in_geresh(core: str) -> bool:
    """Whether a geresh after these letters belongs to them, in an abbreviation or a foreign sound."""
    last = re.split("[^א-ת\"']", without_points(core))[-1]
    return last[-1:] in _GERESH_SOUNDS or bool(read_abbreviation(last + "'", Around()))


def _melody(signs: str) -> str:
    found = _MELODY.findall(_HALTS.sub(_HALT, signs).replace("-", "–").replace(_END_OF_VERSE, "."))
    return next((sign for sign in _STRONGER if sign in found), found[0] if found else "")


def _around(words: Sequence[_Word], bare: Sequence[str], index: int) -> Around:
    """The neighbours of a word as far as no sign parts them from it."""
    before: list[str] = []
    for at in range(index - 1, max(-1, index - 1 - _NEAR), -1):
        if words[at].melody or words[at + 1].opens:
            break
        before.insert(0, bare[at])
    after: list[str] = []
    for at in range(index + 1, min(len(words), index + 1 + _NEAR)):
        if words[at - 1].melody or words[at].opens:
            break
        after.append(bare[at])
    beyond = tuple(bare[max(0, index - 2) : index])
    return Around(before=tuple(before), after=tuple(after), beyond=beyond, sign=words[index].melody)


def _with_melody(words: Sequence[_Word], readings: Sequence[str]) -> list[str]:
    """The readings with their signs; a sign without a reading goes to the last word that is said."""
    spoken: list[str] = []
    said = -1
    for index, (word, reading) in enumerate(zip(words, readings, strict=True)):
        ends = word.melody or (_QUOTE if word.quote_ends else "")
        before = (word.opens or (_QUOTE if word.quote_opens else "")) if reading else ends
        if said >= 0 and before:
            spoken[said] = _with_sign(spoken[said], before)
        spoken.append(reading + ends if reading else "")
        said = index if reading else said
    return spoken


def _with_sign(spoken: str, sign: str) -> str:
    """A reading with one more sign: a quotation's gives way to any other, and two dashes are a halt."""
    own = spoken[-1] if spoken[-1] in _SIGNS_OF_MELODY else ""
    if own in ("", _QUOTE):
        return spoken.removesuffix(own) + sign
    return spoken[:-1] + _HALT if own == sign and sign in _TWICE_A_HALT else spoken
