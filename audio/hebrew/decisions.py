"""What people decided about the reading of a word or a phrase, put in its place before anything is read.

A correction is found by letters alone: in every shape of gershayim and geresh, with a hyphen or a space
between the words of a phrase, and behind prefixes. What the author pointed himself is left as it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from audio.hebrew.attached import pointed_prefix
from audio.hebrew.letters import is_letter
from audio.hebrew.prefixes import spelled_prefixes
from audio.hebrew.written_words import WrittenWord, written_words

# Of two letters too many are words of their own with a prefix before them: שה in משה, גד in בגד.
_SHORTEST_PEELED = 3
_BETWEEN_SAID = "\u00a0"
"""Holds the words together that are said for one displayed word; no displayed word has one in it."""


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
            parts = written_words(written)
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
        text = " ".join(words)
        if not self.touch(text):
            return list(words)
        changed = "".join(self._changed(text)).split(" ")
        return _with_signs_moved(words, [word.replace(_BETWEEN_SAID, " ") for word in changed])

    def touch(self, text: str) -> bool:
        """Whether any of them may be found in a text; False where surely none is."""
        return bool(self._by_first) and not _firsts(text).isdisjoint(self._by_first)

    def _changed(self, text: str) -> Iterator[str]:
        """The text in pieces, some of them as they are said."""
        parts = written_words(text)
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

    def _best(self, parts: Sequence[WrittenWord], at: int) -> _Found | None:
        found = [
            _Found(entry, peeled)
            for peeled, first in _peelings(parts[at])
            for entry in self._by_first.get(first, ())
            if _goes_on(entry, parts, at) and (not peeled or entry.is_long)
        ]
        return max(found, key=lambda one: (len(one.entry.words), -one.peeled), default=None)


NO_CORRECTIONS = Corrections({})


def _peelings(part: WrittenWord) -> Iterator[tuple[int, str]]:
    """The part's letters as a whole, then without prefixes; with them go the quotes that open behind them."""
    for length in spelled_prefixes(part.key):
        for key in part.keys:
            base = key[length:].lstrip("\"'")
            yield len(key) - len(base), base


# The paragraphs of ten hours of talk: whoever decides about one word asks for all of them again.
@lru_cache(20_000)
def _firsts(text: str) -> frozenset[str]:
    """Whatever in a text a correction could begin with."""
    return frozenset(first for part in written_words(text) for _, first in _peelings(part))


def _goes_on(entry: _Entry, parts: Sequence[WrittenWord], at: int) -> bool:
    """Whether the phrase's other words follow its first."""
    rest = parts[at + 1 : at + len(entry.words)]
    return len(rest) == len(entry.joints) and all(
        part.joint == joint and word in part.keys
        for part, joint, word in zip(rest, entry.joints, entry.words[1:], strict=True)
    )


def _edits(found: _Found, parts: Sequence[WrittenWord], text: str) -> Iterator[tuple[int, int, str]]:
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
