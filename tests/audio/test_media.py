import os
import time
from pathlib import Path
from urllib.request import pathname2url

import pytest

from audio.errors import KaryanError
from audio.media import FolderStore, open_store


def names(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_a_file_has_its_name_only_when_all_of_it_is_written(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    with store.create("clips/ab/abcd.clip") as file:
        file.write(b"half")
        assert not store.exists("clips/ab/abcd.clip")
    assert store.exists("clips/ab/abcd.clip")
    assert names(tmp_path) == ["clips/ab/abcd.clip"]


def test_a_failure_while_writing_leaves_the_old_file_and_no_trace_of_the_new(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    with store.create("sound.m4a") as file:
        file.write(b"old")
    with pytest.raises(ZeroDivisionError), store.create("sound.m4a") as file:
        file.write(b"new")
        raise ZeroDivisionError
    with store.open("sound.m4a") as file:
        assert file.read() == b"old"
    assert names(tmp_path) == ["sound.m4a"]


def test_a_reader_keeps_the_file_that_he_opened_when_it_is_replaced(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    with store.create("sound.m4a") as file:
        file.write(b"old")
    with store.open("sound.m4a") as reader:
        with store.create("sound.m4a") as file:
            file.write(b"new")
        assert reader.read() == b"old"
    with store.open("sound.m4a") as file:
        assert file.read() == b"new"


def test_what_is_written_can_be_gone_back_to(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    with store.create("file") as file:
        file.write(b"____ tail")
        file.seek(0)
        file.write(b"head")
    with store.open("file") as file:
        assert file.read() == b"head tail"


def test_a_missing_file_is_not_found_and_may_be_deleted(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.delete("nothing")
    assert not store.exists("nothing")
    with pytest.raises(FileNotFoundError):
        store.open("nothing")


def test_a_folder_goes_with_all_that_is_in_it_and_nothing_else(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    for name in ("exports/ab/1/mp3", "exports/ab/1/epub", "exports/ab/12/mp3"):
        with store.create(name) as file:
            file.write(b"1")
    store.delete_folder("exports/ab/1")
    store.delete_folder("exports/none")
    assert names(tmp_path) == ["exports/ab/12/mp3"]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "clips").mkdir()
    assert not FolderStore(tmp_path).exists("clips")


def test_a_url_names_a_folder_with_spaces_and_hebrew(tmp_path: Path) -> None:
    folder = tmp_path / "הספרייה שלי"
    store = open_store("file://" + pathname2url(str(folder)))
    with store.create("a") as file:
        file.write(b"1")
    assert (folder / "a").read_bytes() == b"1"
    assert store.local_path("a") == folder / "a"


@pytest.mark.parametrize("url", ["s3://bucket/folder", "/just/a/path", "", "http://localhost/"])
def test_any_other_url_is_refused_with_a_sentence_that_shows_a_right_one(url: str) -> None:
    with pytest.raises(KaryanError, match="file:///path/to/folder"):
        open_store(url)


def test_what_a_killed_process_left_is_taken_away_after_a_day_and_not_before(tmp_path: Path) -> None:
    left = tmp_path / "unfinished"
    left.mkdir()
    now = time.time()
    for name, age_s in (("old", 90_000), ("young", 3_600)):
        (left / name).write_bytes(b"half")
        os.utime(left / name, (now - age_s, now - age_s))
    with FolderStore(tmp_path).create("whole") as file:
        file.write(b"whole")
    assert [path.name for path in left.iterdir()] == ["young"]
    assert (tmp_path / "whole").read_bytes() == b"whole"


def test_all_files_are_told_with_their_sizes_and_when_they_were_written(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "media")
    assert list(store.files()) == []
    with store.create("clips/ab/1.clip") as file:
        file.write(b"123")
        assert [found.name.partition("/")[0] for found in store.files()] == ["unfinished"]
    (found,) = store.files()
    assert (found.name, found.bytes) == ("clips/ab/1.clip", 3)
    assert found.modified_s == pytest.approx(time.time(), abs=60)
