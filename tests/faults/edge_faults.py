"""The faults that spoil the service's answers, each by its name; a seed says where in an answer they bite.

A fault is a small function of what is said, or of the messages that are sent. To add one, write the function
and name it in `SPOILT_SAYING` or `SPOILT_SENDING`; a refusal before any message is a line of `REFUSALS`.
"""

import html
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from audio.engines.edge_sound import FRAME_BYTES, SAMPLE_RATE
from audio.hebrew.letters import PATAH, is_letter
from audio.hebrew.spoken_text import spoken_text
from tests.faults.edge_messages import Act, Message, messages, text
from tests.faults.edge_voice import Said, ToldWord, encoded

AN_HOUR_S = 3_600


@dataclass(frozen=True)
class Refusal:
    """An HTTP answer in place of a websocket."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    ahead_s: int = 0
    """By how much the Date it gives is ahead of this machine's clock."""
    dated: bool = True


REFUSALS = {
    "200-without-upgrade": Refusal(200),
    "400": Refusal(400),
    "401": Refusal(401),
    "403-once": Refusal(403),
    "403-always": Refusal(403),
    "403-slow-clock": Refusal(403, ahead_s=AN_HOUR_S),
    "403-without-date": Refusal(403, dated=False),
    "404": Refusal(404),
    "429-with-retry-after": Refusal(429, (("Retry-After", "1"),)),
    "429-with-long-retry-after": Refusal(429, (("Retry-After", "600"),)),
    "503": Refusal(503),
}
LASTING = frozenset(("403-always", "403-slow-clock"))
"""Once met, they hold until the service is healed; the library itself asks again after a first 403."""
BEFORE_UPGRADE = "stall-before-upgrade"

SaidSpoiler = Callable[[Said, Random], Said]
SentSpoiler = Callable[[list[Message], Random], list[Message]]


def _word(said: Said, draw: Random) -> int:
    return draw.randrange(len(said.words))


def _without_a_word(said: Said, draw: Random) -> Said:
    at = _word(said, draw)
    return replace(said, words=said.words[:at] + said.words[at + 1 :])


def _a_word_doubled(said: Said, draw: Random) -> Said:
    at = _word(said, draw)
    return replace(said, words=said.words[: at + 1] + said.words[at:])


def _a_word_stepping_back(said: Said, draw: Random) -> Said:
    """A step back; the first word has none to come before."""
    if len(said.words) < 2:
        return said
    at = draw.randrange(1, len(said.words))
    early = replace(said.words[at], start_ms=0, end_ms=10)
    return replace(said, words=(*said.words[:at], early, *said.words[at + 1 :]))


def _two_words_in_one(said: Said, draw: Random) -> Said:
    at = draw.randrange(max(1, len(said.words) - 1))
    pair = said.words[at : at + 2]
    one = ToldWord(" ".join(word.text for word in pair), pair[0].start_ms, pair[-1].end_ms)
    return replace(said, words=(*said.words[:at], one, *said.words[at + 2 :]))


def _retold(change: Callable[[str], str]) -> SaidSpoiler:
    """Each word's text written otherwise, its times as they are."""
    return lambda said, _: replace(
        said, words=tuple(replace(word, text=change(word.text)) for word in said.words)
    )


def _escaped(told: str) -> str:
    return html.escape(told.replace("״", '"').replace("׳", "'"))


def _pointed(told: str) -> str:
    return "".join(letter + PATAH if is_letter(letter) else letter for letter in told)


def _number_in_words(told: str) -> str:
    return spoken_text(told, reads_numbers=False).said if any(map(str.isdigit, told)) else told


def _wordless(said: Said, draw: Random) -> Said:
    return replace(said, words=())


