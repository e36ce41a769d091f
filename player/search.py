"""Search over the text of all episodes: which lines of the narrations that play have the words sought.

Each line is a row of an index of the database's own kind: FTS5 in SQLite, GIN in PostgreSQL. Under it lie the
line's words in bare letters, each with and without the letters that may stand before a word, so that a word
is one look into the index, whatever stands before it in the text.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Engine, and_, false, or_, select, text

from audio.hebrew.bare_text import bare_text, forms, stems
from player import tables
from player.timeline import EpisodeFacts

EPISODES_SHOWN = 10
LINES_SHOWN = 3
"""Of each episode; the page's own search finds the others."""
_LINES_OF_A_NARRATION = 1 << 20
"""A line's row is called by its narration's number times this and its position, so that newest come first."""
_LOOKED_AT = 4000
"""Lines that are counted at most; of a word that each episode has, some forty episodes."""


@dataclass(frozen=True)
class Sought:
    """A query as it is sought: by how each word begins, and by what it is without the letters before it."""

    words: tuple[str, ...]
    """In bare letters."""

    @property
    def is_too_little(self) -> bool:
        return not self.words

    def finds(self, word: str) -> bool:
        """Whether the word of a text is one that is sought; it may be several in bare letters: בית־ספר."""
        letters = [form for part in bare_text(word).split() for form in forms(part)]
        return any(
            form.startswith(sought) or form in stems(sought) for form in letters for sought in self.words
        )


# The lines of ten hours of talk: whoever mends one of them has the others saved anew as they were.
@lru_cache(30_000)
def _letters(line: str) -> list[str]:
    """By what a line is found."""
    return sorted({form for word in bare_text(line).split() for form in forms(word)})


@dataclass(frozen=True)
class Piece:
    """A piece of a line: words that were sought, or what stands between them."""

    text: str
    is_found: bool


@dataclass(frozen=True)
class Hit:
    """A line that has all the words."""

    line: str
    """Its id."""
    speaker: str
    """The name."""
    text: str
    start_ms: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class FoundEpisode:
    """An episode with the first lines that were found in it."""

    facts: EpisodeFacts
    hits: tuple[Hit, ...]
    count: int
    """Lines that were found in it, with those that are not among the hits."""


@dataclass(frozen=True)
class Found:
    """Some episodes, the one narrated last first."""

    episodes: tuple[FoundEpisode, ...] = ()
    after: int | None = None
    """What to ask for those that come after these; None where there are no more."""


def sought(query: str) -> Sought:
    """What is sought for a query; a single letter would find nearly everything, so that it does not count.

    >>> sought("ב בֵּית־ספר 7").words
    ('בית', 'ספר', '7')
    """
    words = dict.fromkeys(bare_text(query).split())
    return Sought(tuple(word for word in words if len(word) > 1 or word.isdecimal()))


def pieces(line: str, sought: Sought) -> tuple[Piece, ...]:
    """The line to the character, what was sought apart from the rest."""
    # Spaces stand at the odd places; one between two words that were sought belongs to them.
    parts = re.split("( +)", line)
    is_found = [bool(number % 2 == 0 and sought.finds(part)) for number, part in enumerate(parts)]
    for number in range(1, len(parts) - 1, 2):
        is_found[number] = is_found[number - 1] and is_found[number + 1]
    runs = groupby(zip(parts, is_found, strict=True), lambda one: one[1])
    told = (Piece("".join(part for part, _ in run), found) for found, run in runs)
    return tuple(piece for piece in told if piece.text)


class Search:
    """The lines of the episodes in one database. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, query: str, after: int | None = None) -> Found:
        """The lines that have every word of the query, beginnings of words too.

        Args:
            query: as it was typed.
            after: where an earlier answer ended; None for the first one.
        """
        asked = sought(query)
        if asked.is_too_little:
            return Found()
        with self._engine.connect() as connection:
            rows = _rows(connection, asked, after)
            found = [(number, list(some)) for number, some in groupby(rows, _narration_of)]
            shown = found[:EPISODES_SHOWN]
            episodes = _episodes(connection, shown, asked)
        is_more = len(found) > EPISODES_SHOWN or len(rows) == _LOOKED_AT
        return Found(episodes, shown[-1][0] if shown and is_more else None)


def index_lines(connection: Connection, narration_id: int, lines: Iterable[tuple[int, str]]) -> None:
    """Let the lines of a narration be found, within the caller's transaction.

    Args:
        connection: of the database.
        narration_id: whose they are.
        lines: position and text of each.
    """
    is_sqlite = connection.dialect.name == "sqlite"
    rows = []
    for position, line in lines:
        letters = _letters(line)
        rows.append(
            {
                "rowid": narration_id * _LINES_OF_A_NARRATION + position,
                "letters": " ".join(letters) if is_sqlite else letters,
            }
        )
    value = ":letters" if is_sqlite else "array_to_tsvector(:letters)"
    if rows:
        connection.execute(text(f"INSERT INTO searched (rowid, letters) VALUES (:rowid, {value})"), rows)


def forget_lines(connection: Connection, narration_ids: Iterable[int]) -> None:
    """Let no line of these narrations be found any more, within the caller's transaction."""
    taken = text("DELETE FROM searched WHERE rowid >= :first AND rowid < :end")
    for number in narration_ids:
        ends = {"first": number * _LINES_OF_A_NARRATION, "end": (number + 1) * _LINES_OF_A_NARRATION}
        connection.execute(taken, ends)


