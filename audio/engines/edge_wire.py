"""One request over the library edge-tts, bounded in time, its errors in our terms.

The library, with all that it is built on, is loaded by the first request and named in this file only.
"""

import asyncio
import threading
from collections.abc import Callable, Mapping
from functools import cache

from audio.engines.edge_parts import Answer
from audio.engines.edge_trouble import (
    Trouble,
    incomplete,
    not_installed,
    refused,
    stalled,
    unreachable,
    untrusted,
)
from audio.engines.edge_voices import Prosody
from audio.wordmatch import Boundary

TICKS_PER_MS = 10_000


def fetch(text: str, prosody: Prosody, url: str | None, idle_s: float, total_s: float) -> Answer:
    """One request and its answer; blocks the calling thread.

    Args:
        text: what is to be said, not escaped.
        prosody: the voice.
        url: the service, with a "?"; None for the public one.
        idle_s: the longest wait for the next sign of life.
        total_s: the longest wait for all of it.

    Raises:
        Trouble: where the answer did not come to its end within the time limits.
    """
    answering = asyncio.run_coroutine_threadsafe(_answer(text, prosody, url, idle_s), _loop())
    try:
        return answering.result(total_s)
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
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(idle_s) as limit:
        listening = loop.create_task(
            _listen(text, prosody, url, alive=lambda: limit.reschedule(loop.time() + idle_s))
        )
        try:
            await asyncio.wait({listening})
            return listening.result()
        finally:
            # Nobody waits for its farewell to a silent service, which takes 10 s, nor for how that ends.
            listening.add_done_callback(lambda task: task.cancelled() or task.exception())
            listening.cancel()


async def _listen(text: str, prosody: Prosody, url: str | None, alive: Callable[[], None]) -> Answer:
    try:
        from edge_tts import Communicate, communicate, constants
    except ImportError as error:
        raise not_installed() from error
    # The library takes no address as an argument.
    communicate.WSS_URL = url or constants.WSS_URL  # type: ignore[attr-defined]
    speaking = Communicate(
        text, prosody.short_name, rate=prosody.rate, pitch=prosody.pitch, boundary="WordBoundary"
    )
    answer = Answer()
    async for chunk in speaking.stream():
        alive()
        if chunk["type"] == "audio":
            answer.mp3 += chunk["data"]
        else:
            start, length = round(chunk["offset"]), round(chunk["duration"])
            end_ms = (start + length) // TICKS_PER_MS
            answer.boundaries.append(Boundary(chunk["text"], start // TICKS_PER_MS, end_ms))
    # A connection lost on the way ends the stream like a whole one; only a turn's end moves the count.
    if speaking.state["cumulative_audio_bytes"] != len(answer.mp3) or speaking.state["chunk_audio_bytes"]:
        raise incomplete("החיבור נותק באמצע", "the connection was lost on the way")
    return answer


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
