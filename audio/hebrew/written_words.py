"""The words of a text as corrections are found by: their letters, and the signs that part them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audio.hebrew.letters import is_mark, plain_signs

_CHARACTER = r"[\w\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]"
_WORD = re.compile(rf"{_CHARACTER}+(?:(?:''|[\"'.]){_CHARACTER}+|(?<=\d)[,:/]\d+)*")
_QUOTES = re.compile("[\"']+")


@dataclass(frozen=True)
class WrittenWord:
    """A word, or one half of a word with a hyphen."""

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
        """Its letters with a geresh of its own and without, the former first."""
        if self.geresh:
            yield self.key + "'"
        yield self.key


def written_words(text: str) -> list[WrittenWord]:
    """The words of a text, in order; what has neither letter nor digit is none."""
    plain = plain_signs(text)
    words: list[WrittenWord] = []
    end = 0
    for found in _WORD.finditer(plain):
        if not any(map(str.isalnum, found[0])):
            continue
        between = plain[end : found.start()]
        # Two geresh are typed for gershayim.
        key = "" if any(map(is_mark, found[0])) else found[0].casefold().replace("''", '"')
        # One that closes what was opened before the word is not its own.
        geresh = plain.startswith("''" if between.endswith("'") else "'", found.end())
        words.append(WrittenWord(found.start(), found.end(), key, geresh, _joint(between)))
        end = found.end() + geresh
    return words


def _joint(between: str) -> str:
    signs = re.sub(" +", " ", _QUOTES.sub("", between))
    return " " if signs == "-" else signs or between
