"""What the neural voices have in common: a paragraph is spoken in parts, which are laid in a row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from audio.engines.pauses import Rest, Stretch, fade_in, fade_out, pause_samples, with_rests
from audio.engines.pieces import Piece
from audio.engines.readings import times_of_readings
from audio.engines.takes import Take, heard
from audio.speech import Samples, Speech, Utterance
from audio.timecode import ms_from_samples, samples_from_ms

_KEPT_BEFORE_MS, _KEPT_AFTER_MS = 15, 40
"""Of what counts as silence: a soft consonant begins there, a vowel dies away there."""
_FADE_MS = 5
_OF_SIGNS = "."
"""What a paragraph of signs alone lasts: as long as a sentence's end."""


@dataclass(frozen=True)
class Part:
    """A piece that was spoken: from its first sound to its last, with a rest at each sign within it."""

    words: Piece
    samples: Samples
    stretches: tuple[Stretch, ...]
    """Where each word is heard."""


def part_of(piece: Piece, take: Take, stretches: Sequence[Stretch], rests: Sequence[Rest]) -> Part:
    """A take cut to what is heard, with soft edges, so that it can be laid between silences.

    Args:
        piece: the words that were asked for.
        take: what the model made of them.
        stretches: where each word is heard in it.
        rests: the silences at the signs within it.
    """
    first, last = heard(take)
    first = max(0, first - samples_from_ms(_KEPT_BEFORE_MS, take.sample_rate))
    last = min(len(take.samples), last + samples_from_ms(_KEPT_AFTER_MS, take.sample_rate))
    samples = take.samples[first:last].copy()
    fade_in(samples, samples_from_ms(_FADE_MS, take.sample_rate))
    fade_out(samples, samples_from_ms(_FADE_MS, take.sample_rate))

    def within(at: int) -> int:
        return min(max(at - first, 0), len(samples))

    trimmed = [(within(start), within(end)) for start, end in stretches]
    kept = [replace(rest, first=within(rest.first), last=within(rest.last)) for rest in rests]
    samples, moved = with_rests(samples, trimmed, kept, take.sample_rate)
    return Part(piece, samples, tuple(moved))


def in_a_row(parts: Iterable[Part], utterance: Utterance, sample_rate: int) -> Speech:
    """The speech of a whole paragraph: its parts, and after each the rest that its last sign asks for.

    Args:
        parts: in order; none for a paragraph of signs alone, which is a short silence.
        utterance: what was asked for.
        sample_rate: of the parts.
    """
    pace = utterance.voice.rate
    sound: list[Samples] = []
    said: list[tuple[int, int, int]] = []
    at = 0
    for part in parts:
        said += [
            (word.reading, ms_from_samples(at + start, sample_rate), ms_from_samples(at + end, sample_rate))
            for word, (start, end) in zip(part.words, part.stretches, strict=True)
        ]
        rest = _silence(pause_samples(part.words[-1].melody, pace, sample_rate))
        sound += [part.samples, rest]
        at += len(part.samples) + len(rest)
    whole = np.concatenate(sound or [_silence(pause_samples(_OF_SIGNS, pace, sample_rate))])
    length_ms = ms_from_samples(len(whole), sample_rate)
    return Speech(whole, sample_rate, times_of_readings(said, len(utterance.spoken.readings), length_ms))


def _silence(length: int) -> Samples:
    return np.zeros(length, np.float32)
