from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from harmattan.errors import HarmattanError, StoreError
from harmattan.model import Document
from harmattan.reading.coding import Coding
from harmattan.store import Project
from harmattan.store.engine import _explain, open_engine
from harmattan.store.locks import only_run
from harmattan.store.tables import metadata
from harmattan.store.versions import CURRENT
from tests.records import document, event, report, statistic
from tests.store.conftest import make_older


def _coding(of: Document) -> Coding:
    vectors = np.linspace(-1, 1, 2 * 384, dtype=np.float32).reshape(2, 384)
    return Coding(of.id, (report(of),), (statistic(of),), ((0, 10), (11, 20)), vectors)


@pytest.fixture
def filled(project: Project) -> Project:
    one = document()
    project.add(project.begin_run(), [(one, _coding(one))])
    return project


def test_documents_and_codings_come_back_as_they_were_added(filled: Project) -> None:
    documents, [coding] = filled.codings()
    assert documents == [document()]
    wanted = _coding(document())
    assert (coding.reports, coding.statistics, coding.sentence_offsets) == (
        wanted.reports,
        wanted.statistics,
        wanted.sentence_offsets,
    )


def test_sentence_vectors_keep_half_precision(filled: Project) -> None:
    _, [coding] = filled.codings()
    wanted = _coding(document()).sentence_vectors
    assert coding.sentence_vectors is not None
    assert wanted is not None
    assert coding.sentence_vectors.dtype == np.float32
    assert np.array_equal(coding.sentence_vectors, wanted.astype(np.float16).astype(np.float32))


def test_a_document_that_was_not_read_has_no_vectors(project: Project) -> None:
    one = document(skipped="language 'xx' cannot be coded")
    project.add(project.begin_run(), [(one, Coding(one.id))])
    [coding] = project.codings()[1]
    assert coding.sentence_vectors is None


def test_nothing_is_shown_before_it_is_linked(filled: Project) -> None:
    assert filled.results().documents == ()
    assert not filled.is_linked()


def test_linking_is_read_back_whole(filled: Project) -> None:
    linked = document(story_id="y-1")
    one = report(document(), event_id="e-1")
    happened = event(one, id="e-1")
    filled.link([linked], [one], [happened])
    found = filled.results()
    assert (found.documents, found.reports, found.events) == ((linked,), (one,), (happened,))
    assert found.statistics == (statistic(document()),)
    assert filled.is_linked()


def test_linking_again_starts_from_what_was_coded(filled: Project) -> None:
    filled.link([document(story_id="y-1")], [report(document(), event_id="e-1")], [event(report(document()), id="e-1")])
    documents, [coding] = filled.codings()
    assert documents == [document()]
    assert coding.reports == (report(document()),)


def test_linking_replaces_the_former_events(filled: Project) -> None:
    one = report(document())
    filled.link([document()], [one], [event(one, id="e-1")])
    filled.link([document()], [one], [event(one, id="e-2")])
    assert [each.id for each in filled.results().events] == ["e-2"]


def test_a_report_that_linking_made_goes_with_the_next_linking(filled: Project) -> None:
    one = report(document())
    filled.link([document()], [one, one.model_copy(update={"id": "r-second-day"})], [])
    assert len(filled.results().reports) == 2
    filled.link([document()], [one], [])
    assert filled.results().reports == (one,)
    assert [r.id for r in filled.codings()[1][0].reports] == [one.id]


def test_every_span_is_a_row_of_evidence_that_cuts_its_quote(filled: Project, place: str) -> None:
    one = report(document())
    filled.link([document()], [one], [event(one)])
    with sqlite3.connect(place) as connection:
        rows = connection.execute(
            "SELECT field, start_offset, end_offset, quote, text FROM evidence "
            "JOIN documents ON documents.id = document_id"
        ).fetchall()
    connection.close()
    assert {row[0] for row in rows} >= {
        "trigger",
        "initiator",
        "others.0",
        "place",
        "date",
        "fatalities",
        "assertion",
        "span",
    }
    assert all(text[start:end] == quote for _, start, end, quote, text in rows)


def test_a_new_document_makes_the_project_unlinked(filled: Project) -> None:
    filled.link([document()], [], [])
    other = document("Rebels attacked Sorn.")
    filled.add(filled.begin_run(), [(other, Coding(other.id))])
    assert not filled.is_linked()


def test_forgetting_a_document_forgets_what_was_coded_in_it(filled: Project) -> None:
    filled.link([document()], [report(document())], [])
    filled.keep_only(set())
    assert filled.codings() == ([], [])
    assert not filled.is_linked()


def test_texts_are_found_by_id(filled: Project) -> None:
    assert filled.texts(["d-none", document().id]) == {document().id: document().text}


