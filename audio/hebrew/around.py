"""What stands beside a number or an abbreviation and settles how it is said."""

import re
from dataclasses import dataclass

PREFIXES = "ובהכלמש"
_MOST_PREFIXES = 2
# Letters joined to the next word; של and כל are words of their own.
_PREFIX = re.compile("(?!של|כל)ו?(?:כש|לכש|מש|ש)?[בכלמ]?ה?")


@dataclass(frozen=True)
class Around:
    """The neighbours of a word, without points, as far as its clause goes."""

    prefix: str = ""
    """The prefix letters joined to it: the ה of ``ה-20``."""
    before: tuple[str, ...] = ()
    """The words before it, the nearest last."""
    after: tuple[str, ...] = ()
    """The words after it, the nearest first."""
    beyond: tuple[str, ...] = ()
    """The two words before it, also where a sign parts them from it."""
    sign: str = ""
    """The sign of melody that follows it, or ""."""

    @property
    def last(self) -> str:
        """The word right before it, or ""."""
        return self.before[-1] if self.before else ""

    @property
    def next(self) -> str:
        """The word right after it, or ""."""
        return self.after[0] if self.after else ""

    @property
    def definite(self) -> bool:
        """Whether an article is joined to it."""
        return self.prefix.endswith("ה")

    @property
    def follows_number(self) -> bool:
        """Whether the word before it is a number in figures."""
        return self.last[-1:].isdigit()


def is_prefix(letters: str) -> bool:
    """Whether letters may be prefixes in this order: "וב", "מה", "כש"; also no letter at all."""
    return _PREFIX.fullmatch(letters) is not None


def is_one_of(word: str, kind: frozenset[str]) -> bool:
    """Whether a word is of a kind, with two prefix letters before it at most."""
    return any(
        word[length:] in kind and not word[:length].strip(PREFIXES) for length in range(_MOST_PREFIXES + 1)
    )
