"""From an engine's speech to a clip's sound: trimmed, faded, level, and a whole number of slots long."""

import math
import warnings
from dataclasses import dataclass

import numpy as np

from audio.encoding import SAMPLE_RATE, SLOT_SAMPLES
from audio.errors import SpeechFailed
from audio.limiting import Limiter
from audio.loudness import loudness_lufs
from audio.resampling import resample
from audio.speech import Samples, Speech, SpokenWord
from audio.timecode import ms_from_samples, samples_from_ms

with warnings.catch_warnings():
    # pydub looks for an ffmpeg program when imported; for raw samples it needs none.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment
    from pydub.silence import detect_leading_silence

LOUDNESS_LUFS = -16.0
"""Of each clip, and so of the episode: the custom for spoken mono and stereo podcasts."""
CEILING_DBTP = -3.0
"""Before encoding: the MP3 of it peaks up to 2 dB higher where it clicks, the AAC a little."""

# A codec's window spreads a sound over some 48 ms (MP3) and 32 ms (AAC) on both sides. Where clips meet that
# spread must fall into silence, or the windows of strangers would be laid over each other: a click.
LEAD_IN_MS = 64
_TAIL_MS = 48

_LEVEL_WITHIN_LU = 0.1
_LEVEL_TRIES = 3

_SILENCE_DB = -50.0  # below the clip's own peak
_KEPT_MS = 20  # of what counts as silence: a soft h or f begins there
_FADE_MS = 8
# pydub counts in whole numbers: of 32 bits, 27 for the sound and the rest for peaks past full scale.
_PYDUB_SCALE = float(2**27)


@dataclass(frozen=True)
class ShapedSpeech:
    """A clip's sound, ready to be encoded, and what is known of it."""

    samples: Samples
    """24 kHz, a whole number of slots, silent at both ends."""
    words: tuple[SpokenWord, ...]
    """On the clip's clock: starts rise, none overlaps the next, all lie within the speech."""
    speech_start_ms: int
    speech_end_ms: int
    loudness_lufs: float

    @property
    def length_ms(self) -> int:
        return ms_from_samples(len(self.samples), SAMPLE_RATE)


def shape(speech: Speech) -> ShapedSpeech:
    """Shape a speech into a clip: 24 kHz, trimmed, faded, at −16 LUFS, between two stretches of silence.

    Raises:
        SpeechFailed: if there is nothing to hear in it.
    """
    sound = resample(speech.samples, speech.sample_rate, SAMPLE_RATE)
    trimmed, trimmed_ms = _trim(sound)
    levelled, loudness = _level(trimmed)
    clip = _between_silences(levelled)
    speech_end_ms = LEAD_IN_MS + ms_from_samples(len(levelled), SAMPLE_RATE)
    words = _move_words(speech.words, LEAD_IN_MS - trimmed_ms, LEAD_IN_MS, speech_end_ms)
    return ShapedSpeech(clip, words, LEAD_IN_MS, speech_end_ms, loudness)


def _trim(sound: Samples) -> tuple[Samples, int]:
    """The sound without the silence at its ends, faded in and out, and how many ms went from its start."""
    whole = AudioSegment(
        (sound * _PYDUB_SCALE).astype(np.int32).tobytes(), sample_width=4, frame_rate=SAMPLE_RATE, channels=1
    )
    threshold = whole.max_dBFS + _SILENCE_DB
    if not math.isfinite(threshold):
        raise SpeechFailed(
            "הקול החזיר שקט במקום דיבור; בחרו קול אחר או נסו שוב",
            "The voice gave silence instead of speech; choose another voice or try again",
        )
    start_ms = max(0, detect_leading_silence(whole, threshold) - _KEPT_MS)
    tail_ms = max(0, detect_leading_silence(whole.reverse(), threshold) - _KEPT_MS)
    heard = whole[start_ms : len(whole) - tail_ms].fade_in(_FADE_MS).fade_out(_FADE_MS)
    return np.frombuffer(heard.raw_data, np.int32).astype(np.float32) / np.float32(_PYDUB_SCALE), start_ms


def _level(sound: Samples) -> tuple[Samples, float]:
    """The sound at the loudness of all clips with its peaks under the ceiling, and the loudness reached."""
    # BS.1770 counts nothing below −70 LUFS; a sound brought to full scale has something above.
    sound = sound / np.abs(sound).max()
    limiter = Limiter(sound, 10 ** (CEILING_DBTP / 20))
    gain_db = LOUDNESS_LUFS - loudness_lufs(sound, SAMPLE_RATE)
    # The ear does not weigh all energy alike, so what is still missing is asked for again.
    for _ in range(_LEVEL_TRIES):
        levelled = limiter.raised(gain_db)
        loudness = loudness_lufs(levelled, SAMPLE_RATE)
        missing = LOUDNESS_LUFS - loudness
        if abs(missing) < _LEVEL_WITHIN_LU:
            break
        gain_db += missing
    return levelled, loudness


def _between_silences(sound: Samples) -> Samples:
    lead = samples_from_ms(LEAD_IN_MS, SAMPLE_RATE)
    tail = samples_from_ms(_TAIL_MS, SAMPLE_RATE)
    slots = -(-(lead + len(sound) + tail) // SLOT_SAMPLES)
    clip = np.zeros(slots * SLOT_SAMPLES, np.float32)
    clip[lead : lead + len(sound)] = sound
    return clip


def _move_words(
    words: tuple[SpokenWord, ...], by_ms: int, first_ms: int, last_ms: int
) -> tuple[SpokenWord, ...]:
    """The words on the clip's clock, held between two times, each at least 1 ms long and after the last."""
    starts: list[int] = []
    for index, word in enumerate(words):
        earliest = starts[-1] + 1 if starts else first_ms
        latest = last_ms - (len(words) - index)
        starts.append(min(max(word.start_ms + by_ms, earliest), latest))
    nexts = (*starts, last_ms)[1:]
    return tuple(
        SpokenWord(start, min(max(word.end_ms + by_ms, start + 1), following), word.measured)
        for word, start, following in zip(words, starts, nexts, strict=True)
    )
