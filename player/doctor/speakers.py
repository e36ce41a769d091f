"""The checks of those who speak: the service of Edge, and every engine of the table."""

import time

from audio.engines.edge_clock import ask_clock
from audio.engines.edge_trouble import SLOW_CLOCK_S, clock_words
from audio.engines.table import AUTO, ENGINES, NAMED_TIMEOUT_S, open_engine
from audio.errors import KaryanError
from audio.hebrew.spoken_text import spoken_text
from audio.speech import Utterance
from audio.voicing import speak_whole
from player.config import Settings
from player.doctor.base import Found
from player.home import engine_settings

FIVE_WORDS = "שלום לכם, קריין בודק קול."
SERVICE_S = 5.0
"""What a service that is others' gets for each answer, so that one who is offline hears of it soon."""


def look_at_service(settings: Settings) -> Found:
    """The service of Edge: can it be reached, and is this machine's clock right by it?"""
    started = time.monotonic()
    behind_s = ask_clock(settings.edge_url, SERVICE_S)
    took_s = time.monotonic() - started
    if abs(behind_s) > SLOW_CLOCK_S:
        he, en = clock_words(behind_s)
        raise KaryanError(
            f"השירות ענה, אבל {he}; כוונו את השעון, שאם לא כן בקשות יידחו",
            f"it answers, but {en}; set it, or requests may be refused",
        )
    return Found(
        f"ענה תוך {took_s:.1f} שניות, והשעון נכון", f"answered in {took_s:.1f} s; the clock is right"
    )


def look_at_engine(name: str, settings: Settings) -> Found:
    """An engine: is all of it there, and does it say five words that pass every check?"""
    engine = open_engine(name, engine_settings(settings, media=None))
    engine.check_ready(NAMED_TIMEOUT_S if ENGINES[name].built_in else SERVICE_S)
    started = time.monotonic()
    utterance = Utterance(spoken_text(FIVE_WORDS, engine.reads_numbers), engine.voices()[0])
    sound_ms = speak_whole(engine, utterance).length_ms
    took_s = time.monotonic() - started
    return Found(
        f"{len(engine.voices())} קולות, חמש מילים תוך {took_s:.1f} שניות ({sound_ms} ms של קול)",
        f"{len(engine.voices())} voices, five words in {took_s:.1f} s ({sound_ms} ms of sound)",
    )


def speaks_episodes(name: str, settings: Settings) -> bool:
    """Whether an episode may need that engine: it was named, or is one that ``auto`` falls back on."""
    if settings.engine != AUTO or not ENGINES[name].built_in:
        return name in (settings.engine, settings.fallback)
    return bool(open_engine(name, engine_settings(settings, media=None)).voices())
