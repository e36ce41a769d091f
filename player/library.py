"""The library: episodes with their timelines, kept in a database; sounds lie in the media store."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, select, update

from player import tables
from player.bin import Bin
from player.errors import NoSuchEpisode
from player.needed import Needed, database_bytes, needed
from player.recording import KEPT_REVISIONS as KEPT_REVISIONS
from player.recording import SURE_FROM as SURE_FROM
from player.recording import Guess as Guess
from player.recording import NarratedParagraph as NarratedParagraph
from player.recording import NewNarration as NewNarration
from player.recording import save_narration
from player.search import Search
from player.shelf import EpisodeSummary as EpisodeSummary
from player.shelf import Shelf, playing, read_facts, read_speaker
from player.timeline import (
    EpisodeFacts,
    SoundFacts,
    TimedLine,
    TimedTurn,
    TimedWord,
    Timeline,
)
from player.transcript.model import Note


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


class Library:
    """The episodes in one database. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.shelf = Shelf(engine)
        """The same episodes, to look for one."""
        self.search = Search(engine)
        """Their lines."""
        self.bin = Bin(engine)
        """Those that were deleted."""

    def episodes(self) -> list[EpisodeSummary]:
        """Every episode that can be played, the one narrated last first."""
        return self.shelf.every()

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
        return read_facts(row)

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
            .where(tables.episodes.c.slug == slug, tables.episodes.c.deleted_at.is_(None), of_revision)
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
            return save_narration(connection, new)

    def needed(self) -> Needed:
        """What of the media store its narrations need."""
        return needed(self._engine)

    def database_bytes(self) -> int:
        """How large the database is."""
        return database_bytes(self._engine)

    def note_doubts(self, slug: str, count: int) -> None:
        """Keep of how many paragraphs it is not certain who speaks them: one can look for such episodes."""
        noted = update(tables.episodes).where(tables.episodes.c.slug == slug).values(doubts=count)
        with self._engine.begin() as connection:
            connection.execute(noted)


def _current(connection: Connection, slug: str) -> Any | None:
    return connection.execute(playing().where(tables.episodes.c.slug == slug)).one_or_none()


def _read_timeline(connection: Connection, row: Any) -> Timeline:
    def of_narration(table: Any, order: Any) -> Any:
        return connection.execute(
            select(table).where(table.c.narration_id == row.narration_id).order_by(order)
        )

    lines: dict[int, list[TimedLine]] = {}
    for line in of_narration(tables.lines, tables.lines.c.position):
        lines.setdefault(line.turn, []).append(_read_line(line))
    return Timeline(
        episode=read_facts(row),
        sound=SoundFacts(row.sample_rate, row.duration_ms, row.sha256, row.engine),
        speakers=tuple(map(read_speaker, of_narration(tables.speakers, tables.speakers.c.position))),
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


def _read_line(row: Any) -> TimedLine:
    words = tuple(
        TimedWord(row.text[start:end], start, end, start_ms, end_ms, bool(measured))
        for start, end, start_ms, end_ms, measured in row.words
    )
    return TimedLine(row.line, row.paragraph, row.text, words, row.voice)
