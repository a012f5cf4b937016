"""What texts say of an event's place in the record is compared with the record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from harmattan.model import Report, Span, Statistic, content_id
from tests.cli.growing import grow, lines, run
from tests.linking.making import REBELS, TAKEN, document, on, report, toll

SPOKE = document("z", "2023-05-31")


def _claim(metric: str, value: float = 1, unit: str = "record", period: str = "since May 2023") -> Statistic:
    return Statistic(
        id=content_id("s", metric, value),
        document_id="z",
        metric=f"{metric} by {REBELS.name}",
        value=value,
        unit=unit,
        period=period,
        span=Span(start=0, end=1, quote="T"),
    )


def _taken(doc: str, day: str, at: str, **fields: Any) -> Report:
    return report(doc, TAKEN, at=at, date=on(day, basis="explicit"), **fields)


THREE = [_taken("a", "2023-05-02", "Noor"), _taken("b", "2023-05-10", "Belat"), _taken("z", "2023-05-20", "Ardal")]


def _check(tmp_path: Path, claim: Statistic, reports: list[Report]) -> Any:
    place = str(tmp_path / "war.sqlite")
    others = [document(r.document_id, str(r.date.start)) for r in reports if r.date and r.document_id != "z"]
    grow(place, *reports, documents=[SPOKE, *others], statistics=[claim])
    [found] = lines("check-statistics", "--project", place)
    return found


@pytest.mark.parametrize(("value", "verdict"), [(3, "agrees"), (2, "differs"), (4, "differs")])
def test_the_rank_of_a_capture_is_compared_with_the_captures_before_it(
    value: float, verdict: str, tmp_path: Path
) -> None:
    found = _check(tmp_path, _claim("captures", value, "rank"), THREE)
    assert (found["verdict"], found["own"], len(found["events"])) == (verdict, {"low": 3, "high": 3}, 3)
    assert found["reason"] == "the record has 3 since 2023-05-01, this one included"


def test_a_record_without_documents_from_the_period_cannot_tell_a_higher_rank(tmp_path: Path) -> None:
    found = _check(tmp_path, _claim("captures", 5, "rank", "since March 2023"), THREE)
    assert found["verdict"] == "cannot tell"
    assert found["reason"].startswith("the record has 3 since 2023-03-01, this one included; but the project holds no")


def test_captures_by_others_do_not_count(tmp_path: Path) -> None:
    other = THREE[0].model_copy(update={"initiator": THREE[0].target, "target": REBELS})
    assert _check(tmp_path, _claim("captures", 2, "rank"), [other, *THREE[1:]])["verdict"] == "agrees"


@pytest.mark.parametrize(("direction", "verdict"), [("south", "agrees"), ("north", "differs")])
def test_the_furthest_in_a_direction_is_compared_with_the_places_before_it(
    direction: str, verdict: str, tmp_path: Path
) -> None:
    found = _check(tmp_path, _claim(f"furthest {direction} of attacks"), THREE)
    assert found["verdict"] == verdict
    if verdict == "differs":
        assert "(Noor, 2023-05-02) lies further north" in found["reason"]


def test_the_deadliest_is_compared_with_the_tolls(tmp_path: Path) -> None:
    deadlier = [
        THREE[0].model_copy(update={"fatalities": toll(9)}),
        THREE[2].model_copy(update={"fatalities": toll(4)}),
    ]
    found = _check(tmp_path, _claim("deadliest of attacks"), deadlier)
    assert (found["verdict"], "killed more" in found["reason"]) == ("differs", True)


def test_a_claim_of_an_event_that_nobody_knows_cannot_be_told(tmp_path: Path) -> None:
    found = _check(tmp_path, _claim("captures", 3, "rank"), THREE[:2])
    assert found["reason"] == "which event it speaks of cannot be told: no event of its document fits"


def test_a_rank_is_shown_as_one(tmp_path: Path) -> None:
    place = str(tmp_path / "war.sqlite")
    grow(place, THREE[2], documents=[SPOKE], statistics=[_claim("captures", 2, "rank")])
    shown = run("check-statistics", "--project", place).stdout
    assert shown.startswith(f'differs: captures by {REBELS.name}: number 2 <- "T" in z')
