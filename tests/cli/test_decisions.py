from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from harmattan.model import Report
from tests.cli.growing import grow, lines, run
from tests.linking.making import ATTACK, GUNMEN, document, on, report, toll

AT_ARDAL = (report("d1", fatalities=toll(4)), report("d2", fatalities=toll(9)))
LATER = report("d3", date=on("2023-04-20"), fatalities=toll(2))


@pytest.fixture
def place(tmp_path: Path) -> str:
    """Two events at Ardal: one of 3 May from d1 and d2, one of 20 April from d3."""
    return grow(str(tmp_path / "war.sqlite"), *AT_ARDAL, LATER)


def _events(place: str) -> list[Any]:
    return lines("events", "--project", place)


def _of(place: str, said: Report) -> Any:
    return next((event for event in _events(place) if said.id in event["reports"]), None)


def _decide(place: str, *arguments: str, why: str = "seen on site") -> str:
    result = run("decide", *arguments, "--project", place, "--who", "Awa", "--why", why)
    assert result.exit_code == 0, result.output
    return result.stderr


def _undo(place: str, key: int = 1) -> None:
    assert run("decide", "undo", str(key), "--project", place, "--who", "Issa").exit_code == 0


def _ids(place: str) -> list[str]:
    return [event["id"] for event in _events(place)]


def test_joined_events_are_one_event(place: str) -> None:
    said = _decide(place, "join", *_ids(place))
    [event] = _events(place)
    assert len(event["reports"]) == 3
    assert f"decision 1 is kept; its reports are now in {event['id']}" in said


def test_a_join_holds_when_documents_are_added(place: str) -> None:
    _decide(place, "join", *_ids(place))
    _add(place, report("d4"))
    [event] = _events(place)
    assert len(event["reports"]) == 4


def test_undoing_a_join_gives_the_former_events_back(place: str) -> None:
    before = _events(place)
    _decide(place, "join", *_ids(place))
    _undo(place)
    assert _events(place) == before


def test_split_reports_become_another_event(place: str) -> None:
    leaving = AT_ARDAL[1]
    _decide(place, "split", _of(place, AT_ARDAL[0])["id"], leaving.id)
    assert _of(place, leaving)["reports"] == [leaving.id]
    assert _of(place, AT_ARDAL[0])["reports"] == [AT_ARDAL[0].id]


def test_a_report_that_only_looks_back_leaves_an_event_too(tmp_path: Path) -> None:
    back = report("d4", timing="background", date=on("2023-05-03", basis="explicit"))
    place = grow(str(tmp_path / "war.sqlite"), *AT_ARDAL, back)
    said = _decide(place, "split", _of(place, back)["id"], back.id)
    assert _of(place, back) is None
    assert "in no event now" in said or len(_events(place)) == 1


def test_a_later_join_overrules_a_split(place: str) -> None:
    _decide(place, "split", _of(place, AT_ARDAL[0])["id"], AT_ARDAL[1].id)
    _decide(place, "join", _of(place, AT_ARDAL[0])["id"], _of(place, AT_ARDAL[1])["id"])
    assert len(_of(place, AT_ARDAL[0])["reports"]) == 2


def test_a_later_split_overrules_a_join(place: str) -> None:
    _decide(place, "join", *_ids(place))
    _decide(place, "split", _ids(place)[0], LATER.id)
    assert _of(place, LATER)["reports"] == [LATER.id]
    assert len(_of(place, AT_ARDAL[0])["reports"]) == 2


def test_a_rejected_event_is_gone_and_its_reports_stay(place: str) -> None:
    said = _decide(place, "reject", _of(place, LATER)["id"])
    assert "its reports are in no event now" in said
    assert _of(place, LATER) is None
    with sqlite3.connect(place) as connection:
        assert connection.execute("SELECT event_id FROM reports WHERE id = ?", (LATER.id,)).fetchone() == (None,)
    connection.close()


