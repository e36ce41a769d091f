"""The lexicon of the house and of each episode: how people decided that a word is read."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    Select,
    and_,
    delete,
    insert,
    or_,
    select,
)

from audio.hebrew.decisions import Corrections
from audio.hebrew.letters import plain_signs, without_unseen
from audio.hebrew.plain_entries import plain_said, plain_written
from player import tables
from player.errors import BadUse, NoSuchEpisode
from player.slugs import slug

HOUSE = ""
"""The scope of what holds for every episode."""
_ASKED_AT_ONCE = 50
_SIGNS = re.compile(r"\W+")
_SIGNS_AROUND = re.compile(r"^\W+|\W+$")
_Scopes = Mapping[str, Mapping[str, str]]
"""By an episode's slug or `HOUSE`: what is written → what is said."""


@dataclass(frozen=True)
class Entry:
    """One correction."""

    written: str
    """A word or a phrase, in its plain form."""
    said: str
    """The same with points, or other words."""
    episode: str = HOUSE
    """The slug of the only episode for which it holds; `HOUSE` for all."""


@dataclass(frozen=True)
class Effect:
    """What a change of the lexicon costs: what the next narration of the library's episodes speaks anew."""

    episodes: tuple[str, ...]
    """Slugs, in alphabetical order."""
    clips: int
    forms: tuple[tuple[str, int], ...]
    """The words that will be said otherwise, as they are displayed, and how often; the commonest first."""


@dataclass(frozen=True)
class _Paragraph:
    """A narrated paragraph."""

    episode: str
    voice: str
    text: str


def new_entry(written: str, said: str, episode: str = HOUSE) -> Entry:
    """An entry of what a person typed.

    Raises:
        BadUse: where it is not a word with a reading of it in Hebrew.
        NoSuchEpisode: where no episode could have that slug; one that is not narrated yet may have entries.
    """
    if episode != HOUSE and episode != slug(episode):
        raise NoSuchEpisode(episode)
    plain = plain_written(written)
    return Entry(plain, plain_said(said, plain), episode)


class Lexicon:
    """The lexicon in one database. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def entries(self) -> list[Entry]:
        """Every entry, those of the house first, in alphabetical order."""
        table = tables.lexicon
        chosen = select(table.c.written, table.c.said, table.c.scope)
        with self._engine.connect() as connection:
            found = [Entry(row.written, row.said, row.scope) for row in connection.execute(chosen)]
        return sorted(found, key=lambda entry: (entry.episode, entry.written))

    def corrections(self, episode: str, also: Sequence[Entry] = ()) -> Corrections:
        """What is decided for an episode: the house's entries, and its own over them.

        Args:
            episode: its slug.
            also: entries that are not kept yet, each in place of one for the same word; one that says ""
                takes it away.
        """
        kept = {(entry.written, entry.episode): entry for entry in [*self.entries(), *also]}
        return _corrections(_scopes(entry for entry in kept.values() if entry.said), episode)

    def put(self, entries: Iterable[Entry]) -> None:
        """Keep entries, all or none, each in place of one for the same word."""
        with self._engine.begin() as connection:
            for entry in entries:
                _forget(connection, entry.written, entry.episode)
                connection.execute(
                    insert(tables.lexicon).values(scope=entry.episode, written=entry.written, said=entry.said)
                )

    def remove(self, entry: Entry) -> None:
        """Forget an entry."""
        with self._engine.begin() as connection:
            _forget(connection, entry.written, entry.episode)

    def find(self, written: str, episode: str = HOUSE) -> Entry:
        """The entry for what is written.

        Raises:
            BadUse: where there is none.
        """
        plain = plain_written(written)
        for entry in self.entries():
            if (entry.written, entry.episode) == (plain, episode):
                return entry
        raise BadUse(
            f"אין במילון „{plain}”; הפקודה karyan lexicon מציגה את מה שיש",
            f'the lexicon has no "{plain}"; `karyan lexicon` shows what it has',
        )

    def effect(self, put: Sequence[Entry] = (), removed: Sequence[Entry] = ()) -> Effect:
        """What a change would cost, before it is made; what is spoken already is not asked for anew."""
        before = self.entries()
        gone = {(entry.written, entry.episode) for entry in (*put, *removed)}
        after = [*(entry for entry in before if (entry.written, entry.episode) not in gone), *put]
        words = sorted({written for written, _ in gone})
        return _effect(_scopes(before), _scopes(after), self._paragraphs_with(words))

    def _paragraphs_with(self, words: Sequence[str]) -> Iterator[_Paragraph]:
        """The paragraphs in which the letters of any of these stand, of the narrations that play now.

        The database looks for the letters, so that no other paragraph is read; whether they are that word is
        for the corrections themselves to tell. A word with a soft hyphen in it is not found here.
        """
        seen: set[tuple[int, int]] = set()
        with self._engine.connect() as connection:
            for start in range(0, len(words), _ASKED_AT_ONCE):
                asked = words[start : start + _ASKED_AT_ONCE]
                rows = connection.execute(_lines_with(asked))
                for place, lines in groupby(rows, key=lambda row: (row.narration_id, row.paragraph)):
                    line, *more = lines
                    text = " ".join([line.text, *(other.text for other in more)])
                    if place not in seen and _may_hold(text, asked):
                        seen.add(place)
                        yield _Paragraph(line.slug, line.voice, text)


def _lines_with(words: Sequence[str]) -> Select[Any]:
    """All lines of each paragraph in which the letters of any of these words stand, in order."""
    lines, turns, speakers = tables.lines, tables.turns, tables.speakers
    found = (
        select(lines.c.narration_id, lines.c.paragraph)
        .join(tables.narrations, tables.narrations.c.id == lines.c.narration_id)
        .where(tables.narrations.c.current, or_(*map(_has_letters, words)))
        .distinct()
        .subquery()
    )
    return (
        select(
            tables.episodes.c.slug, speakers.c.voice, lines.c.narration_id, lines.c.paragraph, lines.c.text
        )
        .join(found, _same(lines, found, "narration_id", "paragraph"))
        .join(tables.narrations, tables.narrations.c.id == lines.c.narration_id)
        .join(tables.episodes, tables.episodes.c.id == tables.narrations.c.episode_id)
        .join(turns, _same(lines, turns, "narration_id", "turn"))
        .join(speakers, _same(turns, speakers, "narration_id", "speaker"))
        .where(tables.episodes.c.deleted_at.is_(None))
        .order_by(lines.c.narration_id, lines.c.position)
    )


def _has_letters(written: str) -> ColumnElement[bool]:
    """Whether a line has the word's letters in a row, whatever stands where the word has signs."""
    pattern = "%" + _SIGNS.sub("%", written) + "%"
    text, has_case = tables.lines.c.text, written.upper() != written
    return text.ilike(pattern) if has_case else text.like(pattern)


