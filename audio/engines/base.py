"""The contract of an engine.

To add one: write ``audio/engines/<name>.py`` with a class that has the members below, and name it in
``audio/engines/table.py``. ``tests/contract/test_engines.py`` then holds it to the contract.

Engines differ in sample rate, in speed by a factor of a hundred, in how they tell the times of words, and
in whether they read numbers and abbreviations themselves. All of that stays inside the engine's file: what
comes out is a `Speech` whose words are the displayed words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from audio.speech import Speech, Utterance, Voice


@dataclass(frozen=True)
class Lanes:
    """How many utterances an engine likes to speak at once, and where."""

    kind: Literal["process", "thread"]
    """``process`` for what computes or is not thread-safe, ``thread`` for what waits on a network."""
    limit: int | None = None
    """At most so many; None for one a processor core."""


class Engine(Protocol):
    """Turns utterances into speech."""

    name: str
    """The key in the table of engines, and the first part of each voice's id."""
    version: str
    """Part of a clip's hash: changes whenever the same utterance would sound or be timed otherwise."""
    reads_numbers: bool
    """True where the engine normalises text itself: it is then given the displayed words as they are."""
    lanes: Lanes

    def voices(self) -> Sequence[Voice]:
        """The voices offered, men and women, without a look at the network."""

    def check_ready(self, timeout_s: float) -> None:
        """Return when the engine can speak now.

        Raises:
            EngineUnavailable: with what to do, after `timeout_s` seconds at most.
        """

    def speak(self, utterance: Utterance) -> Speech:
        """Speak one paragraph; blocks until all of it is there.

        Every displayed word of the utterance has one `SpokenWord`, starts rise, and the last end lies within
        the sound. A word that is a sign only has the pause in which it stands.

        Raises:
            SpeechFailed: where no whole speech could be had; never a silent or shortened one instead.
        """
