"""The records that Harmattan writes: which fields, in which order, sorted how.

They are the model's own types without the fields that only coding needs. The JSON Schemas come from here
(``harmattan schema``), and docs/output.md explains each field.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from harmattan.model import (
    ActorBasis,
    ActorKind,
    Actuality,
    Assertion,
    Assertions,
    Control,
    Document,
    Event,
    EventDate,
    EventPlace,
    EventToll,
    Participant,
    Published,
    Record,
    Report,
    ReportedDate,
    ReportedPlace,
    Side,
    Span,
    Statistic,
    Timing,
    Toll,
)
from harmattan.model.event import Status

T = TypeVar("T", bound=Record)


class PublishedDocument(Record):
    """One text with its metadata; all spans of its reports and statistics cut ``text``."""

    id: str
    title: str | None
    text: str
    url: str | None
    source: str | None
    language: str
    story_id: str | None
    published: Published


class PublishedOther(Record):
    """Anybody else in a report; ``role`` is victim (civilians) or participant (all others)."""

    role: str
    actor_id: str | None
    name: str
    kind: ActorKind
    basis: ActorBasis
    span: Span | None


class PublishedReport(Record):
    """What one document says about one event."""

    id: str
    document_id: str
    event_id: str | None
    event_type: str
    sub_event_type: str
    trigger: Span
    initiator: Participant | None
    target: Participant | None
    others: tuple[PublishedOther, ...]
    place: ReportedPlace | None
    date: ReportedDate | None
    fatalities: Toll | None
    injured: Toll | None
    assertion: Assertion
    actuality: Actuality
    timing: Timing


class PublishedEvent(Record):
    """Reports joined: one value for each field, with the rule that chose it."""

    id: str
    event_type: str
    sub_event_type: str
    disorder_type: str
    sides: tuple[Side, ...]
    place: EventPlace | None
    date: EventDate | None
    fatalities: EventToll | None
    civilian_targeting: bool
    status: Status
    independent_sources: int
    documents: tuple[str, ...]
    reports: tuple[str, ...]
    contradictions: tuple[str, ...]
    control: Control | None
    assertions: Assertions | None = None


KINDS: dict[str, type[Record]] = {
    "documents": PublishedDocument,
    "reports": PublishedReport,
    "events": PublishedEvent,
    "statistics": Statistic,
}
"""What each of the four JSON Lines files holds."""


@dataclass(frozen=True)
class Publication:
    """All that is published of one run, each kind in its defined order."""

    documents: tuple[PublishedDocument, ...] = ()
    reports: tuple[PublishedReport, ...] = ()
    events: tuple[PublishedEvent, ...] = ()
    statistics: tuple[Statistic, ...] = ()

    def records(self, kind: str) -> tuple[Record, ...]:
        """The records of one of ``KINDS``."""
        found: tuple[Record, ...] = getattr(self, kind)
        return found


def publication(
    documents: Iterable[Document],
    reports: Iterable[Report],
    events: Iterable[Event],
    statistics: Iterable[Statistic],
) -> Publication:
    """Choose the published fields and sort: documents by id; reports and statistics by document and position;
    events by date, country and place."""
    return Publication(
        tuple(sorted((_narrow(PublishedDocument, d) for d in documents), key=lambda d: d.id)),
        tuple(
            sorted(
                (
                    _narrow(PublishedReport, r, others=tuple(_narrow(PublishedOther, o) for o in r.others))
                    for r in reports
                ),
                key=lambda r: (r.document_id, r.trigger.start, r.trigger.end, r.id),
            )
        ),
        sort_events(_narrow(PublishedEvent, e) for e in events),
        tuple(sorted(statistics, key=lambda s: (s.document_id, s.span.start, s.span.end, s.id))),
    )


def sort_events(events: Iterable[PublishedEvent]) -> tuple[PublishedEvent, ...]:
    """Oldest first, events without a date last; then by country, place, type and id."""
    return tuple(sorted(events, key=_event_order))


def _event_order(event: PublishedEvent) -> tuple[dt.date, dt.date, str, str, str, str]:
    start, end = (event.date.start, event.date.end) if event.date else (dt.date.max, dt.date.max)
    country = (event.place.country or "") if event.place else ""
    name = event.place.name if event.place else ""
    return (start, end, country, name, event.sub_event_type, event.id)


def _narrow(kind: type[T], record: Record, **changed: Any) -> T:
    # The source record was validated with the same types already (a test compares them).
    values = {name: getattr(record, name) for name in kind.model_fields}
    return kind.model_construct(**{**values, **changed})


def finite(value: Any) -> Any:
    """``value`` with every number that JSON cannot write (NaN, infinity) replaced by None."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [finite(item) for item in value]
    return value
