"""What was made of a narration once: it lies in the media store until the narration is forgotten."""

import hashlib
from dataclasses import dataclass
from typing import BinaryIO

from audio.media import MediaStore
from player.exports.base import Export
from player.library import Library, Narration
from player.timeline import EpisodeFacts


def made_name(m4a: str, export: Export) -> str:
    """Where a form of a narration lies in the media store.

    Args:
        m4a: the narration's own sound, which is named by all that shaped it.
        export: the form.
    """
    return f"{made_of(m4a)}/{export.name}-{export.version}{export.suffix}"


def open_made(narration: Narration, export: Export, media: MediaStore) -> BinaryIO:
    """A form of a narration, for reading; it is made now where it was not made before."""
    name = made_name(narration.m4a, export)
    if not media.exists(name):
        with media.create(name) as file:
            export.write(narration, media, file)
    return media.open(name)


@dataclass(frozen=True)
class Made:
    """A form of an episode as it is now, open for reading."""

    file: BinaryIO
    facts: EpisodeFacts
    etag: str
    """Names what the file holds."""


def open_export(library: Library, media: MediaStore, slug: str, export: Export) -> Made:
    """An episode in a form; one that was made before is opened without reading the timeline.

    Raises:
        NoSuchEpisode: if the library does not have it.
    """
    facts, m4a = library.facts(slug), library.sound(slug).m4a
    if not media.exists(made_name(m4a, export)):
        narration = library.narration(slug)
        facts, m4a = narration.timeline.episode, narration.m4a
        open_made(narration, export, media).close()
    name = made_name(m4a, export)
    return Made(media.open(name), facts, hashlib.sha256(name.encode()).hexdigest())


def forget(names: list[str], media: MediaStore) -> None:
    """Take away sounds that no narration needs any more, and what was made of them."""
    for name in names:
        media.delete(name)
        if name.endswith(".m4a"):
            media.delete_folder(made_of(name))


def made_of(m4a: str) -> str:
    """The folder of the media store in which what was made of a narration lies."""
    return f"exports/{m4a.removeprefix('episodes/').removesuffix('.m4a')}"
