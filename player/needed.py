"""Which files of the media store the library needs: what is not here may be cleaned away."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, exists, or_, select, text

from player import tables
from player.bin import deadline
from player.shelf import read_facts
from player.timeline import EpisodeFacts

_EPISODES, _NARRATIONS, _CLIPS = tables.episodes.c, tables.narrations.c, tables.narrated_paragraphs.c


@dataclass(frozen=True)
class Needed:
    """What the narrations that are kept consist of, those in the bin included until their days are over."""

    sounds: frozenset[str]
    """Names in the media store."""
    clips: frozenset[str]
    """Keys."""
    of_unknown_clips: int
    """Narrations of an older Karyan, which did not note their clips: any clip may be theirs."""
    episodes: tuple[EpisodeFacts, ...]


def needed(engine: Engine, now: datetime | None = None) -> Needed:
    """What is needed as of now, or of another moment."""
    is_kept = or_(_EPISODES.deleted_at.is_(None), _EPISODES.deleted_at >= deadline(now))
    kept = select(_NARRATIONS.id, _NARRATIONS.m4a, _NARRATIONS.mp3).join(tables.episodes).where(is_kept)
    ids = kept.with_only_columns(_NARRATIONS.id)
    of_unknown = ids.where(~exists().where(_CLIPS.narration_id == _NARRATIONS.id))
    clips = select(_CLIPS.clip).where(_CLIPS.narration_id.in_(ids)).distinct()
    with engine.connect() as connection:
        return Needed(
            sounds=frozenset(name for row in connection.execute(kept) for name in (row.m4a, row.mp3)),
            clips=frozenset(connection.execute(clips).scalars()),
            of_unknown_clips=len(connection.execute(of_unknown).all()),
            episodes=tuple(map(read_facts, connection.execute(select(tables.episodes).where(is_kept)))),
        )


def database_bytes(engine: Engine) -> int:
    """How large the database is."""
    sizes = {
        "sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
        "postgresql": "SELECT pg_database_size(current_database())",
    }
    with engine.connect() as connection:
        return int(connection.execute(text(sizes[engine.dialect.name])).scalar_one())
