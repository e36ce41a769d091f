"""Rewrites the voice's graph, once, at set-up: it tells durations and melody, takes a pitch, and is a third
quicker.

The sound stays what it was, sample by sample, at a pitch of 1.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from audio.engines.kokoro_files import DURATIONS, MELODY, PITCH, PROBE_INPUT
from audio.engines.onnx_graph import add_output

_MELODY_USED = "/encoder/F0_proj/Conv_output_0"
_TO_THE_END = 2**62
# Between a weight as the file has it (0 … 255) and as the quick kernel wants it (−128 … 127).
_SHIFT = 128


def rewritten(model: bytes) -> bytes:
    """The model that also tells durations and melody and takes a pitch, its convolutions made quick.

    Args:
        model: a serialized ONNX model with the tensors named above; about four times its size of memory is
            used for a few seconds.
    """
    proto = onnx.load_model_from_string(model)
    make_convolutions_quick(proto.graph)
    add_pitch(proto.graph)
    add_output(proto.graph, DURATIONS)
    add_output(proto.graph, MELODY)
    serialized: bytes = proto.SerializeToString()
    return serialized


def probe() -> bytes:
    """A model of one product, from which `kokoro_model` tells whether this processor's is exact.

    It multiplies `PROBE_INPUT`, bytes of shape (4, 64), by weights that are all −128; where two such products
    of 255 are added in 16 bits, they saturate.
    """
    weights = numpy_helper.from_array(np.full((64, 16), -128, np.int8), "weights")
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", [PROBE_INPUT, "weights"], ["product"])],
        "probe",
        [helper.make_tensor_value_info(PROBE_INPUT, onnx.TensorProto.UINT8, [4, 64])],
        [helper.make_tensor_value_info("product", onnx.TensorProto.INT32, [4, 16])],
        [weights],
    )
    # Versions that every runtime of the last years reads.
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    serialized: bytes = model.SerializeToString()
    return serialized


def add_pitch(graph: onnx.GraphProto) -> None:
    """Multiply the melody, wherever it is used, by the new input `PITCH`; unchanged, it is `MELODY`."""
    graph.input.append(helper.make_tensor_value_info(PITCH, onnx.TensorProto.FLOAT, ["frames"]))
    place = next(index for index, node in enumerate(graph.node) if _MELODY_USED in node.output)
    outputs = graph.node[place].output
    outputs[list(outputs).index(_MELODY_USED)] = MELODY
    graph.node.insert(place + 1, helper.make_node("Mul", [MELODY, PITCH], [_MELODY_USED]))


def make_convolutions_quick(graph: onnx.GraphProto) -> None:
    """Make each plain 1-D integer convolution a matrix product; its integers stay the same.

    The runtime has quick instructions for products of unsigned with signed bytes, and its convolution does
    not use them. A convolution with strides or groups, or one whose weights are not fixed, stays.

    Those instructions saturate on x86 processors without VNNI: there the integers stay the same only in a
    session with ``session.x64quantprecision`` set to 1, which takes the gain back.
    """
    weights = {tensor.name: tensor for tensor in graph.initializer}
    constants = _Constants()
    nodes: list[onnx.NodeProto] = []
    for node in graph.node:
        nodes.extend(_as_product(node, weights, constants) if _is_plain(node, weights) else [node])
    del graph.node[:]
    graph.node.extend(nodes)
    _keep_used(graph, constants.tensors.values())


class _Constants:
    """New weights by name; small ones of one value are shared."""

    def __init__(self) -> None:
        self.tensors: dict[str, onnx.TensorProto] = {}

    def add(self, name: str, value: NDArray[np.generic]) -> str:
        self.tensors[name] = numpy_helper.from_array(value, name)
        return name

    def whole_numbers(self, *values: int) -> str:
        name = f"whole_{'_'.join(map(str, values))}"
        return name if name in self.tensors else self.add(name, np.array(values, np.int64))


def _is_plain(node: onnx.NodeProto, weights: dict[str, onnx.TensorProto]) -> bool:
    if node.op_type != "ConvInteger" or node.input[1] not in weights:
        return False
    of = _attributes(node)
    kernel, zero = weights[node.input[1]], weights.get(_input(node, 3))
    return (
        len(kernel.dims) == 3
        and kernel.data_type == onnx.TensorProto.UINT8
        and (zero is not None and int(np.prod(zero.dims)) == 1)
        and of.get("auto_pad", b"NOTSET") == b"NOTSET"
        and of.get("group", 1) == 1
        and list(of.get("strides", [1])) == [1]
    )


def _as_product(
    node: onnx.NodeProto, weights: dict[str, onnx.TensorProto], constants: _Constants
) -> Iterator[onnx.NodeProto]:
    """The nodes that do a convolution's work.

    In (1, channels, time) → transposed to (1, time, channels) → padded → one slice a tap of the kernel, side
    by side → one product with the weights (taps · channels, channels out) → transposed back.
    """
    of, name = _attributes(node), node.name or node.output[0]
    dilation, (before, after) = of.get("dilations", [1])[0], of.get("pads", [0, 0])
    kernel = numpy_helper.to_array(weights[node.input[1]])
    zero = numpy_helper.to_array(weights[node.input[3]]).item()
    across = _signed(kernel).transpose(2, 1, 0).reshape(-1, kernel.shape[0])
    product = constants.add(f"{name}/signed", np.ascontiguousarray(across))
    product_zero = constants.add(f"{name}/signed_zero", _signed(np.array(zero)))

    columns = f"{name}/transposed"
    yield helper.make_node("Transpose", [node.input[0]], [columns], perm=[0, 2, 1])
    if before or after:
        pads = constants.whole_numbers(0, before, 0, 0, after, 0)
        padded = f"{name}/padded"
        # What is outside counts as zero, which in the input's numbers is its zero point.
        yield helper.make_node("Pad", [columns, pads, _input(node, 2)], [padded])
        columns = padded
    if (taps := kernel.shape[2]) > 1:
        slices = [f"{name}/tap_{tap}" for tap in range(taps)]
        for tap, output in enumerate(slices):
            first, end = tap * dilation, (tap + 1 - taps) * dilation or _TO_THE_END
            span = [constants.whole_numbers(number) for number in (first, end, 1)]
            yield helper.make_node("Slice", [columns, *span], [output])
        columns = f"{name}/columns"
        yield helper.make_node("Concat", slices, [columns], axis=2)
    yield helper.make_node(
        "MatMulInteger", [columns, product, _input(node, 2), product_zero], [f"{name}/product"]
    )
    yield helper.make_node("Transpose", [f"{name}/product"], [node.output[0]], perm=[0, 2, 1])


def _signed(values: NDArray[np.generic]) -> NDArray[np.int8]:
    return (values.astype(np.int16) - _SHIFT).astype(np.int8)


def _keep_used(graph: onnx.GraphProto, more: Iterable[onnx.TensorProto]) -> None:
    """Leave out the weights that no node reads any more, and add more."""
    used = set(_read_by(graph)) | {output.name for output in graph.output}
    # One by one and in place: a list of those that stay would hold all of them a second time.
    for index in reversed(range(len(graph.initializer))):
        if graph.initializer[index].name not in used:
            del graph.initializer[index]
    graph.initializer.extend(more)


def _read_by(graph: onnx.GraphProto) -> Iterator[str]:
    """Every tensor that is read, in the branches and loops inside the graph too."""
    for node in graph.node:
        yield from node.input
        for attribute in node.attribute:
            for inner in (attribute.g, *attribute.graphs):
                yield from _read_by(inner)


def _input(node: onnx.NodeProto, place: int) -> str:
    """The name of an input, empty where the node has none there."""
    return str(node.input[place]) if len(node.input) > place else ""


def _attributes(node: onnx.NodeProto) -> dict[str, Any]:
    return {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}
