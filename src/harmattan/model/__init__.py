"""What things are. Pure data, no input or output."""

from harmattan.model.base import Record, Span, content_id
from harmattan.model.document import Document, Published, PublishedBasis
from harmattan.model.event import Control, Event, EventDate, EventPlace, EventToll, Side, Statistic
from harmattan.model.report import (
    ActorBasis,
    ActorKind,
    Actuality,
    Assertion,
    OtherParticipant,
    Participant,
    Report,
    ReportedDate,
    ReportedPlace,
    Scope,
    Stance,
    Timing,
    Toll,
    TollPart,
)

__all__ = [
    "ActorBasis",
    "ActorKind",
    "Actuality",
    "Assertion",
    "Control",
    "Document",
    "Event",
    "EventDate",
    "EventPlace",
    "EventToll",
    "OtherParticipant",
    "Participant",
    "Published",
    "PublishedBasis",
    "Record",
    "Report",
    "ReportedDate",
    "ReportedPlace",
    "Scope",
    "Side",
    "Span",
    "Stance",
    "Statistic",
    "Timing",
    "Toll",
    "TollPart",
    "content_id",
]
