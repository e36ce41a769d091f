"""What people decide about an episode or the whole house, with its history: each act can be undone.

A decision is kept by what it is about, never by a place in a file, so that it holds for later versions of the
document. It is heard with the next narration.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Table,
    and_,
    delete,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from player import tables
from player.errors import BadUse, Conflict
from player.lexicon import HOUSE
from player.transcript.decided import Decided

Kind = Literal["speaker", "text", "pause", "unspoken", "role", "gender", "voice", "reading"]
"""What is decided: of a paragraph, by its key, whose it is, what stands in it, the milliseconds of silence
after it, and that it is not spoken (``yes``); of a speaker, by the name, role and gender, and by the engine
and the name (``kokoro:אורן``) the voice; of a word, by what is written, how it is read."""

YES = "yes"


@dataclass(frozen=True)
class Change:
    """One decision, and what it takes the place of."""

    scope: str
    """An episode's slug, or `HOUSE`."""
    kind: Kind
    subject: str
    """What it is about; see `Kind`."""
    before: str
    """What held when it was made; "" where nothing was decided."""
    after: str
    """What holds from now on; "" where nothing is decided any more."""
    about: str = ""
    """The subject as people see it in the history."""

    @property
    def undone(self) -> "Change":
        """The change that takes it back."""
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True)
class Edit:
    """What somebody did at once: one change, or several that belong together."""

    id: int
    slug: str
    """The episode in which it was made."""
    made_at: str
    """ISO 8601, UTC."""
    made_by: str
    undone: bool
    changes: tuple[Change, ...]


class Decisions:
    """Decisions and their history in one database. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def decided(self, slug: str, engine: str = "", also: Sequence[Change] = ()) -> Decided:
        """What was decided of an episode, narrated or not.

        Args:
            slug: the episode's.
            engine: whose voices count; those of the house hold where the episode has none of its own.
            also: changes that are not made yet, to see what would be.
        """
        table = tables.decisions
        chosen = select(table).where(or_(table.c.scope == slug, table.c.scope == HOUSE))
        with self._engine.connect() as connection:
            held = {(row.scope, row.kind, row.subject): row.value for row in connection.execute(chosen)}
        held |= {(change.scope, change.kind, change.subject): change.after for change in also}
        own: dict[str, dict[str, str]] = {}
        for scope in (HOUSE, slug):
            for (of, kind, subject), value in held.items():
                if of == scope and value:
                    own.setdefault(kind, {})[subject] = value
        return _decided(own, engine)

    def value(self, scope: str, kind: Kind, subject: str) -> str:
        """What holds of a subject; "" where nothing is decided."""
        table, whose, column = _place(scope, kind, subject)
        with self._engine.connect() as connection:
            return str(connection.execute(select(table.c[column]).where(whose)).scalar() or "")

    def make(self, slug: str, changes: Sequence[Change], made_by: str) -> Edit:
        """Make changes, all or none, and keep them in the episode's history.

        Raises:
            Conflict: where something else holds by now than what a change takes the place of.
            BadUse: where nothing would change.
        """
        changing = [change for change in changes if change.before != change.after]
        if not changing:
            raise BadUse("זה כבר כך; אין מה לשנות", "it is so already; there is nothing to change")
        with self._writing() as connection:
            for change in changing:
                _change(connection, change)
            edits = tables.edits
            ended = update(edits).where(edits.c.slug == slug, edits.c.undone.is_(True))
            connection.execute(ended.values(final=True))
            values = {
                "slug": slug,
                "made_at": datetime.now(UTC).isoformat(timespec="milliseconds"),
                "made_by": made_by,
                "undone": False,
                "changes": [list(astuple(change)) for change in changing],
            }
            added = insert(tables.edits).values(values).returning(tables.edits)
            return _read_edit(connection.execute(added).one())

    def undo(self, slug: str) -> Edit:
        """Take back the last edit of an episode that holds.

        Raises:
            BadUse: where there is none.
            Conflict: where what it changed was changed elsewhere since.
        """
        edits = tables.edits
        return self._turn(slug, edits.c.undone.is_(False), edits.c.id.desc(), True)

    def redo(self, slug: str) -> Edit:
        """Make the edit that was taken back last once more; what was done since then ends that.

        Raises:
            BadUse: where there is none.
            Conflict: where what it changes was changed elsewhere since.
        """
        edits = tables.edits
        can_be_redone = and_(edits.c.undone.is_(True), edits.c.final.is_(False))
        return self._turn(slug, can_be_redone, edits.c.id, False)

    def history(self, slug: str, limit: int = 100) -> list[Edit]:
        """An episode's edits, the last first, those that were taken back among them."""
        edits = tables.edits
        chosen = select(edits).where(edits.c.slug == slug).order_by(edits.c.id.desc()).limit(limit)
        with self._engine.connect() as connection:
            return [_read_edit(row) for row in connection.execute(chosen)]

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except IntegrityError as error:
            # Of two that decide of one thing for the first time, the second finds the row there.
            raise Conflict() from error

    def _turn(self, slug: str, which: ColumnElement[bool], order: Any, undone: bool) -> Edit:
        """Take an edit back, or make it once more."""
        edits = tables.edits
        chosen = select(edits).where(edits.c.slug == slug, which).order_by(order).limit(1)
        with self._writing() as connection:
            row = connection.execute(chosen).one_or_none()
            if row is None:
                raise BadUse("אין מה לבטל או להחזיר", "there is nothing to undo or redo")
            edit = _read_edit(row)
            for change in reversed(edit.changes) if undone else edit.changes:
                _change(connection, change.undone if undone else change)
            turned = update(edits).where(edits.c.id == edit.id, edits.c.undone.is_(not undone))
            if connection.execute(turned.values(undone=undone)).rowcount != 1:
                raise Conflict()
        return replace(edit, undone=undone)


