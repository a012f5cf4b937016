"""The tables of a project. Every change here needs a migration in ``migrations/versions``.

``record`` columns hold a record as its stage made it; ``linked`` columns what linking added, so that linking can be
done again from the start at any time. The plain columns beside them repeat what people filter by in SQL.
"""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()

settings = sa.Table(
    "settings",
    metadata,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("value", sa.String, nullable=False),
)

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("version", sa.String, nullable=False),
    sa.Column("scope", sa.String, nullable=False),
    sa.Column("codebook", sa.String, nullable=False),
    sa.Column("started", sa.DateTime, nullable=False),
    sa.Column("ended", sa.DateTime),
    sa.Column("coded", sa.Integer, nullable=False, default=0),
    sa.Column("unreadable", sa.Integer, nullable=False, default=0),
    sa.Column("reports", sa.Integer),
    sa.Column("events", sa.Integer),
)

documents = sa.Table(
    "documents",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("run_id", sa.Integer, sa.ForeignKey("runs.id"), nullable=False),
    sa.Column("source", sa.String),
    sa.Column("language", sa.String, nullable=False),
    sa.Column("published", sa.Date, index=True),
    sa.Column("story_id", sa.String, index=True),
    sa.Column("skipped", sa.String),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("record", sa.JSON, nullable=False),
    sa.Column("linked", sa.JSON(none_as_null=True)),
)

vectors = sa.Table(
    "vectors",
    metadata,
    sa.Column("document_id", sa.String, sa.ForeignKey("documents.id"), primary_key=True),
    sa.Column("offsets", sa.LargeBinary, nullable=False),
    sa.Column("vectors", sa.LargeBinary),
)

events = sa.Table(
    "events",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("event_type", sa.String, nullable=False),
    sa.Column("sub_event_type", sa.String, nullable=False),
    sa.Column("country", sa.String, index=True),
    sa.Column("place", sa.String),
    sa.Column("latitude", sa.Float),
    sa.Column("longitude", sa.Float),
    sa.Column("date_start", sa.Date, index=True),
    sa.Column("date_end", sa.Date),
    sa.Column("fatalities", sa.Integer),
    sa.Column("status", sa.String, nullable=False),
    sa.Column("record", sa.JSON, nullable=False),
)

sides = sa.Table(
    "sides",
    metadata,
    sa.Column("event_id", sa.String, sa.ForeignKey("events.id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("role", sa.String, nullable=False),
    sa.Column("actor_id", sa.String, index=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
)

reports = sa.Table(
    "reports",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("document_id", sa.String, sa.ForeignKey("documents.id"), nullable=False, index=True),
    sa.Column("event_id", sa.String, index=True),
    sa.Column("event_type", sa.String, nullable=False),
    sa.Column("sub_event_type", sa.String, nullable=False),
    sa.Column("actuality", sa.String, nullable=False),
    sa.Column("timing", sa.String, nullable=False),
    sa.Column("record", sa.JSON(none_as_null=True)),
    sa.Column("linked", sa.JSON(none_as_null=True)),
)

statistics = sa.Table(
    "statistics",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("document_id", sa.String, sa.ForeignKey("documents.id"), nullable=False, index=True),
    sa.Column("metric", sa.String, nullable=False),
    sa.Column("value", sa.Float, nullable=False),
    sa.Column("unit", sa.String, nullable=False),
    sa.Column("record", sa.JSON, nullable=False),
)

evidence = sa.Table(
    "evidence",
    metadata,
    sa.Column("record_id", sa.String, primary_key=True),
    sa.Column("field", sa.String, primary_key=True),
    sa.Column("document_id", sa.String, sa.ForeignKey("documents.id"), nullable=False, index=True),
    sa.Column("start_offset", sa.Integer, nullable=False),
    sa.Column("end_offset", sa.Integer, nullable=False),
    sa.Column("quote", sa.Text, nullable=False),
)
"""One span each. ``record_id``: a report or a statistic; ``field``: the path of the value ("place", "others.0")."""

changes = sa.Table(
    "changes",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("run_id", sa.Integer, sa.ForeignKey("runs.id"), nullable=False),
    sa.Column("event_id", sa.String, nullable=False, index=True),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("field", sa.String),
    sa.Column("old", sa.JSON(none_as_null=True)),
    sa.Column("new", sa.JSON(none_as_null=True)),
    sa.Column("document_id", sa.String),
    sa.Column("published", sa.Date),
    sa.Column("recorded", sa.DateTime, nullable=False),
)
"""What linking changed, one difference each, never changed again. ``event_id`` and ``document_id`` are no foreign keys:
events and documents may go. ``recorded`` (UTC) is the only clock here and reaches no output."""

decisions = sa.Table(
    "decisions",
    metadata,
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
"""What people decided; no row is ever deleted. ``reports``: groups of report references; ``run_id`` and
``undone_run_id``: the run that first heeded it, or its undoing."""

story_documents = sa.Table(
    "story_documents",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("document_id", sa.String, sa.ForeignKey("documents.id"), nullable=False, unique=True),
    sa.Column("first_id", sa.String, nullable=False, index=True),
    sa.Column("text_hash", sa.LargeBinary, index=True),
    sa.Column("cell", sa.Integer, index=True),
    sa.Column("first_day", sa.Integer, nullable=False),
    sa.Column("last_day", sa.Integer, nullable=False),
    sa.Column("mean", sa.LargeBinary),
    sa.Column("sentences", sa.LargeBinary),
)
"""What the story index keeps of each document. ``first_id``: the first document of its story in id order;
``text_hash``: 8 bytes, null for a copy of an earlier document; ``cell``: the stretch of days in which its first day
lies, -1 where its date is open, null for one without sketches; days as ordinals; ``mean``, ``sentences``: sketches."""

story_keys = sa.Table(
    "story_keys",
    metadata,
    sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""The wording of documents: those that share much of it have a key in common. ``number`` is that of story_documents."""
