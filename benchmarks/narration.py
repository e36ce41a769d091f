"""Narrating beside the bare engine: the same paragraphs given points, spoken and encoded once, no more."""

import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import av
import numpy as np

from audio.encoding import SAMPLE_RATE
from audio.engines.espeak import EspeakEngine
from audio.resampling import audio_frame, resample
from audio.speech import Samples
from player.config import load_settings
from player.home import open_home
from player.narration import narrate
from player.planning import plan_narration
from player.transcript.read import read_transcript

SAMPLE = Path(__file__).parent.parent / "static" / "sample" / "conversation.txt"
COPIES = 8
"""Of the sample, each paragraph with another last sentence, so that no clip is there yet: some 20 minutes."""


@dataclass(frozen=True)
class NarrationFigures:
    """Wall seconds, each in a fresh process on the same transcript."""

    bare_s: float
    """Points, synthesis and one encoding (AAC), in one process."""
    one_lane_s: float
    """A whole narration, one clip at a time."""
    all_lanes_s: float
    """A whole narration as `karyan narrate` does it."""
    again_s: float
    """The same again, every clip being there."""
    sound_s: float
    """How long the episode is."""


def measure_narration(folder: Path) -> NarrationFigures:
    """Narrate a long conversation in each way.

    Args:
        folder: an empty one.
    """
    source = folder / "long.txt"
    source.write_text(long_conversation(), "utf-8")
    one_lane_s, sound_s = _in_fresh_process(_narrate, source, folder / "one", "1")
    all_lanes_s, _ = _in_fresh_process(_narrate, source, folder / "all", "0")
    again_s, _ = _in_fresh_process(_narrate, source, folder / "all", "0")
    bare_s, _ = _in_fresh_process(_speak_bare, source, folder, "")
    return NarrationFigures(bare_s, one_lane_s, all_lanes_s, again_s, sound_s)


def long_conversation(copies: int = COPIES) -> str:
    """The sample conversation several times over, no two paragraphs alike."""
    lines = SAMPLE.read_text("utf-8").splitlines()
    heading, body = lines[:4], [line for line in lines[4:] if not line.startswith("(")]
    return "\n".join(
        [*heading, *(f"{line} זה היה בפעם ה-{copy}." for copy in range(1, copies + 1) for line in body)]
    )


def _narrate(source: Path, home: Path, jobs: str) -> tuple[float, float]:
    started = time.perf_counter()
    settings = load_settings({"KARYAN_HOME": str(home), "KARYAN_ENGINE": "espeak", "KARYAN_JOBS": jobs})
    report = narrate(source, open_home(settings))
    if report.clips_failed:
        raise report.failures[0]
    return time.perf_counter() - started, report.duration_ms / 1000


def _speak_bare(source: Path, home: Path, _jobs: str) -> tuple[float, float]:
    started = time.perf_counter()
    engine = EspeakEngine()
    plan = plan_narration(read_transcript(source), engine)
    sounds = []
    for task in plan.tasks:
        speech = engine.speak(task.utterance)
        sounds.append(resample(speech.samples, speech.sample_rate, SAMPLE_RATE))
    whole = np.concatenate(sounds)
    _encode(whole, home / "bare.m4a")
    return time.perf_counter() - started, len(whole) / SAMPLE_RATE


def _encode(sound: Samples, path: Path) -> None:
    with av.open(path, "w") as file:
        # As quick an encoding as the narration's own, so that the comparison flatters nobody.
        stream = file.add_stream("aac", rate=SAMPLE_RATE, layout="mono", options={"aac_coder": "fast"})
        for frame in (audio_frame(sound, SAMPLE_RATE), None):
            file.mux(stream.encode(frame))


def _in_fresh_process(
    work: Callable[[Path, Path, str], tuple[float, float]], source: Path, home: Path, jobs: str
) -> tuple[float, float]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, source, home, jobs).result()
