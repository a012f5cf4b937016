"""Groups that grow together: union-find whose result does not depend on the order of joining."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator


class Groups:
    """Disjoint groups of indexes that are added one by one; a group is known by its smallest member."""

    def __init__(self, parents: Iterable[int] = ()) -> None:
        """``parents``: of indexes that are known already, a smaller or equal index of the same group."""
        self._parent = list(parents)

    def add(self) -> int:
        """A new index in a group of its own."""
        self._parent.append(len(self._parent))
        return len(self._parent) - 1

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

    def joined(self, i: int, j: int) -> bool:
        """Whether two indexes are together."""
        return self.find(i) == self.find(j)

    def groups(self) -> Iterator[list[int]]:
        """Members of each group in order, groups by smallest member."""
        members: dict[int, list[int]] = defaultdict(list)
        for i in range(len(self._parent)):
            members[self.find(i)].append(i)
        yield from members.values()
