"""Are an engine's word times right? Sentences rich in plain edges are spoken, and the edges looked for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles

from audio.engines.base import Engine
from audio.engines.edge_sound import LAG_SAMPLES, SAMPLE_RATE
from audio.engines.kokoro_voices import TIMBRES
from audio.hebrew.niqqud import points
from audio.hebrew.phonemes import VOWELS
from audio.hebrew.said_words import SaidWord, said_words
from audio.hebrew.spoken_text import spoken_text
from audio.onsets import EdgeKind, edges
from audio.speech import Utterance, Voice

SENTENCES = tuple(Path(__file__).with_name("calibration.txt").read_text("utf-8").splitlines())
"""Our own, of ordinary words: some 140 with an s or ʃ after a vowel, 100 with a stop after a pause."""
CLOSE_MS = 30
DROPPED_MS = round(LAG_SAMPLES * 1000 / SAMPLE_RATE)
"""What Edge's engine drops of the sound, whose decoder puts it out so much late."""
CONFIRMED_MS = 10
"""A sound that lies so near to its told times has been moved by the right amount …"""
AGREE_MS = 20
"""… if both kinds of edges say so: what moves all of a sound moves both alike."""
_FRICATIVES = frozenset(("s", "ʃ"))
_STOPS = frozenset("pbtdkɡ")


@dataclass(frozen=True)
class Place:
    """A displayed word whose beginning is a plain edge."""

    word: int
    kind: EdgeKind


@dataclass(frozen=True)
class Lag:
    """By how much all of a voice's sound lies after the told times, in milliseconds; below 0 for before."""

    by_stops_ms: float
    """Exact to the millisecond where a stop is told at its burst."""
    by_fricatives_ms: float
    """Some 10 ms more where a fricative is told from where it begins to rise."""

    @property
    def is_clear(self) -> bool:
        """Whether both say the same."""
        return abs(self.by_stops_ms - self.by_fricatives_ms) <= AGREE_MS

    @property
    def is_none(self) -> bool:
        """Whether what is dropped of the sound is confirmed."""
        return self.is_clear and abs(self.by_stops_ms) <= CONFIRMED_MS

    @property
    def best_lag_samples(self) -> int:
        """The ``LAG_SAMPLES`` that would bring the sound to the told times."""
        return LAG_SAMPLES + round(self.by_stops_ms * SAMPLE_RATE / 1000)


@dataclass(frozen=True)
class VoiceOnsets:
    """How far a voice's told word starts lie from the edges in its sound."""

    voice: Voice
    fricative_errors_ms: tuple[int, ...]
    """Told less found, where a word begins with s or ʃ after a vowel; above 0 the word is lit too late."""
    stop_errors_ms: tuple[int, ...]
    """The same where it begins with a stop after punctuation."""
    unclear: int
    """Places at which there was no edge, or more than one: they are not counted."""

    @cached_property
    def errors_ms(self) -> tuple[int, ...]:
        """Both kinds."""
        return self.fricative_errors_ms + self.stop_errors_ms

    @property
    def unclear_share(self) -> float:
        return self.unclear / max(1, self.unclear + len(self.errors_ms))

    @property
    def median_ms(self) -> float:
        """Of the errors with their signs; 0 where nothing was found."""
        return median(self.errors_ms) if self.errors_ms else 0.0

    @property
    def within_30_ms(self) -> float:
        """The share of errors up to so much."""
        return sum(abs(error) <= CLOSE_MS for error in self.errors_ms) / max(1, len(self.errors_ms))

    @property
    def p90_ms(self) -> float:
        """What 90 % of the errors, without their signs, lie within."""
        sizes = [abs(error) for error in self.errors_ms]
        return quantiles(sizes, n=10, method="inclusive")[-1] if len(sizes) > 1 else float(sum(sizes))

    @property
    def best_lead_ms(self) -> int | None:
        """The ``lead_ms`` that brings the median to 0; None for a voice that has no such constant."""
        leads = {timbre.id: timbre.lead_ms for timbre in TIMBRES}
        return round(leads[self.voice.id] + self.median_ms) if self.voice.id in leads else None

    @property
    def lag(self) -> Lag | None:
        """For a voice of Edge, whose sound is moved by a constant; None for others, and where edges lack."""
        if self.voice.engine != "edge" or not (self.stop_errors_ms and self.fricative_errors_ms):
            return None
        return Lag(0 - median(self.stop_errors_ms), 0 - median(self.fricative_errors_ms))


def measure_voice(
    engine: Engine,
    voice: Voice,
    sentences: Sequence[str] = SENTENCES,
    spoken: Callable[[], object] = lambda: None,
) -> VoiceOnsets:
    """Speak the sentences and compare what the engine told with what is in the sound.

    Args:
        engine: which offers the voice.
        voice: at the pace and with the shift wanted.
        sentences: each one paragraph.
        spoken: is called after each of them.

    Raises:
        SpeechFailed: where one could not be spoken.
    """
    errors: dict[EdgeKind, list[int]] = {"fricative": [], "stop": []}
    unclear = 0
    for sentence in sentences:
        speech = engine.speak(Utterance(spoken_text(sentence, engine.reads_numbers), voice))
        found = edges(speech.samples, speech.sample_rate)
        for place in places(sentence):
            told_ms = speech.words[place.word].start_ms
            edge_ms = found.near(place.kind, told_ms)
            if edge_ms is None:
                unclear += 1
            else:
                errors[place.kind].append(told_ms - edge_ms)
        spoken()
    return VoiceOnsets(voice, tuple(errors["fricative"]), tuple(errors["stop"]), unclear)


@cache
def places(sentence: str) -> tuple[Place, ...]:
    """The displayed words of a sentence that begin with a plain edge, by our own rules of pronunciation."""
    words = said_words(spoken_text(sentence, reads_numbers=False).readings, points)
    return tuple(_places(words))


def _places(words: Sequence[SaidWord]) -> Iterator[Place]:
    for before, word in pairwise(words):
        first, last = word.phonemes[0].symbol, before.phonemes[-1].symbol
        if word.reading == before.reading:
            continue
        if first in _FRICATIVES and last in VOWELS and not before.melody:
            yield Place(word.reading, "fricative")
        elif first in _STOPS and before.melody:
            yield Place(word.reading, "stop")
