"""What a feed tells, as plain data: the house or a series, and its episodes, newest first, in pages."""

import io
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from audio.media import MediaStore
from player.exports.made import open_export
from player.exports.table import EXPORTS
from player.feed.key import house
from player.library import EpisodeSummary, Library
from player.slugs import slug
from player.timeline import CastSpeaker

EPISODES_A_PAGE = 100
"""Few apps follow a feed to its second page, so that the first one holds much."""


@dataclass(frozen=True)
class Item:
    """An episode in a feed."""

    guid: str
    """The same whatever the address, the title or the narration."""
    episode: EpisodeSummary
    cast: tuple[CastSpeaker, ...]
    published: datetime
    mp3_bytes: int


@dataclass(frozen=True)
class Channel:
    """A page of a feed."""

    guid: str
    series: str
    """As the documents write it; "" for the house."""
    items: tuple[Item, ...]
    page: int
    pages: int
    updated: datetime | None
    """When the episode that was narrated last was; None where there is none."""


def channel(library: Library, media: MediaStore, series_slug: str, page: int) -> Channel | None:
    """A page of the feed of a series, or of the house where that is ""; None where there is none.

    The MP3 of an episode that was not yet asked for is made now, since the feed tells its size.
    """
    episodes = [one for one in library.episodes() if not series_slug or _is_of(one, series_slug)]
    pages = max(1, -(-len(episodes) // EPISODES_A_PAGE))
    if (series_slug and not episodes) or not 1 <= page <= pages:
        return None
    newest_first = sorted(episodes, key=lambda one: (published(one), one.facts.number), reverse=True)
    shown = newest_first[(page - 1) * EPISODES_A_PAGE : page * EPISODES_A_PAGE]
    id_ = uuid.UUID(house(media).id)
    return Channel(
        guid=str(uuid.uuid5(id_, f"series/{series_slug}") if series_slug else id_),
        series=episodes[0].facts.series if series_slug else "",
        items=_items(shown, library, media, id_),
        page=page,
        pages=pages,
        updated=max((_narrated(one) for one in episodes), default=None),
    )


def series_of(library: Library) -> list[str]:
    """The series in the library, by name."""
    return sorted({one.facts.series for one in library.episodes() if one.facts.series})


def published(episode: EpisodeSummary) -> datetime:
    """When the conversation was held, as far as that is known; else when it was narrated."""
    if not episode.facts.date:
        return _narrated(episode)
    # Noon, so that it is the same day in every land.
    return datetime.combine(datetime.fromisoformat(episode.facts.date), time(12), UTC)


def _narrated(episode: EpisodeSummary) -> datetime:
    return datetime.fromisoformat(episode.narrated_at)


def _is_of(episode: EpisodeSummary, series_slug: str) -> bool:
    return bool(episode.facts.series) and slug(episode.facts.series) == series_slug


def _items(
    episodes: Sequence[EpisodeSummary], library: Library, media: MediaStore, house_id: uuid.UUID
) -> tuple[Item, ...]:
    casts = library.shelf.casts()
    return tuple(
        Item(
            guid=str(uuid.uuid5(house_id, one.facts.slug)),
            episode=one,
            cast=casts.get(one.facts.slug, ()),
            published=published(one),
            mp3_bytes=_mp3_bytes(one.facts.slug, library, media),
        )
        for one in episodes
    )


def _mp3_bytes(episode: str, library: Library, media: MediaStore) -> int:
    with open_export(library, media, episode, EXPORTS["mp3"]).file as file:
        return file.seek(0, io.SEEK_END)
