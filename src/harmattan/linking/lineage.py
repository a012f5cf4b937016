"""Which event of today is which event of yesterday: the one that holds most of its reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from harmattan.model import Event


@dataclass(frozen=True)
class Lineage:
    """Events of two linkings and how they follow from each other."""

    before: Mapping[str, Event]
    into: Mapping[str, str]
    """The event that holds most reports of a former one; former events without any are left out."""
    origin: Mapping[str, str]
    """The former event that most reports of an event come from; events without any are left out."""

    def former(self, event: Event) -> Event | None:
        """What an event was; None where it is new, or where its reports were a smaller part of another event."""
        origin = self.origin.get(event.id)
        return self.before[origin] if origin is not None and self.into[origin] == event.id else None


def lineage(before: Sequence[Event], after: Sequence[Event]) -> Lineage:
    """Follows events over their reports; equal numbers are settled by the same id, then by the lower one."""
    home = {report: event.id for event in after for report in event.reports}
    former = {report: event.id for event in before for report in event.reports}
    into = {event.id: key for event in before if (key := most(event.reports, home, event.id)) is not None}
    origin = {event.id: key for event in after if (key := most(event.reports, former, event.id)) is not None}
    return Lineage({event.id: event for event in before}, into, origin)


def most(reports: Iterable[str], homes: Mapping[str, str], first: str = "") -> str | None:
    """The event that holds most of ``reports``, None where none holds any; ``first`` wins among equals."""
    counts = Counter(homes[report] for report in reports if report in homes)
    return min(counts, key=lambda key: (-counts[key], key != first, key)) if counts else None
