"""The rewritten graph gives the same numbers as the graph it was made from."""

from collections.abc import Sequence

import numpy as np
import onnx
import onnxruntime
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from audio.engines.kokoro_files import DURATIONS, MELODY, VoiceFiles
from audio.engines.kokoro_graph import make_convolutions_quick, rewritten
from audio.engines.kokoro_melody import FRAMES_A_UNIT
from audio.engines.kokoro_setup import joined_parts
from audio.engines.kokoro_voices import STYLES
from audio.engines.onnx_graph import add_output

CHANNELS, OUT = 3, 4
SAMPLES_A_UNIT = 600


def convolution(
    name: str, taps: int, zero: int, *, dilation: int = 1, pads: Sequence[int] = (0, 0), stride: int = 1
) -> onnx.GraphProto:
    """A graph of one integer convolution, from ``in`` (1, CHANNELS, time) with its zero point to ``out``."""
    weights = np.random.default_rng(7).integers(0, 256, (OUT, CHANNELS, taps), dtype=np.uint8)
    node = helper.make_node(
        "ConvInteger",
        ["in", "weights", "in_zero", "weights_zero"],
        ["out"],
        name=name,
        dilations=[dilation],
        pads=list(pads),
        strides=[stride],
        group=1,
        kernel_shape=[taps],
    )
    return helper.make_graph(
        [node],
        "one",
        [
            helper.make_tensor_value_info("in", TensorProto.UINT8, [1, CHANNELS, None]),
            helper.make_tensor_value_info("in_zero", TensorProto.UINT8, []),
        ],
        [helper.make_tensor_value_info("out", TensorProto.INT32, [1, OUT, None])],
        [
            numpy_helper.from_array(weights, "weights"),
            numpy_helper.from_array(np.array(zero, np.uint8), "weights_zero"),
        ],
    )


def session(graph_or_model: onnx.GraphProto | bytes) -> onnxruntime.InferenceSession:
    if isinstance(graph_or_model, onnx.GraphProto):
        model = helper.make_model(graph_or_model, ir_version=9, opset_imports=[helper.make_opsetid("", 20)])
        onnx.checker.check_model(model)
        graph_or_model = model.SerializeToString()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    # Where the processor's product of unsigned with signed bytes saturates, the exact one is taken.
    options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(graph_or_model, options, providers=["CPUExecutionProvider"])


def numbers(graph: onnx.GraphProto, time: int, zero: int) -> NDArray[np.int32]:
    given = np.random.default_rng(time).integers(0, 256, (1, CHANNELS, time), dtype=np.uint8)
    return session(graph).run(None, {"in": given, "in_zero": np.array(zero, np.uint8)})[0]


@pytest.mark.parametrize("zero", [0, 131, 255])
@pytest.mark.parametrize(
    ("taps", "dilation", "pads"),
    [(1, 1, (0, 0)), (3, 1, (1, 1)), (5, 3, (6, 6)), (4, 2, (0, 3)), (3, 5, (0, 0))],
)
def test_a_convolution_as_a_product_gives_the_same_integers(
    taps: int, dilation: int, pads: tuple[int, int], zero: int
) -> None:
    graph = convolution("conv", taps, zero, dilation=dilation, pads=pads)
    quick = onnx.GraphProto.FromString(graph.SerializeToString())
    make_convolutions_quick(quick)
    assert not [node for node in quick.node if node.op_type == "ConvInteger"]
    assert not {"weights", "weights_zero"} & {tensor.name for tensor in quick.initializer}
    for time in (11, 40):
        for input_zero in (0, 100, 255):
            np.testing.assert_array_equal(numbers(quick, time, input_zero), numbers(graph, time, input_zero))


def test_a_convolution_with_a_stride_stays_as_it_is() -> None:
    graph = convolution("conv", 3, 128, pads=(1, 1), stride=2)
    quick = onnx.GraphProto.FromString(graph.SerializeToString())
    make_convolutions_quick(quick)
    assert quick == graph
    np.testing.assert_array_equal(numbers(quick, 20, 7), numbers(graph, 20, 7))


def test_an_inner_tensor_becomes_an_output_under_its_name() -> None:
    graph = helper.make_graph(
        [helper.make_node("Neg", ["in"], ["inner"]), helper.make_node("Neg", ["inner"], ["out"])],
        "two",
        [helper.make_tensor_value_info("in", TensorProto.FLOAT, [1])],
        [helper.make_tensor_value_info("out", TensorProto.FLOAT, [1])],
    )
    add_output(graph, "inner")
    model = helper.make_model(graph, ir_version=9, opset_imports=[helper.make_opsetid("", 20)])
    outputs = session(model.SerializeToString()).run(["out", "inner"], {"in": np.ones(1, np.float32)})
    assert [float(output[0]) for output in outputs] == [1, -1]


@pytest.fixture(scope="module")
def source() -> bytes:
    return joined_parts()


def test_the_installed_model_is_what_is_made_now(source: bytes) -> None:
    installed = VoiceFiles().model().read_bytes()
    assert rewritten(source) == installed, "raise LAYOUT in kokoro_files.py, and run `make voices`"


@pytest.mark.slow
def test_the_voice_sounds_as_before_tells_durations_and_melody_and_takes_a_pitch(source: bytes) -> None:
    tokens = np.array([[0, *np.random.default_rng(3).integers(43, 130, 12), 0]], np.int64)
    given = {
        "tokens": tokens,
        "style": VoiceFiles().style(STYLES[0])[None, tokens.size - 2],
        "speed": np.ones(1, np.float32),
    }
    (before,) = session(source).run(None, given)
    after = session(VoiceFiles().model().read_bytes())

    def spoken(*pitch: float) -> Sequence[NDArray[np.float32]]:
        numbers = given | {"pitch": np.array(pitch, np.float32)}
        sound, units, melody = after.run(["audio", DURATIONS, MELODY], numbers)
        assert units.shape == tokens.shape
        assert units.sum() * SAMPLES_A_UNIT == sound.size
        assert melody.size == units.sum() * FRAMES_A_UNIT
        return sound, units, melody.reshape(-1)

    sound, units, melody = spoken(1.0)
    np.testing.assert_array_equal(sound, before)
    higher, same_units, same_melody = spoken(1.2)
    np.testing.assert_array_equal(same_units, units)
    np.testing.assert_array_equal(same_melody, melody)
    assert not np.array_equal(higher, sound)
    # A number for each frame, all the same, is one number.
    np.testing.assert_array_equal(spoken(*[1.2] * melody.size)[0], higher)
