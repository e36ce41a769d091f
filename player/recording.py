"""How a narration is written into the library's tables, within the caller's transaction."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from audio.hebrew.bare_text import bare_text
from player import tables
from player.search import forget_lines, index_lines
from player.timeline import EpisodeFacts, Timeline

KEPT_REVISIONS = 2
"""The narration that plays and the one before it, which a page that is open may still be playing."""
SURE_FROM = 0.9
"""Who speaks a paragraph is shown as unsure below this."""


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
    """Of every paragraph, in order, with the clip in which it is heard."""


def save_narration(connection: Connection, new: NewNarration) -> list[str]:
    """Make this the narration that plays; its episode comes back from the bin, if it was there.

    Returns:
        The names in the media store that no narration needs any more.
    """
    episode_id = _save_episode(connection, new)
    forget_lines(connection, _narrations_of(connection, episode_id))
    _save_narration(connection, episode_id, new)
    return _forget_old_narrations(connection, episode_id)


def _save_episode(connection: Connection, new: NewNarration) -> int:
    facts = new.timeline.episode
    values = {
        **vars(facts),
        "heading": list(new.heading_lines),
        "letters": _letters(new.timeline),
        "ordinal": _ordinal(facts),
        "doubts": sum(guess.sure < SURE_FROM for guess in new.guesses),
        "deleted_at": None,
    }
    known = connection.execute(
        select(tables.episodes.c.id).where(tables.episodes.c.slug == facts.slug).with_for_update()
    ).scalar_one_or_none()
    if known is None:
        added = insert(tables.episodes).values(values).returning(tables.episodes.c.id)
        return int(connection.execute(added).scalar_one())
    connection.execute(update(tables.episodes).where(tables.episodes.c.id == known).values(values))
    return int(known)


def _letters(timeline: Timeline) -> str:
    """What the library page's search finds an episode by."""
    facts = timeline.episode
    names = [speaker.name for speaker in timeline.speakers]
    return bare_text(" ".join((facts.series, facts.number, facts.title, facts.guest, *names)))


def _ordinal(facts: EpisodeFacts) -> int:
    """The number to sort by; 0 where there is none."""
    digits = re.search(r"\d{1,9}", facts.number)
    return int(digits[0]) if digits else 0


def _narrations_of(connection: Connection, episode_id: int) -> Sequence[int]:
    narrations = tables.narrations
    return (
        connection.execute(select(narrations.c.id).where(narrations.c.episode_id == episode_id))
        .scalars()
        .all()
    )


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
    narration_id = connection.execute(added).scalar_one()
    _save_parts(connection, narration_id, new)
    lines = (line.text for turn in timeline.turns for line in turn.lines)
    index_lines(connection, narration_id, enumerate(lines))


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
