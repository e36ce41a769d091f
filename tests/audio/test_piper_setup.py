"""What is no Piper voice, or none that can speak Hebrew, is refused in one sentence, and leaves nothing."""

import shutil
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper

from audio.engines.piper_files import MODEL, added_voices
from audio.engines.piper_graph import NoDurations, fix_noise, rewritten
from audio.engines.piper_setup import placed
from audio.errors import BadUse
from tests.audio.piper_voice import HOP, SIGNS, voice_model, write_voice


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "home" / "voices" / "piper"


def place(path: Path, into: Path, name: str = "", speakers: tuple[str, ...] = ()) -> None:
    with placed(path, into, name, None, speakers):
        pass


def refused(path: Path, into: Path, because: str, speakers: tuple[str, ...] = ()) -> None:
    with pytest.raises(BadUse, match=because) as caught:
        place(path, into, speakers=speakers)
    for sentence in (caught.value.he, caught.value.en):
        assert "\n" not in sentence
    assert not into.exists() or list(into.iterdir()) == []


def zipped(folder: Path, archive: Path) -> Path:
    with zipfile.ZipFile(archive, "w") as made:
        for file in folder.rglob("*"):
            made.write(file, f"some_package/{file.relative_to(folder)}")
    return archive


@pytest.mark.parametrize("way", ["file", "folder", "zip", "wheel"])
def test_a_voice_is_taken_from_where_one_has_it(tmp_path: Path, into: Path, way: str) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    model = write_voice(folder, "He_IL-toy.medium")
    given = {
        "file": lambda: model,
        "folder": lambda: folder,
        "zip": lambda: zipped(folder, tmp_path / "a.zip"),
        "wheel": lambda: zipped(folder, tmp_path / "a-1.0-py3-none-any.whl"),
    }[way]()
    place(given, into, "דנה")
    (added,) = added_voices(into)
    assert added.folder.name == "he-il-toy-medium"
    assert [(speaker.id, speaker.name) for speaker in added.record.speakers] == [
        ("piper-he-il-toy-medium", "דנה")
    ]
    assert added.find_model().name == MODEL


def test_a_model_beside_others_that_are_no_voices_is_found(tmp_path: Path, into: Path) -> None:
    write_voice(tmp_path, "one")
    (tmp_path / "points.onnx").write_bytes(b"another")
    place(tmp_path, into)
    assert [added.folder.name for added in added_voices(into)] == ["one"]


def test_what_is_not_there_or_cannot_be_read_is_refused(tmp_path: Path, into: Path) -> None:
    refused(tmp_path / "none.onnx", into, "none.onnx cannot be read")
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK no zip")
    refused(broken, into, r"broken.zip cannot be read")
    empty = tmp_path / "empty"
    empty.mkdir()
    refused(empty, into, "holds 0 .onnx files")


def test_two_voices_at_once_are_refused(tmp_path: Path, into: Path) -> None:
    folder = tmp_path / "two"
    folder.mkdir()
    write_voice(folder, "one"), write_voice(folder, "two")
    refused(folder, into, "holds 2 .onnx files")


def test_a_model_without_its_description_is_refused(tmp_path: Path, into: Path) -> None:
    model = write_voice(tmp_path)
    model.with_name("toy.onnx.json").unlink()
    refused(model, into, "toy.onnx.json, which describes the voice, is missing")


@pytest.mark.parametrize(
    "description",
    ["{", "[1]", "{}", '{"audio": 1}', '{"audio": {"sample_rate": "high"}, "phoneme_id_map": {}}'],
)
def test_a_description_that_is_none_is_refused(tmp_path: Path, into: Path, description: str) -> None:
    model = write_voice(tmp_path)
    model.with_name("toy.onnx.json").write_text(description)
    refused(model, into, "does not describe a Piper voice")


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ({"phoneme_type": "pinyin"}, "does not describe a Piper voice that is known"),
        ({"phoneme_id_map": {"_": [0], "^": [1], "$": [2], " ": [3], "a": [4]}}, "nothing for b"),
        ({"phoneme_id_map": {"a": [0]}}, "nothing for"),
        ({"phoneme_type": "text", "phoneme_id_map": {"_": [0], "^": [1], "$": [2], " ": [3], "a": [4]}}, "א"),
    ],
)
def test_a_voice_that_lacks_hebrews_sounds_is_refused_by_what_it_lacks(
    tmp_path: Path, into: Path, changes: dict[str, Any], because: str
) -> None:
    refused(write_voice(tmp_path, **changes), into, because)


