"""Microsoft Edge's voices: the best Hebrew there is for free, through a service that fails in many ways.

Most of its failures are silent, so nothing is taken on trust: an answer counts when its last byte, its
frames and its words are all there. What cannot be had whole is asked for again, and in the end fails with
its reason.
"""

import time
from collections.abc import Sequence

from audio.engines.base import Lanes
from audio.engines.edge_gate import Patience, gate_of
from audio.engines.edge_parts import Part, joined, part_of, pause
from audio.engines.edge_text import Request, split
from audio.engines.edge_trouble import Trouble, word_too_long
from audio.engines.edge_voices import VOICES, prosody_of
from audio.engines.edge_wire import fetch
from audio.errors import EngineUnavailable
from audio.speech import Reading, Speech, SpokenText, Utterance, Voice

REQUESTS = 3
"""At a time; with many more the service answers 429, or loses sound."""
CALLERS_A_REQUEST = 3
"""So many paragraphs are in work for each request that may be under way: one waits for its next try, one is
decoded and encoded, and still there is one to be asked for."""
PATIENT = Patience()
A_WORD = Utterance(SpokenText("קריין", (Reading(0, 5, "קריין"),)), VOICES[0])


class EdgeEngine:
    """The service with which Edge reads pages aloud.

    Args:
        url: another service that speaks the same wire; None for the public one.
        patience: time limits and tries.
        requests: how many at a time, for all callers of this process.
    """

    name = "edge"
    reads_numbers = True

    def __init__(
        self, url: str | None = None, patience: Patience = PATIENT, requests: int = REQUESTS
    ) -> None:
        # Another service sounds otherwise, and its clips must not be taken for those of the real one.
        self.version = "1" if url is None else f"1 {url}"
        self.lanes = Lanes("thread", requests * CALLERS_A_REQUEST)
        self._url = None if url is None else _with_token(url)
        self._patience = patience
        self._gate = gate_of(self._url, requests)

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
        voice = utterance.voice
        prosody_of(voice)  # An unknown voice is refused whatever the text.
        try:
            return joined([self._part(request, voice) for request in split(utterance.spoken)])
        except Trouble as trouble:
            raise trouble.as_error() from trouble

    def _speak_a_word(self, timeout_s: float) -> None:
        (request,) = split(A_WORD.spoken)
        try:
            self._ask(request, A_WORD.voice, Patience(timeout_s, timeout_s), anyway=True)
        except Trouble as trouble:
            raise EngineUnavailable(trouble.he, trouble.en) from trouble

    def _part(self, request: Request, voice: Voice) -> Part:
        """The request's whole sound, however often it takes.

        An answer that lacks words' times is asked for again, until another one lacks the same: those the
        service does not tell, such as that of the noun in "25 שקלים". What was lost by chance comes again.

        Raises:
            Trouble: where none came whole; an answer that lacks no more than times is kept.
        """
        if not request.has_letters:
            return pause(request)
        if not request.fits:
            raise word_too_long(request.text)
        thin: list[Part] = []
        not_before = 0.0
        for tried in range(1, self._patience.tries + 1):
            try:
                part = self._ask(request, voice, self._patience, not_before)
            except Trouble as trouble:
                if not trouble.again or (tried == self._patience.tries and not thin):
                    raise
                not_before = time.monotonic() + self._patience.wait_s(tried)
            else:
                if not part.untold or any(part.untold == other.untold for other in thin):
                    return part
                thin.append(part)
        return min(thin, key=lambda part: len(part.untold))

    def _ask(
        self,
        request: Request,
        voice: Voice,
        patience: Patience,
        not_before: float = 0.0,
        *,
        anyway: bool = False,
    ) -> Part:
        """One answer that passed the checks.

        Raises:
            Trouble: where it did not come, or does not pass.
        """
        prosody = prosody_of(voice)
        with self._gate.request(patience, not_before, anyway=anyway):
            answer = fetch(request.text, prosody, self._url, patience.idle_s, patience.total_s)
            # Within the request: a service whose every answer is damaged is as dead as one that gives none.
            return part_of(request, voice, answer)


def _with_token(url: str) -> str:
    """The library adds its own parameters after an "&", so ours must come before."""
    if "TrustedClientToken=" in url:
        return url
    return f"{url}{'&' if '?' in url else '?'}TrustedClientToken=karyan"
