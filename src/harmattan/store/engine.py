"""Opens databases, and turns what their drivers raise into one line for the reader."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, NoSuchModuleError

from harmattan.errors import HarmattanError, StoreError


def open_engine(location: str) -> sa.Engine:
    """An engine for a file path (SQLite) or a ``sqlite://`` or ``postgresql://`` URL.

    Raises:
        StoreError: the folder is missing, the URL is malformed or its driver is not installed.
    """
    if "://" not in location:
        path = Path(location)
        if path.is_dir():
            raise StoreError(f"project {location} is a folder; give a file")
        if not path.absolute().parent.is_dir():
            raise StoreError(f"project {location} cannot be opened: its folder does not exist")
        engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)))
    else:
        engine = _open_url(location)
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _no_implicit_transactions)
        sa.event.listen(engine, "begin", _begin)
    return engine


def _open_url(location: str) -> sa.Engine:
    try:
        url = sa.make_url(location)
        if url.drivername in {"postgresql", "postgres"}:
            url = url.set(drivername="postgresql+psycopg")
        return sa.create_engine(url)
    except ModuleNotFoundError as error:
        raise StoreError(
            f"project {shown(location)} needs a database driver: pip install 'harmattan[postgresql]' ({error})"
        ) from error
    except (sa.exc.ArgumentError, NoSuchModuleError) as error:
        raise StoreError(f"project {shown(location)} is no database that Harmattan knows: {error}") from error


def shown(location: str) -> str:
    """A location for messages: passwords in URLs are masked."""
    if "://" not in location:
        return location
    try:
        return sa.make_url(location).render_as_string(hide_password=True)
    except sa.exc.ArgumentError:
        return location.split("://", 1)[0] + "://..."


def _no_implicit_transactions(connection: Any, _: object) -> None:
    # Python's sqlite3 does not put CREATE TABLE into a transaction; a run killed while the tables are made would leave
    # half a project behind. So SQLAlchemy begins transactions itself, see _begin.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("harmattan_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def transaction(engine: sa.Engine, location: str, *, writes: bool = False) -> Iterator[sa.Connection]:
    """One transaction: committed at the end, undone when anything is raised.

    Raises:
        StoreError: the database cannot be opened, is locked or damaged, or is no project.
        HarmattanError: the disk is full.
    """
    try:
        with engine.connect().execution_options(harmattan_writes=writes) as connection, connection.begin():
            yield connection
    except StoreError as error:
        if str(error).startswith("project "):
            raise
        raise StoreError(f"project {shown(location)} {error}") from error
    except DBAPIError as error:
        raise _explain(error, shown(location)) from error


_NO_ROOM = ("disk is full", "disk full", "No space left", "disk I/O", "too large")
_REASONS = (
    ("not a database", "is no Harmattan project: it is not a database file"),
    ("readonly", "cannot be written: the file or its folder is read-only"),
    ("unable to open", "cannot be opened: the file or its folder cannot be read or written"),
    ("locked", "is in use by another program; wait until that has finished"),
    ("UNIQUE constraint", "was changed by another run in the meantime; run the command again"),
    ("duplicate key", "was changed by another run in the meantime; run the command again"),
    ("malformed", "is damaged; restore a copy or code the documents into a new project"),
)


def _explain(error: DBAPIError, location: str) -> HarmattanError:
    words = str(error.orig or error).strip().replace("\n", " ")
    if any(sign in words for sign in _NO_ROOM):
        return HarmattanError(
            f"project {location}: the disk is full or failing ({words}); "
            "what was coded so far is kept, run the command again when there is room"
        )
    for sign, reason in _REASONS:
        if sign in words:
            return StoreError(f"project {location} {reason}")
    return StoreError(f"project {location}: {words}")
