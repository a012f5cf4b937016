"""An event: reports joined, one value per field, and the rule that chose each value."""

from __future__ import annotations

from typing import Literal

from harmattan.model.base import Record, Span
from harmattan.model.report import ActorKind, ReportedDate, ReportedPlace, Stance, Toll

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


class Quote(Span):
    """Words of one of an event's documents."""

    document_id: str


class Voice(Record):
    """What one speaker says to one side of an event, whatever the number of documents that quote it."""

    stance: Stance | Literal["silent"]
    """silent: a side that speaks of the event and says nothing to this."""
    speaker: str | None = None
    """None: documents on their own account."""
    side: Literal["initiator", "target"] | None = None
    """The side that speaks, if one does."""
    number: int | None = None
    """toll: how many died, by this voice."""
    quotes: tuple[Quote, ...] = ()


class FieldAssertion(Record):
    """Who stands behind one side of an event, and how firm it is for that."""

    status: Status
    voices: tuple[Voice, ...]
    words: str
    """The same in one sentence."""


class Assertions(Record):
    """Who says what about an event, side by side; None where nobody speaks to it."""

    event: FieldAssertion
    """That it happened at all: of a capture, that there was a fight or a change."""
    toll: FieldAssertion | None = None
    taking: FieldAssertion | None = None
    """That the place changed hands."""
    perpetrator: FieldAssertion | None = None
    """Who did it."""


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
    assertions: Assertions | None = None


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
