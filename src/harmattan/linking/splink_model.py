"""The same evidence as a Splink model: comparisons, weights and blocking rules for DuckDB and for Spark.

A level weighs in Splink what it weighs here: its probabilities m (within one event) and u (between two) are made so
that ln(m / u) is its weight. A level that excludes an event weighs ``EXCLUDED``.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp
from typing import Any

from harmattan.linking.report_table import NO_END, NO_START
from harmattan.linking.rules import rule, weights
from harmattan.linking.sql_levels import Engine, sql_levels

EXCLUDED = -100.0
"""Nats, more than all else together can outweigh; Splink knows no infinite weight."""

_NEAR = "(l.start_day <= r.end_day + 1 AND r.start_day <= l.end_day + 1)"
_OPEN = f"(l.start_day = {NO_START} OR l.end_day = {NO_END} OR r.start_day = {NO_START} OR r.end_day = {NO_END})"


def blocking_rules() -> list[dict[str, Any]]:
    """Which rows are compared; see ``blocking``."""
    wide = f"(l.wide OR r.wide) AND ({_OPEN} OR {_NEAR})"
    vague = "(l.vague OR r.vague)"
    alike = "array_contains(l.goes_with, r.type)"
    conditions = {
        "near_keys": f"{alike} AND {_NEAR}",
        "wide_keys": f"{alike} AND {wide}",
        "near_actor_keys": f"{alike} AND {_NEAR} AND {vague}",
        "wide_actor_keys": f"{alike} AND {wide} AND {vague}",
        "alike_keys": alike,
    }
    return [
        {"blocking_rule": f"l.{key} = r.{key} AND {also}", "arrays_to_explode": [key]}
        for key, also in conditions.items()
    ]


def settings(engine: Engine, share: float) -> dict[str, Any]:
    """Splink's settings for a collection in which wording says ``share``, 0 to 1, of what it can."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        # The odds at which a pair that reaches "enough" is as likely one event as two.
        "probability_two_random_records_match": 1 / (1 + exp(float(rule("enough")))),
        "blocking_rules_to_generate_predictions": blocking_rules(),
        "comparisons": list(_comparisons(engine, share)),
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
    }


def _comparisons(engine: Engine, share: float) -> Iterator[dict[str, Any]]:
    table = weights(share)
    for name, levels in sql_levels(engine).items():
        yield {
            "output_column_name": name,
            "comparison_levels": [
                {
                    "sql_condition": condition,
                    "label_for_charts": level,
                    **({"is_null_level": True} if level.endswith("_silent") else _odds(table[level])),
                }
                for level, condition in levels.items()
            ],
        }


def _odds(weight: float | None) -> dict[str, float]:
    odds = exp(EXCLUDED if weight is None else weight)
    return {"m_probability": odds / (1 + odds), "u_probability": 1 / (1 + odds)}
