"""A project: documents, what was coded in them, and the events that linking made of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from harmattan import __version__
from harmattan.errors import StoreError
from harmattan.model import Document, Event, Report, Scope
from harmattan.reading.coding import Coding
from harmattan.store import deciding, history, reader, rows, story_index, tables
from harmattan.store.deciding import DecisionRow
from harmattan.store.engine import open_engine, shown, transaction
from harmattan.store.fingerprint import codebook_fingerprint
from harmattan.store.history import ChangeRow
from harmattan.store.locks import only_run
from harmattan.store.results import Results
from harmattan.store.story_index import Work
from harmattan.store.versions import stored_version, upgrade

if TYPE_CHECKING:  # Linking costs time to import that commands which only read results do not need.
    from harmattan.linking.decisions import Decision

_CHUNK = 500
"""Values in one IN (...) list; SQLite allows 32,766, older ones 999."""


@dataclass(frozen=True)
class Run:
    """One line of the run history. Times are UTC; they stay here and reach no other output."""

    id: int
    version: str
    scope: str
    codebook: str
    started: dt.datetime
    ended: dt.datetime | None
    coded: int
    unreadable: int
    reports: int | None
    events: int | None


class Project:
    """An open project. Use it as a context manager; every method is one transaction."""

    def __init__(self, engine: sa.Engine, location: str) -> None:
        self._engine = engine
        self.location = location

    @classmethod
    def create(cls, location: str, scope: Scope) -> Project:
        """Open a project for coding; it is made where there is none.

        Raises:
            StoreError: it cannot be opened or written, is of a newer version, or was coded with another scope.
        """
        project = cls(open_engine(location), location)
        with project._transaction(writes=True) as connection:
            upgrade(connection)
            found = connection.execute(sa.select(tables.settings.c.value).filter_by(name="scope")).scalar()
            if found is None:
                connection.execute(tables.settings.insert().values(name="scope", value=scope))
            elif found != scope:
                raise StoreError(
                    f"was coded with --scope {found}; give --scope {found}, or another project for --scope {scope}"
                )
        return project

    @classmethod
    def open(cls, location: str) -> Project:
        """Open a project for reading.

        Raises:
            StoreError: there is none, it cannot be opened, or it is of a newer version.
        """
        project = cls(open_engine(location), location)
        if project._engine.dialect.name == "sqlite" and not reader.sqlite_exists(project._engine):
            raise StoreError(f"project {shown(location)} does not exist")
        with project._transaction() as connection:
            version = stored_version(connection)
            if version is None:
                raise StoreError("is empty: code documents into it first")
        with project._transaction() as connection:
            upgrade(connection)
        return project

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the database back."""
        self._engine.dispose()

    @property
    def shown(self) -> str:
        """The location for messages, without a password."""
        return shown(self.location)

    def _transaction(self, *, writes: bool = False) -> AbstractContextManager[sa.Connection]:
        return transaction(self._engine, self.location, writes=writes)

    def only_run(self) -> AbstractContextManager[None]:
        """Keeps other runs out of an SQLite project; held between transactions only, so it disturbs none of its locks.

        Raises:
            StoreError: another run is writing to the project.
        """
        database = self._engine.url.database
        is_file = self._engine.dialect.name == "sqlite" and database not in {None, "", ":memory:"}
        return only_run(Path(str(database))) if is_file else nullcontext()

    @property
    def scope(self) -> Scope:
        """The scope that the documents were coded with."""
        with self._transaction() as connection:
            value: Scope = connection.execute(sa.select(tables.settings.c.value).filter_by(name="scope")).scalar_one()
        return value

    def runs(self) -> list[Run]:
        """The run history, oldest first."""
        with self._transaction() as connection:
            return [
                Run(**row._mapping) for row in connection.execute(sa.select(tables.runs).order_by(tables.runs.c.id))
            ]

    def begin_run(self) -> int:
        """Enter a run into the history and give its number."""
        with self._transaction(writes=True) as connection:
            values = {
                "version": __version__,
                "scope": connection.execute(sa.select(tables.settings.c.value).filter_by(name="scope")).scalar_one(),
                "codebook": codebook_fingerprint(),
                "started": _now(),
            }
            key = connection.execute(tables.runs.insert().values(values)).inserted_primary_key
        assert key is not None
        return int(key[0])

    def end_run(self, run_id: int, *, coded: int, unreadable: int, reports: int, events: int) -> None:
        """Enter the end of a run and its counts."""
        values = {"coded": coded, "unreadable": unreadable, "reports": reports, "events": events, "ended": _now()}
        with self._transaction(writes=True) as connection:
            connection.execute(tables.runs.update().filter_by(id=run_id).values(values))

    def texts(self, ids: Sequence[str]) -> dict[str, str]:
        """The stored texts of those of ``ids`` that the project holds already."""
        table = tables.documents.c
        found: dict[str, str] = {}
        with self._transaction() as connection:
            for chunk in _chunks(ids):
                query = sa.select(table.id, table.text).where(table.id.in_(chunk))
                found.update((key, text) for key, text in connection.execute(query))
        return found

    def add(self, run_id: int, coded: Iterable[tuple[Document, Coding]]) -> None:
        """Keep documents with what was coded in them; all or none of them."""
        pairs = list(coded)
        codings = [coding for _, coding in pairs]
        with self._transaction(writes=True) as connection:
            _insert(connection, tables.documents, (rows.document_row(document, run_id) for document, _ in pairs))
            _insert(connection, tables.vectors, (rows.vector_row(coding) for coding in codings))
            _insert(connection, tables.reports, (rows.report_row(r) for coding in codings for r in coding.reports))
            _insert(
                connection, tables.statistics, (rows.statistic_row(s) for coding in codings for s in coding.statistics)
            )

    def keep_only(self, ids: set[str]) -> None:
        """Forget every document that is not among ``ids``, with all that was coded in it."""
        with self._transaction(writes=True) as connection:
            stored = [key for (key,) in connection.execute(sa.select(tables.documents.c.id))]
            for chunk in _chunks(sorted(set(stored) - ids)):
                story_index.forget(connection, chunk)
                for table in (tables.evidence, tables.statistics, tables.reports, tables.vectors):
                    connection.execute(table.delete().where(table.c.document_id.in_(chunk)))
                connection.execute(tables.documents.delete().where(tables.documents.c.id.in_(chunk)))
                _forget_linker(connection)

    def is_linked(self) -> bool:
        """Whether every document has been through linking, by this version and codebook."""
        table = tables.documents.c
        with self._transaction() as connection:
            linked_by = connection.execute(sa.select(tables.settings.c.value).filter_by(name="linked_by")).scalar()
            waiting = connection.execute(sa.select(table.id).where(table.linked.is_(None)).limit(1)).first()
        return waiting is None and linked_by == _linker()

    def is_current(self) -> bool:
        """Whether all its documents were coded by this version and codebook."""
        current = sa.and_(tables.runs.c.version == __version__, tables.runs.c.codebook == codebook_fingerprint())
        query = sa.select(tables.documents.c.id).join(tables.runs).where(sa.not_(current)).limit(1)
        with self._transaction() as connection:
            return connection.execute(query).first() is None

    def counts(self) -> tuple[int, int]:
        """Number of reports and of events, as linked last."""
        with self._transaction() as connection:
            linked = sa.select(sa.func.count()).where(tables.reports.c.linked.is_not(None))
            events = sa.select(sa.func.count()).select_from(tables.events)
            return connection.execute(linked).scalar_one(), connection.execute(events).scalar_one()

    def codings(self) -> tuple[list[Document], list[Coding]]:
        """Every document as it was read, and what was coded in it: what linking starts from. Ordered by document id."""
        with self._transaction() as connection:
            return reader.codings(connection)

    def find_stories(self) -> Work:
        """Find the stories of new documents, and say what that took; others are read only where they are candidates."""
        with self._transaction(writes=True) as connection:
            return story_index.update(connection)

    def codings_in_stories(self) -> tuple[list[Document], list[Coding]]:
        """As ``codings``, but documents bring the story that was found for them, and codings no vectors."""
        with self._transaction() as connection:
            documents, codings = reader.codings(connection, vectors=False)
            stories = story_index.stories(connection)
        return [d.model_copy(update={"story_id": stories.get(d.id)}) for d in documents], codings

    def decisions(self) -> list[DecisionRow]:
        """What people decided, oldest first, what was undone included."""
        with self._transaction() as connection:
            return deciding.every(connection)

    def decide(self, made: Decision) -> int:
        """Keep a decision, whatever number it brings, and give its number. The next linking heeds it."""
        with self._transaction(writes=True) as connection:
            _forget_linker(connection)
            return deciding.add(connection, made, _now())

    def undo(self, key: int, who: str, why: str | None) -> None:
        """Heed a decision no more; it stays in the table.

        Raises:
            UsageError: there is none of this number, or it was undone before.
        """
        with self._transaction(writes=True) as connection:
            deciding.undo(connection, key, who, why, _now())
            _forget_linker(connection)

    def link(self, documents: Iterable[Document], reports: Iterable[Report], events: Iterable[Event]) -> None:
        """Put the outcome of linking in the place of the former one and enter what that changes, in one transaction."""
        from harmattan.store.linking import replace

        outcome = list(documents), list(reports), list(events)
        with self._transaction(writes=True) as connection:
            history.record(connection, *outcome, _now())
            replace(connection, *outcome)
            deciding.heeded(connection)
            _forget_linker(connection)
            connection.execute(tables.settings.insert().values(name="linked_by", value=_linker()))

    def changes(self, event: str | None = None) -> list[ChangeRow]:
        """What runs changed, oldest first: in all events, or in one under all its ids."""
        with self._transaction() as connection:
            return history.rows_of(connection, event)

    def results(self) -> Results:
        """Everything as linked last."""
        with self._transaction() as connection:
            return reader.results(connection)


def _forget_linker(connection: sa.Connection) -> None:
    connection.execute(tables.settings.delete().filter_by(name="linked_by"))


def _linker() -> str:
    return f"{__version__} {codebook_fingerprint()}"


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]


def _insert(connection: sa.Connection, table: sa.Table, values: Iterable[rows.Row]) -> None:
    listed = list(values)
    if listed:
        connection.execute(table.insert(), listed)