def _may_hold(text: str, words: Sequence[str]) -> bool:
    """Whether the letters of any of the words stand there, with just the signs that it has within."""
    plain = plain_signs(text).casefold().replace("''", '"')
    return any(all(piece in plain for piece in word.split()) for word in words)


def _same(one: FromClause, other: FromClause, *columns: str) -> ColumnElement[bool]:
    return and_(*(one.c[column] == other.c[column] for column in columns))


def _forget(connection: Connection, written: str, episode: str) -> None:
    table = tables.lexicon
    connection.execute(delete(table).where(table.c.scope == episode, table.c.written == written))


def _scopes(entries: Iterable[Entry]) -> _Scopes:
    scopes: dict[str, dict[str, str]] = {}
    for entry in entries:
        scopes.setdefault(entry.episode, {})[entry.written] = entry.said
    return scopes


def _corrections(scopes: _Scopes, episode: str) -> Corrections:
    return Corrections({**scopes.get(HOUSE, {}), **scopes.get(episode, {})})


def _effect(before: _Scopes, after: _Scopes, paragraphs: Iterable[_Paragraph]) -> Effect:
    episodes: set[str] = set()
    clips: set[tuple[str, ...]] = set()
    forms: Counter[str] = Counter()
    by_scope: dict[str, tuple[Corrections, Corrections]] = {}
    for paragraph in paragraphs:
        # Most episodes have no entry of their own, and share the house's corrections.
        scope = paragraph.episode if paragraph.episode in before.keys() | after.keys() else HOUSE
        if scope not in by_scope:
            by_scope[scope] = _corrections(before, scope), _corrections(after, scope)
        words = [without_unseen(word) for word in paragraph.text.split()]
        old, new = (by.applied(words) for by in by_scope[scope])
        if old != new:
            episodes.add(paragraph.episode)
            clips.add((paragraph.voice, *new))
            changed = (word for word, one, other in zip(words, old, new, strict=True) if one != other)
            forms.update(_SIGNS_AROUND.sub("", word) for word in changed)
    return Effect(tuple(sorted(episodes)), len(clips), tuple(forms.most_common()))
