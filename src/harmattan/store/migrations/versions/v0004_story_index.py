"""The story index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create empty tables: the next linking fills them from the documents that are there."""
    op.create_table(
        "story_documents",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("document_id", sa.String, sa.ForeignKey("documents.id"), nullable=False, unique=True),
        sa.Column("first_id", sa.String, nullable=False),
        sa.Column("text_hash", sa.LargeBinary),
        sa.Column("cell", sa.Integer),
        sa.Column("first_day", sa.Integer, nullable=False),
        sa.Column("last_day", sa.Integer, nullable=False),
        sa.Column("mean", sa.LargeBinary),
        sa.Column("sentences", sa.LargeBinary),
    )
    for name in ("first_id", "text_hash", "cell"):
        op.create_index(f"ix_story_documents_{name}", "story_documents", [name])
    op.create_table(
        "story_keys",
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("story_keys")
    op.drop_table("story_documents")
