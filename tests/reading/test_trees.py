from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from harmattan.reading.syntax import ROOT
from harmattan.reading.trees import best_tree


def is_tree(heads: tuple[int, ...] | list[int]) -> bool:
    if sum(h == ROOT for h in heads) != 1:
        return False
    for start in range(len(heads)):
        node, steps = start, 0
        while node != ROOT:
            node, steps = heads[node], steps + 1
            if steps > len(heads):
                return False
    return True


@cache
def all_trees(n: int) -> list[tuple[int, ...]]:
    return [heads for heads in product(range(ROOT, n), repeat=n) if is_tree(heads)]


def total(scores: NDArray[np.float64], heads: tuple[int, ...] | list[int]) -> float:
    return float(sum(scores[d, h + 1] for d, h in enumerate(heads)))


@st.composite
def score_tables(draw: st.DrawFn, most: int) -> NDArray[np.float64]:
    n = draw(st.integers(1, most))
    return draw(arrays(np.float64, (n, n + 1), elements=st.floats(-20, 20, width=32)))


@given(score_tables(4))
def test_no_other_single_rooted_tree_scores_higher(scores: NDArray[np.float64]) -> None:
    best = max(total(scores, heads) for heads in all_trees(len(scores)))
    found = best_tree(scores)
    assert is_tree(found)
    assert total(scores, found) == pytest.approx(best, abs=1e-6)


@given(score_tables(30))
def test_the_result_is_always_a_tree_with_one_root(scores: NDArray[np.float64]) -> None:
    assert is_tree(best_tree(scores))


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    # Words 0 and 1 prefer each other; making word 1 the root costs 1, making word 0 the root costs 4.
    scores = np.array([[1.0, 0.0, 5.0], [4.0, 5.0, 0.0]])
    assert best_tree(scores) == [1, ROOT]


def test_two_words_that_both_want_to_be_root_get_one() -> None:
    scores = np.array([[9.0, 0.0, 1.0], [8.0, 1.0, 0.0]])
    assert best_tree(scores) == [ROOT, 0]


def test_an_empty_sentence_has_an_empty_tree() -> None:
    assert best_tree(np.zeros((0, 1))) == []


def test_scores_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match=r"\[n, n \+ 1\]"):
        best_tree(np.zeros((2, 2)))
