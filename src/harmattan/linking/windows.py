"""The days on which a reported event can have been, as far as its report and its document tell."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from harmattan.linking.rules import rule, weight
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
    told: bool = False
    """Whether the text gives the day, rather than only the day on which it appeared."""

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
    if report.date is not None:
        date = report.date
        found = Window(
            date.start, date.end, report.weekday, True, date.basis == "explicit", date.basis in ("explicit", "relative")
        )
        # A weekday that the date does not hold is an error of the text; the date is the safer of the two.
        return _on_weekday(found) or replace(found, weekday=None)
    published = document.published
    latest = published.latest or published.date
    if latest is None:
        return Window(weekday=report.weekday)
    lag = rule("report_lag") if published.is_firm else rule("crawl_lag")
    earliest = (published.earliest or published.date or latest) - dt.timedelta(days=int(lag))
    return _on_weekday(Window(earliest, latest, report.weekday)) or Window(earliest, latest)


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


def agreement(a: Window, b: Window) -> float | None:
    """What the times of two reports say for one event, None where they exclude it."""
    both = meet(a, b)
    if both is None:
        return _nearly(a, b)
    if a.day and b.day:
        return weight("same_day")
    if not (a.dated and b.dated):
        weekdays = (w.weekday if w.weekday is not None else w.day.weekday() if w.day else None for w in (a, b))
        if all(weekday is not None for weekday in weekdays):
            return weight("same_weekday")
        return 0.0 if a.dated or b.dated else weight("undated")
    longest = max(a.days or 0, b.days or 0)
    return weight("same_week") if longest <= 7 else weight("same_month") if longest <= 31 else 0.0


def gap(a: Window, b: Window) -> int | None:
    """Days between two windows, 0 where they touch or overlap, None where a bound is open."""
    if not (a.start and a.end and b.start and b.end):
        return None
    return max((a.start - b.end).days, (b.start - a.end).days, 0)


def _nearly(a: Window, b: Window) -> float | None:
    """Reports slip by a day ("on Monday" for a night); two days named in full do not."""
    if not (a.dated and b.dated and a.start and a.end and b.start and b.end) or (a.explicit and b.explicit):
        return None
    gap = max(a.start - b.end, b.start - a.end)
    return weight("next_day") if gap == _ONE else None


def _on_weekday(w: Window) -> Window | None:
    """A bounded window cut to its first and last day of the weekday, None where it holds no such day."""
    if w.weekday is None or w.start is None or w.end is None:
        return w
    start = w.start + dt.timedelta(days=(w.weekday - w.start.weekday()) % 7)
    end = w.end - dt.timedelta(days=(w.end.weekday() - w.weekday) % 7)
    return replace(w, start=start, end=end) if start <= end else None
