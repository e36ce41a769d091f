"""what is searched, and the bin"""

import re
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from audio.hebrew.bare_text import bare_text, forms

revision = "0005"
down_revision = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

SURE_FROM = 0.9
_LINES_OF_A_NARRATION = 1 << 20
_ROWS_AT_ONCE = 1000


def upgrade() -> None:
    with op.batch_alter_table("episodes", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "letters",
                sa.Text(),
                server_default="",
                nullable=False,
                comment="facts and speakers in bare letters",
            )
        )
        batch_op.add_column(
            sa.Column(
                "ordinal",
                sa.Integer(),
                server_default="0",
                nullable=False,
                comment="the number to sort by; 0 for none",
            )
        )
        batch_op.add_column(
            sa.Column(
                "doubts",
                sa.Integer(),
                server_default="0",
                nullable=False,
                comment="paragraphs whose speaker is unsure",
            )
        )
        batch_op.add_column(
            sa.Column(
                "deleted_at",
                sa.String(length=32),
                nullable=True,
                comment="ISO 8601, UTC; null unless it is in the bin",
            )
        )
    connection = op.get_bind()
    _make_index(connection)
    _note_facts(connection)
    _index_lines(connection)


def downgrade() -> None:
    op.execute("DROP TABLE searched")
    with op.batch_alter_table("episodes", schema=None) as batch_op:
        for name in ("deleted_at", "doubts", "ordinal", "letters"):
            batch_op.drop_column(name)


def _make_index(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        # Only which line has a word is kept of it, and beginnings of two and three letters are found at once.
        op.execute(
            "CREATE VIRTUAL TABLE searched USING fts5(letters, detail=none, columnsize=0, prefix='2 3')"
        )
    else:
        op.execute("CREATE TABLE searched (rowid BIGINT PRIMARY KEY, letters TSVECTOR NOT NULL)")
        op.execute("CREATE INDEX ix_searched_letters ON searched USING gin (letters)")


def _note_facts(connection: sa.Connection) -> None:
    """What the library page finds, sorts and filters by."""
    episodes = sa.text("SELECT id, series, number, title, guest FROM episodes")
    speakers = sa.text(
        "SELECT name FROM speakers JOIN narrations ON narrations.id = narration_id"
        " WHERE current AND episode_id = :id ORDER BY position"
    )
    doubts = sa.text(
        "SELECT count(*) FROM guesses JOIN narrations ON narrations.id = narration_id"
        " WHERE current AND episode_id = :id AND sure < :sure"
    )
    noted = sa.text(
        "UPDATE episodes SET letters = :letters, ordinal = :ordinal, doubts = :doubts WHERE id = :id"
    )
    for row in connection.execute(episodes).all():
        names = connection.execute(speakers, {"id": row.id}).scalars()
        number = re.search(r"\d{1,9}", row.number)
        values = {
            "id": row.id,
            "letters": bare_text(" ".join((row.series, row.number, row.title, row.guest, *names))),
            "ordinal": int(number[0]) if number else 0,
            "doubts": connection.execute(doubts, {"id": row.id, "sure": SURE_FROM}).scalar_one(),
        }
        connection.execute(noted, values)


def _index_lines(connection: sa.Connection) -> None:
    """Make the lines of every narration that plays searchable."""
    lines = sa.text(
        "SELECT narration_id, position, text FROM lines JOIN narrations ON narrations.id = narration_id"
        " WHERE current ORDER BY narration_id, position"
    )
    letters = ":letters" if connection.dialect.name == "sqlite" else "array_to_tsvector(:letters)"
    added = sa.text(f"INSERT INTO searched (rowid, letters) VALUES (:rowid, {letters})")
    for some in connection.execute(lines).partitions(_ROWS_AT_ONCE):
        rows = []
        for narration_id, position, text in some:
            found = sorted({form for word in bare_text(text).split() for form in forms(word)})
            rows.append(
                {
                    "rowid": narration_id * _LINES_OF_A_NARRATION + position,
                    "letters": " ".join(found) if connection.dialect.name == "sqlite" else found,
                }
            )
        connection.execute(added, rows)
