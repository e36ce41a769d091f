"""What one request brought, as sound and words once it is whole, and the requests of a paragraph joined."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from audio.checks import check
from audio.engines.edge_sound import SAMPLE_RATE, BrokenSound, decode, without_tail
from audio.engines.edge_text import Request
from audio.engines.edge_trouble import Trouble, incomplete
from audio.errors import SpeechFailed
from audio.speech import Samples, Speech, SpokenWord, Utterance, Voice
from audio.timecode import ms_from_samples, samples_from_ms
from audio.wordmatch import Boundary, match_words

PAUSE_MS = 300
"""What a paragraph without a letter lasts."""


@dataclass
class Answer:
    """What has come of one request so far."""

    mp3: bytearray = field(default_factory=bytearray)
    boundaries: list[Boundary] = field(default_factory=list)


@dataclass(frozen=True)
class Part:
    """A request's sound, with its displayed words on that sound's clock."""

    samples: Samples
    words: tuple[SpokenWord, ...]
    untold: frozenset[int] = frozenset()
    """Words, by index, whose times the service did not tell, or not wholly."""


def part_of(request: Request, voice: Voice, answer: Answer) -> Part:
    """The answer as sound and words.

    Raises:
        Trouble: where it is not whole.
    """
    samples = _whole_sound(answer)
    last_end_ms = max((boundary.end_ms for boundary in answer.boundaries), default=0)
    if not last_end_ms:
        raise incomplete("אין זמני מילים", "it tells no times of words")
    if last_end_ms > ms_from_samples(len(samples), SAMPLE_RATE):
        raise incomplete("הקול נקטע באמצע", "the sound ends before the last word does")
    samples = without_tail(samples, last_end_ms)
    match = match_words(request.words, answer.boundaries, ms_from_samples(len(samples), SAMPLE_RATE))
    try:
        check(Speech(samples, SAMPLE_RATE, match.words), Utterance(request.spoken, voice))
    except SpeechFailed as error:
        raise Trouble(error.he, error.en) from error
    return Part(samples, match.words, match.untold)


def _whole_sound(answer: Answer) -> Samples:
    try:
        return decode(bytes(answer.mp3))
    except BrokenSound as error:
        raise incomplete("הקול פגום", f"the sound is damaged: {error}") from error


def pause(request: Request) -> Part:
    """What stands for a request without a letter, which the service would not answer."""
    samples = np.zeros(samples_from_ms(PAUSE_MS, SAMPLE_RATE), np.float32)
    return Part(samples, match_words(request.words, [], PAUSE_MS).words)


def joined(parts: Sequence[Part]) -> Speech:
    """The parts one after another; each is a whole number of milliseconds long, so no word moves."""
    words: list[SpokenWord] = []
    offset_ms = 0
    for part in parts:
        words += [SpokenWord(w.start_ms + offset_ms, w.end_ms + offset_ms, w.measured) for w in part.words]
        offset_ms += ms_from_samples(len(part.samples), SAMPLE_RATE)
    return Speech(np.concatenate([part.samples for part in parts]), SAMPLE_RATE, tuple(words))
