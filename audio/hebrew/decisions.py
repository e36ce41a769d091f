"""What people decided about the reading of a word or a phrase, put in its place before anything is read.

A correction is found by letters alone: in every shape of gershayim and geresh, with a hyphen or a space
between the words of a phrase, and behind prefixes. What the author pointed himself is left as it is.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from audio.errors import BadUse
from audio.hebrew.attached import pointed_prefix, prefix_lengths
from audio.hebrew.letters import (
    DAGESH,
    SHIN_DOT,
    SIN_DOT,
    has_hebrew,
    is_letter,
    is_mark,
    plain_signs,
    without_points,
    without_unseen,
)

LONGEST_WRITTEN = 200
"""Characters; a phrase, not a paragraph."""
_CHARACTER = r"[\w\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]"
_PART = re.compile(rf"{_CHARACTER}+(?:[\"'.]{_CHARACTER}+|(?<=\d)[,:/]\d+)*")
_CLOSE = re.compile(r"[\"']?[ -][\"']?")
# Of two letters too many are words of their own with a prefix before them: שה in משה, גד in בגד.
_SHORTEST_PEELED = 3
_BETWEEN_SAID = "\u00a0"
"""Holds the words together that are said for one displayed word; no displayed word has one in it."""
_ORDER = {DAGESH: 0, SHIN_DOT: 1, SIN_DOT: 1}


@dataclass(frozen=True)
class _Part:
    """A word of the text, or one half of a word with a hyphen."""

    start: int
    end: int
    key: str
    """Its letters; "" where it is pointed."""
    geresh: bool
    """Whether a geresh follows, which may be its own or close a quotation."""
    joint: str
    """What stands before it: a space for any close neighbour, else the signs themselves."""

    @property
    def keys(self) -> Iterator[str]:
        if self.geresh:
            yield self.key + "'"
        yield self.key


@dataclass(frozen=True)
class _Entry:
    words: tuple[str, ...]
    joints: tuple[str, ...]
    said: tuple[str, ...]

    @property
    def is_long(self) -> bool:
        """Whether it may be found behind prefixes."""
        return sum(map(len, self.words)) >= _SHORTEST_PEELED


@dataclass(frozen=True)
class _Found:
    entry: _Entry
    peeled: int
    """How many characters of its first word are prefixes."""


class Corrections:
    """Corrections by what is written, as `plain_written` gives it; of each, what is said.

    Where several could be meant the longest phrase wins, then the one without a prefix, then the one with the
    shortest.
    """

    def __init__(self, said_by_written: Mapping[str, str]) -> None:
        self._by_first: dict[str, list[_Entry]] = {}
        for written, said in said_by_written.items():
            parts = _parts(written)
            words = tuple(next(part.keys) for part in parts)
            entry = _Entry(words, tuple(part.joint for part in parts[1:]), tuple(said.split()))
            self._by_first.setdefault(words[0], []).append(entry)

    def applied(self, words: Sequence[str]) -> list[str]:
        """The displayed words with what is said in place of what is corrected, as many as before.

        The words said for a phrase are spread over its words evenly; one that gets none is "", and its signs
        stand behind the word before it.

        Args:
            words: a paragraph's displayed words, without unseen characters.
        """
        if not self._by_first or not words:
            return list(words)
        text = " ".join(words)
        changed = "".join(self._changed(text)).split(" ")
        return _with_signs_moved(words, [word.replace(_BETWEEN_SAID, " ") for word in changed])

    def _changed(self, text: str) -> Iterator[str]:
        """The text in pieces, some of them as they are said."""
        parts = _parts(text)
        done = at = 0
        while at < len(parts):
            found = self._best(parts, at)
            if found is None:
                at += 1
                continue
            for start, end, said in _edits(found, parts[at : at + len(found.entry.words)], text):
                yield text[done:start]
                yield said
                done = end
            at += len(found.entry.words)
        yield text[done:]

    def _best(self, parts: Sequence[_Part], at: int) -> _Found | None:
        found = [
            _Found(entry, peeled)
            for peeled, first in _peelings(parts[at])
            for entry in self._by_first.get(first, ())
            if _goes_on(entry, parts, at) and (not peeled or entry.is_long)
        ]
        return max(found, key=lambda one: (len(one.entry.words), -one.peeled), default=None)


NO_CORRECTIONS = Corrections({})


def plain_written(written: str) -> str:
    """What is written, in the form by which corrections are compared and kept.

    >>> plain_written("ד״ר  לייטמן,")
    'ד"ר לייטמן'

    Raises:
        BadUse: where there is no letter or digit, or far too many.
    """
    parts = _parts(" ".join(without_unseen(without_points(written)).split()))
    plain = "".join((part.joint if index else "") + next(part.keys) for index, part in enumerate(parts))
    if not plain:
        raise BadUse(
            "אין בזה מילה לתקן; כתבו את המילה כפי שהיא בתמליל",
            "there is no word in that to correct; write the word as the transcript has it",
        )
    if len(plain) > LONGEST_WRITTEN:
        raise BadUse(
            f"תיקון הוא של מילה או צירוף, עד {LONGEST_WRITTEN} תווים; קצרו",
            f"a correction is of a word or a phrase, {LONGEST_WRITTEN} characters at most; make it shorter",
        )
    return plain


def plain_said(said: str, written: str) -> str:
    """What is said, in the form in which it is kept: Hebrew words, pointed or not, a space between them.

    >>> plain_said("אָמֶרִיקָה", 'ארה"ב')
    'אָמֶרִיקָה'

    Args:
        said: as a person typed it.
        written: what it is said for, as `plain_written` gives it.

    Raises:
        BadUse: where it is no Hebrew, has a point that stands on no letter, or changes nothing.
    """
    plain = plain_signs(unicodedata.normalize("NFKD", without_unseen(said)))
    words = " ".join(_ordered(plain.replace('"', "").replace("-", " ")).split())
    if not has_hebrew(words) or not all(map(_may_be_said, words)):
        raise BadUse(
            f"אי אפשר לומר „{said}”; כתבו את הקריאה במילים בעברית בלבד, עם ניקוד או בלעדיו",
            f'"{said}" cannot be said; write the reading in Hebrew words only, with points or without',
        )
    if any(is_mark(mark) and not _can_bear(before) for before, mark in zip(" " + words, words, strict=False)):
        raise BadUse(
            f"ב„{said}” יש ניקוד שאינו על אות; נקדו את האותיות עצמן",
            f'"{said}" has a point that stands on no letter; put the points on the letters',
        )
    if words == plain_signs(written).replace('"', "").replace("-", " "):
        raise BadUse(
            f"„{said}” כתוב כבר כך; הוסיפו ניקוד, או כתבו במילים אחרות",
            f'"{said}" is how it is written already; add points, or write other words',
        )
    return words


def _may_be_said(character: str) -> bool:
    return is_letter(character) or is_mark(character) or character in " '"


def _can_bear(character: str) -> bool:
    return is_letter(character) or is_mark(character)


def _ordered(text: str) -> str:
    """The marks of each letter in the order in which Hebrew is stored: dagesh, shin dot, vowel."""
    marks = "[\u0591-\u05bd\u05bf-\u05c7]+"
    return re.sub(marks, lambda found: "".join(sorted(found[0], key=lambda mark: _ORDER.get(mark, 2))), text)


def _parts(text: str) -> list[_Part]:
    plain = plain_signs(text)
    parts: list[_Part] = []
    end = 0
    for found in _PART.finditer(plain):
        if not any(map(str.isalnum, found[0])):
            continue
        between = plain[end : found.start()]
        key = "" if any(map(is_mark, found[0])) else found[0].casefold()
        # One that closes what was opened before the word is not its own.
        geresh = plain.startswith("''" if between.endswith("'") else "'", found.end())
        joint = " " if _CLOSE.fullmatch(between) else between
        parts.append(_Part(found.start(), found.end(), key, geresh, joint))
        end = found.end()
    return parts


def _peelings(part: _Part) -> Iterator[tuple[int, str]]:
    """The part's letters as a whole, then without prefixes; with them go the quotes that open behind them."""
    for key in part.keys:
        yield 0, key
    for length in prefix_lengths(part.key):
        for key in part.keys:
            base = key[length:].lstrip("\"'")
            yield len(key) - len(base), base


