"""The library: episodes with their timelines, kept in a database; sounds lie in the media store."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from player import tables
from player.errors import NoSuchEpisode
from player.timeline import (
    CastSpeaker,
    EpisodeFacts,
    SoundFacts,
    TimedLine,
    TimedTurn,
    TimedWord,
    Timeline,
)
from player.transcript.model import Note

KEPT_REVISIONS = 2
"""The narration that plays and the one before it, which a page that is open may still be playing."""

# Every episode beside the narration of it that plays.
_PLAYING = (
    select(
        *(column for column in tables.episodes.c if column.name != "id"),
        *(column for column in tables.narrations.c if column.name != "id"),
        tables.narrations.c.id.label("narration_id"),
    )
    .join(tables.narrations, tables.narrations.c.episode_id == tables.episodes.c.id)
    .where(tables.narrations.c.current)
)


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


@dataclass(frozen=True)
class Guess:
    """Who speaks a paragraph without a label is a guess: how sure it is, and why."""

    paragraph: int
    """The paragraph's index, as in its lines' ids."""
    sure: float
    """0..1."""
    why: str
    """In a few Hebrew words."""


@dataclass(frozen=True)
class NarratedParagraph:
    """Which paragraph of the document a narrated one is, and the clip in which it is heard."""

    key: str
    """By which what is decided of it is kept."""
    clip: str
    """The clip's key."""
    start_ms: int
    """Of the clip, on the episode's clock."""


@dataclass(frozen=True)
class Narration:
    """An episode's finished sound and timeline at one revision."""

    revision: int
    timeline: Timeline
    heading_lines: tuple[str, ...]
    """The title block as the document has it."""
    m4a: str
    mp3: str
    """Names in the media store."""
    narrated_at: str
    guesses: tuple[Guess, ...]
    """Of the paragraphs without a label, in order."""
    paragraphs: tuple[NarratedParagraph, ...] = ()
    """Of every paragraph, in order; none where it was narrated before they were kept."""


@dataclass(frozen=True)
class SoundFiles:
    """The finished sound of one revision: names in the media store."""

    m4a: str
    mp3: str
    sha256: str
    """Of the M4A."""


@dataclass(frozen=True)
class NewNarration:
    """A narration that is whole and not yet in the library."""

    fingerprint: str
    """SHA-256 of everything that shaped sound and timeline."""
    timeline: Timeline
    heading_lines: tuple[str, ...]
    m4a: str
    mp3: str
    guesses: tuple[Guess, ...] = ()
    """None where every paragraph has a label."""
    paragraphs: tuple[NarratedParagraph, ...] = ()
    """Of every paragraph, in order."""


