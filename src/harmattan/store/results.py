"""What a project holds after linking."""

from __future__ import annotations

from dataclasses import dataclass

from harmattan.model import Document, Event, Report, Statistic


@dataclass(frozen=True)
class Results:
    """Documents, reports, events and statistics, in no particular order."""

    documents: tuple[Document, ...] = ()
    reports: tuple[Report, ...] = ()
    events: tuple[Event, ...] = ()
    statistics: tuple[Statistic, ...] = ()