def _goes_on(entry: _Entry, parts: Sequence[_Part], at: int) -> bool:
    """Whether the phrase's other words follow its first."""
    rest = parts[at + 1 : at + len(entry.words)]
    return len(rest) == len(entry.joints) and all(
        part.joint == joint and word in part.keys
        for part, joint, word in zip(rest, entry.joints, entry.words[1:], strict=True)
    )


def _edits(found: _Found, parts: Sequence[_Part], text: str) -> Iterator[tuple[int, int, str]]:
    """What comes in place of which characters."""
    words, said = found.entry.words, found.entry.said
    # Rounded up, so that the first word is never the one that gets none.
    cuts = [-(-len(said) * index // len(words)) for index in range(len(words) + 1)]
    end = parts[0].start
    for index, (part, word) in enumerate(zip(parts, words, strict=True)):
        here = _BETWEEN_SAID.join(said[cuts[index] : cuts[index + 1]])
        if index == 0:
            here = _prefix(text[part.start : part.start + found.peeled], here) + here
        hyphened = " " not in text[end : part.start]
        start = part.start if here or not hyphened else end
        end = part.end + (word.endswith("'") and part.geresh)
        yield start, end, here


def _prefix(written: str, said: str) -> str:
    """The prefixes as they are pointed before what is said, with the quotes that stood behind them."""
    letters = "".join(filter(is_letter, written))
    return pointed_prefix(letters, said.split(_BETWEEN_SAID)[0]) + written[len(letters) :]


def _with_signs_moved(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The signs of a word that is not said any more, behind the last that is."""
    moved: list[str] = []
    said = 0
    for index, (old, new) in enumerate(zip(before, after, strict=True)):
        silenced = _is_said(old) and not _is_said(new)
        if silenced:
            moved[said] += new
        elif _is_said(new):
            said = index
        moved.append("" if silenced else new)
    return moved


def _is_said(word: str) -> bool:
    return any(map(str.isalnum, word))
