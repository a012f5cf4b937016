"""Counts of events by document, and pairs of documents of one event."""

from __future__ import annotations

from typing import Any

import pytest

from evaluation.joins import about_which, compare
from evaluation.splitting import Count, score
from tests.linking.making import ATTACK, CLASH, day, linked, on, report, town


@pytest.mark.parametrize(
    ("ours", "least", "most", "error"), [(2, 2, 2, 0), (3, 2, 3, 0), (4, 2, 3, 1), (1, 2, 3, -1), (0, 2, 2, -2)]
)
def test_any_number_within_the_key_s_bounds_is_right(ours: int, least: int, most: int, error: int) -> None:
    assert Count(ours, least, most).error == error


def test_counts_are_scored_by_document_and_by_event() -> None:
    # Errors 0, -1, +3. Plain: 2 + 1 + 2 right of 8 given and 6 wanted; an error of one forgiven: 2 + 1 + 2 of 8 and 5.
    figures = score("x", [Count(2, 2, 2), Count(1, 2, 2), Count(5, 2, 2)])
    assert (figures["x: exact"], figures["x: within 1"]) == pytest.approx((1 / 3, 2 / 3))
    assert (figures["x: mean error"], figures["x: mean absolute error"]) == pytest.approx((2 / 3, 4 / 3))
    assert figures["x: count F1"] == pytest.approx(2 * 5 / (8 + 6))
    assert figures["x: count F1 within 1"] == pytest.approx(2 * 5 / (8 + 5))


NUMBERS = {"a": "01", "b": "02", "c": "03"}


def _gold(name: str, at: str, when: str, *documents: int | str, kind: str = CLASH) -> dict[str, Any]:
    place = {"name": at, "latitude": town(at).latitude, "longitude": town(at).longitude}
    days = [day(when), day(when)]
    return {"id": name, "place": place, "date": days, "sub_event_type": kind, "documents": list(documents)}


def test_two_reports_of_one_gold_event_are_a_right_pair() -> None:
    found = compare([_gold("fight", "Ardal", "2023-05-03", 1, "02")], linked([report("a"), report("b")]), NUMBERS)
    assert (found.right, found.missing, found.wrong) == ((("fight", "01", "02"),), (), ())


def test_a_document_without_a_report_is_missing() -> None:
    found = compare([_gold("fight", "Ardal", "2023-05-03", 1, 2, 3)], linked([report("a"), report("b")]), NUMBERS)
    assert [pair[1:] for pair in found.missing] == [("01", "03"), ("02", "03")]


def test_reports_joined_although_the_gold_keeps_them_apart_are_a_wrong_pair() -> None:
    gold = [_gold("one", "Ardal", "2023-05-03", 1), _gold("two", "Ardal", "2023-05-03", 2)]
    found = compare(gold, linked([report("a"), report("b")]), NUMBERS)
    assert (found.right, found.missing, [pair[1:] for pair in found.wrong]) == ((), (), [("01", "02")])


@pytest.mark.parametrize(
    ("fields", "about"),
    [
        ({}, "fight"),
        ({"at": "Noor", "date": on("2023-04-20")}, None),
        ({"at": "Noor"}, "fight"),
        ({"date": None}, "fight"),
        ({"at": "Noor", "date": on("2023-06-01"), "kind": ATTACK}, "raid"),
    ],
)
def test_a_report_is_about_the_gold_event_with_which_it_agrees_best(fields: dict[str, Any], about: str | None) -> None:
    gold = [_gold("fight", "Ardal", "2023-05-03", 1), _gold("raid", "Noor", "2023-06-01", 1, kind=ATTACK)]
    only = gold[:1] if about != "raid" else gold
    assert about_which(report("a", **fields), only) == about
