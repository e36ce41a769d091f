"""One request over the library edge-tts, bounded in time, its errors in our terms.

The library, with all that it is built on, is loaded by the first request and named in this file only.
"""

import asyncio
import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING

from audio.engines.edge_parts import Answer
from audio.engines.edge_trouble import (
    Trouble,
    incomplete,
    no_address,
    not_installed,
    refused,
    stalled,
    unreachable,
    untrusted,
)
from audio.engines.edge_voices import Prosody
from audio.wordmatch import Boundary

if TYPE_CHECKING:
    from audio.engines.edge_line import Line

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
    answering = asyncio.run_coroutine_threadsafe(_answer(text, prosody, url, idle_s, total_s), _loop())
    try:
        return answering.result()
    except (Trouble, MemoryError):
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


async def _answer(text: str, prosody: Prosody, url: str | None, idle_s: float, total_s: float) -> Answer:
    """The whole answer; the library itself would wait for a silent service for ever."""
    try:
        from audio.engines.edge_line import Line
    except ImportError as error:
        raise not_installed() from error
    loop = asyncio.get_running_loop()
    line = Line()
    async with asyncio.timeout(total_s), asyncio.timeout(idle_s) as limit:
        listening = loop.create_task(
            _listen(text, prosody, url, line, lambda: limit.reschedule(loop.time() + idle_s))
        )
        try:
            await asyncio.wait({listening})
            return listening.result()
        finally:
            listening.add_done_callback(lambda task: task.cancelled() or task.exception())
            listening.cancel()
            await line.hang_up()


async def _listen(
    text: str, prosody: Prosody, url: str | None, line: "Line", alive: Callable[[], None]
) -> Answer:
    try:
        from edge_tts import Communicate, communicate, constants
    except ImportError as error:
        raise not_installed() from error
    # The library takes no address as an argument.
    communicate.WSS_URL = url or constants.WSS_URL  # type: ignore[attr-defined]
    speaking = Communicate(
        text,
        prosody.short_name,
        rate=prosody.rate,
        pitch=prosody.pitch,
        boundary="WordBoundary",
        connector=line,
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
    """What a foreign error means to us."""
    import aiohttp
    from edge_tts import exceptions

    match error:
        case aiohttp.ClientResponseError():
            headers: Mapping[str, str] = error.headers or {}
            return refused(error.status, _retry_after_s(headers), clock_off_s(headers))
        case exceptions.SkewAdjustmentError():
            return refused(403)
        case aiohttp.InvalidURL() | aiohttp.NonHttpUrlClientError():
            return no_address()
        case aiohttp.ClientSSLError():
            return untrusted()
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError():
            return unreachable()
        case TimeoutError():
            return stalled()
        case exceptions.NoAudioReceived():
            return incomplete("לא הגיע קול", "no sound came")
        case exceptions.UnknownResponse() | exceptions.UnexpectedResponse():
            return _senseless(error)
        case exceptions.EdgeTTSException() | aiohttp.ClientError() | OSError():
            return incomplete("החיבור השתבש", f"the connection broke: {type(error).__name__}")
    # Whatever it is, it came of what the service sent: the library takes its messages apart unchecked.
    return _senseless(error)


def _senseless(error: Exception) -> Trouble:
    return incomplete("התשובה אינה מובנת", f"it makes no sense: {type(error).__name__}")


def _retry_after_s(headers: Mapping[str, str]) -> float:
    """How long the service asks us to wait: it says so in seconds, or names a date."""
    told = headers.get("Retry-After", "")
    if told.isdecimal():
        return float(told)
    date = _date(told)
    return max(0.0, date.timestamp() - time.time()) if date else 0.0


def clock_off_s(headers: Mapping[str, str]) -> float:
    """By how many seconds our clock is behind the service's; 0 where it does not tell."""
    date = _date(headers.get("Date", ""))
    return date.timestamp() - time.time() if date else 0.0


def _date(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return None
