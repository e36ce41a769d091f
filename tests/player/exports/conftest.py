"""Files written in the formats of the table."""

import io
from collections.abc import Callable

import pytest

from audio.media import FolderStore, MediaStore
from player.exports.table import EXPORTS
from player.home import Home
from player.library import Narration

NOWHERE = FolderStore.__new__(FolderStore)
"""For formats that have no sound in them."""


def written(name: str, narration: Narration, media: MediaStore = NOWHERE) -> bytes:
    """An episode in a format of the table."""
    out = io.BytesIO()
    EXPORTS[name].write(narration, media, out)
    return out.getvalue()


@pytest.fixture(scope="session")
def sample(sample_home: Home, sample_slug: str) -> Narration:
    """The sample conversation, narrated."""
    return sample_home.library.narration(sample_slug)


@pytest.fixture(scope="session")
def sample_file(sample: Narration, sample_home: Home) -> Callable[[str], bytes]:
    """The sample conversation in a format of the table, each written once."""
    files: dict[str, bytes] = {}

    def write(name: str) -> bytes:
        if name not in files:
            files[name] = written(name, sample, sample_home.media)
        return files[name]

    return write
