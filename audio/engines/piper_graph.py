"""Rewrites the graph of a Piper voice, once, when it is added: it tells durations, and its noise is fixed.

So a word's time comes from the model itself, and the same words give the same sound each time.
"""

from collections.abc import Iterator

import numpy as np
import onnx
from onnx import helper, numpy_helper

from audio.engines.onnx_graph import add_output

_NOISE, _NOISE_LENGTH = "fixed_noise", 1 << 18
"""A quarter of a million numbers; where more are asked for, they come round again."""
_APART = 7919
"""Two places of a graph begin so many numbers apart."""


class NoDurations(ValueError):
    """The graph holds no lengths of sounds, or it is not known which of its tensors they are."""


def rewritten(model: bytes) -> tuple[bytes, str]:
    """The model with its durations among its outputs, and their name.

    Args:
        model: a serialized ONNX model.

    Raises:
        NoDurations: where it does not round lengths in one place, as Piper's models do.
    """
    proto = onnx.load_model_from_string(model)
    durations = [name for node in proto.graph.node if node.op_type == "Ceil" for name in node.output]
    if len(durations) != 1:
        raise NoDurations(f"{len(durations)} tensors are rounded up")
    add_output(proto.graph, durations[0])
    fix_noise(proto.graph)
    return proto.SerializeToString(), durations[0]


def fix_noise(graph: onnx.GraphProto) -> None:
    """Take all random numbers from one list: a seed in the graph would only fix a process's first ones."""
    nodes: list[onnx.NodeProto] = []
    for node in graph.node:
        nodes += _from_the_list(node, len(nodes)) if node.op_type == "RandomNormalLike" else [node]
    if len(nodes) == len(graph.node):
        return
    del graph.node[:]
    graph.node.extend(nodes)
    numbers = np.random.default_rng(0).standard_normal(_NOISE_LENGTH).astype(np.float32)
    graph.initializer.append(numpy_helper.from_array(numbers, _NOISE))


def _from_the_list(node: onnx.NodeProto, place: int) -> Iterator[onnx.NodeProto]:
    """Nodes that give as many numbers as the one that draws them, in its shape and with its spread."""
    name, like, output = f"{node.output[0]}/fixed", node.input[0], node.output[0]
    of = {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}

    def constant(what: str, value: float | int) -> Iterator[onnx.NodeProto]:
        number = np.array(value, np.float32 if isinstance(value, float) else np.int64)
        yield helper.make_node("Constant", [], [f"{name}/{what}"], value=numpy_helper.from_array(number))

    yield from constant("first", place * _APART)
    yield from constant("one", 1)
    yield from constant("length", _NOISE_LENGTH)
    yield from constant("spread", float(of.get("scale", 1.0)))
    yield from constant("middle", float(of.get("mean", 0.0)))
    yield helper.make_node("Shape", [like], [f"{name}/shape"])
    yield helper.make_node("Size", [like], [f"{name}/size"])
    yield helper.make_node("Add", [f"{name}/first", f"{name}/size"], [f"{name}/end"])
    yield helper.make_node("Range", [f"{name}/first", f"{name}/end", f"{name}/one"], [f"{name}/places"])
    yield helper.make_node("Mod", [f"{name}/places", f"{name}/length"], [f"{name}/around"])
    yield helper.make_node("Gather", [_NOISE, f"{name}/around"], [f"{name}/numbers"])
    yield helper.make_node("Reshape", [f"{name}/numbers", f"{name}/shape"], [f"{name}/shaped"])
    yield helper.make_node("Mul", [f"{name}/shaped", f"{name}/spread"], [f"{name}/spread_out"])
    yield helper.make_node("Add", [f"{name}/spread_out", f"{name}/middle"], [output])
