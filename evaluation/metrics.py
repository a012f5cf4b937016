"""The measures: precision, recall and F1, B-cubed, pairwise agreement."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass


@dataclass
class Tally:
    """Counts behind precision and recall; ``correct`` may be fractional where half a point is given."""

    correct: float = 0.0
    possible: int = 0
    """Gold values."""
    actual: int = 0
    """Values given."""

    @property
    def precision(self) -> float:
        """Correct among given, 0 where nothing was given."""
        return self.correct / self.actual if self.actual else 0.0

    @property
    def recall(self) -> float:
        """Correct among gold, 0 where there is no gold."""
        return self.correct / self.possible if self.possible else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 of a clustering (Bagga and Baldwin 1998); items of ``gold`` only."""
    together: dict[tuple[Hashable, Hashable], int] = Counter((gold[i], found[i]) for i in gold)
    by_gold = Counter(gold.values())
    by_found = Counter(found[i] for i in gold)
    precision = sum(together[gold[i], found[i]] / by_found[found[i]] for i in gold) / len(gold)
    recall = sum(together[gold[i], found[i]] / by_gold[gold[i]] for i in gold) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def pairwise(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> Tally:
    """Pairs of items put together, right and wrong."""
    clusters: dict[tuple[Hashable, Hashable], int] = defaultdict(int)
    for i in gold:
        clusters[gold[i], found[i]] += 1

    def pairs(sizes: Mapping[Hashable, int] | Counter[Hashable]) -> int:
        return sum(n * (n - 1) // 2 for n in sizes.values())

    return Tally(
        sum(n * (n - 1) // 2 for n in clusters.values()),
        pairs(Counter(gold.values())),
        pairs(Counter(found[i] for i in gold)),
    )
