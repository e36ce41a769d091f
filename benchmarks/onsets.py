"""The told times of words against the edges in the sound: four neural voices, and one of the draft's."""

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from multiprocessing import get_context
from statistics import median

from audio.calibration import CLOSE_MS, VoiceOnsets, measure_voice
from audio.engines.espeak import EspeakEngine
from audio.engines.kokoro import KokoroEngine
from audio.engines.kokoro_voices import TIMBRES
from audio.hebrew.niqqud import points
from audio.speech import Gender

OF_EACH_GENDER = 2
PROCESSES = 2
DRAFT_VOICE = 1
"""Gil: one of those whose b, d and ɡ do not hum for long before they burst."""


@dataclass(frozen=True)
class OnsetFigures:
    """What was measured in one run."""

    voices: tuple[VoiceOnsets, ...]
    """The neural engine's first two men and first two women."""
    draft: VoiceOnsets
    """A voice of espeak's, which tells its words to 3 ms: what is found for it is the measurement's bias."""

    @cached_property
    def errors_ms(self) -> tuple[int, ...]:
        """Of the neural voices: told less found."""
        return tuple(error for voice in self.voices for error in voice.errors_ms)

    @property
    def edges(self) -> int:
        return len(self.errors_ms)

    @property
    def median_ms(self) -> float:
        return median(self.errors_ms)

    @property
    def within_30_ms(self) -> float:
        """The share of words that start so near to their edge."""
        return sum(abs(error) <= CLOSE_MS for error in self.errors_ms) / self.edges


def measure_onsets() -> OnsetFigures:
    """Speak the calibration's sentences in each voice and compare; three or four minutes on two cores."""
    ids = [*_first_of("m"), *_first_of("f")]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        draft = pool.submit(_measure_draft)
        return OnsetFigures(tuple(pool.map(_measure, ids)), draft.result())


def _first_of(gender: Gender) -> Iterable[str]:
    return [timbre.id for timbre in TIMBRES if timbre.gender == gender][:OF_EACH_GENDER]


def _measure(voice_id: str) -> VoiceOnsets:
    engine = KokoroEngine(points=cache(points))
    return measure_voice(engine, next(voice for voice in engine.voices() if voice.id == voice_id))


def _measure_draft() -> VoiceOnsets:
    engine = EspeakEngine(points=cache(points))
    return measure_voice(engine, engine.voices()[DRAFT_VOICE])
