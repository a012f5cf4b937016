from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from harmattan.linking.decisions import Decision, ReportRef
from harmattan.reading.coding import Coding
from harmattan.store import Project
from harmattan.store.engine import open_engine
from harmattan.store.tables import metadata
from tests.records import document, event, report, statistic

URL = os.environ.get("HARMATTAN_TEST_POSTGRESQL", "")
pytestmark = pytest.mark.skipif(not URL, reason="HARMATTAN_TEST_POSTGRESQL names no empty PostgreSQL database")


@pytest.fixture
def project() -> Iterator[Project]:
    with Project.create(URL, "political") as opened:
        yield opened
    engine = open_engine(URL)
    with engine.begin() as connection:
        metadata.drop_all(connection)
        connection.execute(sa.text("DROP TABLE alembic_version"))
    engine.dispose()


def test_postgresql_gives_back_what_sqlite_gives_back(project: Project, tmp_path: Path) -> None:
    one = document(story_id="y-1")
    said = report(one, event_id="e-1")
    with Project.create(str(tmp_path / "same.sqlite"), "political") as sqlite:
        for each in (project, sqlite):
            each.add(each.begin_run(), [(one, Coding(one.id, (said,), (statistic(one),)))])
            for _ in range(2):
                each.link([one], [said, said.model_copy(update={"id": "r-made"})], [event(said, id="e-1")])
            each.end_run(1, coded=1, unreadable=0, reports=2, events=1)
        assert project.results() == sqlite.results()
        (documents, [coding]), (same_documents, [same_coding]) = project.codings(), sqlite.codings()
        assert (documents, coding.reports) == (same_documents, same_coding.reports)
        assert project.counts() == sqlite.counts() == (2, 1)
        project.keep_only(set())
        assert project.codings() == ([], [])


def test_changes_and_decisions_are_the_same_in_postgresql(project: Project, tmp_path: Path) -> None:
    one = document(story_id="y-1")
    said = report(one, event_id="e-1")
    made = Decision(0, "edit", ((ReportRef.of(said),),), "dead", {"low": 7, "best": 7, "high": None}, "Awa", "a list")
    with Project.create(str(tmp_path / "same.sqlite"), "political") as sqlite:
        for each in (project, sqlite):
            each.add(each.begin_run(), [(one, Coding(one.id, (said,)))])
            each.link([one], [said], [event(said, id="e-1")])
            assert each.decide(made) == 1
            assert not each.is_linked()
            each.begin_run()
            each.link([one], [said], [event(said, id="e-2", status="confirmed")])
            each.undo(1, "Issa", None)
        assert project.changes("e-2") == sqlite.changes("e-2")
        assert [change.kind for change in project.changes("e-2")] == ["new event", "renamed", "status changed"]
        assert project.decisions() == sqlite.decisions()
        assert (project.decisions()[0].run, project.decisions()[0].undone_by) == (2, "Issa")


def test_the_migrations_make_the_same_tables(project: Project) -> None:
    engine = open_engine(URL)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()
