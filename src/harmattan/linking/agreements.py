"""How well pairs of reports agree: each pair is asked for once, and again only when one of its reports has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from harmattan.linking.items import Item

Score = Callable[[Item, Item], float | None]
_UNKNOWN = object()


class Agreements:
    """The scores of pairs by the indexes of their items."""

    def __init__(self, score: Score) -> None:
        """``score`` says how well two items agree, None where they exclude each other."""
        self._score = score
        self._items: Sequence[Item] = ()
        self._scores: dict[int, float | None] = {}
        self._good: dict[int, float] | None = None
        self._changed: frozenset[int] = frozenset()

    def about(self, items: Sequence[Item]) -> None:
        """Score these items from now on. What is known stays known where it speaks of the same reports."""
        before, self._items = self._items, items
        if [i.report.id for i in before] != [i.report.id for i in items]:
            self._scores, self._good, self._changed = {}, None, frozenset()
            return
        self._changed = frozenset(k for k, (a, b) in enumerate(zip(before, items, strict=True)) if not _same(a, b))
        size = max(len(items), 1)
        self._scores = {
            key: score
            for key, score in self._scores.items()
            if key // size not in self._changed and key % size not in self._changed
        }

    def __call__(self, i: int, j: int) -> float | None:
        """The score of two items."""
        key = i * len(self._items) + j if i < j else j * len(self._items) + i
        found = self._scores.get(key, _UNKNOWN)
        if found is _UNKNOWN:
            found = self._scores[key] = self._score(self._items[i], self._items[j])
        return found  # type: ignore[return-value]

    def good(self, pairs: Iterable[tuple[int, int]], least: float) -> list[tuple[float, int, int]]:
        """Those of ``pairs`` (i < j) whose score is at least ``least``, with it, in the order of the indexes.

        Which pairs of unchanged items are given, and ``least``, must not differ from one call to the next.
        """
        before, self._good = self._good, {}
        size, found = len(self._items), []
        for i, j in pairs:
            key = i * size + j
            if before is None or i in self._changed or j in self._changed:
                score = self._score(self._items[i], self._items[j])
            else:
                score = before.get(key)
            if score is not None and score >= least:
                self._good[key] = self._scores[key] = score
                found.append((score, i, j))
        # Every engine finds pairs in another order, and which of two that agree alike comes first may count.
        return sorted(found, key=lambda pair: pair[1:])


def _same(a: Item, b: Item) -> bool:
    return a.report is b.report and a.document is b.document and a.story == b.story and a.main == b.main
