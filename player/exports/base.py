"""What a format is.

To add one: write ``player/exports/<name>.py`` with an `Export` called ``EXPORT`` and name it in
``player/exports/table.py``. The command line, the routes and the download menu then have it, and
``tests/contract/test_exports.py`` holds it to the contract.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from audio.media import MediaStore
from player.library import Narration


@dataclass(frozen=True)
class Export:
    """A form in which an episode is taken away."""

    name: str
    """As ``--format`` and the address know it."""
    label_he: str
    label_en: str
    mime: str
    suffix: str
    """Of the file, with its dot."""
    help_he: str
    help_en: str
    write: Callable[[Narration, MediaStore, BinaryIO], None]
    """Write the whole file; memory does not grow with the episode's sound."""


def file_name(narration: Narration, export: Export) -> str:
    """The name under which people keep the file: no sign in it that a file system refuses."""
    episode = narration.timeline.episode
    whole = " ".join(part for part in (episode.series, episode.number, episode.title) if part) or episode.slug
    kept = "".join(
        " " if character in '/\\:*?"<>|' or ord(character) < 32 else character for character in whole
    )
    return " ".join(kept.split())[:120].strip(". ") + export.suffix


def copy_file(media: MediaStore, name: str, out: BinaryIO) -> None:
    """Write a file of the media store as it is."""
    with media.open(name) as file:
        shutil.copyfileobj(file, out, 1 << 20)
