"""The rows that tell what each run changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from harmattan.model import Document, Event, Report
from harmattan.store import tables

if TYPE_CHECKING:  # Linking costs time to import that commands which only read results do not need.
    from harmattan.linking.updates import Change


@dataclass(frozen=True)
class ChangeRow:
    """One change of one event, without the time at which it was recorded."""

    id: int
    run: int
    event_id: str
    kind: str
    field: str | None
    old: Any
    new: Any
    document_id: str | None
    published: dt.date | None


def unlinked(connection: sa.Connection) -> set[str]:
    """The documents that no linking has seen yet."""
    table = tables.documents.c
    return {key for (key,) in connection.execute(sa.select(table.id).where(table.linked.is_(None)))}


def record(
    connection: sa.Connection,
    documents: Sequence[Document],
    reports: Sequence[Report],
    events: Sequence[Event],
    now: dt.datetime,
) -> None:
    """Enter what this linking changes; to be called while the former one is still stored."""
    from harmattan.linking.updates import changes

    query = sa.select(tables.events.c.record)
    before = [Event.model_validate(record) for (record,) in connection.execute(query)]
    run = connection.execute(sa.select(sa.func.max(tables.runs.c.id))).scalar()
    if run is None:
        return
    found = changes(before, events, documents, reports, unlinked(connection))
    if found:
        connection.execute(tables.changes.insert(), [_row(change, run, now) for change in found])


def _row(change: Change, run: int, now: dt.datetime) -> dict[str, Any]:
    return {
        "run_id": run,
        "event_id": change.event,
        "kind": change.kind,
        "field": change.field,
        "old": change.old,
        "new": change.new,
        "document_id": change.document,
        "published": change.published,
        "recorded": now,
    }


def rows_of(connection: sa.Connection, event: str | None = None) -> list[ChangeRow]:
    """All changes in the order in which they were entered; of one event, also those under its former ids and those of
    the events that were merged into it."""
    table = tables.changes
    names = [column for column in table.c if column.name not in ("recorded", "run_id")]
    query = sa.select(*names, table.c.run_id.label("run")).order_by(table.c.id)
    if event is not None:
        query = query.where(table.c.event_id.in_(_names(connection, event)))
    return [ChangeRow(**row._mapping) for row in connection.execute(query)]


def _names(connection: sa.Connection, event: str) -> list[str]:
    """An event's id with those it had before and those of events merged into it."""
    table = tables.changes.c
    links = connection.execute(
        sa.select(table.event_id, table.kind, table.old, table.new).where(table.kind.in_(("renamed", "merged")))
    )
    sources: dict[str, set[str]] = {}
    for key, kind, old, new in links:
        one, other = (old, key) if kind == "renamed" else (key, new)
        sources.setdefault(other, set()).add(one)
    found, waiting = {event}, [event]
    while waiting:
        for name in sources.get(waiting.pop(), set()) - found:
            found.add(name)
            waiting.append(name)
    return sorted(found)
