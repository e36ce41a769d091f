"""The documents as they were brought, and the transcript that each is with all that was decided of it."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import PurePath
from typing import Any

from sqlalchemy import Engine, delete, insert, select

from audio.media import MediaStore
from player import tables
from player.desk import Desk
from player.errors import NoSuchDocument
from player.slugs import episode_slug
from player.timeline import EpisodeFacts
from player.transcript.decided import Decided, revise
from player.transcript.document import document_of
from player.transcript.model import Heading, Transcript
from player.transcript.read import Understanding, prepare, understand

_PREPARED_AT_ONCE, _UNDERSTOOD_AT_ONCE = 2, 4


@dataclass(frozen=True)
class Manuscript:
    """A document of the house."""

    slug: str
    """Of the episode that it is."""
    name: str
    """Of the file as it was brought."""
    sha256: str
    media: str
    """Name in the media store."""
    brought_at: str
    """ISO 8601, UTC."""
    facts: EpisodeFacts


class Manuscripts:
    """The documents of one house: their bytes in the media store, what they are in the database."""

    def __init__(self, engine: Engine, media: MediaStore) -> None:
        self._engine = engine
        self._media = media
        self.desk = Desk(engine)
        """What is in the works."""
        # Understanding hours of talk takes half a second, and every edit asks for the same document again.
        self._prepared = lru_cache(_PREPARED_AT_ONCE)(self._prepare)
        self._understood = lru_cache(_UNDERSTOOD_AT_ONCE)(self._understand)

    def bring(self, data: bytes, name: str) -> Manuscript:
        """Keep a document; one of the same episode that was there before gives way to it.

        What was decided of the episode stays, for every paragraph that is still in it.

        Args:
            data: the file's bytes.
            name: of the file; its ending says what it is.

        Raises:
            BadTranscript: for a document that cannot be narrated; then nothing is kept.
        """
        document = document_of(data, name)
        facts = facts_of(understand(document).heading)
        suffix = PurePath(name).suffix.lower()
        media = f"documents/{document.sha256[:2]}/{document.sha256}{suffix}"
        if not self._media.exists(media):
            with self._media.create(media) as file:
                file.write(data)
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        manuscript = Manuscript(facts.slug, PurePath(name).name, document.sha256, media, now, facts)
        self._keep(manuscript)
        return manuscript

    def _keep(self, new: Manuscript) -> None:
        documents = tables.documents
        with self._engine.begin() as connection:
            connection.execute(delete(documents).where(documents.c.slug == new.slug))
            connection.execute(insert(documents).values(asdict(new)))

    def remove(self, slug: str) -> None:
        """Take a document out of the house; what was decided of its episode stays.

        Raises:
            NoSuchDocument: where none was brought.
        """
        manuscript = self.manuscript(slug)
        documents = tables.documents
        with self._engine.begin() as connection:
            connection.execute(delete(documents).where(documents.c.slug == slug))
            others = select(documents.c.slug).where(documents.c.media == manuscript.media)
            needed = connection.execute(others).first() is not None
        if not needed:
            self._media.delete(manuscript.media)

    def all(self) -> list[Manuscript]:
        """Every document, the one brought last first."""
        documents = tables.documents
        with self._engine.connect() as connection:
            return list(
                map(_read, connection.execute(select(documents).order_by(documents.c.brought_at.desc())))
            )

    def manuscript(self, slug: str) -> Manuscript:
        """The document of an episode.

        Raises:
            NoSuchDocument: where none was brought, or it was narrated before documents were kept.
        """
        documents = tables.documents
        with self._engine.connect() as connection:
            row = connection.execute(select(documents).where(documents.c.slug == slug)).one_or_none()
        if row is None:
            raise NoSuchDocument(slug)
        return _read(row)

    def transcript(self, slug: str, decided: Decided) -> Transcript:
        """The episode's transcript with what was decided of it.

        Raises:
            NoSuchDocument: where none was brought.
        """
        return revise(self.original(slug, decided), decided)

    def original(self, slug: str, decided: Decided) -> Transcript:
        """The episode's transcript as the document has it; but what was decided of who speaks counts.

        Raises:
            NoSuchDocument: where none was brought.
        """
        manuscript = self.manuscript(slug)
        return self._understood(manuscript.media, manuscript.name, frozenset(decided.speakers.items()))

    def _understand(self, media: str, name: str, speakers: frozenset[tuple[str, str]]) -> Transcript:
        return self._prepared(media, name)(lambda _heading: dict(speakers))

    def _prepare(self, media: str, name: str) -> Understanding:
        with self._media.open(media) as file:
            return prepare(document_of(file.read(), name))


def facts_of(heading: Heading) -> EpisodeFacts:
    """What a title block says, and the slug."""
    return EpisodeFacts(
        slug=episode_slug(heading),
        series=heading.series,
        number=heading.number,
        title=heading.title,
        guest=heading.guest,
        date=heading.date,
        edition=heading.edition,
    )


def _read(row: Any) -> Manuscript:
    return Manuscript(row.slug, row.name, row.sha256, row.media, row.brought_at, EpisodeFacts(**row.facts))
