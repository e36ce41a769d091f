"""What a check is, and what comes of it: each is made by itself, and none can break the others."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from queue import Empty, Queue
from threading import Thread
from typing import Any, Literal

from audio.errors import KaryanError
from player.config import Settings

State = Literal["works", "fails", "missing"]
"""``missing``: it does not work, and nothing that is set needs it."""
MARKS: dict[State, str] = {"works": "✓", "fails": "✗", "missing": "–"}


@dataclass(frozen=True)
class Found:
    """What a check found where all is well, in few words."""

    he: str
    en: str


@dataclass(frozen=True)
class Check:
    """One part that is looked at."""

    name: str
    """As ``--json`` knows it."""
    he: str
    en: str
    """What is looked at, as a noun."""
    look: Callable[[Settings], Found]
    """Looks. An error that it raises is what was found: one of ours says what to do."""
    is_needed: Callable[[Settings], bool] = lambda settings: True
    """Whether an episode can be made and played without it."""
    limit_s: float = 60.0
    """What takes longer does not work."""


@dataclass(frozen=True)
class Finding:
    """What came of a check."""

    check: Check
    state: State
    he: str
    en: str
    """What was found and, where it does not work, what to do."""
    took_s: float


def examine(checks: Sequence[Check], settings: Settings) -> Iterator[Finding]:
    """Make every check, each finding as soon as it is there."""
    for check in checks:
        started = time.monotonic()
        state, found = _outcome(check, settings)
        yield Finding(check, state, found.he, found.en, round(time.monotonic() - started, 2))


def _outcome(check: Check, settings: Settings) -> tuple[State, Found]:
    try:
        return "works", _within(check.limit_s, lambda: check.look(settings))
    except KaryanError as error:
        found = Found(error.he, error.en)
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
        found = Found(
            f"הבדיקה עצמה נפלה ({told}); התקינו את קריין מחדש",
            f"the check itself broke ({told}); install Karyan anew",
        )
    return _unless_needed(check, settings), found


def _unless_needed(check: Check, settings: Settings) -> State:
    try:
        return "fails" if check.is_needed(settings) else "missing"
    except Exception:
        # Whatever keeps it from being known is no reason to make light of it.
        return "fails"


def _within(limit_s: float, look: Callable[[], Found]) -> Found:
    """What the check found, in time; one that hangs is left behind in its thread."""
    answers: Queue[Found | BaseException] = Queue()

    def work() -> None:
        try:
            answers.put(look())
        except BaseException as error:
            answers.put(error)

    Thread(target=work, daemon=True).start()
    try:
        answer = answers.get(timeout=limit_s)
    except Empty:
        raise KaryanError(
            f"אין תשובה אחרי {limit_s:.0f} שניות; נסו שוב כשהמחשב או הרשת פנויים יותר",
            f"there is no answer after {limit_s:.0f} s; try again when machine and network are less busy",
        ) from None
    if isinstance(answer, BaseException):
        raise answer
    return answer


def finding_row(finding: Finding, language: str) -> str:
    """A finding as a line."""
    he = language == "he"
    looked_at, found = (finding.check.he, finding.he) if he else (finding.check.en, finding.en)
    return f"{MARKS[finding.state]} {looked_at}: {found}"


def finding_facts(finding: Finding, language: str) -> dict[str, Any]:
    """A finding as ``doctor --json`` prints it."""
    return {
        "check": finding.check.name,
        "state": finding.state,
        "found": finding.he if language == "he" else finding.en,
        "took_s": finding.took_s,
    }
