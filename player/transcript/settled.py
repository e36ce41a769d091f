"""What people settled about who speaks: by keys of paragraphs that a change elsewhere leaves as they are."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from player.transcript.marks import without_marks
from player.transcript.model import Heading

_KEY_CHARS = 32

Settled = Mapping[str, str]
"""A paragraph's key → the name of the speaker to whom it was given by hand."""

Settling = Callable[[Heading], Settled]
"""Finds what was settled for the episode that a title block tells of."""

WHY = "נקבע ביד"
"""Why a settled paragraph is its speaker's."""


def nothing_settled(_heading: Heading) -> Settled:
    """Of no episode was anything settled."""
    return {}


def paragraph_keys(texts: Sequence[str]) -> tuple[str, ...]:
    """The key of each paragraph: the hash of what one sees of it, and which of its equals it is.

    >>> [key[-2:] for key in paragraph_keys(["כן.", "לא.", "כן."])]
    ['-0', '-0', '-1']
    """
    seen: Counter[str] = Counter()
    keys = []
    for text in texts:
        digest = _digest(text)
        keys.append(f"{digest}-{seen[digest]}")
        seen[digest] += 1
    return tuple(keys)


# The paragraphs of ten hours of talk: whoever settles one asks for all of them again.
@lru_cache(20_000)
def _digest(text: str) -> str:
    plain = " ".join(without_marks(text).split())
    # A lone surrogate, which a damaged file may hold, has no UTF-8 of its own.
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:_KEY_CHARS]
