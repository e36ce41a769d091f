"""The tables of the library. A line's words lie with the line: they are always read and written together.

What is searched lies in an index of the database's own kind, which no `Table` describes (`player.search`).
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

episodes = Table(
    "episodes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", String(200), nullable=False, unique=True),
    Column("series", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("guest", Text, nullable=False),
    Column("date", String(10), nullable=False),
    Column("edition", Text, nullable=False),
    Column("heading", JSON, nullable=False, comment="the title block's lines as they stand"),
    Column("letters", Text, nullable=False, server_default="", comment="facts and speakers in bare letters"),
    Column(
        "ordinal", Integer, nullable=False, server_default="0", comment="the number to sort by; 0 for none"
    ),
    Column(
        "doubts", Integer, nullable=False, server_default="0", comment="paragraphs whose speaker is unsure"
    ),
    Column("deleted_at", String(32), comment="ISO 8601, UTC; null unless it is in the bin"),
)

narrations = Table(
    "narrations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("episode_id", ForeignKey("episodes.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("current", Boolean, nullable=False, comment="the one that plays; one an episode"),
    Column("fingerprint", String(64), nullable=False, comment="SHA-256 of the clips and their times"),
    Column("engine", String(40), nullable=False),
    Column("sample_rate", Integer, nullable=False),
    Column("duration_ms", Integer, nullable=False),
    Column("words", Integer, nullable=False),
    Column("sha256", String(64), nullable=False, comment="of the M4A"),
    Column("m4a", Text, nullable=False, comment="name in the media store"),
    Column("mp3", Text, nullable=False, comment="name in the media store"),
    Column("narrated_at", String(32), nullable=False, comment="ISO 8601, UTC"),
    UniqueConstraint("episode_id", "revision"),
)


def _of_narration() -> Column[int]:
    return Column("narration_id", ForeignKey("narrations.id", ondelete="CASCADE"), primary_key=True)


speakers = Table(
    "speakers",
    metadata,
    _of_narration(),
    Column("position", Integer, primary_key=True),
    Column("speaker", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("gender", String(1), nullable=False),
    Column("voice", String(80), nullable=False),
)

turns = Table(
    "turns",
    metadata,
    _of_narration(),
    Column("turn", Integer, primary_key=True),
    Column("speaker", String(40), nullable=False),
    Column("sure", Float, nullable=False),
)

lines = Table(
    "lines",
    metadata,
    _of_narration(),
    Column("position", Integer, primary_key=True),
    Column("turn", Integer, nullable=False),
    Column("line", String(40), nullable=False),
    Column("paragraph", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("start_ms", Integer, nullable=False),
    Column("end_ms", Integer, nullable=False),
    Column(
        "voice",
        String(80),
        nullable=False,
        server_default="",
        comment="where a stand-in spoke it; else empty",
    ),
    Column("words", JSON, nullable=False, comment="[start_char, end_char, start_ms, end_ms, measured] each"),
)

notes = Table(
    "notes",
    metadata,
    _of_narration(),
    Column("position", Integer, primary_key=True),
    Column("after_turn", Integer, nullable=False),
    Column("text", Text, nullable=False),
)

guesses = Table(
    "guesses",
    metadata,
    _of_narration(),
    Column("paragraph", Integer, primary_key=True),
    Column("sure", Float, nullable=False, comment="0..1; a paragraph with a label is not here"),
    Column("why", Text, nullable=False),
)

# Which paragraph of the document each narrated one is, and the clip in which it is heard.
narrated_paragraphs = Table(
    "narrated_paragraphs",
    metadata,
    _of_narration(),
    Column("paragraph", Integer, primary_key=True),
    Column("key", String(80), nullable=False, comment="by which what is decided of it is kept"),
    Column("clip", String(64), nullable=False, comment="the clip's key"),
    Column("start_ms", Integer, nullable=False, comment="of the clip, on the episode's clock"),
)

# What people bring and decide outlives every narration, and comes before the first: none hangs on an
# episode's row.
documents = Table(
    "documents",
    metadata,
    Column("slug", String(200), primary_key=True),
    Column("name", Text, nullable=False, comment="of the file as it was brought"),
    Column("sha256", String(64), nullable=False, comment="of its bytes"),
    Column("media", Text, nullable=False, comment="name in the media store"),
    Column("brought_at", String(32), nullable=False, comment="ISO 8601, UTC"),
    Column("facts", JSON, nullable=False, comment="what its title block says"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("scope", String(200), primary_key=True, comment="an episode's slug; empty for the whole house"),
    Column("kind", String(20), primary_key=True),
    Column("subject", String(200), primary_key=True, comment="a paragraph's key or a speaker's name"),
    Column("value", Text, nullable=False),
)

edits = Table(
    "edits",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", String(200), nullable=False, index=True, comment="the episode in which it was made"),
    Column("made_at", String(32), nullable=False, comment="ISO 8601, UTC"),
    Column("made_by", Text, nullable=False),
    Column("undone", Boolean, nullable=False),
    Column("changes", JSON, nullable=False, comment="[scope, kind, subject, before, after, of what] each"),
    Column(
        "final",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="taken back for good: something else was done since",
    ),
)

lexicon = Table(
    "lexicon",
    metadata,
    Column("scope", String(200), primary_key=True, comment="an episode's slug; empty for the whole house"),
    Column("written", String(200), primary_key=True, comment="a word or a phrase, without points"),
    Column("said", Text, nullable=False, comment="the same with points, or other words"),
)

# The password of the studio, what is set on its page, the key of its sessions.
house = Table(
    "house",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("value", Text, nullable=False),
)

# A narration that is being made in the background.
runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", String(200), nullable=False, index=True),
    Column("engine", String(40), nullable=False, comment="as it was asked for; then the one that speaks"),
    Column("state", String(20), nullable=False, index=True),
    Column("asked_at", String(32), nullable=False, comment="ISO 8601, UTC"),
    Column("ended_at", String(32), nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("worker", String(80), nullable=False, comment="who plans or joins it; else empty"),
    Column("reason", JSON, nullable=False, comment="[Hebrew, English] of why it failed; else empty"),
)

run_clips = Table(
    "run_clips",
    metadata,
    Column("run_id", ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, comment="the index of the paragraph that says it first"),
    Column("key", String(64), nullable=False, comment="the clip's"),
    Column("letters", Integer, nullable=False),
    Column("utterance", JSON, nullable=False, comment="all that a worker must know to speak it"),
    Column("state", String(20), nullable=False),
    Column("worker", String(80), nullable=False, comment="who speaks it; else empty"),
    Column("took_ms", Integer, nullable=False),
    Column("reason", JSON, nullable=False, comment="[Hebrew, English] of why it failed; else empty"),
)

workers = Table(
    "workers",
    metadata,
    Column("id", String(80), primary_key=True, comment="machine, process and a random word"),
    Column("seen_at", Float, nullable=False, comment="seconds since 1970, UTC"),
)
