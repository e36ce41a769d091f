"""Microsoft Edge's voices: the best Hebrew there is for free, through a service that fails in many ways.

Most of its failures are silent, so nothing is taken on trust: an answer counts when its last byte, its
frames and its words are all there. What cannot be had whole is asked for again, and in the end fails with
its reason. The library edge-tts, with all that it is built on, is loaded by the first request and named in
this file only.
"""

import asyncio
import random
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from audio.checks import check
from audio.engines.base import Lanes
from audio.engines.edge_parts import Answer, Part, joined, part_of, pause
from audio.engines.edge_text import Request, split
from audio.engines.edge_trouble import (
    Trouble,
    incomplete,
    not_installed,
    refused,
    stalled,
    unreachable,
    untrusted,
    word_too_long,
)
from audio.engines.edge_voices import VOICES, Prosody, prosody_of
from audio.errors import EngineUnavailable, SpeechFailed
from audio.speech import Reading, Speech, SpokenText, Utterance, Voice
from audio.wordmatch import Boundary

TICKS_PER_MS = 10_000
COVERED_ENOUGH = 0.98
"""Share of the letters that must have been told a time; else we ask once more, and then interpolate."""
FIVE_LETTERS = "קריין"


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
        """Speak one word, once, and hold it to every check.

        Raises:
            EngineUnavailable: with the reason, after `timeout_s` at most.
        """
        word = SpokenText(FIVE_LETTERS, (Reading(0, len(FIVE_LETTERS), FIVE_LETTERS),))
        utterance = Utterance(word, VOICES[0])
        try:
            check(self._speak(utterance, Patience(timeout_s, timeout_s, tries=1)), utterance)
        except SpeechFailed as error:
            raise EngineUnavailable(error.he, error.en) from error

    def speak(self, utterance: Utterance) -> Speech:
        """Speak one paragraph, in several requests where it is long.

        Raises:
            UnknownVoice: for a voice that is not among `voices`.
            EngineUnavailable: where the service refuses us or cannot be reached.
            SpeechFailed: where this paragraph could not be had whole.
        """
        return self._speak(utterance, self._patience)

    def _speak(self, utterance: Utterance, patience: Patience) -> Speech:
        prosody = prosody_of(utterance.voice)
        return joined([self._ask(request, prosody, patience) for request in split(utterance.spoken.readings)])

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
                part = part_of(request, _fetch(request.text, prosody, self._url, patience))
            except Trouble as error:
                trouble = error
                if not self._may_try_again(error, patience):
                    break
            else:
                if part.covered >= COVERED_ENOUGH or thin is not None:
                    return part
                thin = part
        if thin is not None:
            return thin
        assert trouble is not None
        raise trouble.as_error() from trouble

    def _may_try_again(self, trouble: Trouble, patience: Patience) -> bool:
        """Whether to; where the service asks for time, it gets it from every caller of this engine."""
        self._shut_until = max(
            self._shut_until, time.monotonic() + min(trouble.wait_s, patience.longest_wait_s)
        )
        return trouble.again and trouble.wait_s <= patience.longest_wait_s

    def _wait(self, attempt: int, patience: Patience) -> None:
        backoff_s = (
            min(patience.first_wait_s * 2 ** (attempt - 1), patience.longest_wait_s) if attempt else 0.0
        )
        time.sleep(max(backoff_s * random.uniform(0.5, 1.5), self._shut_until - time.monotonic()))


def _with_token(url: str) -> str:
    """The library adds its own parameters after an "&", so ours must come before."""
    if "TrustedClientToken=" in url:
        return url
    return f"{url}{'&' if '?' in url else '?'}TrustedClientToken=karyan"


def _fetch(text: str, prosody: Prosody, url: str | None, patience: Patience) -> Answer:
    """One request and its answer; blocks.

    Raises:
        Trouble: where the answer did not come to its end within the time limits.
    """
    answering = asyncio.run_coroutine_threadsafe(_answer(text, prosody, url, patience.idle_s), _loop())
    try:
        return answering.result(patience.total_s)
    except Trouble:
        raise
    except Exception as error:
        raise _trouble_of(error) from error
    finally:
        answering.cancel()


_starting = threading.Lock()


def _loop() -> asyncio.AbstractEventLoop:
    """The one event loop of this process, in a thread of its own."""
    with _starting:
        return _started_loop()


@cache
def _started_loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="edge", daemon=True).start()
    return loop


async def _answer(text: str, prosody: Prosody, url: str | None, idle_s: float) -> Answer:
    """The whole answer; the library itself would wait for a silent service for ever."""
    answer = Answer()
    listening = asyncio.create_task(_listen(text, prosody, url, answer))
    try:
        while not listening.done():
            chunks_before = answer.chunks
            await asyncio.wait({listening}, timeout=idle_s)
            if not listening.done() and answer.chunks == chunks_before:
                raise stalled()
        listening.result()
        return answer
    finally:
        # Nobody waits for its farewell to a silent service, which takes 10 s, nor for how that ends.
        listening.add_done_callback(lambda task: task.cancelled() or task.exception())
        listening.cancel()


async def _listen(text: str, prosody: Prosody, url: str | None, answer: Answer) -> None:
    try:
        from edge_tts import Communicate, communicate, constants
    except ImportError as error:
        raise not_installed() from error
    # The library takes no address as an argument.
    communicate.WSS_URL = url or constants.WSS_URL  # type: ignore[attr-defined]
    speaking = Communicate(
        text, prosody.short_name, rate=prosody.rate, pitch=prosody.pitch, boundary="WordBoundary"
    )
    async for chunk in speaking.stream():
        answer.chunks += 1
        if chunk["type"] == "audio":
            answer.mp3 += chunk["data"]
        else:
            start, length = round(chunk["offset"]), round(chunk["duration"])
            end_ms = (start + length) // TICKS_PER_MS
            answer.boundaries.append(Boundary(chunk["text"], start // TICKS_PER_MS, end_ms))
    # A connection lost on the way ends the stream like a whole one; only a turn's end moves the count.
    if speaking.state["cumulative_audio_bytes"] != len(answer.mp3) or speaking.state["chunk_audio_bytes"]:
        raise incomplete("החיבור נותק באמצע", "the connection was lost on the way")


def _trouble_of(error: Exception) -> Trouble:
    """What a foreign error means to us; one that is not the service's doing is raised as it is."""
    import aiohttp
    from edge_tts import exceptions

    match error:
        case aiohttp.ClientResponseError():
            return refused(error.status, _retry_after_s(error.headers or {}))
        case exceptions.SkewAdjustmentError():
            return refused(403)
        case aiohttp.ClientSSLError():
            return untrusted()
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError():
            return unreachable()
        case TimeoutError():
            return stalled()
        case exceptions.NoAudioReceived():
            return incomplete("לא הגיע קול", "no sound came")
        case exceptions.EdgeTTSException() | aiohttp.ClientError() | OSError():
            return incomplete("החיבור השתבש", f"the connection broke: {type(error).__name__}")
        case ValueError() | RuntimeError() | LookupError():
            return incomplete("התשובה אינה מובנת", f"it makes no sense: {type(error).__name__}")
    raise error


def _retry_after_s(headers: Mapping[str, str]) -> float:
    seconds = headers.get("Retry-After", "")
    return float(seconds) if seconds.isdecimal() else 0.0
