"""The figures do not fall below their pinned floors. What takes minutes is left to ``make evaluate``."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from evaluation import casualties, coreference, entities, geoparsing, incidents, muc, splitting
from evaluation.shared import SharedDataMissing
from evaluation.suites import SUITES, below_floors, floors, run

OWN = ["examples sahel-2023", "examples sudan-2024", "negatives", "corpus dev", "corpus test", "notes", "joins"]
SHARED = ["time", "ucdp"]
SHORT: dict[str, Callable[..., dict[str, float]]] = {
    "muc tst1 tst2": muc.evaluate,
    "entities": entities.evaluate,
    "geoparsing": geoparsing.evaluate,
    "casualties": casualties.evaluate,
    "incidents": incidents.evaluate,
    "coreference": coreference.evaluate,
    "splitting": splitting.evaluate,
}
"""Suites of many documents: a few are enough to see the names of their figures."""


@cache
def _figures(suite: str) -> dict[str, float]:
    return run([suite])[suite]


def _or_skip(evaluate: Callable[[], dict[str, float]]) -> dict[str, float]:
    try:
        return evaluate()
    except SharedDataMissing as missing:
        pytest.skip(str(missing))


def test_floors_name_suites_that_exist() -> None:
    assert set(floors()) <= set(SUITES)


def test_every_suite_is_tested_here() -> None:
    assert sorted([*OWN, *SHARED, *SHORT]) == sorted(SUITES)


@pytest.mark.parametrize("suite", [*OWN, *SHARED])
def test_no_figure_is_below_its_floor(suite: str) -> None:
    figures = _or_skip(lambda: _figures(suite))
    assert below_floors({suite: figures}) == []
    assert floors().get(suite, {}).keys() <= figures.keys()


@pytest.mark.parametrize("suite", SHORT)
def test_floors_name_figures_that_exist(suite: str) -> None:
    figures = _or_skip(lambda: SHORT[suite](limit=20))
    assert floors().get(suite, {}).keys() <= figures.keys()


@pytest.mark.parametrize("suite", OWN)
def test_our_own_suites_have_floors(suite: str) -> None:
    assert floors().get(suite)


def test_a_figure_below_its_floor_is_named() -> None:
    pinned = {"time": {"F1": 0.5, "false events": 2.0}}
    assert below_floors({"time": {"F1": 0.5, "false events": 2.0}}, pinned) == []
    assert len(below_floors({"time": {"F1": 0.4, "false events": 3.0}}, pinned)) == 2
    assert below_floors({"ucdp": {"F1": 0.1}}, pinned) == []
