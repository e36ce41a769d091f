"""The service's messages on the wire, and the faults that spoil them, each by its name.

A fault is a small function of what is said, or of the messages that are sent. To add one, write the function
and name it in `SPOILT_SAYING` or `SPOILT_SENDING`; a refusal before any message is a line of `REFUSALS`.
"""

import html
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from tests.faults.edge_voice import Said, ToldWord

AUDIO_BYTES = 720
"""Of sound in one message: five frames."""
TICKS_PER_MS = 10_000
HEAD_START_MS = 1_000
"""How far the word times run ahead of the sound."""
BYTES_PER_MS = 6


class Act(Enum):
    """What the service does instead of sending."""

    STALL = auto()
    CLOSE = auto()
    """A clean farewell, as after a whole answer."""
    CLOSE_1011 = auto()
    ABORT = auto()
    """The connection is reset."""


Message = str | bytes | Act


@dataclass(frozen=True)
class Refusal:
    """An HTTP answer in place of a websocket."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()


REFUSALS = {
    "403": Refusal(403),
    "403-without-date": Refusal(403, (("Date", ""),)),
    "404": Refusal(404),
    "429-with-retry-after": Refusal(429, (("Retry-After", "1"),)),
    "503": Refusal(503),
    "200-without-upgrade": Refusal(200),
}


def messages(said: Said, request_id: str) -> list[Message]:
    """A whole answer: the words run ahead of the sound, and an empty message ends the sound."""
    sent: list[Message] = [_text("turn.start", request_id, "{}"), _text("response", request_id, "{}")]
    words = list(said.words)
    for start in range(0, len(said.mp3), AUDIO_BYTES):
        now_ms = start // BYTES_PER_MS
        while words and words[0].start_ms <= now_ms + HEAD_START_MS:
            sent.append(_text("audio.metadata", request_id, _metadata(words.pop(0))))
        sent.append(_sound(request_id, said.mp3[start : start + AUDIO_BYTES]))
    sent += [_text("audio.metadata", request_id, _metadata(word)) for word in words]
    return [*sent, _sound(request_id, b""), _text("turn.end", request_id, "{}")]


def _text(path: str, request_id: str, body: str) -> str:
    head = f"X-RequestId:{request_id}\r\nContent-Type:application/json; charset=utf-8\r\nPath:{path}"
    return f"{head}\r\n\r\n{body}"


def _sound(request_id: str, mp3: bytes) -> bytes:
    kind = "Content-Type:audio/mpeg\r\n" if mp3 else ""
    head = f"X-RequestId:{request_id}\r\n{kind}X-StreamId:{request_id}\r\nPath:audio\r\n".encode()
    return len(head).to_bytes(2, "big") + head + mp3


def _metadata(word: ToldWord) -> str:
    text = {"Text": word.text, "Length": len(word.text), "BoundaryType": "WordBoundary"}
    data = {
        "Offset": word.start_ms * TICKS_PER_MS,
        "Duration": (word.end_ms - word.start_ms) * TICKS_PER_MS,
        "text": text,
    }
    return json.dumps({"Metadata": [{"Type": "WordBoundary", "Data": data}]}, ensure_ascii=False)


def _middle(said: Said) -> int:
    return len(said.words) // 2


def _without_middle_word(said: Said) -> Said:
    at = _middle(said)
    return replace(said, words=said.words[:at] + said.words[at + 1 :])


def _doubled_middle_word(said: Said) -> Said:
    at = _middle(said)
    return replace(said, words=said.words[: at + 1] + said.words[at:])


def _escaped_words(said: Said) -> Said:
    escaped = (replace(word, text=html.escape(word.text.replace("״", '"'))) for word in said.words)
    return replace(said, words=tuple(escaped))


def _words_in_pairs(said: Said) -> Said:
    pairs = (said.words[i : i + 2] for i in range(0, len(said.words), 2))
    return replace(
        said,
        words=tuple(
            ToldWord(" ".join(word.text for word in pair), pair[0].start_ms, pair[-1].end_ms)
            for pair in pairs
        ),
    )


def _wordless(said: Said) -> Said:
    return replace(said, words=())


def _half_of_sound(said: Said) -> Said:
    return replace(said, mp3=said.mp3[: len(said.mp3) // 288 * 144])


def _cut_frame(said: Said) -> Said:
    return replace(said, mp3=said.mp3[:-50])


def _no_sound(said: Said) -> Said:
    return replace(said, mp3=b"")


def _until_sound(act: Act) -> Callable[[Sequence[Message]], list[Message]]:
    return lambda sent: [*sent[: _first_sound(sent)], act]


def _until_middle(act: Act) -> Callable[[Sequence[Message]], list[Message]]:
    return lambda sent: [*sent[: (_first_sound(sent) + len(sent)) // 2], act]


def _first_sound(sent: Sequence[Message]) -> int:
    return next(i for i, message in enumerate(sent) if isinstance(message, bytes))


SPOILT_SAYING: dict[str, Callable[[Said], Said]] = {
    "turn-end-without-audio": _no_sound,
    "half-audio": _half_of_sound,
    "cut-frame": _cut_frame,
    "missing-boundary": _without_middle_word,
    "doubled-boundary": _doubled_middle_word,
    "no-boundaries": _wordless,
    "entity-escaped": _escaped_words,
    "two-words-in-one": _words_in_pairs,
}
SPOILT_SENDING: dict[str, Callable[[Sequence[Message]], list[Message]]] = {
    "close-clean-before-audio": _until_sound(Act.CLOSE),
    "close-1011-before-audio": _until_sound(Act.CLOSE_1011),
    "abort-before-audio": _until_sound(Act.ABORT),
    "close-after-some-audio": _until_middle(Act.CLOSE),
    "close-1011-after-some-audio": _until_middle(Act.CLOSE_1011),
    "abort-after-some-audio": _until_middle(Act.ABORT),
    "stall-after-upgrade": lambda _: [Act.STALL],
    "stall-mid-stream": _until_middle(Act.STALL),
    "text-without-headers": lambda sent: [*sent[:2], "no headers", *sent[2:]],
}
FAULTS = (*REFUSALS, *SPOILT_SENDING, *SPOILT_SAYING)


def answer(said: Said, request_id: str, fault: str | None) -> list[Message]:
    """The messages of an answer, spoilt by a fault if one is named."""
    if fault in SPOILT_SAYING:
        return messages(SPOILT_SAYING[fault](said), request_id)
    sent = messages(said, request_id)
    return SPOILT_SENDING[fault](sent) if fault else sent