def test_a_rejected_report_leaves_its_event(place: str) -> None:
    _decide(place, "reject", AT_ARDAL[1].id)
    assert _of(place, AT_ARDAL[0])["independent_sources"] == 1


@pytest.mark.parametrize(
    ("field", "value", "path", "wanted"),
    [
        ("dead", "12-15", ("fatalities", "best"), 12),
        ("dead", "12-15", ("fatalities", "high"), 15),
        ("dead", "12+", ("fatalities", "high"), None),
        ("dead", "unknown", ("fatalities",), None),
        ("date", "2023-04-21", ("date", "start"), "2023-04-21"),
        ("date", "2023-04-21..2023-04-23", ("date", "time_precision"), 2),
        ("place", "Sarun, Mali (12.5 -1.25)", ("place", "name"), "Sarun"),
        ("place", "Sarun, Mali (12.5 -1.25)", ("place", "longitude"), -1.25),
        ("type", "air/drone strike", ("event_type",), "Explosions/Remote violence"),
        ("status", "confirmed", ("status",), "confirmed"),
        ("civilian-targeting", "yes", ("civilian_targeting",), True),
        ("initiator", "Hill Guard [Identity militia]", ("sides", 0, "name"), "Hill Guard"),
        ("target", "military-ml", ("sides", 1, "name"), "Military Forces of Mali"),
    ],
)
def test_an_edited_field_has_the_given_value(
    field: str, value: str, path: tuple[str | int, ...], wanted: object, place: str
) -> None:
    _decide(place, "edit", _of(place, LATER)["id"], field, value)
    found: Any = _of(place, LATER)
    for step in path:
        found = found[step]
    assert found == wanted


def test_an_edited_value_says_who_and_why(place: str) -> None:
    _decide(place, "edit", _of(place, LATER)["id"], "dead", "7", why="hospital list")
    assert _of(place, LATER)["fatalities"]["rule"] == "edited by Awa: hospital list (decision 1)"


def test_an_edit_follows_its_event_when_it_is_joined(place: str) -> None:
    _decide(place, "edit", _of(place, AT_ARDAL[0])["id"], "dead", "7")
    _decide(place, "join", *_ids(place))
    [event] = _events(place)
    assert event["fatalities"]["best"] == 7


def test_an_edit_of_today_is_left_out_of_what_was_known_then(place: str) -> None:
    _decide(place, "edit", _of(place, LATER)["id"], "dead", "7")
    then = lines("events", "--project", place, "--as-of", "2023-05-05")
    assert [event["fatalities"]["best"] for event in then if LATER.id in event["reports"]] == [2]


def test_history_names_the_decision(place: str) -> None:
    _decide(place, "edit", _of(place, LATER)["id"], "dead", "7")
    shown = run("history", _of(place, LATER)["id"], "--project", place).stdout.splitlines()[-1]
    assert "toll raised: dead 2 -> 7 <- decision 1" in shown


def test_decisions_are_listed_with_who_and_why_also_when_undone(place: str) -> None:
    _decide(place, "reject", LATER.id)
    _undo(place)
    [shown] = run("decisions", "--project", place).stdout.splitlines()
    assert shown == f"1 reject {LATER.id}; run 2; Awa: seen on site; undone by Issa"
    [row] = lines("decisions", "--project", place)
    assert (row["kind"], row["who"], row["undone_by"], row["run"], row["undone_run"]) == ("reject", "Awa", "Issa", 2, 3)


def test_a_decision_about_reports_that_are_gone_says_so(place: str) -> None:
    _decide(place, "edit", _of(place, LATER)["id"], "dead", "7")
    with sqlite3.connect(place) as connection:
        connection.execute("DELETE FROM reports WHERE id = ?", (LATER.id,))
    connection.close()
    shown = run("decisions", "--project", place).stdout
    assert f"names 1 of 1 reports that are no longer coded: {LATER.id} (document d3)" in shown
    said = _decide(place, "reject", AT_ARDAL[1].id)
    assert "decision 1 (edit) names 1 of 1 reports that are no longer coded" in said
    assert "decision 1 (edit dead) holds for no event" in said