def test_a_damaged_model_is_refused(tmp_path: Path, into: Path) -> None:
    model = write_voice(tmp_path)
    model.write_bytes(b"no model at all")
    refused(model, into, "toy.onnx is damaged")


def test_a_model_that_tells_no_lengths_is_refused(tmp_path: Path, into: Path) -> None:
    model = write_voice(tmp_path)
    proto = voice_model()
    next(node for node in proto.graph.node if node.op_type == "Ceil").op_type = "Abs"
    model.write_bytes(proto.SerializeToString())
    refused(model, into, "tells no lengths of sounds")
    with pytest.raises(NoDurations):
        rewritten(proto.SerializeToString())


def test_a_voice_of_the_same_name_is_not_overwritten(tmp_path: Path, into: Path) -> None:
    model = write_voice(tmp_path)
    place(model, into)
    before = (into / "toy" / MODEL).read_bytes()
    with pytest.raises(BadUse, match="karyan voices remove toy"):
        place(model, into)
    assert (into / "toy" / MODEL).read_bytes() == before


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(BadUse, match="KARYAN_PIPER_VOICES"):
        place(write_voice(tmp_path), tmp_path / "file" / "voices")


def test_of_many_speakers_those_wanted_are_named(tmp_path: Path, into: Path) -> None:
    many = {f"p{number}": number for number in range(200)}
    model = write_voice(tmp_path, speakers=6, num_speakers=200, speaker_id_map=many)
    refused(model, into, "200 speakers; choose with --speaker")
    refused(model, into, "no speaker nobody", ("nobody",))
    place(model, into, "דנה", ("p3", "p150"))
    (added,) = added_voices(into)
    assert [(speaker.name, speaker.number) for speaker in added.record.speakers] == [
        ("דנה p3", 3),
        ("דנה p150", 150),
    ]


def test_speakers_without_names_have_their_numbers(tmp_path: Path, into: Path) -> None:
    place(write_voice(tmp_path, speakers=2, speaker_id_map={}), into)
    (added,) = added_voices(into)
    assert [speaker.id for speaker in added.record.speakers] == ["piper-toy-0", "piper-toy-1"]


def test_what_is_half_written_is_no_voice(tmp_path: Path, into: Path) -> None:
    place(write_voice(tmp_path), into)
    shutil.copytree(into / "toy", into / ".unfinished-1" / "toy")
    assert len(added_voices(into)) == 1
    (into / "toy" / "karyan.json").write_text("{")
    assert added_voices(into) == ()


def test_the_rewritten_model_tells_lengths_that_are_those_of_its_sound() -> None:
    model, durations = rewritten(voice_model().SerializeToString())
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    tokens = np.array([[SIGNS.index(sign) for sign in "^_ʃ_a_l_o_m_$"]], np.int64)
    given = {
        "input": tokens,
        "input_lengths": np.array([tokens.size], np.int64),
        "scales": np.array([0.667, 1.0, 0.8], np.float32),
    }
    sound, lengths = session.run(
        ["output", durations], {k: v for k, v in given.items() if k in {i.name for i in session.get_inputs()}}
    )
    assert lengths.size == tokens.size
    assert lengths.sum() * HOP == sound.size
    assert rewritten(model) == (model, durations), "a voice that tells its lengths already is left as it is"


def test_fixed_noise_is_as_wide_as_the_noise_it_stands_for_and_comes_again() -> None:
    graph = helper.make_graph(
        [
            helper.make_node("RandomNormalLike", ["like"], ["first"], scale=2.0, mean=5.0),
            helper.make_node("RandomNormalLike", ["like"], ["second"]),
        ],
        "noise",
        [helper.make_tensor_value_info("like", TensorProto.FLOAT, [None, None, None])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, [None] * 3) for name in ("first", "second")],
    )
    fix_noise(graph)
    model = helper.make_model(graph, ir_version=8, opset_imports=[helper.make_opsetid("", 15)])
    onnx.checker.check_model(model)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    like = np.zeros((1, 192, 2_000), np.float32)
    first, second = session.run(None, {"like": like})
    assert first.shape == second.shape == like.shape
    assert first.mean() == pytest.approx(5.0, abs=0.02)
    assert first.std() == pytest.approx(2.0, abs=0.02)
    assert abs(np.corrcoef(first.reshape(-1), second.reshape(-1))[0, 1]) < 0.01
    np.testing.assert_array_equal(session.run(None, {"like": like})[0], first)
