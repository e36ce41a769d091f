"""The draft voice: our own Hebrew phonemes spoken by espeak-ng, a whole episode in seconds, offline."""

import bisect
import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from audio.engines.base import Lanes
from audio.engines.espeak_library import RATES, Said, Setting, library
from audio.engines.table import UnknownVoice
from audio.errors import SpeechFailed
from audio.hebrew.letters import without_points
from audio.hebrew.niqqud import Points, points
from audio.hebrew.phonemes import Phoneme, phonemes
from audio.speech import Gender, Manner, Reading, Samples, Speech, SpokenWord, Utterance, Voice
from audio.timecode import ms_from_samples, samples_from_ms

# Phonemes in the names of the library's base table, where they are not the same letter. The tapped r is short
# and is taken for nothing else; the library's uvular ones are a long trill or near its x.
_NAMES = {"χ": "x", "ʁ": "*", "ɡ": "g", "ʃ": "S", "ʒ": "Z", "tʃ": "tS", "dʒ": "dZ"}
_MELODY = {".": ".", "?": "?", "!": "!", ",": ",", ":": ":", ";": ";", "–": ","}
# Little words that lean on their neighbour; stressed like the rest they sound hammered.
_UNSTRESSED = frozenset("את של על אל עם כי או גם אם לא הוא היא זה זו יש אין מה מי כל אז רק עד בין".split())
# Steps of the library's pitch setting to an octave of the median, as measured on two voices.
_OCTAVE = 70
_FULL_SCALE = 32768.0
_PAUSE_MS = 400
_SILENT = 16
"""Samples up to this size are silence; the library's pauses are zeros."""


@dataclass(frozen=True)
class _Timbre:
    """A voice as the library makes it."""

    id: str
    name: str
    gender: Gender
    manner: Manner
    pitch_hz: int
    setting: Setting


_TIMBRES = (
    _Timbre("espeak-itay", "איתי", "m", "lively", 134, Setting("he+m3", 190, 72, 60)),
    _Timbre("espeak-gil", "גיל", "m", "lively", 114, Setting("he+Michael", 190, 52, 60)),
    _Timbre("espeak-avner", "אבנר", "m", "calm", 92, Setting("he+m4", 170, 48, 35)),
    _Timbre("espeak-amos", "עמוס", "m", "calm", 75, Setting("he+david", 170, 55, 35)),
    _Timbre("espeak-noa", "נועה", "f", "lively", 227, Setting("he+f3", 190, 52, 60)),
    _Timbre("espeak-maya", "מאיה", "f", "lively", 262, Setting("he+Annie", 190, 52, 55)),
    _Timbre("espeak-tamar", "תמר", "f", "calm", 158, Setting("he+f1", 170, 40, 35)),
    _Timbre("espeak-ruth", "רות", "f", "calm", 190, Setting("he+f2", 170, 52, 35)),
)


@dataclass(frozen=True)
class _Token:
    """One word to be said."""

    reading: int
    place: int
    """Where it begins in the text given to the library."""


class EspeakEngine:
    """Speaks Hebrew with espeak-ng.

    Args:
        points: puts the vowel marks into a text; one that keeps its answers makes a second run quicker.
    """

    name = "espeak"
    reads_numbers = False
    lanes = Lanes("process")

    def __init__(self, points: Points = points) -> None:
        self._points = points
        self.version = _fingerprint()

    def voices(self) -> Sequence[Voice]:
        return tuple(
            Voice(timbre.id, self.name, timbre.name, timbre.gender, timbre.manner, timbre.pitch_hz)
            for timbre in _TIMBRES
        )

    def check_ready(self, timeout_s: float) -> None:
        library()
        self._points("שלום")

    def speak(self, utterance: Utterance) -> Speech:
        setting = _setting(utterance.voice)
        text, tokens = _notation(self._pointed(utterance.spoken.readings))
        said = library().say(text, setting) if tokens else _pause()
        if said is None or not len(said.samples):
            raise _failed("המנוע סירב לטקסט", "the engine refused the text")
        words = _times(tokens, said, len(utterance.spoken.readings))
        return Speech(_samples(said), said.sample_rate, words)

    def _pointed(self, readings: Sequence[Reading]) -> list[str]:
        """The readings with points; pointed together, because the model reads words by their neighbours."""
        pointed = self._points(" ".join(reading.spoken for reading in readings)).split(" ")
        parts = iter(pointed)
        return [" ".join(next(parts) for _ in reading.spoken.split(" ")) for reading in readings]


def _notation(readings: Sequence[str]) -> tuple[str, list[_Token]]:
    """The text in the library's notation, ``[[Sal'om]], [[olam]]``, and where in it each word stands."""
    text = ""
    tokens: list[_Token] = []
    for index, reading in enumerate(readings):
        for word in reading.replace("-", " ").split():
            if sound := _named(word):
                tokens.append(_Token(index, place=len(text)))
                text += f"[[{sound}]]"
            elif any(map(str.isalnum, without_points(word))):
                raise _failed(f"המילה {word} אינה בעברית", f"the word {word} is not in Hebrew")
            text += _melody(word) + " "
    return text, tokens


def _named(word: str) -> str:
    unstressed = without_points(word).strip(",.?!:;–") in _UNSTRESSED
    return "|".join(_name(phoneme, unstressed) for phoneme in phonemes(word))


