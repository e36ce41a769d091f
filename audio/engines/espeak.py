"""The draft voice: our own Hebrew phonemes spoken by espeak-ng, a whole episode in seconds, offline."""

import bisect
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version

import numpy as np
from numpy.typing import NDArray

from audio.engines.base import Lanes
from audio.engines.espeak_library import RATES, Said, Setting, library
from audio.engines.pauses import Rest, Stretch, pause_samples, with_rests
from audio.engines.readings import times_of_readings
from audio.engines.sources import engine_version
from audio.engines.table import UnknownVoice
from audio.errors import SpeechFailed
from audio.hebrew.niqqud import Points, points
from audio.hebrew.phonemes import Phoneme
from audio.hebrew.said_words import NotHebrew, SaidWord, said_words
from audio.speech import Gender, Manner, Samples, Speech, Utterance, Voice
from audio.timecode import ms_from_samples, samples_from_ms

# Phonemes in the names of the library's base table, where they are not the same letter. The tapped r is short
# and is taken for nothing else; the library's uvular ones are a long trill or near its x.
_NAMES = {"χ": "x", "ʁ": "*", "ɡ": "g", "ʃ": "S", "ʒ": "Z", "tʃ": "tS", "dʒ": "dZ"}
_MELODY = {".": ".", "?": "?", "!": "!", ",": ",", ":": ":", ";": ";", "–": ",", "…": ".", '"': ","}
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


# In order of preference: Noa's and Ruth's sound rings on for a tenth of a second after each sentence.
_TIMBRES = (
    _Timbre("espeak-itay", "איתי", "m", "lively", 134, Setting("he+m3", 190, 72, 60)),
    _Timbre("espeak-gil", "גיל", "m", "lively", 114, Setting("he+Michael", 190, 52, 60)),
    _Timbre("espeak-avner", "אבנר", "m", "calm", 92, Setting("he+m4", 170, 48, 35)),
    _Timbre("espeak-amos", "עמוס", "m", "calm", 75, Setting("he+david", 170, 55, 35)),
    _Timbre("espeak-maya", "מאיה", "f", "lively", 262, Setting("he+Annie", 190, 52, 55)),
    _Timbre("espeak-noa", "נועה", "f", "lively", 227, Setting("he+f3", 190, 52, 60)),
    _Timbre("espeak-tamar", "תמר", "f", "calm", 158, Setting("he+f1", 170, 40, 35)),
    _Timbre("espeak-ruth", "רות", "f", "calm", 190, Setting("he+f2", 170, 52, 35)),
)


@dataclass(frozen=True)
class _Token:
    """One word to be said."""

    reading: int
    melody: str
    """The sign that follows it, or ""."""
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
        self.version = engine_version("espeak", version("espeakng-loader"))

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
        try:
            words = said_words(utterance.spoken.readings, self._points)
        except NotHebrew as error:
            raise _failed(f"המילה {error} אינה בעברית", f"the word {error} is not in Hebrew") from error
        text, tokens = _notation(words)
        said = library().say(text, setting) if tokens else _pause()
        if said is None or not len(said.samples):
            raise _failed("המנוע סירב לטקסט", "the engine refused the text")
        stretches = _stretches(tokens, said) if tokens else []
        rate = said.sample_rate
        silences = _rests(tokens, stretches, utterance.voice.rate, rate)
        samples, stretches = with_rests(_samples(said), stretches, silences, rate)
        heard = [
            (token.reading, ms_from_samples(start, rate), ms_from_samples(end, rate))
            for token, (start, end) in zip(tokens, stretches, strict=True)
        ]
        length_ms = ms_from_samples(len(samples), rate)
        return Speech(samples, rate, times_of_readings(heard, len(utterance.spoken.readings), length_ms))


def _notation(words: Sequence[SaidWord]) -> tuple[str, list[_Token]]:
    """The text in the library's notation, ``[[Sal'om]], [[olam]]``, and where in it each word stands."""
    text = ""
    tokens: list[_Token] = []
    for word in words:
        tokens.append(_Token(word.reading, word.melody, place=len(text)))
        names = "|".join(_name(phoneme, word.leans) for phoneme in word.phonemes)
        text += f"[[{names}]]{_MELODY.get(word.melody, '')} "
    return text, tokens


def _name(phoneme: Phoneme, unstressed: bool) -> str:
    stress = "'" if phoneme.stressed and not unstressed else ""
    return stress + _NAMES.get(phoneme.symbol, phoneme.symbol)


def _pause() -> Said:
    """What stands for a paragraph of signs only."""
    rate = library().sample_rate
    return Said(np.zeros(samples_from_ms(_PAUSE_MS, rate), np.int16), rate, {}, ())


def _rests(
    tokens: Sequence[_Token], stretches: Sequence[Stretch], pace: float, sample_rate: int
) -> list[Rest]:
    """The silences at the signs; the library's own differ from ours, and some signs have none."""
    return [
        Rest(
            index,
            first=stretches[index][1],
            last=stretches[index + 1][0],
            wanted=pause_samples(token.melody, pace, sample_rate),
        )
        for index, token in enumerate(tokens[:-1])
        if token.melody
    ]


def _stretches(tokens: Sequence[_Token], said: Said) -> list[Stretch]:
    """From where to where each token is heard.

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
    return list(zip(heard, ends, strict=True))


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
