"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create all tables."""
    op.create_table(
        "settings",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("scope", sa.String, nullable=False),
        sa.Column("codebook", sa.String, nullable=False),
        sa.Column("started", sa.DateTime, nullable=False),
        sa.Column("ended", sa.DateTime),
        sa.Column("coded", sa.Integer, nullable=False),
        sa.Column("unreadable", sa.Integer, nullable=False),
        sa.Column("reports", sa.Integer),
        sa.Column("events", sa.Integer),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("run_id", sa.Integer, sa.ForeignKey("runs.id"), nullable=False),
        sa.Column("source", sa.String),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("story_id", sa.String),
        sa.Column("skipped", sa.String),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("record", sa.JSON, nullable=False),
        sa.Column("linked", sa.JSON(none_as_null=True)),
    )
    op.create_index("ix_documents_published", "documents", ["published"])
    op.create_index("ix_documents_story_id", "documents", ["story_id"])
    op.create_table(
        "vectors",
        sa.Column("document_id", sa.String, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("offsets", sa.LargeBinary, nullable=False),
        sa.Column("vectors", sa.LargeBinary),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("event_type", sa.String, nullable=False),
        sa.Column("sub_event_type", sa.String, nullable=False),
        sa.Column("country", sa.String),
        sa.Column("place", sa.String),
        sa.Column("latitude", sa.Float),
        sa.Column("longitude", sa.Float),
        sa.Column("date_start", sa.Date),
        sa.Column("date_end", sa.Date),
        sa.Column("fatalities", sa.Integer),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("record", sa.JSON, nullable=False),
    )
    op.create_index("ix_events_country", "events", ["country"])
    op.create_index("ix_events_date_start", "events", ["date_start"])
    op.create_table(
        "sides",
        sa.Column("event_id", sa.String, sa.ForeignKey("events.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("actor_id", sa.String),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
    )
    op.create_index("ix_sides_actor_id", "sides", ["actor_id"])
    op.create_table(
        "reports",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("document_id", sa.String, sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("event_id", sa.String),
        sa.Column("event_type", sa.String, nullable=False),
        sa.Column("sub_event_type", sa.String, nullable=False),
        sa.Column("actuality", sa.String, nullable=False),
        sa.Column("timing", sa.String, nullable=False),
        sa.Column("record", sa.JSON(none_as_null=True)),
        sa.Column("linked", sa.JSON(none_as_null=True)),
    )
    op.create_index("ix_reports_document_id", "reports", ["document_id"])
    op.create_index("ix_reports_event_id", "reports", ["event_id"])
    op.create_table(
        "statistics",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("document_id", sa.String, sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("metric", sa.String, nullable=False),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("record", sa.JSON, nullable=False),
    )
    op.create_index("ix_statistics_document_id", "statistics", ["document_id"])
    op.create_table(
        "evidence",
        sa.Column("record_id", sa.String, primary_key=True),
        sa.Column("field", sa.String, primary_key=True),
        sa.Column("document_id", sa.String, sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("start_offset", sa.Integer, nullable=False),
        sa.Column("end_offset", sa.Integer, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
    )
    op.create_index("ix_evidence_document_id", "evidence", ["document_id"])


def downgrade() -> None:
    """Drop all tables."""
    for name in ("evidence", "statistics", "reports", "sides", "events", "vectors", "documents", "runs", "settings"):
        op.drop_table(name)