def _rows(connection: Connection, asked: Sought, after: int | None) -> list[int]:
    """The rows that are found, newest first, so many at most that the answer is quick for any word."""
    is_sqlite = connection.dialect.name == "sqlite"
    match = "searched MATCH :query" if is_sqlite else "letters @@ CAST(:query AS tsquery)"
    before = "" if after is None else "AND rowid < :before"
    chosen = text(f"SELECT rowid FROM searched WHERE {match} {before} ORDER BY rowid DESC LIMIT {_LOOKED_AT}")
    values: dict[str, Any] = {"query": _expression(asked, is_sqlite)}
    if after is not None:
        values["before"] = after * _LINES_OF_A_NARRATION
    return list(connection.execute(chosen, values).scalars())


def _expression(asked: Sought, is_sqlite: bool) -> str:
    """In FTS5's own words or in PostgreSQL's; bare letters hold no sign that would mean anything there."""
    begins, whole, or_, and_ = (
        ('"{}"*', '"{}"', " OR ", " AND ") if is_sqlite else ("'{}':*", "'{}'", "|", "&")
    )
    return and_.join(
        "(" + or_.join((begins.format(word), *map(whole.format, stems(word)))) + ")" for word in asked.words
    )


def _narration_of(row: int) -> int:
    return row // _LINES_OF_A_NARRATION


def _episodes(
    connection: Connection, found: Sequence[tuple[int, list[int]]], asked: Sought
) -> tuple[FoundEpisode, ...]:
    """The episodes of these narrations, each with its first lines."""
    first = {
        number: [row % _LINES_OF_A_NARRATION for row in sorted(rows)[:LINES_SHOWN]] for number, rows in found
    }
    hits = _hits(connection, first, asked)
    facts = _facts(connection, list(first))
    return tuple(
        FoundEpisode(facts[number], tuple(hits.get(number, ())), len(rows))
        for number, rows in found
        if number in facts
    )


def _hits(
    connection: Connection, positions: Mapping[int, Sequence[int]], asked: Sought
) -> dict[int, list[Hit]]:
    lines, turns, speakers = tables.lines, tables.turns, tables.speakers
    chosen = (
        select(lines, speakers.c.name)
        .join(turns, (turns.c.narration_id == lines.c.narration_id) & (turns.c.turn == lines.c.turn))
        .join(
            speakers,
            (speakers.c.narration_id == lines.c.narration_id) & (speakers.c.speaker == turns.c.speaker),
        )
        # Said one narration after another, since SQLite looks through all lines for pairs of numbers.
        .where(
            or_(
                false(),
                *(
                    and_(lines.c.narration_id == number, lines.c.position.in_(some))
                    for number, some in positions.items()
                ),
            )
        )
        .order_by(lines.c.narration_id, lines.c.position)
    )
    hits: dict[int, list[Hit]] = {}
    for row in connection.execute(chosen):
        hit = Hit(row.line, row.name, row.text, row.start_ms, pieces(row.text, asked))
        hits.setdefault(row.narration_id, []).append(hit)
    return hits


def _facts(connection: Connection, narration_ids: Sequence[int]) -> dict[int, EpisodeFacts]:
    episodes, narrations = tables.episodes, tables.narrations
    chosen = (
        select(episodes, narrations.c.id.label("narration_id"))
        .join(narrations, narrations.c.episode_id == episodes.c.id)
        .where(narrations.c.id.in_(narration_ids))
    )
    return {
        row.narration_id: EpisodeFacts(
            row.slug, row.series, row.number, row.title, row.guest, row.date, row.edition
        )
        for row in connection.execute(chosen)
    }