def _half_of_sound(said: Said, draw: Random) -> Said:
    return replace(said, mp3=said.mp3[: len(said.mp3) // (2 * FRAME_BYTES) * FRAME_BYTES])


def _cut_frame(said: Said, draw: Random) -> Said:
    return replace(said, mp3=said.mp3[: -draw.randrange(1, FRAME_BYTES)])


def _no_sound(said: Said, draw: Random) -> Said:
    return replace(said, mp3=b"")


def _silent_sound(said: Said, draw: Random) -> Said:
    return replace(said, mp3=encoded(np.zeros_like(said.samples)))


def _silent_stretch(said: Said, draw: Random) -> Said:
    """Three words are lost, so that the one between lies in silence whatever an encoder spreads."""
    at = draw.randrange(max(1, len(said.words) - 2))
    lost = said.words[at : at + 3]
    samples = said.samples.copy()
    samples[lost[0].start_ms * SAMPLE_RATE // 1000 : lost[-1].end_ms * SAMPLE_RATE // 1000] = 0
    return replace(said, mp3=encoded(samples))


def _wrong_format(said: Said, draw: Random) -> Said:
    return replace(said, mp3=encoded(said.samples, bit_rate=64_000))


SPOILT_SAYING: dict[str, SaidSpoiler] = {
    "turn-end-without-audio": _no_sound,
    "half-audio": _half_of_sound,
    "cut-frame": _cut_frame,
    "silent-sound": _silent_sound,
    "silent-stretch": _silent_stretch,
    "wrong-format": _wrong_format,
    "no-boundaries": _wordless,
    "missing-boundary": _without_a_word,
    "doubled-boundary": _a_word_doubled,
    "boundary-stepping-back": _a_word_stepping_back,
    "two-words-in-one": _two_words_in_one,
    "entity-escaped": _retold(_escaped),
    "pointed-words": _retold(_pointed),
    "numbers-in-words": _retold(_number_in_words),
}


def _first_sound(sent: list[Message]) -> int:
    return next((i for i, message in enumerate(sent) if isinstance(message, bytes)), len(sent))


def _until_sound(act: Act) -> SentSpoiler:
    return lambda sent, _: [*sent[: _first_sound(sent)], act]


def _amid_sound(act: Act) -> SentSpoiler:
    return lambda sent, draw: [*sent[: draw.randrange(_first_sound(sent) + 1, len(sent) - 2)], act]


def _instead(*acts: Message) -> SentSpoiler:
    return lambda sent, _: [*acts]


def _without_end(act: Act) -> SentSpoiler:
    return lambda sent, _: [*sent[:-1], act]


def _early(message: Message) -> SentSpoiler:
    return lambda sent, _: [*sent[:2], message, *sent[2:]]


def _dripping(sent: list[Message], draw: Random) -> list[Message]:
    """A sign of life now and then, and never an end."""
    first = _first_sound(sent)
    drops = (part for message in sent[first:-2] for part in (message, *[Act.PAUSE] * 8))
    return [*sent[:first], *drops, Act.STALL]


def _two_entries_in_one_frame(sent: list[Message], draw: Random) -> list[Message]:
    told = [i for i, one in enumerate(sent) if isinstance(one, str) and "Path:audio.metadata" in one]
    if len(told) < 2:
        return sent
    at = draw.randrange(len(told) - 1)
    first, second = (str(sent[i]).split("\r\n\r\n", 1) for i in told[at : at + 2])
    entries = [*json.loads(first[1])["Metadata"], *json.loads(second[1])["Metadata"]]
    both = f"{first[0]}\r\n\r\n" + json.dumps({"Metadata": entries}, ensure_ascii=False)
    rest = [message for i, message in enumerate(sent) if i != told[at + 1]]
    rest[told[at]] = both
    return rest


SPOILT_SENDING: dict[str, SentSpoiler] = {
    "close-clean-before-audio": _until_sound(Act.CLOSE),
    "close-1011-before-audio": _until_sound(Act.CLOSE_1011),
    "reset-before-audio": _until_sound(Act.RESET),
    "close-clean-after-some-audio": _amid_sound(Act.CLOSE),
    "close-1011-after-some-audio": _amid_sound(Act.CLOSE_1011),
    "reset-after-some-audio": _amid_sound(Act.RESET),
    "close-within-frame": _amid_sound(Act.CLOSE_IN_FRAME),
    "reset-within-frame": _amid_sound(Act.RESET_IN_FRAME),
    "close-before-turn-end": _without_end(Act.CLOSE),
    "stall-after-upgrade": _instead(Act.STALL),
    "stall-mid-stream": _amid_sound(Act.STALL),
    "stall-before-turn-end": _without_end(Act.STALL),
    "dripping": _dripping,
    "slow-start": lambda sent, _: [*[Act.PAUSE] * 4, *sent],
    "two-entries-in-one-frame": _two_entries_in_one_frame,
    "text-without-headers": _early("no headers"),
    "unknown-path": _early(text("something.new", "0", "{}")),
    "metadata-of-another-shape": _early(
        text("audio.metadata", "0", '{"Metadata":[{"Type":"WordBoundary"}]}')
    ),
    "metadata-no-json": _early(text("audio.metadata", "0", "<html>")),
    "binary-too-short": _early(b"\0"),
    "binary-of-another-path": _early(b"\0\x0cPath:video\r\n"),
}
FAULTS = (*REFUSALS, BEFORE_UPGRADE, *SPOILT_SENDING, *SPOILT_SAYING)


def answer(said: Said, request_id: str, fault: str, draw: Random) -> list[Message]:
    """The messages of an answer, spoilt by a fault if one is named; what says nothing cannot be spoilt."""
    if fault in SPOILT_SAYING and said.words:
        return messages(SPOILT_SAYING[fault](said, draw), request_id)
    sent = messages(said, request_id)
    return SPOILT_SENDING[fault](sent, draw) if fault in SPOILT_SENDING and said.words else sent


def chain(seed: int, length: int) -> tuple[str, ...]:
    """Faults drawn by lot, the same for the same seed."""
    return tuple(Random(f"chain {seed}").choices(FAULTS, k=length))
