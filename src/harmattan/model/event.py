"""An event: reports joined, one value per field, and the rule that chose each value."""

from __future__ import annotations

from typing import Literal

from harmattan.model.base import Record, Span
from harmattan.model.report import ActorKind, ReportedDate, ReportedPlace, Toll

SideRole = Literal["initiator", "target", "other"]
Status = Literal["confirmed", "reported", "claimed", "contested"]
ControlStatus = Literal["claimed", "confirmed", "contested", "lost"]


class Side(Record):
    """An actor in an event."""

    actor_id: str | None = None
    name: str
    kind: ActorKind
    role: SideRole


class EventPlace(ReportedPlace):
    """The chosen place."""

    rule: str


class EventDate(ReportedDate):
    """The chosen date."""

    rule: str


class EventToll(Toll):
    """The chosen toll."""

    rule: str


class Control(Record):
    """Who holds the event's place after it, as far as the reports say."""

    place: str
    holder: str
    previous: str | None = None
    status: ControlStatus


class Event(Record):
    """Reports joined."""

    id: str
    event_type: str
    sub_event_type: str
    disorder_type: str
    sides: tuple[Side, ...]
    place: EventPlace | None = None
    date: EventDate | None = None
    fatalities: EventToll | None = None
    injured: EventToll | None = None
    civilian_targeting: bool
    status: Status
    independent_sources: int
    """Sources that do not lean on each other: a story, an outlet or a quoted origin counts once."""
    documents: tuple[str, ...]
    reports: tuple[str, ...]
    contradictions: tuple[str, ...] = ()
    control: Control | None = None


class Statistic(Record):
    """A number about many events that a document quotes."""

    id: str
    document_id: str
    metric: str
    value: float
    unit: str
    period: str | None = None
    place: str | None = None
    publisher: str | None = None
    span: Span
