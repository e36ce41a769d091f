"""What a home holds, and taking away what nothing needs any more.

What was written in the last two days stays, whatever the library says of it: a run under way may need it, and
its narration is not in the library yet.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from audio.media import UNFINISHED, MediaStore, Stored
from player.cover import COVER_SIZES, cover_name
from player.exports.made import forget, made_of
from player.library import Library
from player.needed import Needed

FRESH_S = 48 * 3600
"""No narration takes so long."""
MB = 1_000_000


@dataclass(frozen=True)
class Kind:
    """A kind of what a home holds."""

    folder: str
    """Of the media store; "" for what lies elsewhere."""
    name_he: str
    name_en: str


KINDS = {
    "clips": Kind("clips", "קטעי קול", "clips"),
    "sounds": Kind("episodes", "פרקים מוגמרים", "finished episodes"),
    "documents": Kind("documents", "תמלילים", "transcripts"),
    "exports": Kind("exports", "צורות שהוכנו", "exports made"),
    "covers": Kind("covers", "עטיפות", "covers"),
    "texts": Kind("texts", "טקסטים מנוקדים", "pointed texts"),
    "unfinished": Kind(UNFINISHED, "קבצים שלא הושלמו", "unfinished files"),
    "other": Kind("", "שאר הקבצים", "other files"),
    "database": Kind("", "מסד הנתונים", "database"),
}


@dataclass(frozen=True)
class Held:
    """What a home holds of one kind."""

    kind: str
    """A name of `KINDS`."""
    files: int = 0
    bytes: int = 0
    free_files: int = 0
    free_bytes: int = 0
    """Of them, those that nothing needs."""


@dataclass(frozen=True)
class Storage:
    """What a home holds, kind by kind."""

    held: tuple[Held, ...]
    expired: tuple[str, ...]
    """Titles of the episodes whose days in the bin are over."""
    of_unknown_clips: int
    """Narrations of an older Karyan, which did not note their clips; while there is one, no clip is taken."""
    being_made: int
    """Narrations in the works; while there is one, no clip is taken either."""

    @property
    def bytes(self) -> int:
        return sum(one.bytes for one in self.held)

    @property
    def free_bytes(self) -> int:
        return sum(one.free_bytes for one in self.held)

    @property
    def free_files(self) -> int:
        return sum(one.free_files for one in self.held)


def look(library: Library, media: MediaStore) -> Storage:
    """What a home holds, and what `clean` would free."""
    return _go_through(library, media, _expired(library), lambda file: None)


def clean(library: Library, media: MediaStore) -> Storage:
    """Take away what nothing needs, and tell what that was."""
    expired = _expired(library)
    # Out of the library first: what is in it has its files.
    names = library.bin.empty()
    storage = _go_through(library, media, expired, lambda file: media.delete(file.name))
    forget(names, media)
    return storage


def empty_bin(library: Library, media: MediaStore) -> None:
    """Take away for good the episodes whose days in the bin are over."""
    forget(library.bin.empty(), media)


def _expired(library: Library) -> tuple[str, ...]:
    return tuple(one.facts.title or one.facts.slug for one in library.bin.expired())


def _go_through(
    library: Library, media: MediaStore, expired: tuple[str, ...], take: Callable[[Stored], None]
) -> Storage:
    # What is needed is asked first: what comes meanwhile is fresh, and stays.
    needed = library.needed()
    is_needed = _rules(needed)
    long_ago = time.time() - FRESH_S
    held = {kind: Held(kind) for kind in KINDS}
    for file in media.files():
        kind = _kind_of(file.name)
        is_free = file.modified_s < long_ago and not is_needed[kind](file.name)
        held[kind] = _with(held[kind], file, is_free)
        if is_free:
            take(file)
    held["database"] = Held("database", 1, library.database_bytes())
    return Storage(tuple(held.values()), expired, needed.of_unknown_clips, needed.being_made)


def _rules(needed: Needed) -> dict[str, Callable[[str], bool]]:
    """Kind → whether a file of it, by its name, is needed."""
    exports = frozenset(map(made_of, needed.sounds))
    covers = frozenset(_covers(needed))
    any_clip = needed.of_unknown_clips + needed.being_made > 0
    return {
        "clips": lambda name: any_clip or _stem(name) in needed.clips,
        "sounds": lambda name: name in needed.sounds,
        "exports": lambda name: name.rpartition("/")[0] in exports,
        "documents": lambda name: True,
        "covers": lambda name: name in covers,
        "texts": lambda name: True,
        "unfinished": lambda name: False,
        "other": lambda name: True,
    }


def _covers(needed: Needed) -> Iterator[str]:
    return (cover_name(facts, size) for facts in needed.episodes for size in COVER_SIZES)


def _kind_of(name: str) -> str:
    folder = name.partition("/")[0]
    return next((name for name, kind in KINDS.items() if kind.folder == folder), "other")


def _stem(name: str) -> str:
    return name.rpartition("/")[2].partition(".")[0]


def _with(held: Held, file: Stored, is_free: bool) -> Held:
    return Held(
        held.kind,
        held.files + 1,
        held.bytes + file.bytes,
        held.free_files + is_free,
        held.free_bytes + file.bytes * is_free,
    )
