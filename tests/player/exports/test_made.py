"""A form is made once of each narration, and goes with it."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest

from audio.media import FolderStore, MediaStore
from player.database import open_database
from player.exports.base import LONGEST_NAME_BYTES, Export, file_name
from player.exports.made import forget, made_name, open_export, open_made
from player.exports.table import EXPORTS
from player.home import Home
from player.library import KEPT_REVISIONS, Library, Narration, NewNarration
from player.timeline import EpisodeFacts
from tests.player.timelines import FACTS, speaker, timeline


class Counted:
    """A form that tells how often it was written."""

    def __init__(self, version: int = 1) -> None:
        self.times = 0
        self.export = Export("x", "", "", "text/plain", ".x", "", "", self._write, version)

    def _write(self, narration: Narration, _media: MediaStore, out: BinaryIO) -> None:
        self.times += 1
        out.write(f"{narration.timeline.episode.title} {self.times}".encode())


@pytest.fixture
def media(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path)


@pytest.fixture
def library(media: FolderStore) -> Iterator[Library]:
    yield Library(open_database(f"sqlite:///{media.root / 'library.db'}"))


def new(number: int) -> NewNarration:
    said = timeline([speaker("s1", "גיא", "host")], [("s1", [[f"שלום {number}."]])])
    return NewNarration(f"print{number}", said, (), f"episodes/ab/{number}.m4a", f"episodes/ab/{number}.mp3")


def read(file: BinaryIO) -> bytes:
    with file:
        return file.read()


def test_it_is_written_once_whoever_asks(library: Library, media: FolderStore) -> None:
    library.save(new(1))
    form = Counted()
    narration = library.narration(FACTS.slug)
    first = open_export(library, media, FACTS.slug, form.export)
    assert read(first.file) == read(open_made(narration, form.export, media)) == "על הדרך 1".encode()
    assert form.times == 1
    assert open_export(library, media, FACTS.slug, form.export).etag == first.etag


def test_a_new_narration_or_a_new_version_of_the_form_is_made_anew(
    library: Library, media: FolderStore
) -> None:
    library.save(new(1))
    etags = set()
    for form in (Counted(), Counted(version=2)):
        etags.add(open_export(library, media, FACTS.slug, form.export).etag)
        assert form.times == 1
    library.save(new(2))
    etags.add(open_export(library, media, FACTS.slug, form.export).etag)
    assert form.times == 2
    assert len(etags) == 3


def test_a_form_that_fails_leaves_nothing(library: Library, media: FolderStore) -> None:
    library.save(new(1))

    def fail(_narration: Narration, _media: MediaStore, out: BinaryIO) -> None:
        out.write(b"half")
        raise ZeroDivisionError

    broken = replace(Counted().export, write=fail)
    with pytest.raises(ZeroDivisionError):
        open_export(library, media, FACTS.slug, broken)
    assert not media.exists(made_name("episodes/ab/1.m4a", broken))


def test_what_was_made_goes_with_its_narration_and_not_before(library: Library, media: FolderStore) -> None:
    form = Counted().export
    for number in range(KEPT_REVISIONS + 1):
        forget(library.save(new(number)), media)
        open_export(library, media, FACTS.slug, form).file.close()
    kept = [
        media.exists(made_name(f"episodes/ab/{number}.m4a", form)) for number in range(KEPT_REVISIONS + 1)
    ]
    assert kept == [False] + [True] * KEPT_REVISIONS


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        (FACTS, "שיחות 12 על הדרך.mp3"),
        (replace(FACTS, title="א/ב\\ג: מה?\u202eהפוך\n*"), "שיחות 12 א ב ג מה הפוך.mp3"),
        (EpisodeFacts("slug", "", "", " .. ", "", "", ""), "slug.mp3"),
        (EpisodeFacts("slug", "", "", "", "", "", ""), "slug.mp3"),
    ],
)
def test_the_name_is_one_that_every_file_system_takes(facts: EpisodeFacts, name: str) -> None:
    assert file_name(facts, EXPORTS["mp3"]) == name


def test_a_long_name_is_cut_between_two_letters_and_keeps_its_suffix() -> None:
    for extra in ("", "a"):
        name = file_name(replace(FACTS, title=extra + "א" * 300), EXPORTS["chapters"])
        assert name.endswith("א.chapters.json")
        assert len(name.encode()) <= LONGEST_NAME_BYTES + len(".chapters.json") <= 255


def test_no_two_forms_of_an_episode_have_the_same_name() -> None:
    assert len({file_name(FACTS, export) for export in EXPORTS.values()}) == len(EXPORTS)


def test_a_form_can_be_written_where_nobody_can_seek(sample_home: Home, sample_slug: str) -> None:
    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: object) -> int:
            raise OSError

    narration = sample_home.library.narration(sample_slug)
    for export in EXPORTS.values():
        export.write(narration, sample_home.media, Pipe())
