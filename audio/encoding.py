"""A clip's samples as MP3 frames and AAC packets that can be joined without encoding again.

Why AAC at 32 kHz beside MP3 at 24 kHz: an MP3 frame of 576 samples at 24 kHz lasts 24 ms, an AAC frame of
1,024 samples at 32 kHz lasts 32 ms. Four of the one are three of the other, 96 ms to the sample: a *slot*.
Clips and pauses are whole slots, so one timeline in whole milliseconds is exact in both files, at any length.
"""

from dataclasses import dataclass
from functools import cache

import av
import numpy as np

from audio.resampling import audio_frame, resample
from audio.speech import Samples

SLOT_MS = 96
SAMPLE_RATE = 24_000
SLOT_SAMPLES = SAMPLE_RATE * SLOT_MS // 1000

MP3_FRAMES_PER_SLOT = 4
AAC_RATE = 32_000
AAC_FRAME_SAMPLES = 1024
AAC_PACKETS_PER_SLOT = 3
AAC_CONFIG = bytes.fromhex("128856e500")
"""AudioSpecificConfig (ISO 14496-3, 1.6.2.1): AAC-LC, 32 kHz, mono, said not to hold SBR."""

# Without the bit reservoir each frame stands for itself, so frames of several clips can be neighbours.
# 64 kbit/s make 192 bytes of each frame, to the byte.
# LAME's level 7 takes half the time of its level 5 for speech, and at this rate, where bits are to spare,
# comes some 5 dB nearer to the sound in every band below 6 kHz.
_MP3_OPTIONS = {"b": "64000", "reservoir": "0", "compression_level": "7"}
# FFmpeg's "fast" search is not only three times as fast as its default one: of speech it comes some 10 dB
# nearer to the sound, and does not throw peaks 3 dB above it. Asked for 48 kbit/s it takes some 64.
# Without noise substitution (pns), which a decoder draws by lot, a clip sounds the same wherever it stands.
_AAC_OPTIONS = {"b": "48000", "aac_coder": "fast", "aac_pns": "0"}

# From the first sample in to the first sample out: 576 in LAME, 529 in any decoder. The zeros make it two
# frames; those are dropped, and a decoder that knows nothing of LAME hears sample 0 at time 0.
_MP3_DELAY = 1105
_MP3_DROPPED = 2
_MP3_ZEROS = 576 * _MP3_DROPPED - _MP3_DELAY
_AAC_DROPPED = 1  # FFmpeg's encoder answers with one packet of priming first
# LAME turns the sound down by this factor at constant bit rates, which would part the MP3 from the M4A.
_LAME_SCALE = 0.95


@dataclass(frozen=True)
class EncodedSound:
    """A whole number of slots, encoded twice. What plays before and after it does not matter."""

    mp3: bytes
    """MPEG-2 Layer III frames of 192 bytes, four a slot, none leaning on an earlier one."""
    aac: bytes
    """AAC-LC packets end to end, three a slot."""
    aac_sizes: tuple[int, ...]
    """Bytes of each packet."""


def encode(samples: Samples) -> EncodedSound:
    """Encode sound at 24 kHz that begins and ends in silence.

    Raises:
        ValueError: if it is not a whole number of slots.
    """
    slots, rest = divmod(len(samples), SLOT_SAMPLES)
    if rest:
        raise ValueError(f"{len(samples)} samples are not a whole number of slots of {SLOT_SAMPLES}")
    packets = _aac_packets(samples)[: slots * AAC_PACKETS_PER_SLOT]
    frames = _mp3_frames(samples)[: slots * MP3_FRAMES_PER_SLOT]
    return EncodedSound(b"".join(frames), b"".join(packets), tuple(map(len, packets)))


@cache
def silent_slot() -> EncodedSound:
    """One slot of silence."""
    return encode(np.zeros(SLOT_SAMPLES, np.float32))


def _mp3_frames(samples: Samples) -> list[bytes]:
    padded = np.concatenate([np.zeros(_MP3_ZEROS, np.float32), samples * np.float32(1 / _LAME_SCALE)])
    return _packets("libmp3lame", padded, SAMPLE_RATE, _MP3_OPTIONS)[_MP3_DROPPED:]


def _aac_packets(samples: Samples) -> list[bytes]:
    return _packets("aac", resample(samples, SAMPLE_RATE, AAC_RATE), AAC_RATE, _AAC_OPTIONS)[_AAC_DROPPED:]


def _packets(codec: str, samples: Samples, sample_rate: int, options: dict[str, str]) -> list[bytes]:
    encoder = av.CodecContext.create(codec, "w")
    assert isinstance(encoder, av.AudioCodecContext)
    encoder.sample_rate = sample_rate
    encoder.layout = "mono"
    encoder.format = "fltp"
    encoder.options = options
    frame = audio_frame(samples, sample_rate)
    return [bytes(packet) for packet in (*encoder.encode(frame), *encoder.encode(None))]
