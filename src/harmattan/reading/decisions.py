"""What was decided about an incident, with everything that was weighed: pure data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from harmattan.model import Report
from harmattan.model.choice import Choice
from harmattan.reading.event_mentions import EventMention
from harmattan.reading.incidents import Incident
from harmattan.reading.report_dates import DateChoice
from harmattan.reading.report_places import PlaceChoice
from harmattan.reading.report_sides import SidesChoice


@dataclass(frozen=True, slots=True)
class TypeChoice:
    """The type by the rules, then by rules and network."""

    acts: frozenset[str]
    """Those that counted."""
    initiator: str | None
    """ACLED kinds that the rules saw; None: unknown."""
    target: str | None
    nonviolent: bool
    ruled: Choice[str, dict[str, Any]]
    """The candidates are rules of ``sub_events.yaml``."""
    both: Choice[str, str] | None
    """The candidates are types; None where no rule fits."""

    @property
    def name(self) -> str | None:
        """The sub-event type."""
        return self.both.value if self.both is not None else None


@dataclass(frozen=True, slots=True)
class Heard:
    """Whose words say who stands behind a report, and the rule that took them."""

    mention: EventMention
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """An incident and the report it became; None with ``lost`` telling why."""

    incident: Incident
    lost: str
    report: Report | None = None
    elsewhere: tuple[Report, ...] = ()
    """The same at the other places of a list."""
    main: EventMention | None = None
    """The mention that made the type."""
    type: TypeChoice | None = None
    sides: SidesChoice | None = None
    place: PlaceChoice | None = None
    date: DateChoice | None = None
    heard: Heard | None = None

    @property
    def reports(self) -> tuple[Report, ...]:
        """Everything that the incident became."""
        return (self.report, *self.elsewhere) if self.report is not None else ()
