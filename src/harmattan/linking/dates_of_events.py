"""The date of an event from those of its reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from harmattan.linking.similarity import Item
from harmattan.linking.votes import count, sources, stories_by
from harmattan.linking.windows import Window, meet
from harmattan.model import EventDate
from harmattan.model.report import DateBasis

_BASES: tuple[DateBasis, ...] = ("explicit", "relative", "story", "document")
Days = tuple[dt.date, dt.date]


def date_of(members: Sequence[Item]) -> EventDate | None:
    """The most precise date; among equally precise ones that of most sources, then the better founded, the earlier.

    Where no report names one day but all together leave only one ("in the first week", "on a Sunday"), that day.
    """
    dated = [item for item in members if item.report.date is not None]
    if not dated:
        return None
    votes = stories_by(dated, _days)
    best = min(dated, key=lambda item: _rank(item, votes))
    start, end = _days(best) or (dt.date.min, dt.date.min)
    known = best.report.date
    if known is None:
        return None
    common = _common(members)
    if start != end and common is not None and common.day is not None:
        rule = "the only day that all reports allow"
        return EventDate(start=common.day, end=common.day, time_precision=1, basis="story", rule=rule)
    rule = f"the most precise date, given by {count(len(votes[start, end]), 'source')}"
    return EventDate(start=start, end=end, time_precision=_precision(best, start, end), basis=known.basis, rule=rule)


def date_contradictions(members: Sequence[Item], date: EventDate | None) -> list[str]:
    """Reports that name another day."""
    if date is None:
        return []
    others = [i for i in members if i.window.day and not date.start <= i.window.day <= date.end]
    days = sorted({i.window.day for i in others if i.window.day})
    return [f"Date: {day} according to {sources([i for i in others if i.window.day == day])}" for day in days]


def _days(item: Item) -> Days | None:
    window = item.window
    if item.report.date is None or window.start is None or window.end is None:
        return None
    return window.start, window.end


def _rank(item: Item, votes: dict[Days, set[str]]) -> tuple[int, int, int, int, dt.date, str]:
    days, date = _days(item), item.report.date
    if days is None or date is None:
        return (9, 0, 0, 0, dt.date.max, item.report.id)
    length = (days[1] - days[0]).days
    return (min(date.time_precision, 3), length, -len(votes[days]), _BASES.index(date.basis), days[0], item.report.id)


def _precision(item: Item, start: dt.date, end: dt.date) -> Literal[1, 2, 3]:
    date = item.report.date
    if date is None:
        return 3
    # A weekday may have cut the reported interval down to one day.
    return 1 if start == end and date.start != date.end else date.time_precision


def _common(members: Sequence[Item]) -> Window | None:
    both: Window | None = Window()
    for item in members:
        if both is None:
            return None
        if item.report.date is not None or item.report.weekday is not None:
            both = meet(both, item.window)
    return both
