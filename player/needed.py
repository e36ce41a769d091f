"""Which files of the media store the library needs: what is not here may be cleaned away."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, exists, or_, select, text, union

from player import tables
from player.bin import deadline
from player.shelf import read_facts
from player.timeline import EpisodeFacts

_EPISODES, _NARRATIONS, _PARAGRAPHS = tables.episodes.c, tables.narrations.c, tables.narrated_paragraphs.c
_ENDED = ("done", "cancelled", "failed")


@dataclass(frozen=True)
class Needed:
    """What the narrations consist of that are kept, those in the bin too until their days are over."""

    sounds: frozenset[str]
    """Names in the media store."""
    clips: frozenset[str]
    """Keys; those too that a narration which failed will need when it is asked for again."""
    of_unknown_clips: int
    """Narrations of an older Karyan, which did not note their clips: any clip may be theirs."""
    being_made: int
    """Narrations in the works: any clip that was there when they were planned may be theirs."""
    episodes: tuple[EpisodeFacts, ...]


def needed(engine: Engine, now: datetime | None = None) -> Needed:
    """What is needed as of now, or of another moment."""
    is_kept = or_(_EPISODES.deleted_at.is_(None), _EPISODES.deleted_at >= deadline(now))
    kept = select(_NARRATIONS.id, _NARRATIONS.m4a, _NARRATIONS.mp3).join(tables.episodes).where(is_kept)
    ids = kept.with_only_columns(_NARRATIONS.id)
    of_unknown = ids.where(~exists().where(_PARAGRAPHS.narration_id == _NARRATIONS.id))
    heard = select(_PARAGRAPHS.clip).where(_PARAGRAPHS.narration_id.in_(ids))
    to_retry = select(tables.run_clips.c.key).join(tables.runs).where(tables.runs.c.state == "failed")
    being_made = select(tables.runs.c.id).where(tables.runs.c.state.not_in(_ENDED))
    with engine.connect() as connection:
        return Needed(
            sounds=frozenset(name for row in connection.execute(kept) for name in (row.m4a, row.mp3)),
            clips=frozenset(connection.execute(union(heard, to_retry)).scalars()),
            of_unknown_clips=len(connection.execute(of_unknown).all()),
            being_made=len(connection.execute(being_made).all()),
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
