"""The same evidence as a Splink model: comparisons, weights and blocking rules for DuckDB and for Spark.

A level weighs in Splink what it weighs here: its probabilities m (within one event) and u (between two) are made so
that ln(m / u) is its weight. A level that excludes an event weighs ``EXCLUDED``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import exp
from typing import Any

from harmattan.linking.report_table import NO_END, NO_START
from harmattan.linking.rules import Weigh, rule, weights
from harmattan.linking.sql_levels import Engine, sql_levels

EXCLUDED = -100.0
"""Nats, more than all else together can outweigh; Splink knows no infinite weight."""

_NEAR = "(l.start_day <= r.end_day + 1 AND r.start_day <= l.end_day + 1)"
_OPEN = f"(l.start_day = {NO_START} OR l.end_day = {NO_END} OR r.start_day = {NO_START} OR r.end_day = {NO_END})"


def blocking_rules() -> list[dict[str, Any]]:
    """Which rows are compared; see ``blocking`` for the letters."""
    wide = f"(l.wide OR r.wide) AND ({_OPEN} OR {_NEAR})"
    vague = "(l.vague OR r.vague)"
    conditions = {"n": _NEAR, "w": wide, "m": f"{_NEAR} AND {vague}", "v": f"{wide} AND {vague}"}
    cases = " ".join(f"WHEN '{letter}' THEN {condition}" for letter, condition in conditions.items())
    fulfilled = f"CASE substr(l.keys, 1, 1) {cases} ELSE TRUE END"
    return [
        {
            "blocking_rule": f"l.keys = r.keys AND array_contains(l.goes_with, r.type) AND ({fulfilled})",
            "arrays_to_explode": ["keys"],
        }
    ]


def settings(engine: Engine, share: float, weigh: Weigh = weights) -> dict[str, Any]:
    """Splink's settings for a collection in which wording says ``share``, 0 to 1, of what it can."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        # The odds at which a pair that reaches "enough" is as likely one event as two.
        "probability_two_random_records_match": 1 / (1 + exp(float(rule("enough")))),
        "blocking_rules_to_generate_predictions": blocking_rules(),
        "comparisons": list(_comparisons(engine, weigh(share))),
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
    }


def _comparisons(engine: Engine, table: Mapping[str, float | None]) -> Iterator[dict[str, Any]]:
    for name, levels in sql_levels(engine).items():
        silent = any(level.endswith("_silent") for level in levels)
        yield {
            "output_column_name": name,
            "comparison_levels": [
                # Splink wants each comparison to have a level for what is missing; no column here ever is.
                *([] if silent else [_level("missing_silent", "document_l IS NULL OR document_r IS NULL", None)]),
                *(_level(level, condition, table[level]) for level, condition in levels.items()),
            ],
        }


def _level(name: str, condition: str, weight: float | None) -> dict[str, Any]:
    level: dict[str, Any] = {"sql_condition": condition, "label_for_charts": name}
    return level | ({"is_null_level": True} if name.endswith("_silent") else _odds(weight))


def _odds(weight: float | None) -> dict[str, float]:
    odds = exp(EXCLUDED if weight is None else weight)
    return {"m_probability": odds / (1 + odds), "u_probability": 1 / (1 + odds)}
