"""One value per field, and what is said against it."""

from __future__ import annotations

from typing import Any

import pytest

from harmattan.model import Event, TollPart
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
    linked,
    on,
    report,
    toll,
    town,
)

CLAIM: dict[str, Any] = {"stance": "claims", "speaker": REBELS.name}
TEXT = "the column left the barracks before dawn and drove north along the river until it met the first roadblock there"


def names(found: Event, role: str) -> list[str]:
    return [side.name for side in found.sides if side.role == role]


def test_a_capture_is_more_telling_than_a_clash() -> None:
    assert event(report("a"), report("b"), report("c", TAKEN)).sub_event_type == TAKEN


def test_of_equally_telling_types_that_of_most_sources_counts() -> None:
    found = event(report("a", target=None), report("b", ATTACK, target=None), report("c", ATTACK, target=None))
    assert found.sub_event_type == ATTACK


def test_the_most_precise_place_is_chosen() -> None:
    region = town("Ardal", name="River", gazetteer_id="g-river", geo_precision=3)
    found = event(report("a", place=region), report("b", place=region), report("c")).place
    assert found is not None
    assert (found.name, found.rule) == ("Ardal", "the most precise place, given by 1 source")


def test_the_most_precise_date_is_chosen() -> None:
    found = event(report("a", date=on("2023-05-01", "2023-05-07")), report("b")).date
    assert found is not None
    assert (found.start, found.end) == (day("2023-05-03"), day("2023-05-03"))


def test_a_weekday_settles_the_day_within_a_week() -> None:
    found = event(report("a", date=on("2023-05-01", "2023-05-07")), report("b", date=None, weekday=2)).date
    assert found is not None
    assert (found.start, found.end, found.rule) == (
        day("2023-05-03"),
        day("2023-05-03"),
        "the only day that all reports allow",
    )


def test_the_toll_of_most_sources_is_best_and_the_range_spans_all() -> None:
    found = event(*(report(k, fatalities=toll(n)) for k, n in (("a", 6), ("b", 9), ("c", 9)))).fatalities
    assert found is not None
    assert (found.low, found.best, found.high) == (6, 9, 9)
    assert found.rule == "given by 2 sources, more than any other number"


def test_of_tolls_given_equally_often_the_lowest_counts() -> None:
    found = event(report("a", fatalities=toll(9)), report("b", fatalities=toll(6))).fatalities
    assert found is not None
    assert (found.best, found.rule) == (6, "the lowest of the numbers given, as ACLED counts")


def test_an_open_toll_stays_open() -> None:
    found = event(report("a", fatalities=toll(6, None)), report("b", fatalities=toll(9))).fatalities
    assert found is not None
    assert (found.low, found.high) == (6, None)


def test_the_toll_of_a_party_does_not_count_where_others_count() -> None:
    claim = report("b", fatalities=toll(80), stance="claims", speaker=REBELS.name)
    found = event(report("a", fatalities=toll(60)), claim)
    assert found.fatalities is not None
    assert (found.fatalities.best, found.fatalities.high) == (60, 80)
    assert found.contradictions == (f"Killed: 60 according to Outlet a, 80 according to {REBELS.name}",)


def test_a_toll_that_only_a_party_gives_says_so() -> None:
    found = event(report("a", fatalities=toll(80), stance="claims", speaker=REBELS.name)).fatalities
    assert found is not None
    assert found.rule == "claimed by a party to the fight only"


def test_the_parts_of_a_toll_are_kept() -> None:
    parts = (TollPart(group="civilians", low=5, best=5, high=5),)
    divided = toll(9).model_copy(update={"parts": parts})
    found = event(report("a", fatalities=toll(9)), report("b", fatalities=divided)).fatalities
    assert found is not None
    assert found.parts == parts


def test_a_rewrite_has_no_second_voice_on_the_toll() -> None:
    documents = [document(k, text=TEXT) for k in "ab"]
    made = [report(k, fatalities=toll(n)) for k, n in (("a", 9), ("b", 9), ("c", 6), ("d", 6))]
    found = event(*made, documents=documents)
    assert found.independent_sources == 3
    assert found.fatalities is not None
    assert found.fatalities.best == 6


def test_an_unnamed_side_takes_the_name_that_others_give() -> None:
    found = event(report("a", initiator=GUNMEN), report("b"))
    assert (names(found, "initiator"), names(found, "target"), names(found, "other")) == (
        [REBELS.name],
        [ARMY.name],
        [],
    )


def test_sides_told_the_other_way_round_are_put_right() -> None:
    found = event(report("a"), report("b"), report("c", initiator=ARMY, target=REBELS))
    assert (names(found, "initiator"), names(found, "target")) == ([REBELS.name], [ARMY.name])


def test_two_accounts_of_the_perpetrator_are_told() -> None:
    found = event(
        report("a", ATTACK, target=CIVILIANS, fatalities=toll(9)),
        report("b", ATTACK, target=CIVILIANS, fatalities=toll(9), initiator=LEAGUE),
    )
    assert found.contradictions == (
        f"Initiator: {REBELS.name} according to Outlet a, {LEAGUE.name} according to Outlet b",
    )


