"""Narrating with the neural voice: time and memory for a second of sound, and how soon the first is there."""

import resource
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import active_children, get_context
from pathlib import Path

from player.config import load_settings
from player.home import open_home
from player.narration import narrate

SAMPLE = Path(__file__).parent.parent / "static" / "sample" / "conversation.txt"
FIRST_SENTENCE = "ערב טוב לכולם, ותודה שבאתם."
_FIRST_SOUND = """
import time
from audio.engines.kokoro import KokoroEngine
from audio.hebrew.spoken_text import spoken_text
from audio.speech import Utterance
engine = KokoroEngine()
engine.check_ready(20)
for text in {texts!r}:
    started = time.perf_counter()
    next(engine.parts(Utterance(spoken_text(text, False), engine.voices()[0])))
    print(time.perf_counter() - started, flush=True)
"""


@dataclass(frozen=True)
class NeuralFigures:
    """Of one narration of the sample, by as many processes as there are cores."""

    sound_s: float
    wall_s: float
    worker_mib: float
    """The most memory that a worker ever held."""
    cold_s: float
    """From the start of a process to its first sound, the imports and the model among it."""
    warm_s: float
    """From a text to its first sound in a process that has spoken before."""


def measure_neural(folder: Path, transcript: Path = SAMPLE) -> NeuralFigures:
    """Narrate a conversation in fresh processes.

    Args:
        folder: an empty one.
        transcript: the conversation.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        wall_s, sound_s, worker_mib = pool.submit(_narrate, transcript, folder).result()
    cold_s, warm_s = _first_sounds()
    return NeuralFigures(sound_s, wall_s, worker_mib, cold_s, warm_s)


def _narrate(transcript: Path, home: Path) -> tuple[float, float, float]:
    started = time.perf_counter()
    settings = load_settings({"KARYAN_HOME": str(home), "KARYAN_ENGINE": "kokoro"})
    report = narrate(transcript, open_home(settings))
    if report.clips_failed:
        raise report.failures[0]
    wall_s = time.perf_counter() - started
    for worker in active_children():
        worker.join()
    most_kib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return wall_s, report.duration_ms / 1000, most_kib / 1024


def _first_sounds() -> tuple[float, float]:
    script = _FIRST_SOUND.format(texts=[FIRST_SENTENCE] * 2)
    started = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        cold_s = time.perf_counter() - started
        warm_s = float(process.stdout.readline())
    return cold_s, warm_s
