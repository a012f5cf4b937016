"""Average linkage that never looks at all pairs: the two groups that agree best on average join first.

Groups join while the mean agreement of their members is enough and no two members exclude each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from heapq import heapify, heappop, heappush

Score = Callable[[int, int], float | None]
Pairs = Iterable[tuple[int, int]]
_MOST = 12
"""Members of a large group, the first ones, that stand for all of it when another one is compared."""


class Clusters:
    """Groups of the indexes 0 to ``size`` - 1; the score of a pair is asked for only where it is needed."""

    def __init__(self, size: int, score: Score, together: Pairs = (), apart: Pairs = ()) -> None:
        """``together`` are in one group from the start, whatever their score; ``apart`` never get into one."""
        self._score = score
        self._members = {i: [i] for i in range(size)}
        self._home = list(range(size))
        self._forced = {i for pair in together for i in pair}
        self._apart: dict[int, set[int]] = defaultdict(set)
        for i, j in apart:
            self._apart[i].add(j)
            self._apart[j].add(i)
        for i, j in together:
            if self._home[i] != self._home[j]:
                self._join(*sorted((self._home[i], self._home[j])))

    def grow(self, pairs: Iterable[tuple[int, int]], enough: float, slack: float = 0.0) -> None:
        """Joins along ``pairs``: two indexes must reach ``enough``, larger groups ``enough - slack`` on average."""
        near: dict[int, set[int]] = defaultdict(set)
        for i, j in pairs:
            a, b = self._home[i], self._home[j]
            if a != b:
                near[a].add(b)
                near[b].add(a)
        heap = [entry for a in near for b in near[a] if a < b and (entry := self._entry(a, b, enough, slack))]
        heapify(heap)
        while heap:
            _, a, b, sizes = heappop(heap)
            if sizes != (len(self._members.get(a, ())), len(self._members.get(b, ()))):
                continue
            self._join(a, b)
            others = sorted((near.pop(b) | near[a]) - {a, b})
            near[a] = set(others)
            for other in others:
                near[other].discard(b)
                near[other].add(a)
                if entry := self._entry(min(a, other), max(a, other), enough, slack):
                    heappush(heap, entry)

    def groups(self) -> list[list[int]]:
        """Members of every group in order, groups by their first member."""
        return [sorted(group) for _, group in sorted(self._members.items())]

    def _entry(self, a: int, b: int, enough: float, slack: float) -> tuple[float, int, int, tuple[int, int]] | None:
        first, second = self._members[a], self._members[b]
        mean = self._mean(first, second)
        least = enough if len(first) == len(second) == 1 else enough - slack
        return None if mean is None or mean < least else (-round(mean, 6), a, b, (len(first), len(second)))

    def _mean(self, first: list[int], second: list[int]) -> float | None:
        if any(not self._apart[i].isdisjoint(second) for i in first if i in self._apart):
            return None
        if self._forced and not self._forced.isdisjoint((*first, *second)):
            return self._mean_of_best(first[:_MOST], second[:_MOST])
        total, count = 0.0, 0
        for i in first[:_MOST]:
            for j in second[:_MOST]:
                score = self._score(i, j)
                if score is None:
                    return None
                total += score
                count += 1
        return total / count

    def _mean_of_best(self, first: list[int], second: list[int]) -> float | None:
        """For groups that somebody joined knowing better than their reports: those need not agree with each other, so
        it is enough for each member of one group to agree with one of the other."""
        forced, others = (first, second) if self._forced.intersection(first) else (second, first)
        best = [max((s for i in forced if (s := self._score(i, j)) is not None), default=None) for j in others]
        found = [score for score in best if score is not None]
        return sum(found) / len(found) if len(found) == len(best) else None

    def _join(self, kept: int, gone: int) -> None:
        self._members[kept] = sorted(self._members[kept] + self._members.pop(gone))
        for member in self._members[kept]:
            self._home[member] = kept
