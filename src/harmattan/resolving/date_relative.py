"""Times seen from another time: units this, last and next; so many units before or after."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from harmattan.resolving import date_intervals as iv
from harmattan.resolving.date_intervals import ONE_DAY, UNKNOWN, Interval
from harmattan.resolving.date_tense import Direction
from harmattan.resolving.date_types import Shift, Unit

_GRAIN = {
    "time": 0,
    "day": 0,
    "weekend": 1,
    "week": 1,
    "month": 2,
    "quarter": 3,
    "season": 3,
    "half": 3,
    "year": 4,
    "range": 4,
}


@dataclass(frozen=True, slots=True)
class Frame:
    """What a meaning is seen from."""

    document: dt.date | None
    anchors: tuple[Interval, ...] = ()
    """Times spoken of before, the newest last."""
    direction: Direction = "past"
    years: tuple[int, ...] = ()
    """Undated text: years that a weekday with a day may fix, in order."""

    def anchor(self, unit: str | None = None) -> Interval | None:
        """The newest time spoken of that is at least as fine as ``unit``, or the newest at all."""
        limit = _GRAIN.get(unit or "year", 4)
        for interval in reversed(self.anchors[-4:]):
            if _GRAIN.get(interval.granularity, 5) <= limit:
                return interval
        return self.anchors[-1] if self.anchors and _GRAIN.get(unit or "year", 4) >= 2 else None

    def base(self, unit: str | None = None) -> Interval | None:
        """The time spoken of before, else the document's date."""
        return self.anchor(unit) or (iv.day(self.document) if self.document else None)


def resolve_unit(m: Unit, f: Frame) -> Interval:
    """ "last week", "that year", "the past three months"."""
    unit = "day" if m.unit in ("night", "hour", "minute", "second") and m.count == 1 else m.unit
    if m.count != 1:
        return _units(m, f)
    if m.which in ("this", "last", "next"):
        if f.document is None:
            return iv.unknown({"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX"}.get(unit, "XXXX"))
        step = {"this": 0, "last": -1, "next": 1}[m.which]
        if unit == "weekend":
            return _weekend(f.document, m.which, f.direction)
        if unit == "decade" and step == -1:
            return replace(
                iv.year(f.document.year - 1),
                start=iv.add_months(f.document, -120),
                end=f.document,
                granularity="decade",
                value="P10Y",
            )
        inside = iv.containing(iv.add_units(iv.containing(f.document, unit).start or f.document, step, unit), unit)
        if unit == "day" and m.which == "last":
            return iv.day(f.document - ONE_DAY)
        return inside
    base = f.base(unit)
    if base is None or base.start is None or base.end is None:
        return UNKNOWN
    whole = iv.containing(base.start, unit)
    if _GRAIN.get(base.granularity, 5) > _GRAIN.get(whole.granularity, 0) and m.which == "same":
        return iv.unknown("XXXX-XX-XX")
    if m.which == "same":
        return whole
    if m.which == "following":
        last = iv.containing(base.end, unit).end
        return iv.containing(last + ONE_DAY, unit) if last else UNKNOWN
    return iv.containing(whole.start - ONE_DAY, unit) if whole.start else UNKNOWN


def _weekend(document: dt.date, which: str, direction: Direction) -> Interval:
    this = iv.weekend(document)
    if which == "next":
        return iv.weekend(document + dt.timedelta(days=7))
    if document.weekday() >= 5 and which == "this":
        return this
    if which == "this" and direction == "future":
        return this
    if which == "this" and direction == "near" and document.weekday() >= 3:
        return this
    return iv.weekend(document - dt.timedelta(days=7))


def _units(m: Unit, f: Frame) -> Interval:
    value = iv.duration_value(m.count, m.unit)
    if m.count is None or f.document is None:
        return iv.unknown(value)
    base = f.base(m.unit) if m.which in ("previous", "following") else iv.day(f.document)
    if base is None or base.start is None or base.end is None:
        return iv.unknown(value)
    if m.which in ("last", "previous"):
        return Interval(iv.add_units(base.start, -m.count, m.unit), base.start, "range", value)
    if m.which in ("next", "following"):
        return Interval(base.end, iv.add_units(base.end, m.count, m.unit), "range", value)
    return iv.unknown(value)


def resolve_shift(m: Shift, f: Frame, given: Interval | None) -> Interval:
    """ "two weeks ago", "three days after ...", with ``given`` what the base resolved to, if the words name one."""
    if m.base is not None:
        base = given
    elif m.discourse:
        base = f.base(m.unit)
    else:
        base = iv.day(f.document) if f.document else None
    if m.count is None:
        reference = "PAST_REF" if m.direction < 0 else "FUTURE_REF"
        return iv.unknown(reference)
    if base is None or base.start is None or base.end is None:
        return iv.unknown("XXXX-XX-XX")
    count = m.count * m.direction
    start, end = iv.add_units(base.start, count, m.unit), iv.add_units(base.end, count, m.unit)
    if m.unit in ("day", "night") and start == end:
        return iv.day(start)
    if m.unit in ("hour", "minute", "second"):
        return iv.day(start) if start == end else Interval(start, end, "day", start.isoformat())
    if start != end:
        return _spread(start, end, m)
    slack = {"week": 3, "fortnight": 3, "weekend": 3}.get(m.unit)
    if slack is not None:
        # "two weeks ago" is a week, not a day; TIMEX3 writes the day in its middle.
        days = dt.timedelta(days=slack)
        return Interval(start - days, start + days, "week", start.isoformat(), modifier="approx")
    return replace(
        iv.containing(start, "year" if m.unit in ("year", "decade", "century") else "month"), modifier="approx"
    )


def _spread(start: dt.date, end: dt.date, m: Shift) -> Interval:
    if m.unit in ("month", "year") and end - start > dt.timedelta(days=26):
        return iv.containing(start, "year" if (end - start).days > 300 else "month")
    if m.unit in ("month", "quarter", "year", "decade", "century"):
        middle = start + (end - start) // 2
        return replace(iv.containing(middle, "month" if m.unit in ("month", "quarter") else "year"), modifier="approx")
    return Interval(start, end, "range", f"{start.isoformat()}/{end.isoformat()}")
