"""What bold or another style tells of who speaks, as this document uses it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from player.transcript.people import Said

_MOST = 4.0
"""However steadily a document does it, a style alone is no label."""


@dataclass(frozen=True)
class Emphasis:
    """Log odds that a paragraph is the guest's, by whether it is set apart."""

    set_apart: float
    plain: float


NO_EMPHASIS = Emphasis(0.0, 0.0)


def learn_emphasis(said: Sequence[Said], hosts: Sequence[int], guests: Sequence[int]) -> Emphasis:
    """How a document sets its speakers' paragraphs apart.

    Args:
        said: the paragraphs.
        hosts: indexes of those that are surely a host's: the labelled ones.
        guests: of those that are surely the guest's: right before a label that returns.
    """
    if not any(paragraph.emphasised for paragraph in said):
        return NO_EMPHASIS
    host = _share(said, hosts)
    guest = _share(said, guests)
    return Emphasis(_bounded(guest / host), _bounded((1 - guest) / (1 - host)))


def _share(said: Sequence[Said], indexes: Sequence[int]) -> float:
    """The share that is set apart, never quite none or all."""
    return (sum(said[index].emphasised for index in indexes) + 0.5) / (len(indexes) + 1)


def _bounded(odds: float) -> float:
    return max(-_MOST, min(_MOST, math.log(odds)))
