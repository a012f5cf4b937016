"""Documents settle each other's dates.

A text without a reliable date says "on Sunday" of an event that another text dates: then it was written within the
week after that Sunday, and since a report's main event is fresh, its other weekdays are the last ones before that.
Without a weekday the same holds of the event that a text is mainly about.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from harmattan.linking.rules import rule
from harmattan.linking.similarity import Item
from harmattan.model import Document, Published, Report, ReportedDate

_UNSURE = frozenset({"header", "unknown"})
_WEEK = dt.timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day that a story is known to speak of by its weekday, and the document that dates it."""

    day: dt.date
    witness: str
    named: bool = True
    """Whether the story names the weekday; else it is mainly about that event."""


@dataclass(frozen=True)
class Settled:
    """Documents with settled dates and reports with the days that follow, by id; only those that changed."""

    documents: Mapping[str, Document]
    reports: Mapping[str, Report]


def settle(items: Sequence[Item], groups: Sequence[Sequence[int]]) -> Settled:
    """What the events tell about documents without a reliable date."""
    anchors: dict[str, Anchor] = {}
    fresh: dict[str, Anchor] = {}
    days: dict[str, dt.date] = {}
    for group in groups:
        members = [items[i] for i in group]
        known = _known_day(members)
        if known is None:
            continue
        for item in members:
            if not _unsure(item.document) or item.window.day is not None:
                continue
            if item.report.weekday == known.day.weekday():
                days[item.report.id] = known.day
                anchors[item.story] = _later(anchors.get(item.story), known)
            elif item.report.weekday is None and item.main and not item.window.dated and item.makes_events:
                fresh[item.story] = _later(fresh.get(item.story), replace(known, named=False))
    # What names a weekday says more of its day than what a text is about.
    anchors = {**fresh, **anchors}
    documents = {i.document.id: i.document for i in items if i.story in anchors and _unsure(i.document)}
    stories = {i.document.id: i.story for i in items}
    settled = {key: _dated(d, anchors[stories[key]]) for key, d in documents.items()}
    settled = {key: d for key, d in settled.items() if d is not None}
    reports = {
        i.report.id: i.report.model_copy(update={"date": date})
        for i in items
        if i.document.id in settled and (date := _day_of(i, anchors[i.story], days)) is not None
    }
    return Settled({k: d for k, d in settled.items() if d is not None}, reports)


def _later(one: Anchor | None, other: Anchor) -> Anchor:
    return other if one is None or other.day > one.day else one


def _known_day(members: Sequence[Item]) -> Anchor | None:
    """The one day that reports of well-dated documents name for an event."""
    named = [
        Anchor(i.window.day, i.document.id)
        for i in members
        if i.window.dated and i.window.day and (i.window.explicit or not _unsure(i.document))
    ]
    if not named or any(a.day != named[0].day for a in named):
        return None
    return min(named, key=lambda a: a.witness)


def _unsure(document: Document) -> bool:
    return document.published.basis in _UNSURE


def _dated(document: Document, anchor: Anchor) -> Document | None:
    published = document.published
    latest = min(anchor.day + _WEEK, published.latest or dt.date.max)
    if latest < anchor.day:
        return None
    why = "names the weekday of" if anchor.named else "is mainly about"
    reason = (
        f"written between {anchor.day} and {latest}: the text {why} an event that document {anchor.witness} "
        f"dates {anchor.day}"
    )
    settled = Published(earliest=anchor.day, latest=latest, basis="inferred", doubts=(*published.doubts, reason))
    return document.model_copy(update={"published": settled})


def _day_of(item: Item, anchor: Anchor, days: Mapping[str, dt.date]) -> ReportedDate | None:
    """The day of a report that so far had none."""
    report = item.report
    if report.weekday is None or item.window.day is not None or report.timing == "background":
        return None
    if report.id in days:
        return ReportedDate(start=days[report.id], end=days[report.id], time_precision=1, basis="story")
    last = anchor.day + dt.timedelta(days=int(rule("settled_days")))
    day = last - dt.timedelta(days=(last.weekday() - report.weekday) % 7)
    if report.date is not None and not report.date.start <= day <= report.date.end:
        return None
    # A day inside a week that is all that is sure: ACLED's precision 2.
    return ReportedDate(start=day, end=day, time_precision=2, basis="story")
