"""A report: what one document says about one event."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from harmattan.model.base import Record, Span

ActorKind = Literal[
    "State forces",
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other forces",
]
"""ACLED's eight inter categories (codebooks.md 1.3)."""

ActorBasis = Literal["named", "alias", "generic", "inferred"]
PlaceBasis = Literal["named", "relative", "document"]
DateBasis = Literal["explicit", "relative", "document", "story"]
Stance = Literal["states", "claims", "confirms", "denies", "accuses"]
Actuality = Literal["happened", "planned", "feared", "denied"]
Timing = Literal["current", "background"]
Scope = Literal["political", "violence"]
Subject = Literal["event", "toll", "taking", "perpetrator"]
"""What somebody can speak to: that it happened, how many died, that a place was taken, who did it."""


class Participant(Record):
    """One side of a report. ``actor_id`` is null for actors that the registry does not hold."""

    actor_id: str | None = None
    name: str
    kind: ActorKind
    basis: ActorBasis
    span: Span | None = None


class OtherParticipant(Participant):
    """Anybody else in the event: victim, ally, object seized, mediator."""

    role: str


class ReportedPlace(Record):
    """Where. Coordinates in degrees (WGS84); null when no gazetteer entry is good enough."""

    name: str
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    """English short name."""
    admin1: str | None = None
    admin2: str | None = None
    geo_precision: Literal[1, 2, 3] = 3
    gazetteer_id: str | None = None
    basis: PlaceBasis
    span: Span | None = None


class ReportedDate(Record):
    """When: first and last possible day."""

    start: dt.date
    end: dt.date
    time_precision: Literal[1, 2, 3]
    """ACLED: 1 the day, 2 the week, 3 the month."""
    basis: DateBasis
    span: Span | None = None


class TollPart(Record):
    """People of one group within a toll ("including 49 civilians")."""

    group: str
    low: int
    best: int
    high: int | None


class Toll(Record):
    """How many people; ``high`` is null where the text leaves it open ("at least 30")."""

    low: int
    best: int
    high: int | None
    parts: tuple[TollPart, ...] = ()
    span: Span | None = None


class Assertion(Record):
    """Who stands behind the report. ``speaker`` is null when the document itself states it."""

    stance: Stance = "states"
    speaker: str | None = None
    span: Span | None = None


class Said(Record):
    """What a document has somebody say to one side of an event, beside the report's ``assertion``."""

    about: Subject
    stance: Stance
    speaker: str | None = None
    """None: the document itself, or nobody named."""
    number: int | None = None
    """toll: how many died."""
    span: Span
    """The sentence."""


class Report(Record):
    """What one document says about one event."""

    id: str
    document_id: str
    event_id: str | None = None
    event_type: str
    sub_event_type: str
    trigger: Span
    initiator: Participant | None = None
    target: Participant | None = None
    others: tuple[OtherParticipant, ...] = ()
    place: ReportedPlace | None = None
    date: ReportedDate | None = None
    fatalities: Toll | None = None
    injured: Toll | None = None
    assertion: Assertion = Assertion()
    actuality: Actuality = "happened"
    timing: Timing = "current"
    sentence: Span
    """The sentence that holds the trigger."""
    weekday: int | None = None
    """0 Monday .. 6 Sunday, where the text names a weekday but its week is not known."""
    civilian_targeting: bool = False
    yields: bool = False
    """Where a place changes hands: whether the initiator gives it up ("handed over", "left") rather than taking it."""
    retracts: bool = False
    """Whether the outlet takes back with it what it reported before."""
    said: tuple[Said, ...] = ()
    """Everything that the document says of who speaks to what, in text order."""
    political: bool = True
    """Whether ACLED's scope covers it; ``--scope violence`` keeps the others too."""