class Library:
    """The episodes in one database. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def episodes(self) -> list[EpisodeSummary]:
        """Every episode that can be played, the one narrated last first."""
        chosen = _PLAYING.order_by(tables.narrations.c.narrated_at.desc(), tables.narrations.c.id.desc())
        names = (
            select(tables.speakers.c.narration_id, tables.speakers.c.name)
            .join(tables.narrations, tables.narrations.c.id == tables.speakers.c.narration_id)
            .where(tables.narrations.c.current)
            .order_by(tables.speakers.c.narration_id, tables.speakers.c.position)
        )
        with self._engine.connect() as connection:
            speakers = {
                narration: tuple(row.name for row in rows)
                for narration, rows in groupby(connection.execute(names), lambda row: row.narration_id)
            }
            return [
                EpisodeSummary(
                    facts=_facts(row),
                    speakers=speakers.get(row.narration_id, ()),
                    engine=row.engine,
                    duration_ms=row.duration_ms,
                    words=row.words,
                    narrated_at=row.narrated_at,
                )
                for row in connection.execute(chosen)
            ]

    def narration(self, slug: str) -> Narration:
        """The narration of an episode that plays now.

        Raises:
            NoSuchEpisode: if no episode has that slug.
        """
        with self._engine.connect() as connection:
            row = _current(connection, slug)
            if row is None:
                raise NoSuchEpisode(slug)
            return Narration(
                revision=row.revision,
                timeline=_read_timeline(connection, row),
                heading_lines=tuple(row.heading),
                m4a=row.m4a,
                mp3=row.mp3,
                narrated_at=row.narrated_at,
                guesses=_read_guesses(connection, row.narration_id),
                paragraphs=_read_paragraphs(connection, row.narration_id),
            )

    def facts(self, slug: str) -> EpisodeFacts:
        """What the title block of an episode says, without reading its timeline.

        Raises:
            NoSuchEpisode: if no episode has that slug.
        """
        with self._engine.connect() as connection:
            row = _current(connection, slug)
        if row is None:
            raise NoSuchEpisode(slug)
        return _facts(row)

    def casts(self) -> dict[str, tuple[CastSpeaker, ...]]:
        """Of every episode that can be played, by its slug, who speaks, in order of first word."""
        chosen = (
            select(tables.episodes.c.slug, tables.speakers)
            .join(tables.narrations, tables.narrations.c.id == tables.speakers.c.narration_id)
            .join(tables.episodes, tables.episodes.c.id == tables.narrations.c.episode_id)
            .where(tables.narrations.c.current)
            .order_by(tables.episodes.c.slug, tables.speakers.c.position)
        )
        with self._engine.connect() as connection:
            rows = groupby(connection.execute(chosen), lambda row: row.slug)
            return {str(slug): tuple(map(_read_speaker, speakers)) for slug, speakers in rows}

    def sound(self, slug: str, revision: int | None = None) -> SoundFiles:
        """The files of a revision that is kept, or of the one that plays now, without reading its timeline.

        Raises:
            NoSuchEpisode: if there is no such episode, or it no longer has that revision.
        """
        narrations = tables.narrations
        of_revision = narrations.c.current if revision is None else narrations.c.revision == revision
        chosen = (
            select(narrations.c.m4a, narrations.c.mp3, narrations.c.sha256)
            .join(tables.episodes, narrations.c.episode_id == tables.episodes.c.id)
            .where(tables.episodes.c.slug == slug, of_revision)
        )
        with self._engine.connect() as connection:
            row = connection.execute(chosen).one_or_none()
        if row is None:
            raise NoSuchEpisode(slug)
        return SoundFiles(row.m4a, row.mp3, row.sha256)

    def fingerprint(self, slug: str) -> str | None:
        """The fingerprint of the narration that plays now; None where there is no such episode."""
        with self._engine.connect() as connection:
            row = _current(connection, slug)
            return None if row is None else str(row.fingerprint)

    def revision(self, slug: str) -> int:
        """The revision of the narration that plays now; 0 where there is none."""
        narrations = tables.narrations
        chosen = (
            select(narrations.c.revision)
            .join(tables.episodes, narrations.c.episode_id == tables.episodes.c.id)
            .where(tables.episodes.c.slug == slug, narrations.c.current)
        )
        with self._engine.connect() as connection:
            return int(connection.execute(chosen).scalar_one_or_none() or 0)

    def save(self, new: NewNarration) -> list[str]:
        """Make this the narration that plays, in one step; a reader sees the old one or the new one.

        Returns:
            The names in the media store that no narration needs any more.
        """
        with self._engine.begin() as connection:
            episode_id = _save_episode(connection, new)
            _save_narration(connection, episode_id, new)
            return _forget_old_narrations(connection, episode_id)


def _current(connection: Connection, slug: str) -> Any | None:
    return connection.execute(_PLAYING.where(tables.episodes.c.slug == slug)).one_or_none()


def _facts(row: Any) -> EpisodeFacts:
    return EpisodeFacts(row.slug, row.series, row.number, row.title, row.guest, row.date, row.edition)


def _read_timeline(connection: Connection, row: Any) -> Timeline:
    def of_narration(table: Any, order: Any) -> Any:
        return connection.execute(
            select(table).where(table.c.narration_id == row.narration_id).order_by(order)
        )

    lines: dict[int, list[TimedLine]] = {}
    for line in of_narration(tables.lines, tables.lines.c.position):
        lines.setdefault(line.turn, []).append(_read_line(line))
    return Timeline(
        episode=_facts(row),
        sound=SoundFacts(row.sample_rate, row.duration_ms, row.sha256, row.engine),
        speakers=tuple(map(_read_speaker, of_narration(tables.speakers, tables.speakers.c.position))),
        turns=tuple(
            TimedTurn(turn.turn, turn.speaker, turn.sure, tuple(lines[turn.turn]))
            for turn in of_narration(tables.turns, tables.turns.c.turn)
        ),
        notes=tuple(
            Note(note.after_turn, note.text) for note in of_narration(tables.notes, tables.notes.c.position)
        ),
    )


def _read_guesses(connection: Connection, narration_id: int) -> tuple[Guess, ...]:
    guesses = tables.guesses
    chosen = (
        select(guesses.c.paragraph, guesses.c.sure, guesses.c.why)
        .where(guesses.c.narration_id == narration_id)
        .order_by(guesses.c.paragraph)
    )
    return tuple(Guess(row.paragraph, row.sure, row.why) for row in connection.execute(chosen))


def _read_paragraphs(connection: Connection, narration_id: int) -> tuple[NarratedParagraph, ...]:
    paragraphs = tables.narrated_paragraphs
    chosen = (
        select(paragraphs.c.key, paragraphs.c.clip, paragraphs.c.start_ms)
        .where(paragraphs.c.narration_id == narration_id)
        .order_by(paragraphs.c.paragraph)
    )
    return tuple(NarratedParagraph(row.key, row.clip, row.start_ms) for row in connection.execute(chosen))


def _read_speaker(row: Any) -> CastSpeaker:
    return CastSpeaker(row.speaker, row.name, row.role, row.gender, row.voice)


def _read_line(row: Any) -> TimedLine:
    words = tuple(
        TimedWord(row.text[start:end], start, end, start_ms, end_ms, bool(measured))
        for start, end, start_ms, end_ms, measured in row.words
    )
    return TimedLine(row.line, row.paragraph, row.text, words, row.voice)


def _save_episode(connection: Connection, new: NewNarration) -> int:
    facts = new.timeline.episode
    values = {**vars(facts), "heading": list(new.heading_lines)}
    known = connection.execute(
        select(tables.episodes.c.id).where(tables.episodes.c.slug == facts.slug).with_for_update()
    ).scalar_one_or_none()
    if known is None:
        added = insert(tables.episodes).values(values).returning(tables.episodes.c.id)
        return int(connection.execute(added).scalar_one())
    connection.execute(update(tables.episodes).where(tables.episodes.c.id == known).values(values))
    return int(known)


def _save_narration(connection: Connection, episode_id: int, new: NewNarration) -> None:
    of_episode = tables.narrations.c.episode_id == episode_id
    last = connection.execute(select(func.max(tables.narrations.c.revision)).where(of_episode)).scalar()
    connection.execute(update(tables.narrations).where(of_episode).values(current=False))
    timeline = new.timeline
    added = (
        insert(tables.narrations)
        .values(
            episode_id=episode_id,
            revision=(last or 0) + 1,
            current=True,
            fingerprint=new.fingerprint,
            engine=timeline.sound.engine,
            sample_rate=timeline.sound.sample_rate,
            duration_ms=timeline.sound.duration_ms,
            words=sum(len(line.words) for turn in timeline.turns for line in turn.lines),
            sha256=timeline.sound.sha256,
            m4a=new.m4a,
            mp3=new.mp3,
            narrated_at=datetime.now(UTC).isoformat(timespec="milliseconds"),
        )
        .returning(tables.narrations.c.id)
    )
    _save_parts(connection, connection.execute(added).scalar_one(), new)


def _save_parts(connection: Connection, narration_id: int, new: NewNarration) -> None:
    timeline = new.timeline

    def rows(table: Any, values: Iterator[dict[str, Any]]) -> None:
        found = [{"narration_id": narration_id, **value} for value in values]
        if found:
            connection.execute(insert(table), found)

    rows(
        tables.speakers,
        (
            {
                "position": position,
                "speaker": speaker.id,
                "name": speaker.name,
                "role": speaker.role,
                "gender": speaker.gender,
                "voice": speaker.voice,
            }
            for position, speaker in enumerate(timeline.speakers)
        ),
    )
    rows(
        tables.turns,
        ({"turn": turn.index, "speaker": turn.speaker, "sure": turn.sure} for turn in timeline.turns),
    )
    rows(tables.lines, _line_rows(timeline))
    rows(
        tables.notes,
        (
            {"position": position, "after_turn": note.after_turn, "text": note.text}
            for position, note in enumerate(timeline.notes)
        ),
    )
    rows(tables.guesses, (dict(vars(guess)) for guess in new.guesses))
    rows(
        tables.narrated_paragraphs,
        ({"paragraph": index, **vars(paragraph)} for index, paragraph in enumerate(new.paragraphs)),
    )


def _line_rows(timeline: Timeline) -> Iterator[dict[str, Any]]:
    lines = ((turn.index, line) for turn in timeline.turns for line in turn.lines)
    for position, (turn, line) in enumerate(lines):
        yield {
            "position": position,
            "turn": turn,
            "line": line.id,
            "paragraph": line.paragraph,
            "text": line.text,
            "start_ms": line.start_ms,
            "end_ms": line.end_ms,
            "voice": line.voice,
            "words": [
                [word.start_char, word.end_char, word.start_ms, word.end_ms, int(word.measured)]
                for word in line.words
            ],
        }


def _forget_old_narrations(connection: Connection, episode_id: int) -> list[str]:
    narrations = tables.narrations
    found = connection.execute(
        select(narrations.c.id, narrations.c.m4a, narrations.c.mp3)
        .where(narrations.c.episode_id == episode_id)
        .order_by(narrations.c.revision.desc())
    ).all()
    kept = {name for row in found[:KEPT_REVISIONS] for name in (row.m4a, row.mp3)}
    old = found[KEPT_REVISIONS:]
    connection.execute(delete(narrations).where(narrations.c.id.in_([row.id for row in old])))
    return [name for row in old for name in (row.m4a, row.mp3) if name not in kept]