def test_a_report_coded_anew_is_found_by_its_words(place: str) -> None:
    _decide(place, "reject", LATER.id)
    again = report("d3", ATTACK, date=on("2023-04-20"), initiator=GUNMEN)
    assert again.id != LATER.id
    with sqlite3.connect(place) as connection:
        connection.execute(
            "UPDATE reports SET id = ?, record = ?, linked = NULL WHERE id = ?",
            (again.id, again.model_dump_json(), LATER.id),
        )
    connection.close()
    _decide(place, "edit", _of(place, AT_ARDAL[0])["id"], "dead", "7")
    assert _of(place, again) is None
    assert "no longer coded" not in run("decisions", "--project", place).stdout


@pytest.fixture
def decided(place: str, tmp_path: Path) -> Path:
    """The file of three decisions, one of them undone."""
    _decide(place, "join", *_ids(place))
    _decide(place, "edit", _ids(place)[0], "dead", "7")
    _decide(place, "reject", AT_ARDAL[0].id)
    _undo(place, 3)
    file = tmp_path / "decisions.jsonl"
    file.write_text(run("decisions", "--project", place, "--format", "jsonl").stdout, encoding="utf-8")
    return file


def test_decisions_are_taken_over_into_a_project_that_was_coded_anew(decided: Path, tmp_path: Path) -> None:
    again = report("d3", ATTACK, date=on("2023-04-20"), fatalities=toll(2))
    place = grow(str(tmp_path / "new.sqlite"), *AT_ARDAL, again)
    result = run("decide", "load", str(decided), "--project", place)
    assert (result.exit_code, "2 of 2 decisions" in result.stderr) == (0, True), result.stderr
    [event] = _events(place)
    assert (len(event["reports"]), event["fatalities"]["best"]) == (3, 7)


def test_decisions_are_taken_over_once(decided: Path, place: str) -> None:
    before = Path(place).read_bytes()
    result = run("decide", "load", str(decided), "--project", place)
    assert "0 of 2 decisions" in result.stderr
    assert Path(place).read_bytes() == before


def test_decisions_about_reports_that_a_project_lacks_are_told(decided: Path, tmp_path: Path) -> None:
    place = grow(str(tmp_path / "new.sqlite"), AT_ARDAL[0])
    result = run("decide", "load", str(decided), "--project", place)
    assert "decision 1 (join) names 2 of 3 reports that are no longer coded" in result.stderr


def _edit(field: str, value: str) -> str:
    return (
        '{"undone_by": null, "kind": "edit", "reports": [[]], "who": "Awa", "why": null, '
        f'"field": "{field}", "value": {value}}}'
    )


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "{}",
        '{"undone_by": null, "kind": "praise"}',
        '{"undone_by": null, "kind": "edit", "reports": 3}',
        _edit("mood", "1"),
        _edit("type", '"Feast"'),
        _edit("type", "null"),
        _edit("dead", '"many"'),
        _edit("date", '{"start": 1}'),
        _edit("status", '"sure"'),
        _edit("initiator", "[1]"),
    ],
)
def test_a_file_that_holds_no_decisions_is_refused(line: str, place: str, tmp_path: Path) -> None:
    file = tmp_path / "wrong.jsonl"
    file.write_text(line)
    result = run("decide", "load", str(file), "--project", place)
    assert (result.exit_code, "line 1 is no decision" in result.stderr) == (2, True), result.stderr
    assert run("decide", "load", str(tmp_path / "none"), "--project", place).exit_code == 2


