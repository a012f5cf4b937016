"""Reports become events: stories, joined reports, settled dates, one value per field, status."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from harmattan.linking.agreements import Agreements
from harmattan.linking.consolidate import event_of
from harmattan.linking.constraints import FREE, Constraints
from harmattan.linking.events import agreements, attach, join
from harmattan.linking.settle import settle
from harmattan.linking.similarity import Item
from harmattan.linking.stories import find_stories
from harmattan.linking.subjects import main_report
from harmattan.linking.wording import Wording
from harmattan.model import Document, Event, Report
from harmattan.reading.coding import Coding


@dataclass(frozen=True)
class Linked:
    """The outcome of linking: documents and reports by id, events by date, place, type and id."""

    documents: tuple[Document, ...]
    reports: tuple[Report, ...]
    events: tuple[Event, ...]


def link(
    documents: Sequence[Document],
    codings: Sequence[Coding],
    constraints: Constraints = FREE,
    engine: Callable[[Wording], Agreements] = agreements,
) -> Linked:
    """Joins the reports of ``codings`` to events.

    The result depends on what is given, not on its order; a document or report given twice counts once. Documents come
    back with their story and, where others settled it, their date; reports with their event. ``constraints`` hold
    whatever the reports say. Documents that all bring their story keep it. ``engine`` makes what scores the pairs of
    reports: ``splink_engine.SplinkAgreements`` lets DuckDB or Spark do it, with the same result.
    """
    known = {d.id: d for d in sorted(documents, key=lambda d: d.id)}
    codings = sorted({c.document_id: c for c in codings}.values(), key=lambda c: c.document_id)
    stories = {key: d.story_id for key, d in known.items() if d.story_id is not None}
    if len(stories) < len(known):
        stories = find_stories(list(known.values()), codings)
    known = {key: d.model_copy(update={"story_id": stories[key]}) for key, d in known.items()}
    reports = {r.id: r for c in codings for r in c.reports if r.document_id in known}
    reports = dict(sorted(reports.items()))

    wording = Wording(list(known.values()), stories)
    items = items_of(reports, known)
    makers = [item for item in items if item.makes_events]
    scores = engine(wording)
    groups = join(makers, wording, constraints, scores)
    settled = settle([*makers, *(i for i in items if not i.makes_events)], groups)
    if settled.documents:
        known |= settled.documents
        reports |= settled.reports
        items = items_of(reports, known)
        makers = [item for item in items if item.makes_events]
        groups = join(makers, wording, constraints, scores)
    events = _events(items, wording, [[makers[i] for i in group] for group in groups], constraints)
    home = {report: event.id for event in events for report in event.reports}
    return Linked(
        tuple(known.values()),
        tuple(r.model_copy(update={"event_id": home.get(r.id)}) for r in reports.values()),
        tuple(sorted(events, key=_order)),
    )


def items_of(reports: dict[str, Report], documents: dict[str, Document]) -> list[Item]:
    """Reports by id, with the documents they are in, as linking sees them."""
    by_document: dict[str, list[Report]] = defaultdict(list)
    for report in reports.values():
        by_document[report.document_id].append(report)
    main = {found.id for group in by_document.values() if (found := main_report(group)) is not None}
    return [
        Item.of(r, documents[r.document_id], documents[r.document_id].story_id or "", main=r.id in main)
        for r in reports.values()
    ]


def _events(
    items: Sequence[Item], wording: Wording, groups: Sequence[Sequence[Item]], constraints: Constraints
) -> list[Event]:
    background: dict[int, list[Item]] = defaultdict(list)
    denials: dict[int, list[Item]] = defaultdict(list)
    near = _Index(groups, wording)
    for item in items:
        if item.makes_events or item.report.actuality not in ("happened", "denied"):
            continue
        home = near.decided(item, constraints)
        if home is None:
            home = attach(item, near.events(item, constraints), wording)
        if home is not None:
            (background if item.affirms else denials)[home].append(item)
    return [event_of(group, background[k], denials[k]) for k, group in enumerate(groups)]


class _Index:
    """Events by what a report that may be about them must share."""

    def __init__(self, groups: Sequence[Sequence[Item]], wording: Wording) -> None:
        self._groups = groups
        self._alike: dict[str, list[str]] = defaultdict(list)
        for a, b in wording.neighbours:
            self._alike[a].append(b)
            self._alike[b].append(a)
        self._by_key: dict[object, set[int]] = defaultdict(set)
        self._home = {item.report.id: k for k, group in enumerate(groups) for item in group}
        for k, group in enumerate(groups):
            for item in group:
                for key in (*_keys(item), _place_key(item)):
                    self._by_key[key].add(k)
        self._spans = [_span(group) for group in groups]

    def decided(self, item: Item, constraints: Constraints) -> int | None:
        """The event that people put a report into."""
        return min(self._homes(constraints.with_report(item.report.id)), default=None)

    def _homes(self, reports: Iterable[str]) -> set[int]:
        return {self._home[key] for key in reports if key in self._home}

    def events(self, item: Item, constraints: Constraints) -> list[tuple[int, Sequence[Item]]]:
        """The events worth comparing with a report, in a fixed order."""
        keys = _keys(item)
        if item.main:
            keys += [("document", key) for key in self._alike[item.document.id]]
        found = set().union(*(self._by_key.get(key, set()) for key in keys))
        # A town has had many events: only those at near times.
        if item.report.place is not None:
            when, there = _span([item]), self._by_key.get(_place_key(item), set())
            found |= {k for k in there if _meet(self._spans[k], when)}
        barred = self._homes(constraints.apart_from(item.report.id))
        return [(k, self._groups[k]) for k in sorted(found - barred)]


def _keys(item: Item) -> list[object]:
    return [("document", item.document.id), ("story", item.story)]


def _place_key(item: Item) -> object:
    place = item.report.place
    return ("place", None if place is None else place.name.casefold())


def _span(items: Sequence[Item]) -> tuple[dt.date, dt.date]:
    """First and last possible day of some reports."""
    return min(i.window.start or dt.date.min for i in items), max(i.window.end or dt.date.max for i in items)


def _meet(a: tuple[dt.date, dt.date], b: tuple[dt.date, dt.date]) -> bool:
    """Whether two spans of days meet or miss each other by a day: days slip."""
    return (a[0] - b[1]).days <= 1 and (b[0] - a[1]).days <= 1


def _order(event: Event) -> tuple[dt.date, dt.date, str, str, str]:
    date, place = event.date, event.place
    return (
        date.start if date else dt.date.max,
        date.end if date else dt.date.max,
        place.name if place else "",
        event.sub_event_type,
        event.id,
    )
