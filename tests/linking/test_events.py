"""Which reports become one event."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmattan.linking.agreements import Agreements
from harmattan.linking.events import join
from harmattan.linking.items import Item
from harmattan.linking.similarity import similarity
from harmattan.model import Report
from tests.linking.making import (
    ARMY,
    ATTACK,
    CIVILIANS,
    CLASH,
    GUNMEN,
    LEAGUE,
    REBELS,
    TAKEN,
    day,
    document,
    event,
    events,
    linked,
    on,
    report,
    toll,
    town,
)


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"kind": TAKEN},
        {"at": "Sarun", "place": town("Sarun")},
        {"date": on("2023-05-01", "2023-05-07")},
        {"initiator": GUNMEN},
        {"initiator": ARMY, "target": REBELS},
        {"target": None},
        {"fatalities": toll(9)},
        {"place": town("Ardal", name="River", gazetteer_id="g-river", geo_precision=3)},
    ],
)
def test_agreeing_reports_of_two_documents_are_one_event(other: dict[str, Any]) -> None:
    assert len(events(report("a", fatalities=toll(8)), report("b", **other))) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "Agreement"},
        {"kind": "Peaceful protest"},
        {"at": "Noor"},
        {"at": "Belat"},
        {"place": town("Ardal", country="Belland", admin1="Hills", gazetteer_id="g-2")},
        {"date": on("2023-05-09")},
        {"date": on("2023-04-01", "2023-04-30")},
        {"initiator": LEAGUE, "target": CIVILIANS, "kind": ATTACK},
        {"date": None, "weekday": 4},
    ],
)
def test_reports_that_exclude_each_other_stay_apart(other: dict[str, Any]) -> None:
    assert len(events(report("a"), report("b", **other))) == 2


def test_two_captures_by_different_groups_stay_apart() -> None:
    assert len(events(report("a", TAKEN), report("b", TAKEN, initiator=LEAGUE))) == 2


def test_two_attacks_of_unknown_men_in_one_week_need_more_than_the_town() -> None:
    week = on("2023-05-01", "2023-05-07")
    one = report("a", ATTACK, initiator=None, target=CIVILIANS, date=week, fatalities=toll(2))
    two = report("b", ATTACK, initiator=None, target=CIVILIANS, date=week, fatalities=toll(6))
    assert len(events(one, two)) == 2


def test_the_same_high_toll_joins_them() -> None:
    week = on("2023-05-01", "2023-05-07")
    sides: dict[str, Any] = {"initiator": None, "target": CIVILIANS, "date": week, "fatalities": toll(17)}
    assert len(events(report("a", ATTACK, **sides), report("b", ATTACK, **sides))) == 1


def test_a_day_named_in_full_is_not_the_next_one() -> None:
    pair = [report("a", date=on("2023-05-03", basis="explicit")), report("b", date=on("2023-05-04", basis="explicit"))]
    assert len(events(*pair)) == 2


def test_two_reports_of_one_document_stay_apart_unless_clearly_the_same() -> None:
    assert len(events(report("a"), report("a", n=1, date=on("2023-05-01", "2023-05-04")))) == 2
    assert len(events(report("a"), report("a", n=1))) == 1


def test_a_fight_and_the_capture_that_followed_it_are_one_event() -> None:
    assert event(report("a"), report("a", TAKEN, n=1, target=None, date=on("2023-05-03", "2023-05-05"))).control


def test_a_report_never_brings_two_events_of_one_document_together() -> None:
    two = [report("a", fatalities=toll(3)), report("a", n=1, fatalities=toll(40))]
    assert len(events(*two, report("b"))) == 2


def test_an_undated_report_joins_the_only_event_it_fits() -> None:
    documents = [document("b", None)]
    assert len(events(report("a"), report("b", date=None), documents=documents)) == 1


def test_an_undated_report_that_fits_two_days_joins_none() -> None:
    reports = [report("a"), report("c", date=on("2023-04-12")), report("b", date=None)]
    assert len(events(*reports, documents=[document("b", None)])) == 3


@pytest.mark.parametrize(
    "fields",
    [
        {"actuality": "planned"},
        {"actuality": "feared"},
        {"actuality": "denied"},
        {"timing": "background"},
        {"stance": "denies", "speaker": "Ardal Front"},
    ],
)
def test_what_did_not_happen_now_makes_no_event(fields: dict[str, Any]) -> None:
    assert events(report("a", **fields)) == ()


def test_a_feared_attack_does_not_join_an_event() -> None:
    result = linked([report("a"), report("b", actuality="feared")])
    assert [r.event_id is None for r in result.reports if r.document_id == "b"] == [True]


def test_a_background_report_joins_the_event_of_its_day() -> None:
    late = report("b", timing="background", date=on("2023-05-03", basis="explicit"))
    found = event(report("a"), late, documents=[document("b", "2023-11-05")])
    assert found.documents == ("a", "b")


def test_a_background_report_of_another_day_joins_nothing() -> None:
    late = report("b", timing="background", date=on("2022-05-03", basis="explicit"))
    assert event(report("a"), late).documents == ("a",)


def test_every_report_knows_its_event() -> None:
    result = linked([report("a"), report("b"), report("c", at="Noor")])
    assert {r.id: r.event_id for r in result.reports} == {k: e.id for e in result.events for k in e.reports}


def test_events_come_by_date_and_undated_ones_last() -> None:
    found = events(
        report("a", date=on("2023-05-04")),
        report("b", at="Noor"),
        report("c", at="Belat", date=None),
        documents=[document("c", None)],
    )
    assert [e.date and e.date.start for e in found] == [day("2023-05-03"), day("2023-05-04"), None]


reports = st.builds(
    report,
    st.sampled_from("abcd"),
    st.sampled_from([CLASH, ATTACK, TAKEN]),
    at=st.sampled_from(["Ardal", "Sarun", "Noor", None]),
    n=st.integers(0, 3),
    date=st.sampled_from([None, on("2023-05-03"), on("2023-05-04"), on("2023-05-01", "2023-05-07")]),
    weekday=st.sampled_from([None, 2]),
    initiator=st.sampled_from([REBELS, LEAGUE, GUNMEN, None]),
    target=st.sampled_from([ARMY, CIVILIANS, None]),
    fatalities=st.sampled_from([None, toll(3), toll(9), toll(30, None)]),
    stance=st.sampled_from(["states", "claims", "denies"]),
    timing=st.sampled_from(["current", "current", "background"]),
)
several = st.lists(reports, max_size=10, unique_by=lambda r: r.id)


@settings(max_examples=60, deadline=None)
@given(several, st.randoms(use_true_random=False))
def test_the_result_does_not_depend_on_the_order_of_input(made: list[Report], order: random.Random) -> None:
    documents = [document("c", None), document("d", "2023-06-20", header=True)]
    shuffled = order.sample(made, len(made))
    assert linked(made, documents) == linked(shuffled, documents[::-1])


@settings(max_examples=60, deadline=None)
@given(several)
def test_every_affirmed_current_report_is_in_exactly_one_event(made: list[Report]) -> None:
    result = linked(made)
    homes = [key for e in result.events for key in e.reports]
    assert len(homes) == len(set(homes))
    wanted = {r.id for r in made if r.timing == "current" and r.assertion.stance != "denies"}
    assert wanted <= set(homes)


@settings(max_examples=30, deadline=None)
@given(several)
def test_documents_given_twice_change_nothing(made: list[Report]) -> None:
    assert linked([*made, *made]) == linked(made)


def pairs_scored(size: int) -> int:
    """How many pairs are scored to join that many reports, four a town on random days of a year."""
    chance = random.Random(7)
    items = []
    for k in range(size):
        number = k % (size // 4)
        where = town(
            "Ardal",
            name=f"Town {number}",
            gazetteer_id=f"t{number}",
            admin1=f"Region {number % 20}",
            latitude=number / 30,
            longitude=number % 40 / 2,
        )
        when = on(f"2023-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}")
        key = f"d{k:05d}"
        items.append(Item.of(report(key, place=where, date=when), document(key, "2023-12-31"), key))
    asked: list[tuple[Item, Item]] = []

    def score(a: Item, b: Item) -> float | None:
        asked.append((a, b))
        return similarity(a, b)

    join(items, scores=Agreements(score))
    return len(asked)


def test_the_work_grows_with_the_number_of_reports() -> None:
    once, twice = pairs_scored(600), pairs_scored(1200)
    assert 0 < twice < 2.5 * once
