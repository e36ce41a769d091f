"""which edits were taken back for good, since something else was done then"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column(
        "edits",
        sa.Column(
            "final",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="taken back for good: something else was done since",
        ),
    )


def downgrade() -> None:
    op.drop_column("edits", "final")
