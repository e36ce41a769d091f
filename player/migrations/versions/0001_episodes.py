"""episodes, their narrations and timelines"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "episodes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("guest", sa.Text(), nullable=False),
        sa.Column("date", sa.String(length=10), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("heading", sa.JSON(), nullable=False, comment="the title block's lines as they stand"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episodes")),
        sa.UniqueConstraint("slug", name=op.f("uq_episodes_slug")),
    )
    op.create_table(
        "narrations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("episode_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False, comment="the one that plays; one an episode"),
        sa.Column(
            "fingerprint",
            sa.String(length=64),
            nullable=False,
            comment="SHA-256 of the clips and their times",
        ),
        sa.Column("engine", sa.String(length=40), nullable=False),
        sa.Column("sample_rate", sa.Integer(), nullable=False),
        sa.Column("duration_ms", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="of the M4A"),
        sa.Column("m4a", sa.Text(), nullable=False, comment="name in the media store"),
        sa.Column("mp3", sa.Text(), nullable=False, comment="name in the media store"),
        sa.Column("narrated_at", sa.String(length=32), nullable=False, comment="ISO 8601, UTC"),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episodes.id"], name=op.f("fk_narrations_episode_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_narrations")),
        sa.UniqueConstraint("episode_id", "revision", name=op.f("uq_narrations_episode_id")),
    )
    with op.batch_alter_table("narrations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_narrations_episode_id"), ["episode_id"], unique=False)

    op.create_table(
        "lines",
        sa.Column("narration_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(length=40), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start_ms", sa.Integer(), nullable=False),
        sa.Column("end_ms", sa.Integer(), nullable=False),
        sa.Column(
            "words",
            sa.JSON(),
            nullable=False,
            comment="[start_char, end_char, start_ms, end_ms, measured] each",
        ),
        sa.ForeignKeyConstraint(
            ["narration_id"], ["narrations.id"], name=op.f("fk_lines_narration_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("narration_id", "position", name=op.f("pk_lines")),
    )
    op.create_table(
        "notes",
        sa.Column("narration_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("after_turn", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["narration_id"], ["narrations.id"], name=op.f("fk_notes_narration_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("narration_id", "position", name=op.f("pk_notes")),
    )
    op.create_table(
        "speakers",
        sa.Column("narration_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("gender", sa.String(length=1), nullable=False),
        sa.Column("voice", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["narration_id"], ["narrations.id"], name=op.f("fk_speakers_narration_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("narration_id", "position", name=op.f("pk_speakers")),
    )
    op.create_table(
        "turns",
        sa.Column("narration_id", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.String(length=40), nullable=False),
        sa.Column("sure", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["narration_id"], ["narrations.id"], name=op.f("fk_turns_narration_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("narration_id", "turn", name=op.f("pk_turns")),
    )


def downgrade() -> None:
    op.drop_table("turns")
    op.drop_table("speakers")
    op.drop_table("notes")
    op.drop_table("lines")
    with op.batch_alter_table("narrations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_narrations_episode_id"))

    op.drop_table("narrations")
    op.drop_table("episodes")
