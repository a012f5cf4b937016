"""Writes the outcome of linking over the former one."""

from __future__ import annotations

import sqlalchemy as sa

from harmattan.model import Document, Event, Report, Statistic
from harmattan.store import rows, tables


def replace(connection: sa.Connection, documents: list[Document], reports: list[Report], events: list[Event]) -> None:
    """Replace stories, corrected dates, events, their sides and all evidence."""
    for table in (tables.evidence, tables.sides, tables.events):
        connection.execute(table.delete())
    # A report without ``record`` was made by the former linking, out of others.
    connection.execute(tables.reports.delete().where(tables.reports.c.record.is_(None)))
    connection.execute(tables.reports.update().values(linked=None, event_id=None))
    connection.execute(tables.documents.update().values(linked=None, story_id=None))
    _link_documents(connection, documents)
    _link_reports(connection, reports)
    if events:
        connection.execute(tables.events.insert(), [rows.event_row(event) for event in events])
    sides = [row for event in events for row in rows.side_rows(event)]
    if sides:
        connection.execute(tables.sides.insert(), sides)
    query = sa.select(tables.statistics.c.record)
    statistics = [Statistic.model_validate(record) for (record,) in connection.execute(query)]
    proven: list[Report | Statistic] = [*reports, *statistics]
    evidence = [row for record in proven for row in rows.evidence_rows(record)]
    if evidence:
        connection.execute(tables.evidence.insert(), evidence)


def _link_documents(connection: sa.Connection, documents: list[Document]) -> None:
    table = tables.documents
    values = [
        {
            "key": document.id,
            "linked": document.model_dump(mode="json", exclude={"text"}),
            "story_id": document.story_id,
            "published": document.published.date,
        }
        for document in documents
    ]
    if values:
        statement = table.update().where(table.c.id == sa.bindparam("key"))
        connection.execute(statement.values(**_placeholders("linked", "story_id", "published")), values)


def _link_reports(connection: sa.Connection, reports: list[Report]) -> None:
    table = tables.reports
    known = {key for (key,) in connection.execute(sa.select(table.c.id))}
    changed = [
        {"key": report.id, "linked": report.model_dump(mode="json"), "event_id": report.event_id}
        for report in reports
        if report.id in known
    ]
    if changed:
        statement = table.update().where(table.c.id == sa.bindparam("key"))
        connection.execute(statement.values(**_placeholders("linked", "event_id")), changed)
    made = [
        {**rows.report_row(report), "linked": report.model_dump(mode="json"), "event_id": report.event_id}
        for report in reports
        if report.id not in known
    ]
    for row in made:
        row["record"] = None
    if made:
        connection.execute(table.insert(), made)


def _placeholders(*names: str) -> dict[str, sa.BindParameter[object]]:
    return {name: sa.bindparam(name) for name in names}
