"""The rows that keep what people decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from harmattan.errors import UsageError
from harmattan.store import tables

if TYPE_CHECKING:  # Linking costs time to import that commands which only read results do not need.
    from harmattan.linking.decisions import Decision


@dataclass(frozen=True)
class DecisionRow:
    """A decision with what became of it. Its days (UTC) choose what was known when, and reach no output."""

    decision: Decision
    run: int | None
    """The run that first heeded it; None where none has yet."""
    undone: bool
    undone_by: str | None
    undone_why: str | None
    undone_run: int | None
    made: dt.date = dt.date.min
    undone_on: dt.date | None = None

    def held_on(self, day: dt.date) -> bool:
        """Whether it had been made and not been undone by the end of ``day``."""
        return self.made <= day and (self.undone_on is None or self.undone_on > day)


def every(connection: sa.Connection) -> list[DecisionRow]:
    """All decisions in the order in which they were made."""
    from harmattan.linking.decisions import Decision, ReportRef

    query = sa.select(tables.decisions).order_by(tables.decisions.c.id)
    return [
        DecisionRow(
            Decision(
                row.id,
                row.kind,
                tuple(tuple(ReportRef.model_validate(ref) for ref in group) for group in row.reports),
                row.field,
                row.value,
                row.who,
                row.why,
            ),
            row.run_id,
            row.undone is not None,
            row.undone_by,
            row.undone_why,
            row.undone_run_id,
            row.made.date(),
            row.undone.date() if row.undone is not None else None,
        )
        for row in connection.execute(query)
    ]


def add(connection: sa.Connection, made: Decision, now: dt.datetime) -> int:
    """Enter a decision and give its number."""
    values = {
        "kind": made.kind,
        "reports": [[ref.model_dump() for ref in group] for group in made.groups],
        "field": made.field,
        "value": made.value,
        "who": made.who,
        "why": made.why,
        "made": now,
    }
    key = connection.execute(tables.decisions.insert().values(values)).inserted_primary_key
    assert key is not None
    return int(key[0])


def undo(connection: sa.Connection, key: int, who: str, why: str | None, now: dt.datetime) -> None:
    """Mark a decision as undone.

    Raises:
        UsageError: there is none of this number, or it was undone before.
    """
    table = tables.decisions
    found = connection.execute(sa.select(table.c.undone_by).where(table.c.id == key)).first()
    if found is None:
        raise UsageError(f"there is no decision {key}; list them with: harmattan decisions --project FILE")
    if found[0] is not None:
        raise UsageError(f"decision {key} was undone by {found[0]} before")
    connection.execute(table.update().filter_by(id=key).values(undone=now, undone_by=who, undone_why=why))


def heeded(connection: sa.Connection) -> None:
    """Enter the newest run beside the decisions and undoings that it is the first to heed."""
    run = sa.select(sa.func.max(tables.runs.c.id)).scalar_subquery()
    table = tables.decisions
    connection.execute(table.update().where(table.c.run_id.is_(None), table.c.undone.is_(None)).values(run_id=run))
    undone = sa.and_(table.c.undone.is_not(None), table.c.undone_run_id.is_(None))
    connection.execute(table.update().where(undone).values(undone_run_id=run))
