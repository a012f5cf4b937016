"""All suites of the evaluation, and the floors under their figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import yaml

from evaluation import (
    casualties,
    coreference,
    corpus,
    entities,
    examples,
    false_alarms,
    geoparsing,
    incidents,
    joins,
    muc,
    splitting,
    time,
    ucdp,
)

Figures = dict[str, float]

SUITES: Mapping[str, Callable[[], Figures]] = {
    "examples sahel-2023": lambda: examples.evaluate("sahel-2023"),
    "examples sudan-2024": lambda: examples.evaluate("sudan-2024"),
    "negatives": false_alarms.evaluate,
    "corpus dev": lambda: corpus.evaluate("dev"),
    "corpus test": lambda: corpus.evaluate("test"),
    "notes": corpus.evaluate_notes,
    "muc tst1 tst2": muc.evaluate,
    "ucdp": ucdp.evaluate,
    "time": time.evaluate,
    "entities": entities.evaluate,
    "geoparsing": geoparsing.evaluate,
    "casualties": casualties.evaluate,
    "incidents": incidents.evaluate,
    "coreference": coreference.evaluate,
    "splitting": splitting.evaluate,
    "joins": joins.evaluate,
}


def run(names: Sequence[str]) -> dict[str, Figures]:
    """The figures of the named suites."""
    return {name: SUITES[name]() for name in names}


def floors() -> dict[str, dict[str, float]]:
    """The pinned floors; a figure whose name speaks of false events is a ceiling."""
    path = Path(__file__).with_name("floors.yaml")
    loaded: dict[str, dict[str, float]] = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    return loaded


def below_floors(figures: Mapping[str, Figures], pinned: Mapping[str, Figures] | None = None) -> list[str]:
    """One line for each figure that is worse than its floor; ``pinned``: the floors, by default the file's."""
    failures = []
    for suite, rows in (floors() if pinned is None else pinned).items():
        for name, floor in rows.items():
            value = figures.get(suite, {}).get(name)
            if value is None:
                continue
            worse = value > floor if "false" in name else value < floor
            if worse:
                failures.append(f"{suite}: {name} is {value:.3f}, pinned at {floor:.3f}")
    return failures
