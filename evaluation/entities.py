"""Named entities on re3d (confidence 0.5 and more): spans of people, organisations, places and nationalities.

Relaxed: a found span overlaps a gold span of the same class. Nominal gold mentions ("rebels") are left out: gold counts
only where its words hold a capital letter.
"""

from __future__ import annotations

from typing import Any

from evaluation.metrics import Tally
from evaluation.shared import read_rows
from harmattan.reading.language_model import LanguageModel

FILE = "entities/re3d.jsonl.gz"
_CLASSES = {"Organisation": "ORG", "Location": "LOC", "Person": "PER", "Nationality": "NORP"}
CONFIDENT = 0.5


def evaluate(limit: int | None = None) -> dict[str, float]:
    """Relaxed recall by class. The network saw most of these documents in training: no measure of new text."""
    rows = list(read_rows(FILE))[:limit]
    parsed = LanguageModel.load().analyse_many([r["text"] for r in rows])
    tallies = {label: Tally() for label in _CLASSES.values()}
    for row, sentences in zip(rows, parsed, strict=True):
        found = [(s.tokens[e.first].start, s.tokens[e.last - 1].end, e.label) for s in sentences for e in s.entities]
        gold = [g for e in row["entities"] if (g := _gold(e)) is not None]
        for label, tally in tallies.items():
            mine = [f for f in found if f[2] == label]
            theirs = [g for g in gold if g[2] == label]
            tally.actual += len(mine)
            tally.possible += len(theirs)
            tally.correct += sum(any(a < d and c < b for c, d, _ in mine) for a, b, _ in theirs)
    return {f"{label} relaxed recall": t.recall for label, t in tallies.items()}


def _gold(entity: dict[str, Any]) -> tuple[int, int, str] | None:
    label = _CLASSES.get(entity["type"])
    if label is None or entity["confidence"] < CONFIDENT or entity["text"].islower():
        return None
    return entity["start"], entity["end"], label


if __name__ == "__main__":
    for name, value in evaluate().items():
        print(f"{name:30} {value:.3f}")
