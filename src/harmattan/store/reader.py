"""Reads records back out of a project's tables."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import sqlalchemy as sa

from harmattan.model import Document, Event, Report, Statistic
from harmattan.reading.coding import Coding
from harmattan.store import rows, tables
from harmattan.store.results import Results


def sqlite_exists(engine: sa.Engine) -> bool:
    """Whether the file behind an SQLite engine is there."""
    return engine.url.database is not None and Path(engine.url.database).is_file()


def codings(connection: sa.Connection, *, vectors: bool = True) -> tuple[list[Document], list[Coding]]:
    """Documents as read and their codings as coded, both ordered by document id; without ``vectors`` these are None."""
    reports: dict[str, list[Report]] = defaultdict(list)
    for key, record in connection.execute(
        sa.select(tables.reports.c.document_id, tables.reports.c.record).where(tables.reports.c.record.is_not(None))
    ):
        reports[key].append(Report.model_validate(record))
    statistics: dict[str, list[Statistic]] = defaultdict(list)
    for key, record in connection.execute(sa.select(tables.statistics.c.document_id, tables.statistics.c.record)):
        statistics[key].append(Statistic.model_validate(record))
    table, kept = tables.documents.c, tables.vectors.c
    query = sa.select(table.id, table.text, table.record, sa.null(), sa.null())
    if vectors:
        query = sa.select(table.id, table.text, table.record, kept.offsets, kept.vectors).outerjoin_from(
            tables.documents, tables.vectors
        )
    found = [
        (
            rows.document_of(text, record),
            rows.coding_of(
                key,
                sorted(reports[key], key=lambda r: (r.trigger.start, r.id)),
                sorted(statistics[key], key=lambda s: (s.span.start, s.id)),
                offsets,
                blob,
            ),
        )
        for key, text, record, offsets, blob in connection.execute(query)
    ]
    found.sort(key=lambda pair: pair[0].id)
    return [document for document, _ in found], [coding for _, coding in found]


def results(connection: sa.Connection) -> Results:
    """Everything that the last linking saw."""
    documents, reports = tables.documents.c, tables.reports.c
    linked = documents.linked.is_not(None)
    in_linked = sa.select(documents.id).where(linked)
    return Results(
        documents=tuple(
            rows.document_of(text, record)
            for text, record in connection.execute(sa.select(documents.text, documents.linked).where(linked))
        ),
        reports=tuple(
            Report.model_validate(record)
            for (record,) in connection.execute(sa.select(reports.linked).where(reports.linked.is_not(None)))
        ),
        events=tuple(
            Event.model_validate(record) for (record,) in connection.execute(sa.select(tables.events.c.record))
        ),
        statistics=tuple(
            Statistic.model_validate(record)
            for (record,) in connection.execute(
                sa.select(tables.statistics.c.record).where(tables.statistics.c.document_id.in_(in_linked))
            )
        ),
    )
