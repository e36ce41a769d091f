"""What is in the works: documents whose episode was not narrated yet, or not as they are by now."""

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Engine, ScalarSelect, and_, func, or_, select

from player import tables
from player.timeline import EpisodeFacts

Stage = Literal["brought", "under_way", "failed", "changed"]
"""Not narrated; being narrated; tried in vain; narrated, and edited or brought anew since."""

_ACTIVE = ("asked", "speaking", "paused", "joining")


@dataclass(frozen=True)
class InTheWorks:
    """A document with what is still to be done."""

    facts: EpisodeFacts
    name: str
    """Of the file as it was brought."""
    brought_at: str
    """ISO 8601, UTC."""
    stage: Stage
    is_narrated: bool
    """Whether some narration of it can be heard."""


class Desk:
    """The documents that are in the works, in one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def documents(self) -> list[InTheWorks]:
        """Them all, the one brought last first."""
        with self._engine.connect() as connection:
            return [_read(row) for row in connection.execute(_IN_THE_WORKS)]


def _last(column: Any, *of: Any) -> ScalarSelect[Any]:
    return select(func.max(column)).where(*of).correlate(tables.documents).scalar_subquery()


def _chosen() -> Any:
    """One question for all: a house has a thousand documents, and few of them in the works."""
    documents, runs, edits = tables.documents, tables.runs, tables.edits
    narrations, episodes = tables.narrations, tables.episodes
    every = runs.alias()
    last_run = _last(every.c.id, every.c.slug == documents.c.slug)
    edited_at = _last(edits.c.made_at, edits.c.slug == documents.c.slug)
    playing = and_(narrations.c.episode_id == episodes.c.id, narrations.c.current)
    told = (
        select(
            documents.c.facts,
            documents.c.name,
            documents.c.brought_at,
            narrations.c.narrated_at,
            runs.c.state,
            runs.c.ended_at,
            edited_at.label("edited_at"),
        )
        .join(episodes, episodes.c.slug == documents.c.slug, isouter=True)
        .join(narrations, playing, isouter=True)
        .join(runs, runs.c.id == last_run, isouter=True)
    )
    narrated_at = narrations.c.narrated_at
    open_still = or_(
        narrated_at.is_(None),
        documents.c.brought_at > narrated_at,
        edited_at > narrated_at,
        runs.c.state.in_(_ACTIVE),
        and_(runs.c.state == "failed", runs.c.ended_at > narrated_at),
    )
    return told.where(open_still).order_by(documents.c.brought_at.desc())


_IN_THE_WORKS = _chosen()


def _read(row: Any) -> InTheWorks:
    narrated_at = row.narrated_at or ""
    return InTheWorks(
        EpisodeFacts(**row.facts), row.name, row.brought_at, _stage(row, narrated_at), bool(narrated_at)
    )


def _stage(row: Any, narrated_at: str) -> Stage:
    if row.state in _ACTIVE:
        return "under_way"
    if row.state == "failed" and row.ended_at > narrated_at:
        return "failed"
    return "changed" if narrated_at else "brought"