def _name(phoneme: Phoneme, unstressed: bool) -> str:
    stress = "'" if phoneme.stressed and not unstressed else ""
    return stress + _NAMES.get(phoneme.symbol, phoneme.symbol)


def _pause() -> Said:
    """What stands for a paragraph of signs only."""
    rate = library().sample_rate
    return Said(np.zeros(samples_from_ms(_PAUSE_MS, rate), np.int16), rate, {}, ())


def _melody(word: str) -> str:
    return _MELODY.get(word[-1], "")


def _times(tokens: Sequence[_Token], said: Said, readings: int) -> tuple[SpokenWord, ...]:
    """The time of each reading; one that is not said has the pause in which it stands."""
    heard: dict[int, SpokenWord] = {}
    for token, (start_ms, end_ms) in zip(tokens, _spans(tokens, said), strict=True):
        first = heard.get(token.reading)
        heard[token.reading] = SpokenWord(first.start_ms if first else start_ms, end_ms)
    words: list[SpokenWord] = []
    next_start_ms = ms_from_samples(len(said.samples), said.sample_rate)
    for index in reversed(range(readings)):
        words.append(heard.get(index) or _pause_before(next_start_ms, heard, index))
        next_start_ms = words[-1].start_ms
    return tuple(reversed(words))


def _pause_before(next_start_ms: int, heard: dict[int, SpokenWord], index: int) -> SpokenWord:
    before = next((heard[i] for i in range(index - 1, -1, -1) if i in heard), None)
    return SpokenWord(min(before.end_ms if before else 0, next_start_ms), next_start_ms)


def _spans(tokens: Sequence[_Token], said: Said) -> list[tuple[int, int]]:
    """Start and end of each token in milliseconds.

    Raises:
        SpeechFailed: where the library told no time for a word, or two words have the same.
    """
    starts = _starts(tokens, said)
    if any(later <= earlier for earlier, later in zip([-1, *starts], starts, strict=False)):
        raise _failed("המנוע השמיט מילה", "the engine left out a word")
    ends = [
        _pause_within(said, start, following)
        for start, following in zip(starts, [*starts[1:], len(said.samples)], strict=False)
    ]
    heard = [
        _heard_from(said.samples, start, end) if before < start or not before else start
        for before, start, end in zip([0, *ends], starts, ends, strict=False)
    ]
    return [
        (ms_from_samples(start, said.sample_rate), ms_from_samples(end, said.sample_rate))
        for start, end in zip(heard, ends, strict=True)
    ]


def _pause_within(said: Said, start: int, following: int) -> int:
    """Where a word ends: at the pause before the next word, else at that word."""
    pause = bisect.bisect_right(said.pauses, start)
    return min(following, said.pauses[pause] if pause < len(said.pauses) else following)


def _heard_from(samples: NDArray[np.int16], start: int, end: int) -> int:
    """Where a word after a pause is first heard: the closure of its k or t still belongs to the pause."""
    loud = np.abs(samples[start:end].astype(np.int32)) > _SILENT
    return start + int(np.argmax(loud)) if loud.any() else start


def _starts(tokens: Sequence[_Token], said: Said) -> list[int]:
    """The sample at which each token begins, -1 where the library told none.

    The library counts a word's place from its first letter, past brackets and stress mark.
    """
    places = sorted(said.words)
    starts = []
    for token, limit in zip(tokens, [*(token.place for token in tokens[1:]), sys.maxsize], strict=False):
        found = bisect.bisect_left(places, token.place)
        own = found < len(places) and places[found] < limit
        starts.append(said.words[places[found]] if own else -1)
    return starts


def _setting(voice: Voice) -> Setting:
    """The library's setting for a voice with the pace and the shift asked for.

    Raises:
        UnknownVoice: for a voice that is not among the engine's.
    """
    own = next((timbre.setting for timbre in _TIMBRES if timbre.id == voice.id), None)
    if own is None:
        raise UnknownVoice.named(voice.id)
    return Setting(
        own.voice,
        rate=round(min(max(own.rate * voice.rate, RATES[0]), RATES[-1])),
        pitch=round(min(max(own.pitch + voice.pitch_st * _OCTAVE / 12, 0), 99)),
        range=own.range,
    )


def _samples(said: Said) -> Samples:
    return (said.samples / _FULL_SCALE).astype(np.float32)


def _failed(he: str, en: str) -> SpeechFailed:
    return SpeechFailed(
        f"קול הטיוטה לא הקריא פסקה: {he}; תקנו את הטקסט או בחרו קול אחר",
        f"The draft voice could not speak a paragraph: {en}; mend the text or choose another voice",
    )


@cache
def _fingerprint() -> str:
    """A version that changes with the rules, the lexicon, this file and the two libraries."""
    digest = hashlib.sha256()
    for package in ("audio.hebrew", "audio.engines"):
        for path in sorted(files(package).iterdir(), key=lambda path: path.name):
            if path.name.endswith((".txt", ".tsv", ".py")) and (
                package == "audio.hebrew" or "espeak" in path.name
            ):
                digest.update(path.read_bytes())
    return f"{version('espeakng-loader')}-{version('piper-tts')}-{digest.hexdigest()[:12]}"
