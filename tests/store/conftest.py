"""A project on disk, new or of an older version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from harmattan.store import Project
from harmattan.store.engine import open_engine


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "war.sqlite")


@pytest.fixture
def project(place: str) -> Iterator[Project]:
    with Project.create(place, "political") as opened:
        yield opened


def make_older(place: str, version: str) -> None:
    """An empty project as the migrations up to ``version`` left it."""
    engine = open_engine(place)
    config = Config()
    config.set_main_option("script_location", "harmattan.store:migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)
        connection.execute(sa.text("INSERT INTO settings VALUES ('scope', 'political')"))
    engine.dispose()
