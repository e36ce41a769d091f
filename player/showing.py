"""What the command line says of reports, episodes and voices."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from audio.engines.base import Engine
from audio.engines.table import ENGINES, EngineSettings, open_engine
from audio.errors import KaryanError
from audio.speech import Voice
from audio.timecode import clock
from player.library import EpisodeSummary
from player.narration import Report

READY_TIMEOUT_S = 3.0


def report_facts(report: Report) -> dict[str, Any]:
    """The report as ``narrate --json`` prints it."""
    return {
        "episode": report.episode,
        "engine": report.engine,
        "duration_ms": report.duration_ms,
        "clips_made": report.clips_made,
        "clips_kept": report.clips_kept,
        "clips_fallback": report.clips_fallback,
        "clips_failed": report.clips_failed,
        "wall_s": report.wall_s,
    }


def report_sentence(report: Report, language: str) -> str:
    """The report of a whole narration as a sentence."""
    length, wall = clock(report.duration_ms), f"{report.wall_s:.1f}"
    if language == "he":
        return (
            f"{report.episode}: {length} דקות, קולות {report.engine}; "
            f"{report.clips_made} קטעים הוקראו, {report.clips_kept} נשמרו מקודם, {wall} שניות"
        )
    return (
        f"{report.episode}: {length}, spoken by {report.engine}; "
        f"{report.clips_made} clips made, {report.clips_kept} kept, {wall} s"
    )


def fallback_sentence(report: Report, language: str) -> str:
    """How much a stand-in spoke, why, and how the engine is asked again."""
    reasons = _reasons(report, language)
    if language == "he":
        return (
            f"{report.clips_fallback} קטעים הוקראו בקול המובנה ולא בקולות {report.engine} ({reasons}); "
            "הדף מסמן אותם, והרצה נוספת תבקש אותם שוב"
        )
    return (
        f"{report.clips_fallback} clips were spoken by the built-in voice in place of {report.engine} "
        f"({reasons}); the page marks them, and the next run asks for them again"
    )


def failure_sentence(report: Report, language: str) -> str:
    """What failed, why, and that nothing is lost."""
    reasons = _reasons(report, language)
    if language == "he":
        return f"{report.clips_failed} קטעים לא הוקראו ({reasons}); הריצו שוב, ורק הם יוקראו"
    return f"{report.clips_failed} clips could not be spoken ({reasons}); run again, only those are asked for"


def _reasons(report: Report, language: str) -> str:
    return " · ".join(failure.sentence(language) for failure in report.failures)


def episode_rows(episodes: Sequence[EpisodeSummary], language: str) -> Iterator[str]:
    """A line an episode, or what to do where there is none."""
    if not episodes:
        he, en = "הספרייה ריקה; הקריאו תמליל: karyan narrate", "the library is empty; fill it: karyan narrate"
        yield f"{he} TRANSCRIPT" if language == "he" else f"{en} TRANSCRIPT"
    for episode in episodes:
        facts = episode.facts
        about = " · ".join(part for part in (facts.title, facts.guest, facts.date) if part)
        yield f"{facts.slug}\t{clock(episode.duration_ms)}\t{episode.engine}\t{about}"


def voice_rows(settings: EngineSettings, language: str, as_json: bool) -> Iterator[str]:
    """Each engine with its state, and its voices."""
    engines = [open_engine(name, settings) for name in ENGINES]
    found = [(engine.name, _state(engine), engine.voices()) for engine in engines]
    if as_json:
        yield json.dumps(
            [_voice_facts(voice, state is None) for _, state, voices in found for voice in voices],
            ensure_ascii=False,
        )
        return
    for name, state, voices in found:
        yield f"{name}: {_state_words(state, language)}"
        yield from (f"  {voice_row(voice, language)}" for voice in voices)


def _state(engine: Engine) -> KaryanError | None:
    """None where the engine can speak now, else why not."""
    try:
        engine.check_ready(READY_TIMEOUT_S)
    except KaryanError as error:
        return error
    return None


def _state_words(state: KaryanError | None, language: str) -> str:
    if state is not None:
        return state.sentence(language)
    return "מוכן" if language == "he" else "ready"


def voice_row(voice: Voice, language: str) -> str:
    """A voice as a line: its id, its name and what it is."""
    words = (
        {"m": "גבר", "f": "אישה", "lively": "ערני", "calm": "רגוע"}
        if language == "he"
        else {"m": "man", "f": "woman"}
    )
    manner = words.get(voice.manner, voice.manner)
    return f"{voice.id}\t{voice.name}\t{words[voice.gender]}\t{manner}\t{voice.pitch_hz} Hz"


def _voice_facts(voice: Voice, ready: bool) -> dict[str, Any]:
    return {**vars(voice), "ready": ready}
