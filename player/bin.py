"""The bin: episodes that were deleted, and can be brought back for thirty days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, delete, select, update

from player import tables
from player.errors import NoSuchEpisode
from player.search import forget_lines, index_lines
from player.shelf import read_facts
from player.timeline import EpisodeFacts

DAYS_KEPT = 30
_EPISODES, _NARRATIONS = tables.episodes.c, tables.narrations.c


@dataclass(frozen=True)
class Deleted:
    """An episode in the bin."""

    facts: EpisodeFacts
    days_left: int
    """Until it is taken away for good; 0 where that may be at any moment."""


class Bin:
    """The deleted episodes of one database. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def episodes(self, now: datetime | None = None) -> list[Deleted]:
        """What is in the bin, the one deleted last first.

        Args:
            now: as of when; None for this moment.
        """
        chosen = (
            select(tables.episodes)
            .where(_EPISODES.deleted_at.is_not(None))
            .order_by(_EPISODES.deleted_at.desc(), _EPISODES.id.desc())
        )
        with self._engine.connect() as connection:
            rows = connection.execute(chosen).all()
        return [
            Deleted(read_facts(row), _days_left(row.deleted_at, now or datetime.now(UTC))) for row in rows
        ]

    def expired(self, now: datetime | None = None) -> list[Deleted]:
        """Those whose days are over."""
        return [one for one in self.episodes(now) if not one.days_left]

    def put(self, slug: str, now: datetime | None = None) -> EpisodeFacts:
        """Delete an episode: from now on it is nowhere but in the bin.

        Raises:
            NoSuchEpisode: if there is none of that name, or it is in the bin already.
        """
        with self._engine.begin() as connection:
            row = _episode(connection, slug)
            if row is None or row.deleted_at is not None:
                raise NoSuchEpisode(slug)
            _note(connection, row.id, (now or datetime.now(UTC)).isoformat(timespec="milliseconds"))
            forget_lines(connection, _narrations(connection, row.id))
        return read_facts(row)

    def bring_back(self, slug: str) -> EpisodeFacts:
        """Let an episode be in the library again; one that is there stays there.

        Raises:
            NoSuchEpisode: if there is none of that name, in the bin neither.
        """
        with self._engine.begin() as connection:
            row = _episode(connection, slug)
            if row is None:
                raise NoSuchEpisode(slug)
            if row.deleted_at is not None:
                _note(connection, row.id, None)
                _index(connection, row.id)
        return read_facts(row)

    def empty(self, now: datetime | None = None) -> list[str]:
        """Forget the episodes whose days are over.

        Returns:
            The names in the media store that no narration needs any more.
        """
        expired = _EPISODES.deleted_at < deadline(now)
        files = select(_NARRATIONS.m4a, _NARRATIONS.mp3).join(tables.episodes).where(expired)
        with self._engine.begin() as connection:
            names = [name for row in connection.execute(files) for name in (row.m4a, row.mp3)]
            connection.execute(delete(tables.episodes).where(expired))
            return names


def deadline(now: datetime | None = None) -> str:
    """What was deleted before this moment, as the database writes moments, is no longer kept."""
    return ((now or datetime.now(UTC)) - timedelta(days=DAYS_KEPT)).isoformat(timespec="milliseconds")


def _days_left(deleted_at: str, now: datetime) -> int:
    left = datetime.fromisoformat(deleted_at) + timedelta(days=DAYS_KEPT) - now
    return max(0, -(-left // timedelta(days=1)))


def _episode(connection: Connection, slug: str) -> Any | None:
    chosen = select(tables.episodes).where(_EPISODES.slug == slug).with_for_update()
    return connection.execute(chosen).one_or_none()


def _note(connection: Connection, episode_id: int, deleted_at: str | None) -> None:
    noted = update(tables.episodes).where(_EPISODES.id == episode_id).values(deleted_at=deleted_at)
    connection.execute(noted)


def _narrations(connection: Connection, episode_id: int) -> Sequence[int]:
    chosen = select(_NARRATIONS.id).where(_NARRATIONS.episode_id == episode_id)
    return connection.execute(chosen).scalars().all()


def _index(connection: Connection, episode_id: int) -> None:
    """Let the lines of the narration that plays be found again."""
    lines = tables.lines.c
    chosen = (
        select(lines.narration_id, lines.position, lines.text)
        .join(tables.narrations, _NARRATIONS.id == lines.narration_id)
        .where(_NARRATIONS.episode_id == episode_id, _NARRATIONS.current)
    )
    rows = connection.execute(chosen).all()
    if rows:
        index_lines(connection, rows[0].narration_id, [(row.position, row.text) for row in rows])
