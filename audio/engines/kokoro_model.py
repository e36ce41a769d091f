"""The neural model, once a process: tokens go in, sound and the length of each token come out."""

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from audio.engines.kokoro_files import DURATIONS, MELODY, PITCH, PROBE_INPUT
from audio.engines.kokoro_melody import Curve, SungTake
from audio.engines.onnx_session import open_session, options_for

SAMPLE_RATE = 24_000
UNIT_SAMPLES = 600
"""Lengths are counted in units of so many samples: 25 ms."""
_SOUND = "audio"


class Model:
    """The model in one file, loaded by path: from bytes it takes twice the memory."""

    def __init__(self, path: Path, probe: Path, threads: int | None = None) -> None:
        options = options_for(threads or os.cpu_count() or 1)
        # Further rewriting of the graph by the runtime costs memory and gains nothing.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        if not _is_exact(probe):
            # A rewriting that only the next level makes: slower products that do not saturate.
            options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
            options.add_session_config_entry("session.x64quantprecision", "1")
        self._session = open_session(path, options)
        self._releasing = onnxruntime.RunOptions()
        self._releasing.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")

    def speak(
        self,
        tokens: Sequence[int],
        style: NDArray[np.float32],
        speed: float = 1.0,
        pitch: float | Curve = 1.0,
        release: bool = False,
    ) -> SungTake:
        """Speak some tokens; the same ones give the same sound each time.

        Args:
            tokens: with the token of the end at both ends, 512 at most.
            style: of the voice, shape (256,).
            speed: by which the lengths are divided.
            pitch: by which the melody's frequencies are multiplied, each or all of them.
            release: whether the 150 MB that were worked in are given back, for what is done with the sound.
        """
        samples, lengths, melody = self._session.run(
            [_SOUND, DURATIONS, MELODY],
            {
                "tokens": np.asarray([tokens], np.int64),
                "style": style[np.newaxis],
                "speed": np.asarray([speed], np.float32),
                PITCH: np.atleast_1d(np.asarray(pitch, np.float32)),
            },
            self._releasing if release else None,
        )
        return SungTake(samples, lengths[0].astype(np.int64), UNIT_SAMPLES, SAMPLE_RATE, melody.reshape(-1))


@cache
def loaded(path: Path, probe: Path, threads: int | None) -> Model:
    """The model of a file, loaded once a process.

    Args:
        path: of the model.
        probe: the tiny model of `kokoro_graph`.
        threads: with how many it computes; None for one a core.
    """
    return Model(path, probe, threads)


def _is_exact(probe: Path) -> bool:
    """Whether the quick product of bytes is exact on this processor; on x86 without VNNI it saturates."""
    bytes_of_255 = np.full((4, 64), 255, np.uint8)
    (product,) = open_session(probe, options_for(threads=1)).run(None, {PROBE_INPUT: bytes_of_255})
    return bool((product == 64 * 255 * -128).all())
