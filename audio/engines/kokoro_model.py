"""The neural model, once a process: tokens go in, sound and the length of each token come out."""

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from audio.engines.kokoro_files import DURATIONS, PITCH, PROBE_INPUT
from audio.engines.takes import Take

SAMPLE_RATE = 24_000
UNIT_SAMPLES = 600
"""Lengths are counted in units of so many samples: 25 ms."""
_SOUND = "audio"


class Model:
    """The model in one file, loaded by path: from bytes it takes twice the memory."""

    def __init__(self, path: Path, probe: Path, threads: int | None = None) -> None:
        options = _options(threads or os.cpu_count() or 1)
        # Further rewriting of the graph by the runtime costs memory and gains nothing.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        if not _is_exact(probe):
            # A rewriting that only the next level makes: slower products that do not saturate.
            options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
            options.add_session_config_entry("session.x64quantprecision", "1")
        self._session = _session(path, options)
        self._releasing = onnxruntime.RunOptions()
        self._releasing.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")

    def speak(
        self,
        tokens: Sequence[int],
        style: NDArray[np.float32],
        speed: float = 1.0,
        pitch: float = 1.0,
        release: bool = False,
    ) -> Take:
        """Speak some tokens; the same ones give the same sound each time.

        Args:
            tokens: with the token of the end at both ends, 512 at most.
            style: of the voice, shape (256,).
            speed: by which the lengths are divided.
            pitch: by which the melody's frequencies are multiplied.
            release: whether the 150 MB that were worked in are given back, for what is done with the sound.
        """
        samples, lengths = self._session.run(
            [_SOUND, DURATIONS],
            {
                "tokens": np.asarray([tokens], np.int64),
                "style": style[np.newaxis],
                "speed": np.asarray([speed], np.float32),
                PITCH: np.asarray([pitch], np.float32),
            },
            self._releasing if release else None,
        )
        return Take(samples, lengths[0].astype(np.int64), UNIT_SAMPLES, SAMPLE_RATE)


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
    (product,) = _session(probe, _options(threads=1)).run(None, {PROBE_INPUT: bytes_of_255})
    return bool((product == 64 * 255 * -128).all())


def _options(threads: int) -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # A thread that spins while it waits takes the core from another process.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # No two pieces have the same shapes: a plan of where each tensor lies is never used again, and takes
    # 100 MB in half an hour of sound.
    options.enable_mem_pattern = False
    return options


def _session(path: Path, options: onnxruntime.SessionOptions) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
