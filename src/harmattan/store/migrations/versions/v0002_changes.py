"""What each run changed in the events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table of changes; what runs of older versions changed is not known."""
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("run_id", sa.Integer, sa.ForeignKey("runs.id"), nullable=False),
        sa.Column("event_id", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("field", sa.String),
        sa.Column("old", sa.JSON(none_as_null=True)),
        sa.Column("new", sa.JSON(none_as_null=True)),
        sa.Column("document_id", sa.String),
        sa.Column("published", sa.Date),
        sa.Column("recorded", sa.DateTime, nullable=False),
    )
    op.create_index("ix_changes_event_id", "changes", ["event_id"])


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("changes")
