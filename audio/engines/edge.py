"""Microsoft Edge's voices: the best Hebrew there is for free, through a service that fails in many ways.

Most of its failures are silent, so nothing is taken on trust: an answer counts when its last byte, its
frames and its words are all there. What cannot be had whole is asked for again, and in the end fails with
its reason.
"""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

from audio.checks import check
from audio.engines.base import Lanes
from audio.engines.edge_parts import Answer, Part, joined, part_of, pause
from audio.engines.edge_text import Request, split
from audio.engines.edge_trouble import Trouble, word_too_long
from audio.engines.edge_voices import VOICES, Prosody, prosody_of
from audio.engines.edge_wire import fetch
from audio.errors import EngineUnavailable, SpeechFailed
from audio.speech import Reading, Speech, SpokenText, Utterance, Voice

COVERED_ENOUGH = 0.98
"""Share of the letters that must have been told a time; else we ask once more, and then interpolate."""
A_WORD = Utterance(SpokenText("קריין", (Reading(0, 5, "קריין"),)), VOICES[0])


@dataclass(frozen=True)
class Patience:
    """How long to wait for the service, and how often to ask it again."""

    idle_s: float = 15.0
    """Without a sign of life; under load a first answer takes up to 12 s."""
    total_s: float = 60.0
    """For one request."""
    tries: int = 4
    first_wait_s: float = 1.5
    """Before the second try; doubled each time, and moved by up to half of it either way."""
    longest_wait_s: float = 30.0
    """A service that asks for a longer wait has failed."""


PATIENT = Patience()


class EdgeEngine:
    """The service with which Edge reads pages aloud.

    Args:
        url: another service that speaks the same wire; None for the public one.
        patience: time limits and tries.
    """

    name = "edge"
    reads_numbers = True
    lanes = Lanes("thread", 3)

    def __init__(self, url: str | None = None, patience: Patience = PATIENT) -> None:
        # Another service sounds otherwise, and its clips must not be taken for those of the real one.
        self.version = "1" if url is None else f"1 {url}"
        self._url = None if url is None else _with_token(url)
        self._patience = patience
        self._shut_until = 0.0

    def voices(self) -> Sequence[Voice]:
        """Three men and three women, made of the service's two Hebrew voices."""
        return VOICES

    def check_ready(self, timeout_s: float) -> None:
        """Speak one word and hold it to every check; a second time where the first failed early.

        Raises:
            EngineUnavailable: with the reason, after `timeout_s` at most.
        """
        deadline = time.monotonic() + timeout_s
        try:
            self._speak_a_word(timeout_s)
        except EngineUnavailable:
            left_s = deadline - time.monotonic()
            if left_s < timeout_s / 2:
                raise
            self._speak_a_word(left_s)

    def speak(self, utterance: Utterance) -> Speech:
        """Speak one paragraph, in several requests where it is long.

        Raises:
            UnknownVoice: for a voice that is not among `voices`.
            EngineUnavailable: where the service refuses us or cannot be reached.
            SpeechFailed: where this paragraph could not be had whole.
        """
        return self._speak(utterance, self._patience)

    def _speak_a_word(self, timeout_s: float) -> None:
        once = Patience(timeout_s, timeout_s, tries=1, longest_wait_s=0)
        try:
            check(self._speak(A_WORD, once), A_WORD)
        except SpeechFailed as error:
            raise EngineUnavailable(error.he, error.en) from error

    def _speak(self, utterance: Utterance, patience: Patience) -> Speech:
        prosody = prosody_of(utterance.voice)
        return joined([self._ask(request, prosody, patience) for request in split(utterance.spoken)])

    def _ask(self, request: Request, prosody: Prosody, patience: Patience) -> Part:
        """The request's whole sound, however often it takes."""
        if not request.has_letters:
            return pause(request)
        if not request.fits:
            raise word_too_long(request.text).as_error()
        thin: Part | None = None
        trouble: Trouble | None = None
        for attempt in range(patience.tries):
            self._wait(attempt, patience)
            try:
                part = part_of(request, self._fetch(request, prosody, patience))
            except Trouble as error:
                trouble = error
                self._shut_until = max(self._shut_until, time.monotonic() + error.wait_s)
                if not error.again or error.wait_s > patience.longest_wait_s:
                    break
            else:
                if part.covered >= COVERED_ENOUGH or thin is not None:
                    return part
                thin = part
        if thin is not None:
            return thin
        assert trouble is not None
        raise trouble.as_error() from trouble

    def _fetch(self, request: Request, prosody: Prosody, patience: Patience) -> Answer:
        return fetch(request.text, prosody, self._url, patience.idle_s, patience.total_s)

    def _wait(self, attempt: int, patience: Patience) -> None:
        """Before a try: longer each time, and as long as the service asked any caller of this engine to."""
        backoff_s = patience.first_wait_s * 2 ** (attempt - 1) * random.uniform(0.5, 1.5) if attempt else 0.0
        wait_s = max(backoff_s, self._shut_until - time.monotonic())
        time.sleep(min(wait_s, patience.longest_wait_s))


def _with_token(url: str) -> str:
    """The library adds its own parameters after an "&", so ours must come before."""
    if "TrustedClientToken=" in url:
        return url
    return f"{url}{'&' if '?' in url else '?'}TrustedClientToken=karyan"