def test_a_batch_is_kept_whole_or_not_at_all(project: Project) -> None:
    one, two = document(), document("Another text attacked.")
    project.add(project.begin_run(), [(one, Coding(one.id))])
    with pytest.raises(HarmattanError):
        project.add(1, [(two, Coding(two.id)), (one, Coding(one.id))])
    assert [each.id for each in project.codings()[0]] == [one.id]


def test_the_run_history_has_version_scope_codebook_and_counts(filled: Project) -> None:
    filled.end_run(1, coded=1, unreadable=2, reports=3, events=4)
    [run] = filled.runs()
    assert (run.scope, run.coded, run.unreadable, run.reports, run.events) == ("political", 1, 2, 3, 4)
    assert run.version
    assert len(run.codebook) == 12
    assert run.ended is not None
    assert run.ended >= run.started


def test_another_scope_is_refused(project: Project, place: str) -> None:
    with pytest.raises(StoreError, match=r"war\.sqlite was coded with --scope political"):
        Project.create(place, "violence")


def test_opening_twice_changes_no_byte(project: Project, place: str) -> None:
    before = Path(place).read_bytes()
    Project.create(place, "political").close()
    Project.open(place).close()
    assert Path(place).read_bytes() == before


def test_a_project_of_a_newer_version_is_refused(project: Project, place: str) -> None:
    with sqlite3.connect(place) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError, match=r"war\.sqlite was written by a newer version"):
        Project.open(place)


def test_a_text_file_is_no_project(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("These are my notes. " * 100)
    with pytest.raises(StoreError, match=r"notes\.txt is no Harmattan project"):
        Project.create(str(file), "political")
    assert file.read_text().startswith("These are my notes.")


def test_another_programs_database_is_no_project_and_stays_as_it_is(place: str) -> None:
    with sqlite3.connect(place) as connection:
        connection.execute("CREATE TABLE birds (name TEXT)")
    connection.close()
    before = Path(place).read_bytes()
    with pytest.raises(StoreError, match=r"is no Harmattan project.*birds"):
        Project.create(place, "political")
    assert Path(place).read_bytes() == before


def test_a_cut_off_project_is_called_damaged(filled: Project, place: str) -> None:
    filled.close()
    whole = Path(place).read_bytes()
    Path(place).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoreError, match=r"war\.sqlite"):
        Project.open(place).codings()


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("missing/war.sqlite", "folder does not exist"),
        (".", "is a folder"),
        ("mysteryql://host/db", "no database that Harmattan knows"),
        ("postgresql://user:secret@localhost/db", r"user:\*\*\*@localhost.*pip install 'harmattan\[postgresql\]'"),
    ],
)
def test_a_location_that_cannot_be_opened_says_why(
    location: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    with pytest.raises(StoreError, match=message):
        Project.create(location, "political")


@pytest.mark.parametrize(
    ("words", "full"),
    [
        ("database or disk is full", True),
        ("could not extend file: No space left on device", True),
        ('database "full_x" does not exist', False),
    ],
)
def test_a_full_disk_is_told_from_a_name_with_full_in_it(words: str, full: bool) -> None:
    error = _explain(sa.exc.OperationalError("SELECT 1", None, Exception(words)), "war.sqlite")
    assert ("the disk is full" in str(error), isinstance(error, StoreError)) == (full, not full)


def test_reading_a_project_that_does_not_exist_makes_no_file(place: str) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        Project.open(place)
    assert not Path(place).exists()


def test_an_empty_file_becomes_a_project(place: str) -> None:
    Path(place).touch()
    with Project.create(place, "violence") as opened:
        assert opened.scope == "violence"


def test_a_project_in_use_is_refused(project: Project, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    project._engine.dispose()
    sa.event.listen(project._engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout = 10"))
    with pytest.raises(StoreError, match="in use by another program"):
        project.begin_run()
    other.close()


def test_two_runs_cannot_hold_one_place(tmp_path: Path) -> None:
    with only_run(tmp_path), pytest.raises(StoreError, match="another run is writing"), only_run(tmp_path):
        pass


def test_migrations_make_the_tables_that_the_code_knows(project: Project) -> None:
    with project._engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_project_of_an_older_version_is_migrated_and_goes_on(place: str) -> None:
    make_older(place, "0001")
    one = document()
    with Project.open(place) as opened:
        opened.add(opened.begin_run(), [(one, _coding(one))])
        opened.link([one], [report(one)], [event(report(one))])
        assert [change.kind for change in opened.changes()] == ["new event"]
        assert opened.decisions() == []


def test_the_newest_migration_is_the_one_the_code_expects() -> None:
    config = Config()
    config.set_main_option("script_location", "harmattan.store:migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == CURRENT


def test_an_engine_for_a_url_of_sqlite_is_a_project_too(tmp_path: Path) -> None:
    location = f"sqlite:///{tmp_path / 'url.sqlite'}"
    Project.create(location, "political").close()
    assert Project.open(location).scope == "political"
    assert open_engine(location).dialect.name == "sqlite"
