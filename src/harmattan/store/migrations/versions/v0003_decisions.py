"""What people decided."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table of decisions."""
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("reports", sa.JSON, nullable=False),
        sa.Column("field", sa.String),
        sa.Column("value", sa.JSON(none_as_null=True)),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("why", sa.String),
        sa.Column("made", sa.DateTime, nullable=False),
        sa.Column("run_id", sa.Integer, sa.ForeignKey("runs.id")),
        sa.Column("undone", sa.DateTime),
        sa.Column("undone_by", sa.String),
        sa.Column("undone_why", sa.String),
        sa.Column("undone_run_id", sa.Integer, sa.ForeignKey("runs.id")),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("decisions")
