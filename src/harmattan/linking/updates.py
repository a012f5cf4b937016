"""What a linking changed in the events of the former one, document by document.

Events are recomputed from all reports each time, so an event of today and one of yesterday are the same event when most
of their reports are. What new documents brought is found by consolidating the event again with one more of them at a
time, in the order in which they appeared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from harmattan.linking.consolidate import event_of
from harmattan.linking.lineage import Lineage, lineage
from harmattan.linking.similarity import Item
from harmattan.model import Document, Event, Report

Kind = Literal[
    "new event",
    "document joined",
    "document left",
    "responsibility claimed",
    "retracted",
    "toll raised",
    "toll lowered",
    "status changed",
    "field changed",
    "renamed",
    "merged",
    "split off",
    "gone",
]

_STEPS = 20
"""An event that gets more new documents at once is consolidated again for several of them at a time."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one event. ``old`` and ``new`` are JSON values."""

    event: str
    """The event's id after the change; its last id where it is gone or merged."""
    kind: Kind
    field: str | None = None
    old: Any = None
    new: Any = None
    document: str | None = None
    """The document that brought it; None where it follows from linking everything anew."""
    published: dt.date | None = None
    """The day by which that document had appeared."""


def appeared(document: Document) -> dt.date | None:
    """The day by which a document had certainly appeared, None where nothing tells."""
    return document.published.date or document.published.latest


def changes(
    before: Sequence[Event],
    after: Sequence[Event],
    documents: Iterable[Document],
    reports: Iterable[Report],
    fresh: Collection[str],
) -> list[Change]:
    """Every difference between the events of two linkings, in the order of ``after``; then what is no more.

    Args:
        before: the events of the former linking.
        after: those of this one.
        documents: with their stories and settled dates.
        reports: as linked now, those that linking made among them.
        fresh: ids of the documents that the former linking did not know.
    """
    told = _Teller(documents, reports, fresh)
    lines = lineage(before, after)
    found = [change for event in after for change in told.event(event, lines)]
    for old in sorted(before, key=lambda event: event.id):
        into = lines.into.get(old.id)
        if into is None:
            found.append(Change(old.id, "gone", old=summary(old)))
        elif lines.origin[into] != old.id:
            found.append(Change(old.id, "merged", new=into))
    return found


def summary(event: Event) -> dict[str, Any]:
    """The fields whose changes are told, as JSON values: without rules, quotes and everything that only explains."""
    place, date, control = event.place, event.date, event.control
    return {
        "type": event.sub_event_type,
        "date": None if date is None else {"start": date.start.isoformat(), "end": date.end.isoformat()},
        "place": None if place is None else place.model_dump(include={"name", "country", "latitude", "longitude"}),
        **{
            role: sorted(side.name for side in event.sides if side.role == role)
            for role in ("initiator", "target", "other")
        },
        **{
            name: None if toll is None else toll.model_dump(include={"low", "best", "high"})
            for name, toll in (("dead", event.fatalities), ("injured", event.injured))
        },
        "status": event.status,
        "independent sources": event.independent_sources,
        "civilian targeting": event.civilian_targeting,
        "control": None if control is None else control.model_dump(),
    }


