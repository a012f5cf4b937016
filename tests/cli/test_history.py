from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from harmattan.linking import link
from harmattan.model import Published
from harmattan.store import Project
from tests.cli.growing import grow, lines, run
from tests.linking.making import document, report, toll

EARLY, LATE = document("d1", "2023-05-04"), document("d2", "2023-05-08")
FIRST, SECOND = report("d1", fatalities=toll(4)), report("d2", fatalities=toll(9))


@pytest.fixture
def place(tmp_path: Path) -> str:
    """One event, from a document of 4 May; a second run brought another one of 8 May."""
    grow(str(tmp_path / "war.sqlite"), FIRST, documents=[EARLY])
    return grow(str(tmp_path / "war.sqlite"), SECOND, documents=[LATE])


def _event(place: str, *options: str) -> str:
    [event] = lines("events", "--project", place, *options)
    return str(event["id"])


def test_history_tells_each_run_and_the_document_that_brought_a_change(place: str) -> None:
    shown = run("history", _event(place), "--project", place).stdout.splitlines()
    assert shown[0].startswith("run 1 ")
    assert "new event: type Armed clash" in shown[0]
    assert shown[0].endswith("<- d1, Outlet d1, 2023-05-04")
    assert any("status changed: status reported -> confirmed <- d2, Outlet d2, 2023-05-08" in line for line in shown)


def test_history_for_machines_has_no_clock(place: str) -> None:
    rows = lines("history", _event(place), "--project", place)
    assert {row["run"] for row in rows} == {1, 2}
    told = ["id", "run", "event_id", "kind", "field", "old", "new", "document_id", "published", "decisions"]
    assert list(rows[0]) == told


def test_the_time_of_recording_is_in_the_table(place: str) -> None:
    with sqlite3.connect(place) as connection:
        assert connection.execute("SELECT count(*) FROM changes WHERE recorded IS NULL").fetchone() == (0,)
    connection.close()


def test_history_is_found_under_a_former_id_too(tmp_path: Path) -> None:
    one, two = sorted((report("d1"), report("d2")), key=lambda r: r.id)
    place = grow(str(tmp_path / "war.sqlite"), two)
    former = _event(place)
    grow(place, one)
    assert _event(place) != former
    rows = lines("history", _event(place), "--project", place)
    assert [row["kind"] for row in rows][:2] == ["new event", "renamed"]
    assert lines("history", former, "--project", place)[0]["event_id"] == former


def test_linking_the_same_again_writes_no_row(place: str) -> None:
    with Project.open(place) as project:
        before = project.changes()
        linked = link(*project.codings())
        project.link(linked.documents, linked.reports, linked.events)
        assert project.changes() == before


@pytest.mark.parametrize(
    ("day", "dead", "sources"), [("2023-05-04", 4, 1), ("2023-05-07", 4, 1), ("2023-05-08", 4, 2), ("2030-01-01", 4, 2)]
)
def test_events_as_of_a_day_come_from_the_documents_until_then(place: str, day: str, dead: int, sources: int) -> None:
    [event] = lines("events", "--project", place, "--as-of", day)
    assert (event["fatalities"]["best"], event["independent_sources"]) == (dead, sources)
    assert event["fatalities"]["high"] == (4 if sources == 1 else 9)


def test_before_the_first_document_nothing_was_known(place: str) -> None:
    assert lines("events", "--project", place, "--as-of", "2023-05-03") == []


def test_as_of_the_last_day_gives_the_events_of_now(place: str) -> None:
    assert lines("events", "--project", place, "--as-of", "2023-05-08") == lines("events", "--project", place)


def test_as_of_gives_what_a_project_of_those_documents_alone_gives(place: str, tmp_path: Path) -> None:
    alone = grow(str(tmp_path / "alone.sqlite"), FIRST, documents=[EARLY])
    for style in ("jsonl", "csv", "table"):
        then = run("events", "--project", place, "--as-of", "2023-05-05", "--format", style).stdout
        assert then == run("events", "--project", alone, "--format", style).stdout != ""


def test_as_of_says_which_documents_cannot_be_dated(place: str) -> None:
    grow(place, report("d3"), documents=[document("d3", None)])
    result = run("events", "--project", place, "--as-of", "2023-05-08")
    assert "left out because nobody knows when they appeared: 1 document\n" in result.stderr


def test_a_document_of_an_interval_counts_from_its_last_day(tmp_path: Path) -> None:
    unsure = document("d1", None).model_copy(
        update={
            "published": Published.model_validate(
                {"earliest": "2023-05-04", "latest": "2023-05-06", "basis": "inferred"}
            )
        }
    )
    place = grow(str(tmp_path / "war.sqlite"), report("d1"), documents=[unsure])
    found = [len(lines("events", "--project", place, "--as-of", f"2023-05-0{day}")) for day in (4, 5, 6)]
    assert found == [0, 0, 1]


def test_as_of_changes_no_byte_of_the_project(place: str) -> None:
    before = Path(place).read_bytes()
    run("events", "--project", place, "--as-of", "2023-05-04")
    run("history", _event(place), "--project", place)
    assert Path(place).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["history", "e-nothing", "--project", "{place}"], "has or had the id e-nothing"),
        (["history", "e", "--project", "missing.sqlite"], "does not exist"),
        (["events", "--out", "results", "--as-of", "2023-05-04"], "--as-of needs --project"),
    ],
)
def test_what_cannot_be_told_is_said_in_words(arguments: list[str], message: str, place: str) -> None:
    result = run(*(argument.format(place=place) for argument in arguments))
    assert (result.exit_code, message in result.stderr) == (2, True), result.stderr
