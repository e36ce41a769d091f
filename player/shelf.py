"""The shelf: the library's episodes found by their facts, filtered, in an order, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, exists, false, func, select

from audio.hebrew.bare_text import bare_text
from player import tables
from player.timeline import CastSpeaker, EpisodeFacts

EPISODES_A_PAGE = 30
SPEAKERS_OFFERED = 50
"""A choice among more would not be one; whoever speaks seldom is found by the search."""
WITH, WITHOUT = "with", "without"
NARRATED = "narrated"
"""The state of an episode that can be played; what is in the works or has failed would be another."""

_EPISODES, _NARRATIONS = tables.episodes.c, tables.narrations.c
ORDERS: dict[str, Sequence[ColumnElement[Any]]] = {
    "new": (_NARRATIONS.narrated_at.desc(),),
    "date": (_EPISODES.date.desc(), _EPISODES.ordinal.desc()),
    "number": (_EPISODES.ordinal == 0, _EPISODES.series, _EPISODES.ordinal),
    "title": (_EPISODES.title == "", _EPISODES.title),
    "length": (_NARRATIONS.duration_ms.desc(),),
}
"""The first is that of whoever asks for none; ``words/`` has what each is called."""


@dataclass(frozen=True)
class EpisodeSummary:
    """What the library page and `karyan list` show of an episode."""

    facts: EpisodeFacts
    speakers: tuple[str, ...]
    """The names, in order of first word."""
    engine: str
    duration_ms: int
    words: int
    narrated_at: str
    """ISO 8601, UTC."""
    doubts: int = 0
    """Paragraphs of which it is not certain who speaks them."""
    state: str = NARRATED


@dataclass(frozen=True)
class Asked:
    """Which episodes somebody wants to see; "" for any."""

    query: str = ""
    """Every word of it is somewhere in facts or speakers."""
    series: str = ""
    speaker: str = ""
    doubts: str = ""
    """`WITH` or `WITHOUT` paragraphs of which it is not certain who speaks them."""
    order: str = next(iter(ORDERS))
    page: int = 1


@dataclass(frozen=True)
class Page:
    """The episodes of a page, and how many there are on all pages."""

    episodes: tuple[EpisodeSummary, ...]
    count: int
    is_last: bool


@dataclass(frozen=True)
class Offered:
    """By what one can filter."""

    series: tuple[str, ...]
    """By name."""
    speakers: tuple[str, ...]
    """Those who speak in most episodes, by name."""


class Shelf:
    """The episodes of one database that can be played. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def every(self) -> list[EpisodeSummary]:
        """All of them, the one narrated last first."""
        with self._engine.connect() as connection:
            return _summaries(connection, _ordered(playing(), Asked()))

    def page(self, asked: Asked) -> Page:
        """A page of those that are asked for."""
        wanted = playing().where(*_conditions(asked))
        behind = EPISODES_A_PAGE * asked.page
        page = _ordered(wanted, asked).offset(behind - EPISODES_A_PAGE).limit(EPISODES_A_PAGE)
        with self._engine.connect() as connection:
            count = connection.execute(select(func.count()).select_from(wanted.subquery())).scalar_one()
            return Page(tuple(_summaries(connection, page)), count, count <= behind)

    def summary(self, slug: str) -> EpisodeSummary | None:
        """One of them; None where there is none of that name."""
        with self._engine.connect() as connection:
            found = _summaries(connection, playing().where(_EPISODES.slug == slug))
        return found[0] if found else None

    def is_empty(self) -> bool:
        """Whether there is none."""
        with self._engine.connect() as connection:
            return connection.execute(playing().limit(1)).first() is None

    def offered(self) -> Offered:
        """The series, and those who speak most often."""
        of_playing = playing().subquery()
        series = select(of_playing.c.series).where(of_playing.c.series != "").distinct()
        name = tables.speakers.c.name
        speakers = (
            select(name)
            .join(of_playing, of_playing.c.narration_id == tables.speakers.c.narration_id)
            .group_by(name)
            .order_by(func.count().desc(), name)
            .limit(SPEAKERS_OFFERED)
        )
        with self._engine.connect() as connection:
            return Offered(
                tuple(sorted(connection.execute(series).scalars())),
                tuple(sorted(connection.execute(speakers).scalars())),
            )

    def casts(self) -> dict[str, tuple[CastSpeaker, ...]]:
        """Of every episode, by its slug, who speaks, in order of first word."""
        of_playing = playing().subquery()
        chosen = (
            select(of_playing.c.slug, tables.speakers)
            .join(of_playing, of_playing.c.narration_id == tables.speakers.c.narration_id)
            .order_by(of_playing.c.slug, tables.speakers.c.position)
        )
        with self._engine.connect() as connection:
            rows = groupby(connection.execute(chosen), lambda row: row.slug)
            return {str(slug): tuple(map(read_speaker, speakers)) for slug, speakers in rows}


def playing() -> Select[Any]:
    """Every episode that is not in the bin, beside the narration of it that plays."""
    return (
        select(
            *(column for column in _EPISODES if column.name != "id"),
            *(column for column in _NARRATIONS if column.name != "id"),
            _NARRATIONS.id.label("narration_id"),
        )
        .join_from(tables.episodes, tables.narrations, _NARRATIONS.episode_id == _EPISODES.id)
        .where(_NARRATIONS.current, _EPISODES.deleted_at.is_(None))
    )


def read_facts(row: Any) -> EpisodeFacts:
    """The facts of an episode from its row."""
    return EpisodeFacts(row.slug, row.series, row.number, row.title, row.guest, row.date, row.edition)


def read_speaker(row: Any) -> CastSpeaker:
    """A speaker from his row."""
    return CastSpeaker(row.speaker, row.name, row.role, row.gender, row.voice)


def _conditions(asked: Asked) -> list[ColumnElement[bool]]:
    words = bare_text(asked.query).split()
    conditions = [_EPISODES.letters.contains(word, autoescape=True) for word in words]
    if asked.query.strip() and not words:
        conditions.append(false())
    if asked.series:
        conditions.append(_EPISODES.series == asked.series)
    if asked.speaker:
        speakers = tables.speakers.c
        is_there = and_(speakers.narration_id == _NARRATIONS.id, speakers.name == asked.speaker)
        conditions.append(exists().where(is_there))
    if asked.doubts:
        conditions.append(_EPISODES.doubts > 0 if asked.doubts == WITH else _EPISODES.doubts == 0)
    return conditions


def _ordered(chosen: Select[Any], asked: Asked) -> Select[Any]:
    """In an order of `ORDERS`, the newest first for one that is not there; of equals the newest first too."""
    return chosen.order_by(*ORDERS.get(asked.order, ORDERS["new"]), _NARRATIONS.id.desc())


def _summaries(connection: Connection, chosen: Select[Any]) -> list[EpisodeSummary]:
    rows = connection.execute(chosen).all()
    speakers = tables.speakers.c
    shown = chosen.with_only_columns(_NARRATIONS.id).subquery()
    names = (
        select(speakers.narration_id, speakers.name)
        .where(speakers.narration_id.in_(select(shown.c.id)))
        .order_by(speakers.narration_id, speakers.position)
    )
    of_narration = {
        narration: tuple(row.name for row in some)
        for narration, some in groupby(connection.execute(names), lambda row: row.narration_id)
    }
    return [
        EpisodeSummary(
            facts=read_facts(row),
            speakers=of_narration.get(row.narration_id, ()),
            engine=row.engine,
            duration_ms=row.duration_ms,
            words=row.words,
            narrated_at=row.narrated_at,
            doubts=row.doubts,
        )
        for row in rows
    ]