class _Teller:
    """Tells the changes of single events."""

    def __init__(self, documents: Iterable[Document], reports: Iterable[Report], fresh: Collection[str]) -> None:
        self._documents = {document.id: document for document in documents}
        self._reports: Mapping[str, Report] = {report.id: report for report in reports}
        self._fresh = frozenset(fresh)

    def event(self, event: Event, lines: Lineage) -> Iterator[Change]:
        """The changes of an event that is there now."""
        former, origin = lines.former(event), lines.origin.get(event.id)
        if former == event:
            return
        if former is None and origin is not None:
            yield Change(event.id, "split off", None, origin, summary(event))
            yield from self._joined(event, event, set(lines.before[origin].documents))
            return
        if former is not None and former.id != event.id:
            yield Change(event.id, "renamed", "id", former.id, event.id)
        for key in sorted(set(former.documents) - set(event.documents)) if former else ():
            yield Change(event.id, "document left", "documents", old=key)
        state = former
        for first, current in self._states(event):
            yield from self._between(event, state, current, first)
            state = current

    def _between(self, event: Event, state: Event | None, current: Event, first: str | None) -> Iterator[Change]:
        """What made one state of an event of the one before; ``first`` is the document that brought it."""
        day = self._day(first)
        if state is None:
            yield Change(event.id, "new event", None, None, summary(current), first, day)
            yield from self._joined(event, current, {first or ""})
        else:
            yield from self._joined(event, current, set(state.documents))
            for name, one, other in _differences(state, current):
                yield Change(event.id, _kind(name, one, other), name, one, other, first, day)
        for key in sorted(self._retractions(current) - (self._retractions(state) if state else set())):
            yield Change(event.id, "retracted", "documents", None, key, first, day)
        for name in sorted(self._claimants(current) - (self._claimants(state) if state else set())):
            yield Change(event.id, "responsibility claimed", "claimed by", None, name, first, day)

    def _joined(self, event: Event, state: Event, known: set[str]) -> Iterator[Change]:
        for key in sorted(set(state.documents) - known, key=self._order):
            # A document that an earlier run brought joins only because everything was linked anew.
            brought = key if key in self._fresh else None
            yield Change(event.id, "document joined", "documents", None, key, brought, self._day(brought))

    def _states(self, event: Event) -> Iterator[tuple[str | None, Event]]:
        """The event without its new documents, if it was one, and with one more of them at a time; the last is
        ``event`` itself."""
        items = self._items(event)
        new = [key for key in sorted(event.documents, key=self._order) if key in self._fresh]
        seen = set(event.documents) - set(new)
        for step in ((), *_chunks(new)):
            seen.update(step)
            last = len(seen) == len(event.documents)
            state = event if last else _consolidated([item for item in items if item.document.id in seen])
            if state is not None:
                yield (step[0] if step else None), state

    def _claimants(self, event: Event) -> set[str]:
        """The initiators of an event that say themselves that they did it."""
        initiators = {side.name for side in event.sides if side.role == "initiator"}
        found = (self._reports[key].assertion for key in event.reports if key in self._reports)
        return {a.speaker for a in found if a.stance in ("claims", "confirms") and a.speaker in initiators}

    def _retractions(self, event: Event) -> set[str]:
        """The documents by which an outlet takes back what it told of an event."""
        found = (self._reports[key] for key in event.reports if key in self._reports)
        return {report.document_id for report in found if report.retracts}

    def _items(self, event: Event) -> list[Item]:
        found = [self._reports[key] for key in event.reports if key in self._reports]
        return [
            Item.of(r, self._documents[r.document_id], self._documents[r.document_id].story_id or "")
            for r in found
            if r.document_id in self._documents
        ]

    def _order(self, key: str) -> tuple[dt.date, str]:
        return self._day(key) or dt.date.max, key

    def _day(self, key: str | None) -> dt.date | None:
        document = self._documents.get(key or "")
        return None if document is None else appeared(document)


def _consolidated(items: Sequence[Item]) -> Event | None:
    """The event as these of its reports give it, None where none of them makes an event."""
    members = [item for item in items if item.makes_events]
    if not members:
        return None
    background = [item for item in items if item.affirms and not item.makes_events]
    return event_of(members, background, [item for item in items if not item.affirms])


def _differences(one: Event, other: Event) -> Iterator[tuple[str, Any, Any]]:
    before, after = summary(one), summary(other)
    return ((name, before[name], after[name]) for name in after if before[name] != after[name])


def _kind(name: str, old: Any, new: Any) -> Kind:
    if name == "status":
        return "status changed"
    if name in ("dead", "injured") and new is not None and (old is None or new["best"] > old["best"]):
        return "toll raised"
    if name in ("dead", "injured") and old is not None and (new is None or new["best"] < old["best"]):
        return "toll lowered"
    return "field changed"


def _chunks(keys: Sequence[str]) -> list[Sequence[str]]:
    size = -(-len(keys) // _STEPS) or 1
    return [keys[start : start + size] for start in range(0, len(keys), size)]
