"""A narration that is made in the background, as the database knows it."""

from dataclasses import dataclass
from typing import Any, Literal

from audio.errors import KaryanError

State = Literal["asked", "speaking", "paused", "joining", "done", "failed", "cancelled"]
ACTIVE: tuple[State, ...] = ("asked", "speaking", "paused", "joining")
"""States in which a narration is still being made."""
UNDER_WAY: tuple[State, ...] = ("asked", "speaking", "joining")
"""Those in which somebody works at it."""


@dataclass(frozen=True)
class Run:
    """One narration that was asked for."""

    id: int
    slug: str
    engine: str
    """As the settings named it; once it was planned, the one that speaks."""
    state: State
    asked_at: str
    """ISO 8601, UTC."""
    asked_by: str
    reason: KaryanError | None
    """Why it failed as a whole."""


@dataclass(frozen=True)
class RunClip:
    """A clip that a run is to have made."""

    position: int
    """The index of the paragraph that says it first."""
    key: str
    letters: int
    utterance: dict[str, Any]
    """All that a worker must know to speak it; see ``player/orders.py``."""


@dataclass(frozen=True)
class Failed:
    """A clip that could not be had."""

    position: int
    reason: KaryanError


@dataclass(frozen=True)
class Progress:
    """How far a run is."""

    run: Run
    clips: int
    """To be made; those that were there already are not among them."""
    clips_done: int
    share: float
    """0..1 of the letters to be spoken."""
    seconds_left: int | None
    """None where nobody can know yet."""
    speaking: tuple[int, ...]
    """The paragraphs that are being spoken now, by their indices."""
    failed: tuple[Failed, ...]
