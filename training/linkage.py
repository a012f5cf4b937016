"""``python -m training.linkage``: what the levels of linking would weigh if Splink learnt them.

Expectation maximisation over pairs of the synthetic war (``evaluation/link_world.py``: made by us, no text of anybody
else), through Splink on DuckDB. It starts from the weights of ``linking.yaml`` and learns m of every level from
the pairs of one country at near days, and u from random pairs. A level that is too rare to be learnt keeps its
weight. Writes ``src/harmattan/codebook/data/linkage_learnt.json``; docs/decisions/0016 says how it compares.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Sequence
from math import log
from pathlib import Path
from typing import Any

from evaluation.link_world import war
from evaluation.linkage import prepare
from harmattan.linking.items import Item
from harmattan.linking.report_table import Row, report_rows
from harmattan.linking.rules import rule, weights
from harmattan.linking.splink_engine import linker
from harmattan.linking.splink_model import settings
from harmattan.linking.wording import Wording

OUT = Path(__file__).parent.parent / "src" / "harmattan" / "codebook" / "data" / "linkage_learnt.json"
VERSION = 1
_SPAN = 8
"""Days: reports of one country meet in training where their windows start in one span of so many days."""
_RANDOM_PAIRS = 100_000
"""Pairs drawn at random, which are nearly all of two events: they tell u."""
_FEWEST = 20.0
"""A level that fewer pairs took keeps the weight of ``linking.yaml``."""


def training_items(size: int) -> tuple[list[Item], Wording]:
    """The reports of a synthetic war of that size that make events, with their wording."""
    made = war(size)
    return prepare(made.documents, made.codings)


def learn(items: Sequence[Item], wording: Wording) -> dict[str, Any]:
    """m and u of every level that pairs tell enough of, and the sum (nats) from which on a pair is one event."""
    rows = [_with_key(row) for row in report_rows(items, wording)]
    logging.getLogger("splink").setLevel(logging.ERROR)
    trained = linker(rows, settings("duckdb", wording.share), "duckdb")
    trained.training.estimate_u_using_random_sampling(max_pairs=_RANDOM_PAIRS, seed=1)
    session = trained.training.estimate_parameters_using_expectation_maximisation(
        f"l.{_KEY} = r.{_KEY} AND array_contains(l.goes_with, r.type)"
    )
    share = float(session.core_model_settings.probability_two_random_records_match)
    true_pairs = share * sum(count_pairs(rows))
    all_pairs = len(rows) * (len(rows) - 1) / 2
    found: dict[str, Any] = {}
    for comparison in session.core_model_settings.comparisons:
        levels = [level for level in comparison.comparison_levels if not level.is_null_level]
        m = smoothed([_seen(level.m_probability) for level in levels], true_pairs)
        u = smoothed([_seen(level.u_probability) for level in levels], _RANDOM_PAIRS)
        found[comparison.output_column_name] = {
            level.label_for_charts: {"m": round(m[k], 8), "u": round(u[k], 8)}
            for k, level in enumerate(levels)
            if _seen(level.m_probability) * true_pairs + _seen(level.u_probability) * _RANDOM_PAIRS >= _FEWEST
        }
    odds = true_pairs / (all_pairs - true_pairs)
    return {"true_pairs": round(true_pairs), "enough": round(-log(odds), 3), "comparisons": found}


def smoothed(shares: Sequence[float], pairs: float) -> list[float]:
    """Shares of levels as if half a pair more had been seen at each: none is impossible for not having been seen."""
    whole = sum(shares) * pairs + 0.5 * len(shares)
    return [(share * pairs + 0.5) / whole for share in shares]


def _seen(probability: Any) -> float:
    return float(probability) if isinstance(probability, float) else 0.0


_KEY = "training_key"


def _with_key(row: Row) -> Row:
    return {**row, _KEY: f"{row['country']} {row['start_day'] // _SPAN}"}


def count_pairs(rows: Sequence[Row]) -> list[int]:
    """How many pairs each training key brings together."""
    sizes: dict[str, int] = {}
    for row in rows:
        sizes[row[_KEY]] = sizes.get(row[_KEY], 0) + 1
    return [n * (n - 1) // 2 for n in sizes.values()]


def main() -> None:
    """Learns, prints each level beside the weight of ``linking.yaml`` and writes the model."""
    parser = argparse.ArgumentParser(prog="python -m training.linkage", description=__doc__)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--out", type=Path, default=OUT)
    asked = parser.parse_args()
    items, wording = training_items(asked.reports)
    model = {"version": VERSION, "data": f"evaluation/link_world.py, war({asked.reports})", **learn(items, wording)}
    by_hand = weights(wording.share)
    for name, levels in model["comparisons"].items():
        for level in rule("comparisons")[name]:
            known = levels.get(level)
            learnt = f"{log(known['m'] / known['u']):6.2f}" if known else "     -"
            print(f"{name:10}{level:22}{learnt}{'' if by_hand[level] is None else f'{by_hand[level]:8.2f}'}")
    print(f"enough: {model['enough']} (by hand {rule('enough')}), {model['true_pairs']} true pairs")
    asked.out.write_text(json.dumps(model, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
