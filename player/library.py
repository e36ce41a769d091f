"""The library: episodes with their timelines, kept in a database; sounds lie in the media store."""

from dataclasses import dataclass

from player.timeline import EpisodeFacts, Timeline


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
