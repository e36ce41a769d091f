"""documents as they were brought, everything that people decide with its history, narrations under way"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    _make_paragraphs_and_documents()
    _make_decisions()
    _make_runs()
    # Whose a paragraph is, is one of several things that people decide.
    op.execute(
        "INSERT INTO decisions (scope, kind, subject, value)"
        " SELECT slug, 'speaker', paragraph, speaker FROM settlements"
    )
    op.drop_table("settlements")


def _make_paragraphs_and_documents() -> None:
    op.create_table(
        "narrated_paragraphs",
        sa.Column("narration_id", sa.Integer(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column(
            "key", sa.String(length=80), nullable=False, comment="by which what is decided of it is kept"
        ),
        sa.Column("clip", sa.String(length=64), nullable=False, comment="the clip's key"),
        sa.Column("start_ms", sa.Integer(), nullable=False, comment="of the clip, on the episode's clock"),
        sa.ForeignKeyConstraint(
            ["narration_id"],
            ["narrations.id"],
            name=op.f("fk_narrated_paragraphs_narration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("narration_id", "paragraph", name=op.f("pk_narrated_paragraphs")),
    )
    op.create_table(
        "documents",
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("name", sa.Text(), nullable=False, comment="of the file as it was brought"),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="of its bytes"),
        sa.Column("media", sa.Text(), nullable=False, comment="name in the media store"),
        sa.Column("brought_at", sa.String(length=32), nullable=False, comment="ISO 8601, UTC"),
        sa.Column("facts", sa.JSON(), nullable=False, comment="what its title block says"),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_documents")),
    )


def _make_decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column(
            "scope",
            sa.String(length=200),
            nullable=False,
            comment="an episode's slug; empty for the whole house",
        ),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column(
            "subject", sa.String(length=200), nullable=False, comment="a paragraph's key or a speaker's name"
        ),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "kind", "subject", name=op.f("pk_decisions")),
    )
    op.create_table(
        "edits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=200), nullable=False, comment="the episode in which it was made"),
        sa.Column("made_at", sa.String(length=32), nullable=False, comment="ISO 8601, UTC"),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column(
            "changes",
            sa.JSON(),
            nullable=False,
            comment="[scope, kind, subject, before, after, of what] each",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edits")),
    )
    op.create_index(op.f("ix_edits_slug"), "edits", ["slug"])


def _make_runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column(
            "engine",
            sa.String(length=40),
            nullable=False,
            comment="as it was asked for; then the one that speaks",
        ),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("asked_at", sa.String(length=32), nullable=False, comment="ISO 8601, UTC"),
        sa.Column("ended_at", sa.String(length=32), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column(
            "worker", sa.String(length=80), nullable=False, comment="who plans or joins it; else empty"
        ),
        sa.Column(
            "reason", sa.JSON(), nullable=False, comment="[Hebrew, English] of why it failed; else empty"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    op.create_index(op.f("ix_runs_slug"), "runs", ["slug"])
    op.create_index(op.f("ix_runs_state"), "runs", ["state"])
    op.create_table(
        "run_clips",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column(
            "position", sa.Integer(), nullable=False, comment="the index of the paragraph that says it first"
        ),
        sa.Column("key", sa.String(length=64), nullable=False, comment="the clip's"),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("utterance", sa.JSON(), nullable=False, comment="all that a worker must know to speak it"),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("worker", sa.String(length=80), nullable=False, comment="who speaks it; else empty"),
        sa.Column("took_ms", sa.Integer(), nullable=False),
        sa.Column(
            "reason", sa.JSON(), nullable=False, comment="[Hebrew, English] of why it failed; else empty"
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["runs.id"], name=op.f("fk_run_clips_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "position", name=op.f("pk_run_clips")),
    )
    op.create_table(
        "workers",
        sa.Column("id", sa.String(length=80), nullable=False, comment="machine, process and a random word"),
        sa.Column("seen_at", sa.Float(), nullable=False, comment="seconds since 1970, UTC"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workers")),
    )


def downgrade() -> None:
    op.create_table(
        "settlements",
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("paragraph", sa.String(length=80), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("slug", "paragraph", name=op.f("pk_settlements")),
    )
    op.execute(
        "INSERT INTO settlements (slug, paragraph, speaker)"
        " SELECT scope, subject, value FROM decisions WHERE kind = 'speaker'"
    )
    for table in ("run_clips", "runs", "workers", "edits", "decisions", "documents", "narrated_paragraphs"):
        op.drop_table(table)
