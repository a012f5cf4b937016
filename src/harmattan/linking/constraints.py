"""What people decided about which reports are of one event: hard limits that no score outweighs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_Pairs = list[tuple[int, int]]


@dataclass(frozen=True)
class Constraints:
    """Report ids; those of reports that are not there hold nothing."""

    together: tuple[tuple[str, ...], ...] = ()
    """Groups of reports of one event, whatever speaks against it. No report is in two of them."""
    apart: frozenset[tuple[str, str]] = frozenset()
    """Pairs of reports of different events, whatever speaks for one."""

    def __bool__(self) -> bool:
        return bool(self.together or self.apart)

    def indexes(self, ids: Sequence[str]) -> tuple[_Pairs, _Pairs]:
        """Pairs of indexes of ``ids`` that are together, enough to connect each group, and pairs that are apart."""
        at = {key: i for i, key in enumerate(ids)}
        groups = [sorted(at[key] for key in group if key in at) for group in self.together]
        return (
            sorted(pair for group in groups for pair in pairwise(group)),
            sorted((at[a], at[b]) for a, b in self.apart if a in at and b in at),
        )

    def with_report(self, report: str) -> tuple[str, ...]:
        """The group that a report is in."""
        return self._group.get(report, ())

    def apart_from(self, report: str) -> set[str]:
        """The reports that are of other events than one."""
        return self._others.get(report, set())

    @cached_property
    def _group(self) -> dict[str, tuple[str, ...]]:
        return {key: group for group in self.together for key in group}

    @cached_property
    def _others(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for a, b in self.apart:
            found.setdefault(a, set()).add(b)
            found.setdefault(b, set()).add(a)
        return found


FREE = Constraints()
"""Nobody decided anything."""
