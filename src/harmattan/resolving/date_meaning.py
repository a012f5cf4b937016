"""From a meaning to an interval, given one document date, the time spoken of before, and the verb's direction."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from harmattan.resolving import date_intervals as iv
from harmattan.resolving.calendars import feast_interval, local_interval
from harmattan.resolving.date_intervals import ONE_DAY, UNKNOWN, Interval
from harmattan.resolving.date_named import resolve_calendar
from harmattan.resolving.date_relative import Frame, resolve_shift, resolve_unit
from harmattan.resolving.date_tense import Direction
from harmattan.resolving.date_types import (
    Ambiguous,
    Amount,
    Between,
    Calendar,
    Clock,
    Feast,
    LocalDate,
    Meaning,
    Nth,
    Part,
    Reference,
    Shift,
    Unit,
)
from harmattan.resolving.date_words import feasts


def resolve(m: Meaning, f: Frame) -> Interval:
    """The interval of a meaning; ``UNKNOWN`` or one without ends where the frame does not settle it.

    Raises:
        ValueError, OverflowError: a date outside the calendar (30 February, year 0).
    """
    if isinstance(m, Calendar):
        inside = resolve(m.inside, f) if m.inside is not None else None
        base = f.anchor() if m.which in ("previous", "following", "same") else None
        return resolve_calendar(m, f.document, f.direction, f.years, inside, base)
    if isinstance(m, Ambiguous):
        return _nearest(resolve(m.month_first, f), resolve(m.day_first, f), m, f)
    if isinstance(m, Unit):
        return resolve_unit(m, f)
    if isinstance(m, Shift):
        return resolve_shift(m, f, resolve(m.base, f) if m.base is not None else None)
    if isinstance(m, Part):
        return _part(m, f)
    if isinstance(m, Nth):
        return _nth(m, resolve(m.of, f))
    if isinstance(m, Clock):
        return _clock(m, f)
    if isinstance(m, Feast):
        return _feast(m, f)
    if isinstance(m, LocalDate):
        return _local(m)
    if isinstance(m, Between):
        return _between(m, f)
    if isinstance(m, Amount):
        return iv.unknown(iv.duration_value(m.count, m.unit))
    return _reference(m, f)


def _nearest(first: Interval, second: Interval, m: Ambiguous, f: Frame) -> Interval:
    if m.month_first.weekday is not None and first.start and second.start:
        fits = [x for x in (first, second) if x.start and x.start.weekday() == m.month_first.weekday]
        if len(fits) == 1:
            return fits[0]
    if f.document is None or first.start is None or second.start is None:
        ends = sorted(x.start for x in (first, second) if x.start)
        return Interval(ends[0], ends[-1], "range", "XXXX-XX-XX", "explicit") if ends else UNKNOWN
    seen = f.document
    # The day closest to the document's date, one that lies behind it before one that lies ahead.
    return min((first, second), key=lambda x: (x.start > seen, abs((x.start - seen).days)) if x.start else (True, 9999))


def _part(m: Part, f: Frame) -> Interval:
    inner = resolve(m.of, f)
    if m.part in ("start", "mid", "end"):
        return iv.part_of(inner, m.part)
    if inner.start is None or inner.end is None or f.document is None or not inner.start <= f.document <= inner.end:
        return inner
    if m.part == "earlier":
        return replace(inner, end=f.document, modifier="start")
    return replace(inner, start=f.document, modifier="end")


def _nth(m: Nth, outer: Interval) -> Interval:
    if outer.start is None or outer.end is None:
        return UNKNOWN
    if isinstance(m.unit, int):
        days = [outer.start + dt.timedelta(days=k) for k in range((outer.end - outer.start).days + 1)]
        hits = [d for d in days if d.weekday() == m.unit]
        index = m.ordinal - 1 if m.ordinal > 0 else -1
        return iv.day(hits[index]) if -len(hits) <= index < len(hits) else UNKNOWN
    count = m.ordinal - 1
    if m.ordinal > 0:
        start = iv.add_units(outer.start, count, m.unit)
        end = iv.add_units(outer.start, count + 1, m.unit) - ONE_DAY
    else:
        start, end = iv.add_units(outer.end + ONE_DAY, -1, m.unit), outer.end
    if start > outer.end:
        return UNKNOWN
    end = min(end, outer.end)
    if m.unit == "week":
        return replace(iv.week(start + (end - start) // 2), start=start, end=end)
    return replace(iv.containing(start, m.unit), start=start, end=end)


def _clock(m: Clock, f: Frame) -> Interval:
    base = resolve(m.day, f) if m.day is not None else f.base("day")
    if base is None or base.granularity not in ("day", "time"):
        written = base.start.isoformat() if base is not None and base.start is not None else "XXXX-XX-XX"
        base = replace(base, value=written) if base is not None and m.day is not None else UNKNOWN
    head = base.value.split("T")[0]
    tail = f"T{m.hour:02d}:{m.minute or 0:02d}" if m.hour is not None else f"T{m.part}"
    zone = "Z" if m.zone in ("utc", "gmt", "z") else ""
    end = base.end
    if m.second_day is not None and base.start is not None:
        end = base.start + ONE_DAY
    elif m.day is None and m.part == "NI" and base.start is not None and f.document == base.start and not f.anchors:
        return replace(base, start=base.start - ONE_DAY, granularity="time", value=head + tail)
    return replace(base, end=end, granularity="time", value=head + tail + zone)


def _feast(m: Feast, f: Frame) -> Interval:
    facts = feasts()[m.name]
    rough = UNKNOWN
    if m.year is not None:
        years = [m.year]
    elif f.document is None:
        return rough
    else:
        years = [f.document.year - 1, f.document.year, f.document.year + 1]
    options = []
    for number in years:
        found = feast_interval(facts, number)
        if found is not None:
            start, end, loose = found
            slack = ONE_DAY if loose else dt.timedelta()
            single = start == end
            value = start.isoformat() if single else f"{start.isoformat()}/{end.isoformat()}"
            options.append(
                Interval(
                    start - slack,
                    end + slack,
                    "day" if single and not loose else "range",
                    value,
                    modifier="approx" if loose else None,
                )
            )
    if not options:
        return rough
    if m.year is not None:
        return replace(options[0], basis="explicit")
    return choose(options, f.document, f.direction)


def choose(options: list[Interval], seen: dt.date | None, direction: Direction) -> Interval:
    """The option nearest to a day, behind it or ahead of it as the verb's direction asks."""
    if seen is None:
        return UNKNOWN
    dated = [o for o in options if o.start is not None and o.end is not None]
    past = [o for o in dated if o.start is not None and o.start <= seen]
    ahead = [o for o in dated if o.end is not None and o.end >= seen]
    if direction == "past" and past:
        return past[-1]
    if direction == "future" and ahead:
        return ahead[0]
    return min(dated, key=lambda o: abs((o.start - seen).days) if o.start else 9999)


