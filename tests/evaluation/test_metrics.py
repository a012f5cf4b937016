"""The measures against values worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.metrics import Tally, b_cubed, pairwise

CLUSTERINGS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=1), st.integers(0, 3), min_size=1)


def test_b_cubed_of_two_clusters_of_which_one_took_a_stranger() -> None:
    # a and b: 2 of the 3 found together, 2 of 2 in gold; c: 1 of 3, 1 of 2; d: 1 of 1, 1 of 2.
    gold = {"a": 1, "b": 1, "c": 2, "d": 2}
    found = {"a": "x", "b": "x", "c": "x", "d": "y"}
    precision, recall, f1 = b_cubed(gold, found)
    assert precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert recall == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)
    assert f1 == pytest.approx(2 * precision * recall / (precision + recall))


def test_b_cubed_of_everything_in_one_cluster() -> None:
    gold = {"a": 1, "b": 1, "c": 1, "d": 2}
    precision, recall, _ = b_cubed(gold, dict.fromkeys(gold, "x"))
    assert precision == pytest.approx((3 * 3 / 4 + 1 / 4) / 4)
    assert recall == 1


def test_b_cubed_looks_at_gold_items_alone() -> None:
    assert b_cubed({"a": 1}, {"a": "x", "stranger": "x"}) == (1, 1, 1)


def test_pairwise_counts_pairs() -> None:
    # Gold pairs: ab, cd. Found pairs: ab, ac, bc. Right: ab.
    tally = pairwise({"a": 1, "b": 1, "c": 2, "d": 2}, {"a": "x", "b": "x", "c": "x", "d": "y"})
    assert (tally.correct, tally.possible, tally.actual) == (1, 2, 3)
    assert tally.precision == pytest.approx(1 / 3)
    assert tally.recall == pytest.approx(1 / 2)
    assert tally.f1 == pytest.approx(2 / 5)


@given(CLUSTERINGS)
def test_a_clustering_agrees_wholly_with_itself(clusters: dict[str, int]) -> None:
    assert b_cubed(clusters, clusters) == pytest.approx((1, 1, 1))
    tally = pairwise(clusters, clusters)
    assert tally.correct == tally.possible == tally.actual


@given(CLUSTERINGS, st.data())
def test_b_cubed_precision_is_recall_the_other_way_round(gold: dict[str, int], data: st.DataObject) -> None:
    found = {item: data.draw(st.integers(0, 3)) for item in gold}
    precision, recall, f1 = b_cubed(gold, found)
    assert b_cubed(found, gold) == pytest.approx((recall, precision, f1))
    assert 0 < f1 <= 1 + 1e-9


def test_a_tally_of_nothing_is_nought() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (0, 0, 0)


def test_half_points_count_half() -> None:
    assert Tally(correct=1.5, possible=3, actual=2).precision == 0.75