def test_listing_changes_no_byte(place: str) -> None:
    _decide(place, "reject", LATER.id)
    before = Path(place).read_bytes()
    run("decisions", "--project", place)
    assert Path(place).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["join", "e-none", "e-no"], "no event has the id e-none"),
        (["join", "{later}"], "name at least two events"),
        (["split", "{later}", LATER.id], "all reports of event"),
        (["split", "{later}", "r-none"], "has no report r-none"),
        (["edit", "{later}", "mood", "grim"], "'mood' is no field"),
        (["edit", "{later}", "dead", "many"], "'many' is no number of people: write 12, 12+"),
        (["edit", "{later}", "date", "2023-02-30"], "is no date: write 2023-10-01"),
        (["edit", "{later}", "date", "2023-05-02..2023-05-01"], "is no date"),
        (["edit", "{later}", "place", "Nowhereatall, Mali"], "has no places for"),
        (["edit", "{later}", "place", "Sarun, Atlantis"], "'Atlantis' is no country"),
        (["edit", "{later}", "place", "Sarun (95 10)"], "is no point"),
        (["edit", "{later}", "type", "Feast"], "none of ACLED's sub-event types"),
        (["edit", "{later}", "status", "sure"], "is no status; choose one of confirmed"),
        (["edit", "{later}", "initiator", "The Nobodies"], "registry has no actor 'The Nobodies'"),
        (["edit", "{later}", "civilian-targeting", "maybe"], "neither yes nor no"),
        (["reject", "r-none"], "has no report r-none"),
        (["undo", "9"], "there is no decision 9"),
    ],
)
def test_a_decision_that_cannot_be_made_is_refused_in_words(arguments: list[str], message: str, place: str) -> None:
    later = _of(place, LATER)["id"]
    before = Path(place).read_bytes()
    result = run("decide", *(a.format(later=later) for a in arguments), "--project", place, "--who", "Awa")
    assert (result.exit_code, message in result.stderr) == (2, True), result.stderr
    assert Path(place).read_bytes() == before


def test_a_decision_needs_a_name(place: str) -> None:
    assert run("decide", "reject", LATER.id, "--project", place).exit_code == 2
    assert "say who decides" in run("decide", "reject", LATER.id, "--project", place, "--who", " ").stderr


def test_a_decision_is_undone_once(place: str) -> None:
    _decide(place, "reject", LATER.id)
    _undo(place)
    result = run("decide", "undo", "1", "--project", place, "--who", "Awa")
    assert (result.exit_code, "was undone by Issa before" in result.stderr) == (2, True)


def _add(place: str, said: Report) -> None:
    """Add a document as a run of ``harmattan code`` does, decisions heeded."""
    from harmattan.pipeline import link_again
    from harmattan.reading.coding import Coding
    from harmattan.store import Project

    with Project.open(place) as project:
        project.add(project.begin_run(), [(document(said.document_id), Coding(said.document_id, (said,)))])
        link_again(project)


def _made_on(place: str, day: str, column: str = "made") -> None:
    """Date the decisions of a project back, as if they were older."""
    with sqlite3.connect(place) as connection:
        connection.execute(f"UPDATE decisions SET {column} = ?", (f"{day} 12:00:00.000000",))
    connection.close()


def _dead_as_of(place: str, day: str) -> int:
    events = lines("events", "--project", place, "--as-of", day)
    return int(next(event for event in events if event["date"]["start"] == "2023-05-03")["fatalities"]["best"])


def test_as_of_heeds_an_edit_from_the_day_on_which_it_was_made(place: str) -> None:
    _decide(place, "edit", _of(place, AT_ARDAL[0])["id"], "dead", "12")
    _made_on(place, "2023-05-20")
    assert [_dead_as_of(place, day) for day in ("2023-05-19", "2023-05-20", "2023-06-01")] == [4, 12, 12]


def test_as_of_heeds_an_undone_edit_until_the_day_on_which_it_was_undone(place: str) -> None:
    _decide(place, "edit", _of(place, AT_ARDAL[0])["id"], "dead", "12")
    _undo(place)
    _made_on(place, "2023-05-20")
    _made_on(place, "2023-05-25", "undone")
    assert [_dead_as_of(place, day) for day in ("2023-05-24", "2023-05-25")] == [12, 4]
