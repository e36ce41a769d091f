"""The sound of the service: MP3 frames without an Info frame, and what a decoder makes of them."""

import av
import numpy as np

from audio.speech import Samples
from audio.timecode import ms_from_samples, samples_from_ms

SAMPLE_RATE = 24_000
FRAME_BYTES = 144
"""MPEG-2 Layer III, mono, 24 kHz, 48 kbit/s: 72 x 48,000 / 24,000."""
FRAME_SAMPLES = 576
FRAME_START = bytes.fromhex("fff364")
LAG_SAMPLES = 1_105
"""Encoder and decoder together, which no Info frame tells a decoder to drop: 576 + 529."""
HEARD = 0.003
"""Louder than −50 dBFS is still speech."""
TAIL_MS = 400
"""The pause left after a request's last sound, as between two sentences; the service's own is 0.9 s."""


class BrokenSound(Exception):
    """Bytes that are not whole frames of the service's one format."""


def decode(mp3: bytes) -> Samples:
    """The sound of the frames at 24 kHz, on the clock of the service's word times.

    Raises:
        BrokenSound: if a byte is missing, or a frame is of another kind or cannot be decoded.
    """
    if not mp3 or len(mp3) % FRAME_BYTES:
        raise BrokenSound(f"{len(mp3)} bytes are not whole frames")
    frames = [mp3[i : i + FRAME_BYTES] for i in range(0, len(mp3), FRAME_BYTES)]
    if not all(frame.startswith(FRAME_START) for frame in frames):
        raise BrokenSound("a frame is of another kind")
    decoder = av.CodecContext.create("mp3float", "r")
    assert isinstance(decoder, av.AudioCodecContext)
    try:
        blocks = [block.to_ndarray()[0] for frame in frames for block in decoder.decode(av.Packet(frame))]
    except av.FFmpegError as error:
        raise BrokenSound(str(error)) from error
    samples = np.concatenate(blocks) if blocks else np.zeros(0, np.float32)
    if len(samples) != len(frames) * FRAME_SAMPLES:
        raise BrokenSound("a frame could not be decoded")
    return samples[LAG_SAMPLES:]


def without_tail(samples: Samples, last_word_end_ms: int) -> Samples:
    """The sound with an ordinary pause at its end, in whole milliseconds so that parts can be joined."""
    heard = np.flatnonzero(np.abs(samples) > HEARD)
    heard_ms = ms_from_samples(int(heard[-1]), SAMPLE_RATE) if heard.size else 0
    end_ms = max(last_word_end_ms, heard_ms) + TAIL_MS
    return samples[: samples_from_ms(min(end_ms, len(samples) * 1000 // SAMPLE_RATE), SAMPLE_RATE)]
