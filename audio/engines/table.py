"""The table of engines: which there are, which is preferred, and the choice among them.

An engine's module is imported only when that engine is opened, so that choosing one never loads the
libraries of another.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from audio.clips import cached_text
from audio.engines.base import Engine
from audio.errors import BadUse, EngineUnavailable
from audio.media import MediaStore
from audio.speech import Voice

AUTO = "auto"
AUTO_TIMEOUT_S = 3.0
"""What ``auto`` gives the network before it speaks without it."""
NAMED_TIMEOUT_S = 20.0
"""What an engine gets that was asked for, or that is built in and may have a model to load."""


@dataclass(frozen=True)
class EngineSettings:
    """What a person may set about engines."""

    edge_url: str | None = None
    """Another service that speaks Edge's wire; None for the public one."""
    media: MediaStore | None = None
    """Where the built-in voices keep the points that the model restored; None to restore them each time."""
    voices: Path | None = None
    """The folder of the neural voice's files; None for the installation's own."""
    piper: Path | None = None
    """The folder of the Piper voices that people added; None for none."""
    threads: int | None = None
    """With how many threads an engine computes; None for one a core, which is right where it works alone."""
    edge_requests: int = 3
    """How many requests Edge's service gets at a time; with many more it answers 429, or loses sound."""


@dataclass(frozen=True)
class Entry:
    """One engine of the table."""

    open: Callable[[EngineSettings], Engine]
    built_in: bool
    """Whether it speaks without a network."""


class UnknownEngine(BadUse):
    """No engine has that name."""


class UnknownVoice(BadUse):
    """No engine offers that voice."""

    @classmethod
    def named(cls, voice_id: str) -> "UnknownVoice":
        """The error that says how to see the voices there are."""
        return cls(
            f"אין קול בשם {voice_id}; הפקודה karyan voices מציגה את הקולות",
            f"there is no voice {voice_id}; `karyan voices` shows those there are",
        )


@dataclass(frozen=True)
class Choice:
    """The engine that speaks an episode, and why that one."""

    engine: Engine
    reason_he: str
    reason_en: str


def _open_edge(settings: EngineSettings) -> Engine:
    module = import_module("audio.engines.edge")
    engine: Engine = module.EdgeEngine(url=settings.edge_url, requests=settings.edge_requests)
    return engine


def _open_kokoro(settings: EngineSettings) -> Engine:
    module = import_module("audio.engines.kokoro")
    files = module.VoiceFiles(settings.voices) if settings.voices else module.VoiceFiles()
    engine: Engine = module.KokoroEngine(files, _points(settings), settings.threads)
    return engine


def _open_piper(settings: EngineSettings) -> Engine:
    module = import_module("audio.engines.piper")
    engine: Engine = module.PiperEngine(settings.piper, _points(settings), settings.threads)
    return engine


def _open_espeak(settings: EngineSettings) -> Engine:
    engine: Engine = import_module("audio.engines.espeak").EspeakEngine(_points(settings))
    return engine


def _points(settings: EngineSettings) -> Callable[[str], str]:
    """What restores the points, which is the slow part of a draft; with its answers kept where it may."""
    points: Callable[[str], str] = import_module("audio.hebrew.niqqud").points
    media = settings.media
    if media is None:
        return points
    kind = f"points-{import_module('audio.engines.sources').hebrew_version()}"
    return lambda text: cached_text(media, kind, text, lambda: points(text))


ENGINES: dict[str, Entry] = {
    "edge": Entry(_open_edge, built_in=False),
    "kokoro": Entry(_open_kokoro, built_in=True),
    "piper": Entry(_open_piper, built_in=True),
    "espeak": Entry(_open_espeak, built_in=True),
}
"""Best first. A Piper voice was taught another language, mostly: Kokoro is understood better."""
DEFAULTS = EngineSettings()


def open_engine(name: str, settings: EngineSettings = DEFAULTS) -> Engine:
    """The engine of that name; whether it can speak now is for its `check_ready` to tell.

    Raises:
        UnknownEngine: naming those there are.
    """
    if name not in ENGINES:
        names = ", ".join((AUTO, *ENGINES))
        raise UnknownEngine(
            f"אין מנוע דיבור בשם {name}; בחרו אחד מאלה: {names}",
            f"there is no engine {name}; choose one of {names}",
        )
    return ENGINES[name].open(settings)


def choose_engine(
    name: str, settings: EngineSettings = DEFAULTS, auto_timeout_s: float = AUTO_TIMEOUT_S
) -> Choice:
    """The engine for one whole episode: the one named or, for ``auto``, the best that is ready.

    Raises:
        UnknownEngine: where there is none of that name.
        EngineUnavailable: where it, or each one, cannot speak now.
    """
    if name != AUTO:
        engine = open_engine(name, settings)
        engine.check_ready(NAMED_TIMEOUT_S)
        return Choice(engine, f"המנוע {name} נבחר במפורש", f"the engine {name} was asked for")
    refused: list[EngineUnavailable] = []
    for candidate, entry in ENGINES.items():
        try:
            engine = entry.open(settings)
            engine.check_ready(NAMED_TIMEOUT_S if entry.built_in else auto_timeout_s)
        except EngineUnavailable as error:
            refused.append(error)
        else:
            return _best(candidate, engine, refused)
    raise EngineUnavailable(*_reasons(refused))


def _best(name: str, engine: Engine, refused: list[EngineUnavailable]) -> Choice:
    if not refused:
        return Choice(engine, f"{name} זמין, וקולו הטוב ביותר", f"{name} answers, and sounds best")
    he, en = _reasons(refused)
    return Choice(engine, f"{name} מקריא, כי {he}", f"{name} speaks, because {en}")


def _reasons(refused: list[EngineUnavailable]) -> tuple[str, str]:
    return "; ".join(error.he for error in refused), "; ".join(error.en for error in refused)


def all_voices(settings: EngineSettings = DEFAULTS) -> tuple[Voice, ...]:
    """The voices of every engine, best engine first, without a look at the network."""
    return tuple(voice for name in ENGINES for voice in open_engine(name, settings).voices())


def find_voice(voice_id: str, settings: EngineSettings = DEFAULTS) -> Voice:
    """The voice of that id, whichever engine offers it.

    Raises:
        UnknownVoice: saying how to see those there are.
    """
    for voice in all_voices(settings):
        if voice.id == voice_id:
            return voice
    raise UnknownVoice.named(voice_id)
