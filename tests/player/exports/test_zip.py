"""The ZIP, read back by the standard library."""

import zipfile
from io import BytesIO

import pytest

from player.exports.base import file_name
from player.exports.made import open_made
from player.exports.table import EXPORTS, SINGLE
from player.exports.whole_zip import README
from player.home import Home
from player.library import Narration


@pytest.fixture(scope="module")
def narration(sample_home: Home, sample_slug: str) -> Narration:
    return sample_home.library.narration(sample_slug)


@pytest.fixture(scope="module")
def archive(sample_home: Home, narration: Narration) -> zipfile.ZipFile:
    whole = BytesIO()
    EXPORTS["zip"].write(narration, sample_home.media, whole)
    return zipfile.ZipFile(whole)


def test_it_holds_every_other_form_as_it_is_alone(
    archive: zipfile.ZipFile, sample_home: Home, narration: Narration
) -> None:
    assert archive.testzip() is None
    names = {form: file_name(narration.timeline.episode, EXPORTS[form]) for form in SINGLE}
    assert archive.namelist() == [README, *names.values()]
    for form, name in names.items():
        with open_made(narration, EXPORTS[form], sample_home.media) as alone:
            assert archive.read(name) == alone.read()


def test_the_readme_says_of_each_what_it_is_good_for_in_two_languages(archive: zipfile.ZipFile) -> None:
    readme = archive.read(README).decode()
    for form in SINGLE:
        assert EXPORTS[form].help_he in readme and EXPORTS[form].help_en in readme
    assert "הספרייה הנודדת" in readme


def test_the_same_narration_makes_the_same_file(sample_home: Home, narration: Narration) -> None:
    files = [BytesIO(), BytesIO()]
    for file in files:
        EXPORTS["zip"].write(narration, sample_home.media, file)
    assert files[0].getvalue() == files[1].getvalue()
