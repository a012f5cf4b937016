"""Brings the tables of a project to this version of Harmattan, or says why that cannot be."""

from __future__ import annotations

import sqlalchemy as sa

from harmattan.errors import StoreError

CURRENT = "0004"
"""The newest migration of this installation; a test compares it with the migrations themselves."""


def stored_version(connection: sa.Connection) -> str | None:
    """The migration that a project stands at; None where there are no tables at all.

    Raises:
        StoreError: the database belongs to another program.
    """
    tables = set(sa.inspect(connection).get_table_names())
    if "alembic_version" in tables and {"documents", "runs", "evidence"} <= tables:
        return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    if tables:
        raise StoreError(f"is no Harmattan project: it holds other tables ({', '.join(sorted(tables)[:3])} ...)")
    return None


def upgrade(connection: sa.Connection) -> None:
    """Create the tables or migrate them to ``CURRENT``, inside the caller's transaction.

    Raises:
        StoreError: the project was written by a newer version, or is no project.
    """
    version = stored_version(connection)
    if version == CURRENT:
        return
    # Alembic costs a quarter of a second to import and is needed once in a project's life.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "harmattan.store:migrations")
    config.attributes["connection"] = connection
    if version is not None and version > CURRENT:
        raise StoreError(
            f"was written by a newer version of Harmattan (its tables are {version}, this version knows {CURRENT}): "
            "upgrade Harmattan"
        )
    command.upgrade(config, "head")
