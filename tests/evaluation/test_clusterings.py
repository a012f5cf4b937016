"""The measures of coreference against values worked out by hand."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.clusterings import best_pairs, ceaf, conll, muc

CLUSTERINGS = st.dictionaries(st.text("abcdefghij", min_size=1, max_size=1), st.integers(0, 3), min_size=1)
GAINS = st.integers(1, 5).flatmap(
    lambda rows: st.integers(1, 5).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(0, 9), min_size=columns, max_size=columns), min_size=rows, max_size=rows
        )
    )
)


def test_muc_counts_the_links_that_are_kept() -> None:
    # Gold links: abc 2, de 1. Found: ab, cde: of abc one link is lost, de is kept: 2 of 3. The other way: ab kept,
    # cde loses one of two: 2 of 3.
    gold, found = dict(zip("abcde", "11122", strict=True)), dict(zip("abcde", "xxyyy", strict=True))
    assert muc(gold, found) == pytest.approx(2 / 3)


def test_muc_knows_no_single_mentions() -> None:
    assert muc({"a": 1, "b": 2}, {"a": 1, "b": 2}) == 0


def test_ceaf_pairs_every_cluster_once() -> None:
    # abc with ab: 4/5; de with cde: 4/5. Sum 8/5 over two clusters on both sides.
    gold, found = dict(zip("abcde", "11122", strict=True)), dict(zip("abcde", "xxyyy", strict=True))
    assert ceaf(gold, found) == pytest.approx(4 / 5)


def test_ceaf_of_single_mentions_against_one_cluster() -> None:
    # The cluster abcd is paired with one of four: 2/5. Precision 2/5 of one, recall 2/5 of four.
    assert ceaf(dict(zip("abcd", "1234", strict=True)), dict.fromkeys("abcd", "x")) == pytest.approx(
        2 * 0.4 * 0.1 / 0.5
    )


def test_the_conll_score_is_the_mean_of_three() -> None:
    gold, found = dict(zip("abcde", "11122", strict=True)), dict(zip("abcde", "xxyyy", strict=True))
    scores = conll(gold, found)
    three = [scores[name] for name in ("MUC F1", "B-cubed F1", "CEAF-e F1")]
    assert scores["CoNLL F1"] == pytest.approx(sum(three) / 3)


def test_the_conll_score_looks_at_gold_mentions_alone() -> None:
    gold, found = dict(zip("abcde", "11122", strict=True)), dict(zip("abcde", "xxyyy", strict=True))
    assert conll(gold, {**found, "stranger": "x"}) == conll(gold, found)


@given(CLUSTERINGS)
def test_a_clustering_agrees_wholly_with_itself(clusters: dict[str, int]) -> None:
    assert ceaf(clusters, clusters) == pytest.approx(1)
    assert muc(clusters, clusters) == (len(set(clusters.values())) < len(clusters))


@given(CLUSTERINGS, st.data())
def test_f1_is_the_same_the_other_way_round(gold: dict[str, int], data: st.DataObject) -> None:
    found = {item: data.draw(st.integers(0, 3)) for item in gold}
    assert ceaf(gold, found) == pytest.approx(ceaf(found, gold))
    assert muc(gold, found) == pytest.approx(muc(found, gold))


@given(GAINS)
def test_no_other_pairing_is_better(rows: list[list[int]]) -> None:
    gain = np.array(rows, dtype=float)
    pairs = [(i, j) for i, j in enumerate(best_pairs(gain)) if j >= 0]
    wide = gain if gain.shape[0] <= gain.shape[1] else gain.T
    best = max(sum(wide[i, j] for i, j in enumerate(p)) for p in permutations(range(wide.shape[1]), wide.shape[0]))
    assert sum(gain[i, j] for i, j in pairs) == pytest.approx(best)
    assert len({j for _, j in pairs}) == len(pairs) == min(gain.shape)