def test_a_day_that_slips_is_told() -> None:
    found = event(report("a"), report("b"), report("c", date=on("2023-05-04"), fatalities=None))
    assert found.contradictions == ("Date: 2023-05-04 according to Outlet c",)


@pytest.mark.parametrize(
    ("reports", "status"),
    [
        ([report("a")], "reported"),
        ([report("a"), report("b")], "confirmed"),
        ([report("a", **CLAIM)], "claimed"),
        ([report("a", **CLAIM), report("b", **CLAIM)], "claimed"),
        ([report("a", **CLAIM), report("b", stance="confirms", speaker=ARMY.name)],
         "confirmed"),
        ([report("a", **CLAIM), report("b")], "reported"),
        ([report("a"), report("b", stance="denies", speaker=ARMY.name)], "contested"),
        ([report("a"), report("b", actuality="denied", speaker=ARMY.name)], "contested"),
        ([report("a", TAKEN, **CLAIM), report("b"), report("c")], "claimed"),
    ],
)  # fmt: skip
def test_status_follows_from_who_says_so(reports: list, status: str) -> None:  # type: ignore[type-arg]
    assert event(*reports).status == status


def test_a_rewrite_that_leaves_out_who_said_so_adds_nothing() -> None:
    documents = [document(k, text=TEXT) for k in "ab"]
    found = event(report("a", fatalities=toll(80), **CLAIM), report("b", fatalities=toll(80)), documents=documents)
    assert found.status == "claimed"
    assert found.fatalities is not None
    assert found.fatalities.rule == "claimed by a party to the fight only"


def test_a_document_that_states_an_event_and_quotes_a_claim_states_it() -> None:
    assert event(report("a"), report("a", n=1, **CLAIM)).status == "reported"


def test_a_denial_in_the_same_document_contests_too() -> None:
    assert event(report("a", TAKEN), report("a", TAKEN, n=1, stance="denies", speaker=ARMY.name)).status == "contested"


def test_two_copies_do_not_confirm_each_other() -> None:
    documents = [document(k, text=TEXT) for k in "ab"]
    assert event(report("a"), report("b"), documents=documents).status == "reported"


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"stance": "claims", "speaker": REBELS.name}, "claimed"), ({}, "claimed")],
)
def test_control_is_claimed_while_one_source_says_so(fields: dict[str, Any], status: str) -> None:
    control = event(report("a", TAKEN, **fields)).control
    assert control is not None
    assert (control.place, control.holder, control.previous, control.status) == (
        "Ardal",
        REBELS.name,
        ARMY.name,
        status,
    )


def test_control_is_contested_when_the_other_side_denies() -> None:
    control = event(report("a", TAKEN), report("b", TAKEN, stance="denies", speaker=ARMY.name)).control
    assert control is not None
    assert control.status == "contested"


def test_a_clash_says_nothing_about_control() -> None:
    assert event(report("a", CLASH)).control is None


def test_a_text_without_reliable_date_is_dated_by_the_weekday_of_a_known_event() -> None:
    # 2023-05-07 is a Sunday, 2023-05-04 the Thursday before.
    made = [
        report("a", date=on("2023-05-07")),
        report("b", date=None, weekday=6),
        report("b", at="Noor", n=1, date=None, weekday=3),
    ]
    result = linked(made, [document("a", "2023-05-08"), document("b", "2023-06-20", header=True)])
    published = result.documents[1].published
    assert (published.basis, published.date, published.earliest, published.latest) == (
        "inferred",
        None,
        day("2023-05-07"),
        day("2023-05-13"),
    )
    assert "document a dates 2023-05-07" in published.doubts[-1]
    dates = {e.place.name: e.date for e in result.events if e.place}
    noor = dates["Noor"]
    assert noor is not None
    assert (noor.start, noor.end, noor.time_precision, noor.basis) == (day("2023-05-04"), day("2023-05-04"), 2, "story")


def test_a_text_without_reliable_date_is_dated_by_the_event_that_it_is_mainly_about() -> None:
    made = [report("a", date=on("2023-05-07")), report("b", date=None)]
    result = linked(made, [document("a", "2023-05-08"), document("b", "2023-06-20", header=True)])
    published = result.documents[1].published
    assert (published.basis, published.earliest, published.latest) == ("inferred", day("2023-05-07"), day("2023-05-13"))
    assert "is mainly about an event that document a dates 2023-05-07" in published.doubts[-1]


def test_what_a_text_looks_back_on_does_not_date_it() -> None:
    made = [report("a", date=on("2023-05-07")), report("b", date=None, timing="background")]
    result = linked(made, [document("a", "2023-05-08"), document("b", "2023-06-20", header=True)])
    assert result.documents[1].published.basis == "header"


def test_another_weekday_settles_nothing() -> None:
    made = [report("a", date=on("2023-05-07")), report("b", date=None, weekday=2)]
    result = linked(made, [document("a", "2023-05-08"), document("b", "2023-06-20", header=True)])
    assert result.documents[1].published.basis == "header"


def test_a_given_date_is_never_settled_by_others() -> None:
    made = [report("a", date=on("2023-05-07")), report("b", date=None, weekday=6)]
    result = linked(made, [document("a", "2023-05-08"), document("b", "2023-05-10")])
    assert result.documents[1].published.basis == "given"
