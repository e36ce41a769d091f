"""Is the service there, and is this machine's clock right? One plain request, which asks for no speech."""

import ssl
from email.message import Message
from http.client import HTTPException, InvalidURL
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from audio.engines.edge_trouble import Trouble, no_address, not_installed, stalled, unreachable, untrusted
from audio.engines.edge_wire import clock_off_s


def ask_clock(url: str | None, within_s: float) -> float:
    """By how many seconds this machine's clock is behind the service's; 0 where it tells no date.

    Args:
        url: another service that speaks the same wire; None for the public one.
        within_s: how long each step may take.

    Raises:
        EngineUnavailable: where it does not answer.
    """
    try:
        # The wire begins as HTTP does; any answer, a refusal too, is one that has a date.
        with urlopen((url or _public()).replace("ws", "http", 1), timeout=within_s) as answer:
            return _behind_s(answer.headers)
    except HTTPError as refusal:
        return _behind_s(refusal.headers)
    except (OSError, HTTPException, ValueError) as error:
        raise _trouble_of(error).as_error() from error


def _behind_s(headers: Message) -> float:
    return clock_off_s({"Date": headers.get("Date", "")})


def _public() -> str:
    try:
        from edge_tts.constants import WSS_URL
    except ImportError as error:
        raise not_installed().as_error() from error
    return WSS_URL


def _trouble_of(error: Exception) -> Trouble:
    reason = error.reason if isinstance(error, URLError) else error
    match reason:
        case ssl.SSLError():
            return untrusted()
        case TimeoutError():
            return stalled()
        case ValueError() | InvalidURL():
            return no_address()
    return unreachable()
