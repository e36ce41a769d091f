"""guesses of who speaks, what people settled, and their lexicon"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "guesses",
        sa.Column("narration_id", sa.Integer(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("sure", sa.Float(), nullable=False, comment="0..1; a paragraph with a label is not here"),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["narration_id"], ["narrations.id"], name=op.f("fk_guesses_narration_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("narration_id", "paragraph", name=op.f("pk_guesses")),
    )
    op.create_table(
        "settlements",
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column(
            "paragraph",
            sa.String(length=80),
            nullable=False,
            comment="hash of its text, and which of its equals",
        ),
        sa.Column("speaker", sa.Text(), nullable=False, comment="the name of who speaks it"),
        sa.PrimaryKeyConstraint("slug", "paragraph", name=op.f("pk_settlements")),
    )
    op.create_table(
        "lexicon",
        sa.Column(
            "scope",
            sa.String(length=200),
            nullable=False,
            comment="an episode's slug; empty for the whole house",
        ),
        sa.Column(
            "written", sa.String(length=200), nullable=False, comment="a word or a phrase, without points"
        ),
        sa.Column("said", sa.Text(), nullable=False, comment="the same with points, or other words"),
        sa.PrimaryKeyConstraint("scope", "written", name=op.f("pk_lexicon")),
    )


def downgrade() -> None:
    op.drop_table("lexicon")
    op.drop_table("settlements")
    op.drop_table("guesses")
