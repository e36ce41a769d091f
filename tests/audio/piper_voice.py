"""A voice as Piper's models are built, small enough to be made by a test: what goes in and out is the same.

It sounds like no one: vowels hum, an s hisses, a stop is a burst after silence. But its lengths are rounded
up in the graph, noise is drawn there, and the sound follows the lengths by the sample, early by `LEAD_MS`.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

RATE, HOP = 22_050, 256
LEAD_MS = 23
SPEAKERS_HZ = (92.0, 118.0, 150.0, 178.0, 206.0, 232.0)
SIGNS = ("_", "^", "$", " ", *".,?!:;ˈ", *"aeioubdfhjklmnpstvwxzɡɾʃʒ")
LETTERS = ("_", "^", "$", " ", *".,?!", *"אבגדהוזחטיךכלםמןנסעףפץצקרשת")
_VOICED, _HISSING, _STOPS = frozenset("aeioujlmnvwzɡdbɾʒ"), frozenset("sʃfxhזשס"), frozenset("ptk")
_SILENT = frozenset("_^$ .,?!:;ˈ")


def write_voice(folder: Path, name: str = "toy", speakers: int = 1, **changes: Any) -> Path:
    """Put a voice into a folder, as people have them; the path of its model.

    Args:
        folder: an existing one.
        name: of its file.
        speakers: how many, 6 at most.
        changes: of the description beside it.
    """
    alphabet: Sequence[str] = LETTERS if changes.get("phoneme_type") == "text" else SIGNS
    config = {
        "audio": {"sample_rate": RATE},
        "espeak": {"voice": "he"},
        "phoneme_type": "espeak",
        "inference": {"noise_scale": 0.667, "length_scale": 1.0, "noise_w": 0.8},
        "phoneme_id_map": {sign: [number] for number, sign in enumerate(alphabet)},
        "num_symbols": len(alphabet),
        "num_speakers": speakers,
        "speaker_id_map": {f"p{number}": number for number in range(speakers)} if speakers > 1 else {},
    }
    model = folder / f"{name}.onnx"
    model.write_bytes(voice_model(alphabet, speakers).SerializeToString())
    model.with_name(f"{model.name}.json").write_text(json.dumps({**config, **changes}), "utf-8")
    return model


def voice_model(alphabet: Sequence[str] = SIGNS, speakers: int = 1) -> onnx.ModelProto:
    """The model alone."""
    frames, hum, hiss = zip(*map(_sound_of, alphabet), strict=True)
    weights: dict[str, Any] = {
        "frames": np.array(frames, np.float32),
        "hum": np.array(hum, np.float32),
        "hiss": np.array(hiss, np.float32),
        "pitch": np.array(SPEAKERS_HZ[:speakers], np.float32) * 2 * np.pi / RATE,
        "vary": np.float32(0.05),
        "zero": np.int64(0),
        "one": np.int64(1),
        "axis": np.array([0], np.int64),
        "last": np.array([1], np.int64),
        "column": np.array([-1, 1], np.int64),
        "row": np.array([1, -1], np.int64),
        "line": np.array([-1], np.int64),
        "hop": np.array([1, HOP], np.int64),
        "shape": np.array([1, 1, 1, -1], np.int64),
        "lead": np.array([LEAD_MS * RATE // 1000], np.int64),
        "ever": np.array([2**62], np.int64),
        "lag": np.zeros(LEAD_MS * RATE // 1000, np.float32),
        "harmonics": np.arange(1, 9, dtype=np.float32)[:, None],
        "fall": (1 / np.arange(1, 9, dtype=np.float32))[:, None],
        **{f"scale_{number}": np.int64(number) for number in range(3)},
    }
    nodes = [
        helper.make_node("Squeeze", ["input", "axis"], ["tokens"]),
        *(helper.make_node("Gather", ["scales", f"scale_{n}"], [f"scales_{n}"]) for n in range(3)),
        # Lengths, as the duration predictor has them: with noise, at the scale asked for, rounded up.
        helper.make_node("Gather", ["frames", "tokens"], ["own"]),
        helper.make_node("RandomNormalLike", ["own"], ["length_noise"]),
        helper.make_node("Mul", ["length_noise", "scales_2"], ["more"]),
        helper.make_node("Mul", ["more", "vary"], ["much_more"]),
        helper.make_node("Exp", ["much_more"], ["factor"]),
        helper.make_node("Mul", ["own", "factor"], ["varied"]),
        helper.make_node("Mul", ["varied", "scales_1"], ["lengths"]),
        helper.make_node("Ceil", ["lengths"], ["rounded"]),
        # Which token each frame belongs to.
        helper.make_node("CumSum", ["rounded", "zero"], ["ends"]),
        helper.make_node("ReduceSum", ["rounded"], ["total"], keepdims=0),
        helper.make_node("Cast", ["total"], ["count"], to=TensorProto.INT64),
        helper.make_node("Range", ["zero", "count", "one"], ["frame_numbers"]),
        helper.make_node("Cast", ["frame_numbers"], ["frame_floats"], to=TensorProto.FLOAT),
        helper.make_node("Reshape", ["frame_floats", "column"], ["frame_column"]),
        helper.make_node("Reshape", ["ends", "row"], ["ends_row"]),
        helper.make_node("GreaterOrEqual", ["frame_column", "ends_row"], ["past"]),
        helper.make_node("Cast", ["past"], ["past_numbers"], to=TensorProto.INT64),
        helper.make_node("ReduceSum", ["past_numbers", "last"], ["token_of_frame"], keepdims=0),
        helper.make_node("Gather", ["tokens", "token_of_frame"], ["sign_of_frame"]),
        # Sound: harmonics and noise, each as loud as the frame's sign has it.
        *_drawn_out("hum"),
        *_drawn_out("hiss"),
        helper.make_node("Gather", ["pitch", "sid" if speakers > 1 else "zero"], ["step"]),
        helper.make_node("Mul", ["hum_samples", "fall"], ["as_many"]),
        helper.make_node("Size", ["hum_samples"], ["samples"]),
        helper.make_node("Range", ["zero", "samples", "one"], ["sample_numbers"]),
        helper.make_node("Cast", ["sample_numbers"], ["sample_floats"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["sample_floats", "step"], ["phase"]),
        helper.make_node("Mul", ["phase", "harmonics"], ["phases"]),
        helper.make_node("Sin", ["phases"], ["waves"]),
        helper.make_node("Mul", ["waves", "as_many"], ["tones"]),
        helper.make_node("ReduceSum", ["tones", "axis"], ["tone"], keepdims=0),
        helper.make_node("RandomNormalLike", ["hiss_samples"], ["noise"]),
        helper.make_node("Mul", ["noise", "hiss_samples"], ["breath"]),
        helper.make_node("Mul", ["breath", "scales_0"], ["hissed"]),
        helper.make_node("Add", ["tone", "hissed"], ["late"]),
        helper.make_node("Slice", ["late", "lead", "ever"], ["cut"]),
        helper.make_node("Concat", ["cut", "lag"], ["early"], axis=0),
        helper.make_node("Reshape", ["early", "shape"], ["output"]),
    ]
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, ["batch_size", "phonemes"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, ["batch_size"]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    if speakers > 1:
        inputs.append(helper.make_tensor_value_info("sid", TensorProto.INT64, [1]))
    graph = helper.make_graph(
        nodes,
        "voice",
        inputs,
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, 1, "time"])],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in weights.items()],
    )
    # The versions that Piper's own exports have.
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
    onnx.checker.check_model(model)
    return model


def _drawn_out(what: str) -> list[onnx.NodeProto]:
    """From a number for each sign to one for each sample."""
    return [
        helper.make_node("Gather", [what, "sign_of_frame"], [f"{what}_frames"]),
        helper.make_node("Reshape", [f"{what}_frames", "column"], [f"{what}_column"]),
        helper.make_node("Tile", [f"{what}_column", "hop"], [f"{what}_tiled"]),
        helper.make_node("Reshape", [f"{what}_tiled", "line"], [f"{what}_samples"]),
    ]


def _sound_of(sign: str) -> tuple[float, float, float]:
    """How many frames a sign lasts, how loudly it hums, and how loudly it hisses."""
    if sign in _SILENT:
        return (4.5, 0.0, 0.0) if sign in ".,?!:;" else (0.5, 0.0, 0.0) if sign in "_ ˈ" else (1.5, 0.0, 0.0)
    if sign in _HISSING:
        return 9.5, 0.0, 0.12
    if sign in _STOPS:
        return 4.5, 0.0, 0.08
    return (8.5, 0.12, 0.0) if sign in _VOICED else (7.5, 0.1, 0.02)
