"""From a key to the documents that have it, in 12 bytes an entry: sorted runs that merge as they grow."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Places = NDArray[np.int32]

_FRESH = 1 << 17
"""Entries that are kept in a dictionary until they become a sorted run."""


class Postings:
    """Grows by one document at a time; what it finds does not depend on when entries were merged."""

    def __init__(self) -> None:
        self._runs: list[tuple[Keys, Places]] = []
        self._fresh: dict[int, list[int]] = defaultdict(list)
        self._waiting = 0

    def find(self, keys: Keys) -> list[int]:
        """Places that have at least one of the keys, ascending, each once."""
        found: set[int] = set()
        for key in keys.tolist():
            found.update(self._fresh.get(key, ()))
        for known, places in self._runs:
            first, last = np.searchsorted(known, keys, "left"), np.searchsorted(known, keys, "right")
            for k in np.flatnonzero(last > first).tolist():
                found.update(places[first[k] : last[k]].tolist())
        return sorted(found)

    def add(self, place: int, keys: Keys) -> None:
        """Note that a document has these keys."""
        for key in keys.tolist():
            self._fresh[key].append(place)
        self._waiting += len(keys)
        if self._waiting >= _FRESH:
            self._settle()

    def _settle(self) -> None:
        run = _sorted_run(*self._fresh_entries())
        self._fresh.clear()
        self._waiting = 0
        # Runs at least double in size from the newest to the oldest, so an entry is moved log n times.
        while self._runs and len(self._runs[-1][0]) < 2 * len(run[0]):
            keys, places = self._runs.pop()
            run = _sorted_run(np.concatenate([keys, run[0]]), np.concatenate([places, run[1]]))
        self._runs.append(run)

    def _fresh_entries(self) -> tuple[Keys, Places]:
        entries = [(key, place) for key, places in self._fresh.items() for place in places]
        return (
            np.array([key for key, _ in entries], dtype=np.uint64),
            np.array([place for _, place in entries], dtype=np.int32),
        )

    def arrays(self) -> tuple[Keys, Places]:
        """All entries, by key and place."""
        parts = [*self._runs, self._fresh_entries()]
        return _sorted_run(np.concatenate([k for k, _ in parts]), np.concatenate([p for _, p in parts]))

    @classmethod
    def of(cls, keys: Keys, places: Places) -> Postings:
        """From what ``arrays`` gave."""
        made = cls()
        if len(keys):
            made._runs.append((keys, places))
        return made


def _sorted_run(keys: Keys, places: Places) -> tuple[Keys, Places]:
    order = np.lexsort((places, keys))
    return keys[order], places[order]
