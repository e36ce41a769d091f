"""Episodes are written to files of the user's."""

from pathlib import Path

import pytest

from audio.media import FolderStore
from player.errors import BadUse
from player.exports.base import file_name
from player.exports.table import EXPORTS, SINGLE
from player.exports.taking import episodes_of, take_all
from player.home import Home, open_home
from player.library import NewNarration
from player.timeline import EpisodeFacts
from tests.audio.sounds import silent_m4a, silent_mp3
from tests.conftest import settings_in
from tests.player.timelines import speaker, timeline


def facts(slug: str, series: str, number: str, date: str) -> EpisodeFacts:
    return EpisodeFacts(slug, series, number, "שלום", "", date, "")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A library with a series of three, two of which are alike in name, and another series."""
    home = open_home(settings_in(tmp_path / "home"))
    assert isinstance(home.media, FolderStore)
    for of in (
        facts("a-2", "שיחות", "2", "2024-02-02"),
        facts("a-1", "שיחות", "1", "2024-01-01"),
        facts("a-2b", "שיחות", "2", "2024-03-03"),
        facts("b-1", "אחרת", "1", "2024-01-01"),
    ):
        said = timeline([speaker("s1", "גיא", "host")], [("s1", [["שלום."]])], of)
        new = NewNarration(f"print{of.slug}", said, (), f"episodes/{of.slug}.m4a", f"episodes/{of.slug}.mp3")
        for name, sound in ((new.m4a, silent_m4a(10)), (new.mp3, silent_mp3(10))):
            with home.media.create(name) as file:
                file.write(sound)
        home.library.save(new)
    return home


def test_a_series_is_its_episodes_by_date(home: Home) -> None:
    assert episodes_of(home, "שיחות") == ["a-1", "a-2", "a-2b"]


def test_a_series_that_is_not_there_is_refused_with_those_that_are(home: Home) -> None:
    with pytest.raises(BadUse, match="אחרת, שיחות"):
        episodes_of(home, "שיחה")


def test_every_form_of_an_episode_goes_into_a_folder_that_is_made(home: Home, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    folder = tmp_path / "new" / "folder"
    written = [*take_all(home, ["a-1"], SINGLE, folder, lambda *done: told.append(done))]
    assert sorted(written) == sorted(folder.iterdir())
    assert [path.name for path in written] == [
        file_name(home.library.facts("a-1"), EXPORTS[form]) for form in SINGLE
    ]
    assert told == [(number, len(SINGLE)) for number in range(len(SINGLE) + 1)]


def test_episodes_of_the_same_name_do_not_replace_each_other(home: Home, tmp_path: Path) -> None:
    slugs = episodes_of(home, "שיחות")
    names = [path.name for path in take_all(home, slugs, ["txt"], tmp_path / "out", lambda *_: None)]
    assert names == ["שיחות 1 שלום.txt", "שיחות 2 שלום.txt", "שיחות 2 שלום (a-2b).txt"]


def test_a_folder_that_cannot_be_made_is_one_sentence(home: Home, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadUse, match="--output"):
        next(take_all(home, ["a-1"], ["txt"], tmp_path / "file" / "folder", lambda *_: None))