def _local(m: LocalDate) -> Interval:
    if m.year is None:
        return UNKNOWN
    start, end = local_interval(m.calendar, m.year, m.month, m.day)
    loose = ONE_DAY if m.calendar == "hijri" else dt.timedelta()
    value = start.isoformat() if m.day is not None else f"{start.isoformat()}/{end.isoformat()}"
    grain = "day" if m.day is not None and not loose else "month" if m.day is None else "range"
    return Interval(start - loose, end + loose, grain, value, "explicit", "approx" if loose else None)  # type: ignore[arg-type]


def _between(m: Between, f: Frame) -> Interval:
    first_meaning, last = m.first, resolve(m.last, f)
    if (
        isinstance(first_meaning, Calendar)
        and isinstance(m.last, Calendar)
        and first_meaning.year is None
        and m.last.year is not None
    ):
        first_meaning = replace(first_meaning, year=m.last.year)
    first = resolve(first_meaning, f)
    begins = first.start
    if begins and last.end and begins > last.end and isinstance(first_meaning, Calendar):
        if first_meaning.weekday is not None and first_meaning.day is None:
            first = iv.day(begins - dt.timedelta(days=7))
        elif isinstance(m.first, Calendar) and m.first.year is None and first_meaning.month is not None:
            first = resolve(replace(first_meaning, year=begins.year - 1), f)
    if first.start is None or last.end is None or first.start > last.end:
        return iv.unknown(f"{first.value}/{last.value}")
    return Interval(first.start, last.end, "range", f"{first.value}/{last.value}", last.basis)


def _reference(m: Reference, f: Frame) -> Interval:
    if m.value == "PRESENT_REF" and f.document is not None:
        return Interval(f.document, f.document, "vague", "PRESENT_REF")
    return iv.unknown(m.value)
