"""What a format is.

To add one: write ``player/exports/<name>.py`` with an `Export` called ``EXPORT`` and name it in
``player/exports/table.py``. The command line, the routes and the download menu then have it, and
``tests/contract/test_exports.py`` holds it to the contract and asks how it is read back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from audio.media import MediaStore
from player.library import Narration
from player.timeline import EpisodeFacts
from player.transcript.shown import plain

LONGEST_NAME_BYTES = 200
"""Of a file's name before its suffix: file systems allow 255 for the whole."""


@dataclass(frozen=True)
class Export:
    """A form in which an episode is taken away."""

    name: str
    """As ``--format`` and the address know it."""
    label_he: str
    label_en: str
    mime: str
    suffix: str
    """Of the file, with its dot; no two forms have the same, so that they can lie in one folder."""
    help_he: str
    help_en: str
    write: Callable[[Narration, MediaStore, BinaryIO], None]
    """Write the whole file; memory does not grow with the episode's sound."""
    version: int = 1
    """Raised when what is written changes, so that files made before are made anew."""


def file_name(facts: EpisodeFacts, export: Export) -> str:
    """The name under which people keep the file: no sign in it that a file system refuses."""
    whole = " ".join(part for part in (facts.series, facts.number, facts.title) if part) or facts.slug
    kept = plain("".join(" " if sign in '/\\:*?"<>|' else sign for sign in whole))
    # Cut between two characters.
    short = kept.encode()[:LONGEST_NAME_BYTES].decode(errors="ignore").strip(". ")
    return (short or facts.slug) + export.suffix
