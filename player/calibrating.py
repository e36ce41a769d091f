"""An engine's word times measured in its own sound, and what follows for its constants."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from audio.calibration import DROPPED_MS, SENTENCES, Lag, VoiceOnsets, measure_voice
from audio.engines.table import ENGINES, UnknownVoice, choose_engine, find_voice
from player.home import Home

LAG_FILE = "audio/engines/edge_sound.py"
LEADS_FILE = "audio/engines/kokoro_voices.py"
"""Where a voice's lead stands: the model says the same each time, so what is measured here holds anywhere."""
POLITE = 12
"""So many sentences are asked for in each voice of a service that is others'; each is a request."""


def calibrate(
    home: Home, engine: str | None, voices: Sequence[str], tell: Callable[[int, int], None]
) -> Iterator[VoiceOnsets]:
    """Measure each voice, one after the other.

    Args:
        home: whose settings choose the engine.
        engine: its name; None for that of the first voice or, without one, the setting's.
        voices: the ids of those wanted; none for all of the engine's.
        tell: is told how many sentences a voice has spoken, and of how many; anew for each voice.

    Yields:
        Each voice's figures, as soon as it is measured.

    Raises:
        UnknownVoice: for one that the engine does not offer.
        EngineUnavailable: where the engine cannot speak now.
        SpeechFailed: where a sentence could not be spoken.
    """
    settings = home.engine_settings
    name = engine or (find_voice(voices[0], settings).engine if voices else home.settings.engine)
    speaker = choose_engine(name, settings).engine
    offered = {voice.id: voice for voice in speaker.voices()}
    for voice_id in voices:
        if voice_id not in offered:
            raise UnknownVoice.named(voice_id)
    wanted = [offered[voice_id] for voice_id in voices or offered]
    sentences = SENTENCES if ENGINES[speaker.name].built_in else SENTENCES[:POLITE]
    for voice in wanted:
        done = itertools.count(1)
        yield measure_voice(speaker, voice, sentences, partial(_tell_next, tell, done, len(sentences)))


def _tell_next(tell: Callable[[int, int], None], done: Iterator[int], total: int) -> None:
    tell(next(done), total)


def onset_facts(onsets: VoiceOnsets) -> dict[str, Any]:
    """A voice's figures as ``calibrate --json`` prints them."""
    lag = onsets.lag
    return {
        "voice": onsets.voice.id,
        "engine": onsets.voice.engine,
        "edges": len(onsets.errors_ms),
        "unclear_share": round(onsets.unclear_share, 3),
        "median_ms": onsets.median_ms,
        "within_30_ms": round(onsets.within_30_ms, 3),
        "p90_ms": onsets.p90_ms,
        "best_lead_ms": onsets.best_lead_ms,
        "lag_by_stops_ms": lag and lag.by_stops_ms,
        "lag_by_fricatives_ms": lag and lag.by_fricatives_ms,
        "lag_confirmed": lag and lag.is_none,
    }


def onset_row(onsets: VoiceOnsets, language: str) -> str:
    """A voice's figures as a line, with the constant to write where it has one."""
    count, unclear = len(onsets.errors_ms), f"{onsets.unclear_share:.0%}"
    median, p90, within = f"{onsets.median_ms:+.0f}", f"{onsets.p90_ms:.0f}", f"{onsets.within_30_ms:.1%}"
    he = f"{count} קצוות ({unclear} לא ברורים), חציון {median} ms, 90% עד {p90} ms, {within} עד 30 ms"
    en = f"{count} edges ({unclear} unclear), median {median} ms, 90% up to {p90} ms, {within} up to 30 ms"
    if onsets.best_lead_ms is not None:
        he += f"; המתאים ב־{LEADS_FILE}: lead_ms={onsets.best_lead_ms}"
        en += f"; fit for {LEADS_FILE}: lead_ms={onsets.best_lead_ms}"
    if onsets.lag is not None:
        lag_he, lag_en = _lag_words(onsets.lag)
        he, en = f"{he}; {lag_he}", f"{en}; {lag_en}"
    return f"{onsets.voice.id}\t{he if language == 'he' else en}"


def _lag_words(lag: Lag) -> tuple[str, str]:
    """What the figures say of the constant by which the sound is moved, in Hebrew and in English."""
    stops, fricatives = f"{lag.by_stops_ms:+.0f} ms", f"{lag.by_fricatives_ms:+.0f} ms"
    he = f"הקול מאחר אחרי הזמנים שנמסרו ב־{stops} בעיצורים פוצצים, ב־{fricatives} בשורקים"
    en = f"the sound lies {stops} from the told times at stops, {fricatives} at s and sh"
    if lag.is_none:
        return f"{he}: {DROPPED_MS} ms אושרו", f"{en}: {DROPPED_MS} ms confirmed"
    if not lag.is_clear:
        return f"{he}: השניים חלוקים, ואין מסקנה", f"{en}: the two differ, which tells nothing"
    constant = f"LAG_SAMPLES={lag.best_lag_samples}"
    return (
        f"{he}: {DROPPED_MS} ms אינם נכונים; המתאים ב־{LAG_FILE}: {constant}",
        f"{en}: {DROPPED_MS} ms are not right; fit for {LAG_FILE}: {constant}",
    )
