"""What the loopback service says: the built-in voice as Edge's service encodes it, with true word times."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from xml.etree import ElementTree

import av
import numpy as np

from audio.engines.edge_sound import SAMPLE_RATE
from audio.engines.espeak import EspeakEngine
from audio.hebrew.spoken_text import spoken_text
from audio.resampling import audio_frame, resample
from audio.speech import Samples, Utterance
from audio.timecode import samples_from_ms

LEAD_MS = 100
"""The silence with which the service begins, as in its first Offset of 1,000,000 ticks."""
TAIL_MS = 900
BIT_RATE = 48_000
_SIGNS_AROUND = re.compile(r"^\W+|\W+$")


@dataclass(frozen=True)
class Asked:
    """One request as the service understood it."""

    text: str
    voice: str
    rate: str
    pitch: str


@dataclass(frozen=True)
class ToldWord:
    """A word boundary: the text without the signs around it, times in milliseconds of the sound."""

    text: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True)
class Said:
    """What answers a request, whole and true."""

    mp3: bytes
    words: tuple[ToldWord, ...]
    samples: Samples
    """What was encoded, at 24 kHz, on the words' clock."""


NOTHING = Said(b"", (), np.zeros(0, np.float32))


def read_ssml(ssml: str) -> Asked:
    """The request in the SSML that the library writes."""
    voice = next(iter(ElementTree.fromstring(ssml)))
    prosody = next(iter(voice))
    return Asked(prosody.text or "", voice.get("name", ""), prosody.get("rate", ""), prosody.get("pitch", ""))


@lru_cache(maxsize=512)
def say(asked: Asked) -> Said:
    """Speak it: in a man's or a woman's voice, at the pace asked for.

    Raises:
        SpeechFailed: for a text that the built-in voice cannot speak.
    """
    engine = EspeakEngine()
    gender = "f" if "Hila" in asked.voice else "m"
    voice = next(voice for voice in engine.voices() if voice.gender == gender)
    spoken = spoken_text(asked.text, reads_numbers=False)
    pace = 1 + int(asked.rate.removesuffix("%")) / 100
    speech = engine.speak(Utterance(spoken, replace(voice, rate=pace)))
    words = tuple(
        ToldWord(_SIGNS_AROUND.sub("", asked.text[reading.start_char : reading.end_char]), *times)
        for reading, word in zip(spoken.readings, speech.words, strict=True)
        if reading.spoken
        for times in [(word.start_ms + LEAD_MS, word.end_ms + LEAD_MS)]
    )
    sound = resample(speech.samples, speech.sample_rate, SAMPLE_RATE)
    samples = np.concatenate([_silence(LEAD_MS), sound, _silence(TAIL_MS)])
    return Said(encoded(samples), words, samples)


def _silence(ms: int) -> Samples:
    return np.zeros(samples_from_ms(ms, SAMPLE_RATE), np.float32)


def encoded(samples: Samples, bit_rate: int = BIT_RATE) -> bytes:
    """MPEG-2 Layer III frames, of 144 bytes at 48 kbit/s: 24 kHz, mono, constant, without an Info frame."""
    encoder = av.CodecContext.create("libmp3lame", "w")
    assert isinstance(encoder, av.AudioCodecContext)
    encoder.sample_rate, encoder.layout, encoder.format = SAMPLE_RATE, "mono", "fltp"
    encoder.bit_rate = bit_rate
    return b"".join(
        bytes(packet)
        for frame in (audio_frame(samples, SAMPLE_RATE), None)
        for packet in encoder.encode(frame)
    )
