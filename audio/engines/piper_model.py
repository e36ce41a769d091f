"""A Piper voice's model, once a process: its own numbers go in, sound and the length of each come out."""

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from audio.engines.onnx_session import open_session, options_for
from audio.engines.piper_files import Config
from audio.engines.takes import Take
from audio.resampling import resample


class Model:
    """The model in one file.

    Args:
        path: of the model, as `piper_graph` made it.
        durations: the name of the output that tells lengths.
        threads: with how many it computes; None for one a core.
    """

    def __init__(self, path: Path, durations: str, threads: int | None = None) -> None:
        self._session = open_session(path, options_for(threads or os.cpu_count() or 1))
        self._inputs = {given.name for given in self._session.get_inputs()}
        sound = next(output.name for output in self._session.get_outputs() if output.name != durations)
        self._outputs = [sound, durations]

    def speak(
        self, tokens: Sequence[int], config: Config, speaker: int | None, pace: float, pitch: float
    ) -> Take:
        """Speak some tokens; the same ones give the same sound each time.

        Args:
            tokens: as `piper_notation` writes them.
            config: of the voice.
            speaker: its number in a model of several; else None.
            pace: as a factor of the voice's own.
            pitch: by which its frequencies are multiplied. The model knows no pitch, so what it says more
                slowly is played more quickly; the voice's colour moves with it.
        """
        scales = (config.noise, config.length_scale * pitch / pace, config.length_noise)
        given = {
            "input": np.asarray([tokens], np.int64),
            "input_lengths": np.asarray([len(tokens)], np.int64),
            "scales": np.asarray(scales, np.float32),
            "sid": np.asarray([speaker or 0], np.int64),
        }
        wanted = {name: value for name, value in given.items() if name in self._inputs}
        sound, lengths = self._session.run(self._outputs, wanted)
        samples = np.asarray(sound, np.float32).reshape(-1)
        samples = samples / max(1.0, float(np.abs(samples).max(initial=0.0)))
        rate = config.sample_rate
        played = resample(samples, round(rate * pitch), rate)
        unit = config.hop * len(played) / max(1, len(samples))
        return Take(played, np.asarray(lengths).reshape(-1).astype(np.int64), unit, rate)


@cache
def loaded(path: Path, durations: str, threads: int | None) -> Model:
    """The model of a file, loaded once a process; as `Model` takes them."""
    return Model(path, durations, threads)
