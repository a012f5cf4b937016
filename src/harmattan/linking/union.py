"""Groups that grow together: union-find whose result does not depend on the order of joining."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator


class Groups:
    """Disjoint groups of the indexes 0 to ``size`` - 1; a group is known by its smallest member."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, i: int) -> int:
        """Smallest member of the group of ``i``."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Make the groups of ``i`` and ``j`` one."""
        a, b = sorted((self.find(i), self.find(j)))
        self._parent[b] = a

    def join_all(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Join every pair."""
        for i, j in pairs:
            self.join(i, j)

    def groups(self) -> Iterator[list[int]]:
        """Members of each group in order, groups by smallest member."""
        members: dict[int, list[int]] = defaultdict(list)
        for i in range(len(self._parent)):
            members[self.find(i)].append(i)
        yield from members.values()
