from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from harmattan.model import Report
from tests.cli.growing import grow, lines, run
from tests.linking.making import ARMY, REBELS, TAKEN, document, on, report

BACK = "Government regains territory"
LAST = document("d9", "2023-06-30")


def _taken(doc: str, days: tuple[str, str | None] = ("2023-05-03", None), **fields: Any) -> Report:
    return report(doc, TAKEN, date=on(*days), **fields)


def _regained(doc: str, day: str) -> Report:
    return report(doc, BACK, date=on(day), initiator=ARMY, target=REBELS)


def _war(tmp_path: Path, *reports: Report) -> str:
    return grow(str(tmp_path / "war.sqlite"), *reports, documents=[LAST])


def _on(place: str, day: str) -> tuple[str, list[str]]:
    [found] = lines("control", "Ardal", "--on", day, "--project", place)
    return found["answer"], found["holders"]


def test_a_confirmed_capture_ends_the_hold_of_the_former_holder(tmp_path: Path) -> None:
    place = _war(tmp_path, _taken("d1"), _taken("d2"))
    before, after = lines("control", "Ardal", "--project", place)
    assert (before["holder"], before["since"], before["ended"]) == (ARMY.name, None, True)
    assert before["until"] == {"start": "2023-05-03", "end": "2023-05-03"}
    assert (after["holder"], after["status"], after["until"], after["ended"]) == (REBELS.name, "confirmed", None, False)
    assert after["events"] == [before["changed_by"]]


def test_a_claimed_capture_leaves_the_former_holders_time_contested(tmp_path: Path) -> None:
    place = _war(tmp_path, _taken("d1", stance="claims", speaker=REBELS.name))
    found = [(row["holder"], row["status"], row["ended"]) for row in lines("control", "Ardal", "--project", place)]
    assert found == [
        (ARMY.name, "claimed", False),
        (REBELS.name, "claimed", False),
        (ARMY.name, "contested", False),
    ]
    assert _on(place, "2023-05-10")[0] == "contested"


def test_what_one_source_reports_ends_the_former_hold_but_is_no_more_than_claimed(tmp_path: Path) -> None:
    place = _war(tmp_path, _taken("d1"))
    assert [row["ended"] for row in lines("control", "Ardal", "--project", place)] == [True, False]
    assert _on(place, "2023-05-10") == ("claimed", [REBELS.name])


def test_a_place_changes_hands_twice(tmp_path: Path) -> None:
    place = _war(tmp_path, _taken("d1"), _taken("d2"), _regained("d3", "2023-05-20"), _regained("d4", "2023-05-20"))
    rows = lines("control", "Ardal", "--project", place)
    assert [row["holder"] for row in rows] == [ARMY.name, REBELS.name, ARMY.name]
    assert _on(place, "2023-05-19") == ("confirmed", [REBELS.name])
    assert _on(place, "2023-05-20") == ("confirmed", [ARMY.name])


@pytest.mark.parametrize(
    ("day", "answer", "reason"),
    [
        ("2023-05-02", "unknown", "held it later, since when is not known"),
        ("2023-05-03", "confirmed", "since 2023-05-03"),
        ("2023-06-30", "confirmed", "since 2023-05-03"),
        ("2023-07-01", "unknown", "the record ends on 2023-06-30"),
    ],
)
def test_any_day_has_an_answer(day: str, answer: str, reason: str, tmp_path: Path) -> None:
    place = _war(tmp_path, _taken("d1"), _taken("d2"))
    said = run("control", "Ardal", "--on", day, "--project", place).stdout
    assert said.startswith(f"Ardal, Ardalia on {day}: {answer}")
    assert reason in said


def test_between_the_first_and_last_possible_day_nobody_knows(tmp_path: Path) -> None:
    week = ("2023-05-01", "2023-05-06")
    place = _war(tmp_path, _taken("d1", week), _taken("d2", week))
    assert [_on(place, f"2023-05-0{day}")[0] for day in (1, 5, 6)] == ["unknown", "unknown", "confirmed"]


def test_a_denied_capture_is_contested(tmp_path: Path) -> None:
    denial = _taken("d2", stance="denies", speaker=ARMY.name)
    place = _war(tmp_path, _taken("d1", stance="claims", speaker=REBELS.name), denial)
    assert _on(place, "2023-05-10")[0] == "contested"


def test_a_place_without_captures_is_unknown(tmp_path: Path) -> None:
    place = _war(tmp_path, report("d1"))
    assert _on(place, "2023-05-10") == ("unknown", [])
    assert run("control", "Ardal", "--project", place).stdout.endswith("unknown: no event tells who holds it\n")


def test_a_place_of_no_event_is_unknown(tmp_path: Path) -> None:
    place = _war(tmp_path, report("d1"))
    assert run("control", "Elsewhere", "--project", place).stdout == (
        "Elsewhere\n  unknown: no event tells who holds it\n"
    )


def test_the_name_may_be_written_without_regard_to_case(tmp_path: Path) -> None:
    place = _war(tmp_path, _taken("d1"))
    assert lines("control", "ARDAL", "--project", place) == lines("control", "g-Ardal", "--project", place) != []


def test_two_places_of_one_name_are_asked_about(tmp_path: Path) -> None:
    other = _taken("d2").model_copy(update={"place": report("d2", at="Noor").place})
    assert other.place is not None
    other = other.model_copy(update={"place": other.place.model_copy(update={"name": "Ardal"})})
    result = run("control", "Ardal", "--project", _war(tmp_path, _taken("d1"), other))
    assert (result.exit_code, "2 places are called Ardal: " in result.stderr) == (2, True)


def test_a_hold_is_told_with_its_events(tmp_path: Path) -> None:
    place = _war(tmp_path, _taken("d1"), _taken("d2"))
    [event] = lines("events", "--project", place)
    shown = run("control", "Ardal", "--project", place).stdout.splitlines()
    assert shown[0] == "Ardal, Ardalia"
    assert (
        shown[1]
        == f"  from ? until 2023-05-03: {ARMY.name}, confirmed, ended (ended by {event['id']}) <- {event['id']}"
    )
    assert shown[2] == f"  from 2023-05-03 no later word: {REBELS.name}, confirmed <- {event['id']}"