def _decided(own: Mapping[str, Mapping[str, str]], engine: str) -> Decided:
    voices = ((*subject.partition(":"), voice) for subject, voice in own.get("voice", {}).items())
    return Decided(
        speakers=own.get("speaker", {}),
        texts=own.get("text", {}),
        pauses={key: int(value) for key, value in own.get("pause", {}).items()},
        unspoken=frozenset(own.get("unspoken", {})),
        roles=own.get("role", {}),  # type: ignore[arg-type]
        genders=own.get("gender", {}),  # type: ignore[arg-type]
        voices={name: voice for by, _, name, voice in voices if by == engine},
    )


def _change(connection: Connection, change: Change) -> None:
    """Write what holds from now on; the database itself sees that nobody changed it meanwhile."""
    table, whose, column = _place(change.scope, change.kind, change.subject)
    still = and_(whose, table.c[column] == change.before)
    if not change.before:
        connection.execute(insert(table).values({**_values(change), column: change.after}))
        return
    write = update(table).values({column: change.after}) if change.after else delete(table)
    if connection.execute(write.where(still)).rowcount != 1:
        raise Conflict()


def _place(scope: str, kind: Kind, subject: str) -> tuple[Table, ColumnElement[bool], str]:
    """Where a decision of that kind is kept: its table, its row, the column that says what was decided."""
    if kind == "reading":
        lexicon = tables.lexicon
        return lexicon, and_(lexicon.c.scope == scope, lexicon.c.written == subject), "said"
    table = tables.decisions
    return table, and_(table.c.scope == scope, table.c.kind == kind, table.c.subject == subject), "value"


def _values(change: Change) -> dict[str, str]:
    if change.kind == "reading":
        return {"scope": change.scope, "written": change.subject}
    return {"scope": change.scope, "kind": change.kind, "subject": change.subject}


def _read_edit(row: Any) -> Edit:
    changes = tuple(_read_changes(row.changes))
    return Edit(row.id, row.slug, row.made_at, row.made_by, row.undone, changes)


def _read_changes(rows: Sequence[Any]) -> Iterator[Change]:
    for scope, kind, subject, before, after, about in rows:
        yield Change(scope, kind, subject, before, after, about)
