"""The days on which a reported event can have been, as far as its report and its document tell."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cache

from harmattan.linking.rules import rule
from harmattan.model import Document, Report

_ONE = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """First and last possible day (None: open) and, where only that is known, the weekday (0 Monday)."""

    start: dt.date | None = None
    end: dt.date | None = None
    weekday: int | None = None
    dated: bool = False
    """Whether the report itself gives a date; otherwise the bounds come from its document."""
    explicit: bool = False
    """Whether the text names the day in full."""
    fresh: bool = False
    """Whether the text tells news of the event itself, not of an arrest, a trial or a funeral on a later day."""

    @property
    def days(self) -> int | None:
        """Number of days in the window, None where it is open."""
        return None if self.start is None or self.end is None else (self.end - self.start).days + 1

    @property
    def day(self) -> dt.date | None:
        """The day, where there is only one."""
        return self.start if self.days == 1 else None


def window(report: Report, document: Document) -> Window:
    """When a reported event can have been."""
    return replace(_window(report, document), fresh=tells_news(document))


def _window(report: Report, document: Document) -> Window:
    if report.date is not None:
        date = report.date
        found = Window(date.start, date.end, report.weekday, True, date.basis == "explicit")
        # A weekday that the date does not hold is an error of the text; the date is the safer of the two.
        return _on_weekday(found) or replace(found, weekday=None)
    published = document.published
    latest = published.latest or published.date
    if latest is None:
        return Window(weekday=report.weekday)
    lag = rule("report_lag") if published.is_firm else rule("crawl_lag")
    earliest = (published.earliest or published.date or latest) - dt.timedelta(days=int(lag))
    return _on_weekday(Window(earliest, latest, report.weekday)) or Window(earliest, latest)


def tells_news(document: Document) -> bool:
    """Whether the title of a document speaks of no aftermath (``linking.yaml``), whose days are not the event's."""
    return not _aftermath().search(document.title or "")


@cache
def _aftermath() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, rule('aftermath')))})\b", re.IGNORECASE)


def meet(a: Window, b: Window) -> Window | None:
    """The days that both allow, None where there are none."""
    starts = [d for d in (a.start, b.start) if d]
    ends = [d for d in (a.end, b.end) if d]
    start, end = max(starts, default=None), min(ends, default=None)
    if a.weekday is not None and b.weekday is not None and a.weekday != b.weekday:
        return None
    if start and end and start > end:
        return None
    weekday = a.weekday if a.weekday is not None else b.weekday
    return _on_weekday(Window(start, end, weekday, a.dated or b.dated, a.explicit or b.explicit))


def level(a: Window, b: Window, *, misread: bool = False) -> str:
    """The level of the comparison ``time``; days that miss each other exclude an event unless maybe ``misread``."""
    if not meets(a, b):
        apart = gap(a, b)
        if apart is None or apart == 0 or (a.explicit and b.explicit):
            return "other_time"
        if misread:
            return _apart(apart, fresh=a.fresh and b.fresh)
        # Reports slip by a day ("on Monday" for a night); two days named in full do not.
        return "next_day" if apart == 1 and a.dated and b.dated else "other_time"
    if a.day and b.day:
        return "same_day"
    if not (a.dated and b.dated):
        weekdays = (w.weekday if w.weekday is not None else w.day.weekday() if w.day else None for w in (a, b))
        if all(weekday is not None for weekday in weekdays):
            return "same_weekday"
        return "one_dated" if a.dated or b.dated else "undated"
    longest = max(a.days or 0, b.days or 0)
    return "same_week" if longest <= 7 else "same_month" if longest <= 31 else "open_time"


def meets(a: Window, b: Window) -> bool:
    """Whether there is a day that both allow."""
    start = a.start if b.start is None or (a.start is not None and a.start > b.start) else b.start
    end = a.end if b.end is None or (a.end is not None and a.end < b.end) else b.end
    if start is not None and end is not None and start > end:
        return False
    weekday = a.weekday if a.weekday is not None else b.weekday
    if weekday is None:
        return True
    if b.weekday is not None and weekday != b.weekday:
        return False
    return start is None or end is None or start + dt.timedelta(days=(weekday - start.weekday()) % 7) <= end


def gap(a: Window, b: Window) -> int | None:
    """Days between two windows, 0 where they touch or overlap, None where a bound is open."""
    if not (a.start and a.end and b.start and b.end):
        return None
    return max((a.start - b.end).days, (b.start - a.end).days, 0)


def _apart(days: int, *, fresh: bool) -> str:
    if days == 1:
        return "next_day_told"
    steps = rule("days_apart")
    if days <= steps["week_apart"]:
        return "week_apart"
    name = "month_apart" if days <= steps["month_apart"] else "long_apart"
    return name if fresh else f"{name}_later"


def _on_weekday(w: Window) -> Window | None:
    """A bounded window cut to its first and last day of the weekday, None where it holds no such day."""
    if w.weekday is None or w.start is None or w.end is None:
        return w
    start = w.start + dt.timedelta(days=(w.weekday - w.start.weekday()) % 7)
    end = w.end - dt.timedelta(days=(w.end.weekday() - w.weekday) % 7)
    return replace(w, start=start, end=end) if start <= end else None
