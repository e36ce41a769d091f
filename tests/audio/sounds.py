"""Sounds like speech, and what is heard of an encoded file: for the tests of this folder."""

import math
from collections.abc import Sequence
from typing import BinaryIO

import av
import numpy as np
import pyebur128

from audio.encoding import MP3_FRAMES_PER_SLOT, SAMPLE_RATE, silent_slot
from audio.mp3 import info_frame
from audio.mp4 import m4a_head
from audio.resampling import resample
from audio.speech import Samples
from audio.tags import Tags


def voiced(seconds: float, sample_rate: int, seed: int, peak: float = 0.5) -> Samples:
    """A voice of its own for each seed: gliding harmonics in syllables, with a little breath."""
    random = np.random.default_rng(seed)
    times = np.arange(round(seconds * sample_rate)) / sample_rate
    pitch = random.uniform(90, 220) * (1 + 0.2 * np.sin(2 * np.pi * random.uniform(0.3, 0.9) * times))
    phase = 2 * np.pi * np.cumsum(pitch) / sample_rate
    tone = sum(np.sin(harmonic * phase) / harmonic for harmonic in range(1, 20))
    rhythm = np.cumsum(random.uniform(2, 5, len(times) // sample_rate + 2)).repeat(sample_rate)[: len(times)]
    syllables = np.sqrt(np.clip(np.sin(np.pi * (0.3 + rhythm * times / (1 + times))) + 0.4, 0, 1))
    sound = (tone + 0.1 * random.standard_normal(len(times))) * syllables
    return (sound * peak / np.abs(sound).max()).astype(np.float32)


def lag(heard: Samples, original: Samples) -> int:
    """Samples by which `heard` is later than `original`, where they are most alike."""
    size = 1 << (len(heard) + len(original)).bit_length()
    alike = np.fft.irfft(np.fft.rfft(heard, size) * np.fft.rfft(original, size).conj(), size)
    at = int(alike.argmax())
    return at if at < size // 2 else at - size


def heard(file: BinaryIO, spans: Sequence[tuple[int, int]]) -> list[Samples]:
    """What a player that decodes from the start hears between two times each, in ms; at 24 kHz."""
    with av.open(file) as container:
        stream = container.streams.audio[0]
        rate = stream.sample_rate
        kept: list[list[Samples]] = [[] for _ in spans]
        at = 0
        for frame in container.decode(stream):
            assert frame.pts is not None and frame.time == at / rate
            for span, pieces in zip(spans, kept, strict=True):
                first, last = (max(0, time * rate // 1000 - at) for time in span)
                if first < frame.samples and last:
                    pieces.append(frame.to_ndarray()[0, first:last].copy())
            at += frame.samples
    return [resample(np.concatenate(pieces), rate, SAMPLE_RATE) for pieces in kept]


def true_peak_dbtp(samples: Samples, sample_rate: int) -> float:
    """The peak, between the samples too, in dB of full scale; found at four times the rate (BS.1770-4)."""
    meter = pyebur128.R128State(1, sample_rate, pyebur128.MeasurementMode.MODE_TRUE_PEAK)
    heard = np.ascontiguousarray(samples, dtype=np.float32)
    meter.add_frames(heard, len(heard))
    peak = float(pyebur128.get_true_peak(meter, 0))
    return 20 * math.log10(peak) if peak > 0 else -math.inf


def silent_mp3(slots: int) -> bytes:
    """So many slots of silence, as an episode's own MP3."""
    return info_frame(slots * MP3_FRAMES_PER_SLOT) + silent_slot().mp3 * slots


def silent_m4a(slots: int) -> bytes:
    """The same as an episode's own M4A."""
    slot = silent_slot()
    sizes = np.array([slot.aac_sizes[0], *slot.aac_sizes * slots], np.uint32)
    return m4a_head(sizes, Tags("שקט")) + slot.aac[: slot.aac_sizes[0]] + slot.aac * slots
