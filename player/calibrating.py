"""An engine's word times measured in its own sound, and what follows for its constants."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from audio.calibration import SENTENCES, VoiceOnsets, measure_voice
from audio.engines.table import UnknownVoice, choose_engine, find_voice
from player.home import Home

LEADS_FILE = "audio/engines/kokoro_voices.py"
"""Where a voice's lead stands: the model says the same each time, so what is measured here holds anywhere."""


def calibrate(
    home: Home, engine: str | None, voices: Sequence[str], tell: Callable[[int, int], None]
) -> Iterator[VoiceOnsets]:
    """Measure each voice, one after the other.

    Args:
        home: whose settings choose the engine.
        engine: its name; None for that of the first voice or, without one, the setting's.
        voices: the ids of those wanted; none for all of the engine's.
        tell: is told how many sentences were spoken, and of how many in all.

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
    total, done = len(wanted) * len(SENTENCES), itertools.count(1)
    for voice in wanted:
        yield measure_voice(speaker, voice, SENTENCES, lambda: tell(next(done), total))


def onset_facts(onsets: VoiceOnsets) -> dict[str, Any]:
    """A voice's figures as ``calibrate --json`` prints them."""
    return {
        "voice": onsets.voice.id,
        "engine": onsets.voice.engine,
        "edges": len(onsets.errors_ms),
        "unclear_share": round(onsets.unclear_share, 3),
        "median_ms": onsets.median_ms,
        "within_30_ms": round(onsets.within_30_ms, 3),
        "p90_ms": onsets.p90_ms,
        "best_lead_ms": onsets.best_lead_ms,
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
    return f"{onsets.voice.id}\t{he if language == 'he' else en}"
