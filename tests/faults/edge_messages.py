"""The service's messages on the wire, as it sends them when all is well."""

import json
from enum import Enum, auto

from tests.faults.edge_voice import Said, ToldWord

AUDIO_BYTES = 720
"""Of sound in one message: five frames."""
TICKS_PER_MS = 10_000
HEAD_START_MS = 1_000
"""How far the word times run ahead of the sound."""
BYTES_PER_MS = 6


class Act(Enum):
    """What the service does instead of sending, or between two messages."""

    PAUSE = auto()
    """A moment's silence."""
    STALL = auto()
    """Silence until the other side hangs up."""
    CLOSE = auto()
    """A clean farewell, as after a whole answer."""
    CLOSE_1011 = auto()
    RESET = auto()
    """The connection is torn down (RST)."""
    CLOSE_IN_FRAME = auto()
    """Half of a frame is sent, and the connection ends."""
    RESET_IN_FRAME = auto()


Message = str | bytes | Act


def messages(said: Said, request_id: str) -> list[Message]:
    """A whole answer: the words run ahead of the sound, and an empty message ends the sound."""
    sent: list[Message] = [text("turn.start", request_id, "{}"), text("response", request_id, "{}")]
    words = list(said.words)
    for start in range(0, len(said.mp3), AUDIO_BYTES):
        now_ms = start // BYTES_PER_MS
        while words and words[0].start_ms <= now_ms + HEAD_START_MS:
            sent.append(text("audio.metadata", request_id, metadata(words.pop(0))))
        sent.append(sound(request_id, said.mp3[start : start + AUDIO_BYTES]))
    sent += [text("audio.metadata", request_id, metadata(word)) for word in words]
    return [*sent, sound(request_id, b""), text("turn.end", request_id, "{}")]


def text(path: str, request_id: str, body: str) -> str:
    """A text message."""
    head = f"X-RequestId:{request_id}\r\nContent-Type:application/json; charset=utf-8\r\nPath:{path}"
    return f"{head}\r\n\r\n{body}"


def sound(request_id: str, mp3: bytes) -> bytes:
    """A binary message; the one without sound says so by having no Content-Type."""
    kind = "Content-Type:audio/mpeg\r\n" if mp3 else ""
    head = f"X-RequestId:{request_id}\r\n{kind}X-StreamId:{request_id}\r\nPath:audio\r\n".encode()
    return len(head).to_bytes(2, "big") + head + mp3


def metadata(*words: ToldWord) -> str:
    """The body of a message of word times; the service puts one into each."""
    return json.dumps({"Metadata": [_entry(word) for word in words]}, ensure_ascii=False)


def _entry(word: ToldWord) -> dict[str, object]:
    told = {"Text": word.text, "Length": len(word.text), "BoundaryType": "WordBoundary"}
    data = {
        "Offset": word.start_ms * TICKS_PER_MS,
        "Duration": (word.end_ms - word.start_ms) * TICKS_PER_MS,
        "text": told,
    }
    return {"Type": "WordBoundary", "Data": data}
