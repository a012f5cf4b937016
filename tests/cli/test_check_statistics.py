from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from harmattan.model import Document, Report, Span, Statistic, content_id
from tests.cli.growing import grow, lines, run
from tests.linking.making import ATTACK, CIVILIANS, LEAGUE, REBELS, document, on, report, toll

SPOKE = document("z", "2023-05-31")
DAYS = [f"2023-05-{day:02}" for day in range(1, 13)]


def _statistic(metric: str, value: float, unit: str = "events", **fields: Any) -> Statistic:
    values = {"period": "in May 2023", "place": "Ardalia", "publisher": "The Observatory", **fields}
    return Statistic(
        id=content_id("s", metric, value),
        document_id="z",
        metric=metric,
        value=value,
        unit=unit,
        span=Span(start=0, end=1, quote="T"),
        **values,
    )


def _clashes(days: list[str], **fields: Any) -> list[Report]:
    return [report(f"d{day}", date=on(day, basis="explicit"), **fields) for day in days]


def _dated(reports: list[Report]) -> list[Document]:
    return [document(r.document_id, str(r.date.start)) for r in reports if r.date]


def _check(tmp_path: Path, statistic: Statistic, reports: list[Report]) -> Any:
    place = str(tmp_path / "war.sqlite")
    grow(place, *reports, documents=[SPOKE, *_dated(reports)], statistics=[statistic])
    [found] = lines("check-statistics", "--project", place)
    return found


@pytest.mark.parametrize(("value", "verdict"), [(12, "agrees"), (13, "agrees"), (14, "differs"), (9, "differs")])
def test_a_count_is_compared_with_the_events_of_its_place_and_period(
    value: float, verdict: str, tmp_path: Path
) -> None:
    found = _check(tmp_path, _statistic("clashes", value), _clashes(DAYS))
    assert (found["verdict"], found["own"], len(found["events"])) == (verdict, {"low": 12, "high": 12}, 12)
    assert found["days"] == {"start": "2023-05-01", "end": "2023-05-31"}


def test_events_of_another_kind_or_month_do_not_count(tmp_path: Path) -> None:
    others = [report("e1", "Peaceful protest", date=on("2023-05-20")), report("e2", date=on("2023-04-20"))]
    assert _check(tmp_path, _statistic("clashes", 12), [*_clashes(DAYS), *others])["own"] == {"low": 12, "high": 12}


def test_an_event_that_may_lie_in_the_period_opens_the_count(tmp_path: Path) -> None:
    unsure = report("e1", at="Noor", date=on("2023-04-28", "2023-05-03"))
    assert _check(tmp_path, _statistic("clashes", 3), [*_clashes(DAYS[:2]), unsure])["own"] == {"low": 2, "high": 3}


def test_violence_against_civilians_counts_what_targets_them(tmp_path: Path) -> None:
    hurt = [
        report(f"e{day}", ATTACK, date=on(day, basis="explicit"), target=CIVILIANS, civilian_targeting=True)
        for day in DAYS[:3]
    ]
    found = _check(tmp_path, _statistic("violence against civilians", 3), [*hurt, *_clashes(DAYS[6:9])])
    assert (found["verdict"], found["own"]["low"]) == ("agrees", 3)


def test_deaths_are_added_up_from_low_to_high(tmp_path: Path) -> None:
    reports = [*_clashes(DAYS[:1], fatalities=toll(4)), *_clashes(DAYS[6:7], fatalities=toll(9, None))]
    found = _check(tmp_path, _statistic("people killed", 20, "deaths"), reports)
    assert (found["verdict"], found["own"]) == ("agrees", {"low": 13, "high": None})


def test_a_share_is_that_of_the_initiators_events(tmp_path: Path) -> None:
    from harmattan.codebook.actors import actors

    known = actors()["jnim"]
    them = REBELS.model_copy(update={"actor_id": known.id, "name": known.name})
    reports = [*_clashes(DAYS[:9], initiator=LEAGUE), *_clashes(DAYS[9:], initiator=them)]
    found = _check(tmp_path, _statistic("share of attacks by JNIM", 27, "percent"), reports)
    assert (found["verdict"], found["own"]["low"]) == ("agrees", 25.0)


def test_a_change_is_measured_against_the_same_time_before(tmp_path: Path) -> None:
    april = [day.replace("-05-", "-04-") for day in DAYS[:10]]
    reports = [*_clashes(april), *_clashes(DAYS)]
    found = _check(tmp_path, _statistic("change in clashes", 40, "percent"), reports)
    assert (found["verdict"], found["own"]["low"]) == ("differs", 20.0)
    assert found["population"] == "Battles, against 2023-04-01 to 2023-04-30"


@pytest.mark.parametrize(
    ("metric", "unit", "fields", "reason"),
    [
        ("clashes", "events", {"period": None}, "the text gives no period"),
        ("clashes", "events", {"period": "every month"}, "is a rate, not one period"),
        ("clashes", "events", {"period": "since the coup"}, "has no days that can be told"),
        ("clashes", "events", {"period": "compared with last year"}, "is what the number is compared with"),
        ("clashes", "events", {"period": "in 2023"}, "holds no documents from 2023-01, 2023-02, 2023-03 and 1 more"),
        ("clashes", "events", {"place": None}, "the text gives no place"),
        ("clashes", "events", {"place": "Atlantis"}, "country called 'Atlantis'"),
        ("clashes near wells", "events", {}, "statistic_checks.yaml does not have 'near wells'"),
        ("goats killed", "deaths", {}, "events do not add up 'goats killed'"),
        ("people displaced", "displaced people", {}, "events do not add up 'people displaced'"),
        ("share of attacks by group", "percent", {}, "the registry has no one actor 'group'"),
        ("share of attacks", "percent", {}, "whose share it is"),
        ("share of attacks by JNIM", "percent", {}, "too few for a share"),
        ("change in clashes", "percent", {}, "holds no documents from 2023-04"),
    ],
)
def test_what_cannot_be_compared_says_why(
    metric: str, unit: str, fields: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    found = _check(tmp_path, _statistic(metric, 12, unit, **fields), _clashes(DAYS[:2]))
    assert (found["verdict"], found["own"]) == ("cannot tell", None)
    assert reason in found["reason"]


def test_people_read_the_quote_the_verdict_and_what_was_counted(tmp_path: Path) -> None:
    _check(tmp_path, _statistic("clashes", 12), _clashes(DAYS))
    shown = run("check-statistics", "--project", str(tmp_path / "war.sqlite")).stdout.splitlines()
    assert shown == [
        'agrees: clashes: 12 events <- "T" in z (The Observatory; Ardalia; in May 2023)',
        "    the project's events give 12; within 10% counts as agreement",
        "    counted: Battles, 2023-05-01 to 2023-05-31, 12 events",
    ]


def test_no_statistics_is_said(tmp_path: Path) -> None:
    place = grow(str(tmp_path / "war.sqlite"), report("d1"))
    assert run("check-statistics", "--project", place).stdout == "no statistics\n"
