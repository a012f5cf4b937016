"""Named dates: which year, month or week a date without them belongs to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from harmattan.resolving import date_intervals as iv
from harmattan.resolving.date_intervals import Interval
from harmattan.resolving.date_tense import Direction
from harmattan.resolving.date_types import Calendar
from harmattan.resolving.date_words import table

_FAR_PAST, _NEAR_FUTURE = 300, 60
"""A past verb does not reach a day this long ago when the same day lies this close ahead."""


def resolve_calendar(
    m: Calendar,
    document: dt.date | None,
    direction: Direction,
    years: Sequence[int],
    inside: Interval | None,
    base: Interval | None,
) -> Interval:
    """The interval of a named date.

    Raises:
        ValueError: no such day.
    """
    if m.decade is not None:
        return replace(
            iv.decade(m.decade if m.decade > 99 else (2000 if m.decade < 30 else 1900) + m.decade), basis="explicit"
        )
    if m.century is not None:
        return replace(iv.century(m.century), basis="explicit")
    if inside is not None:
        return _inside(m, inside)
    if m.fiscal:
        return _fiscal(m, document)
    if m.year is not None:
        return replace(_full(m, m.year), basis="explicit")
    if m.month is not None and m.day is not None:
        return _month_day(m, document, direction, years)
    seen = base.start if base is not None and base.start is not None else document
    if m.weekday is not None and m.month is None:
        return _weekday(m, seen if m.which in ("previous", "following", "same") else document, direction)
    if m.day is not None:
        return _day_of_month(m.day, document, direction)
    return _recurring(m, document, direction)


def _full(m: Calendar, year: int) -> Interval:
    if m.month is not None and m.day is not None:
        return iv.day(dt.date(year, m.month, m.day))
    if m.month is not None:
        return iv.month(year, m.month)
    if m.season is not None:
        return iv.season(year, m.season)
    if m.quarter is not None:
        return iv.quarter(year, m.quarter)
    if m.half is not None:
        return iv.half(year, m.half)
    return iv.year(year)


def _inside(m: Calendar, outer: Interval) -> Interval:
    if outer.start is None or outer.end is None:
        return iv.unknown(outer.value)
    if m.weekday is not None and m.day is None:
        if outer.granularity == "week":
            return iv.day(outer.start + dt.timedelta(days=m.weekday))
        return replace(outer, weekday=m.weekday, value=f"XXXX-WXX-{m.weekday + 1}")
    if m.day is not None and m.month is None:
        return iv.day(outer.start.replace(day=m.day))
    return _full(m, outer.start.year)


def _fiscal(m: Calendar, document: dt.date | None) -> Interval:
    year = m.year if m.year is not None else document.year if document else None
    if year is None:
        return iv.unknown("FYXXXX")
    if m.year is None:
        year += {"last": -1, "previous": -1, "next": 1}.get(m.which or "", 0)
    return replace(iv.year(year), value=f"FY{year}", modifier="approx", basis="explicit" if m.year else "relative")


def _month_day(m: Calendar, document: dt.date | None, direction: Direction, years: Sequence[int]) -> Interval:
    assert m.month is not None
    assert m.day is not None
    month_day = (m.month, m.day)
    if document is None:
        return _undated(m, years)
    options = _days(m.month, m.day, range(document.year - 8, document.year + 3))
    if not options:
        raise ValueError(f"no day {m.day} in month {m.month}")
    if m.weekday is not None:
        fitting = [d for d in options if d.weekday() == m.weekday and abs((d - document).days) < 1200]
        options = fitting or options
    past = [d for d in options if d <= document]
    ahead = [d for d in options if d > document]
    if m.weekday is not None and direction == "near":
        return iv.day(min(options, key=lambda d: abs((d - document).days)))
    if direction == "future" and ahead:
        return iv.day(ahead[0])
    closer = not ahead or not past or (document - past[-1]).days <= (ahead[0] - document).days
    if past and (document - past[-1]).days <= _FAR_PAST and (direction == "past" or closer):
        return iv.day(past[-1])
    if ahead and (ahead[0] - document).days <= _NEAR_FUTURE:
        return iv.day(ahead[0])
    return (
        iv.day(past[-1])
        if past
        else Interval(None, None, "day", f"XXXX-{m.month:02d}-{m.day:02d}", month_day=month_day)
    )


def _days(month: int, day: int, years: Sequence[int] | range) -> list[dt.date]:
    out = []
    for year in years:
        try:
            out.append(dt.date(year, month, day))
        except ValueError:
            continue
    return out


def _undated(m: Calendar, years: Sequence[int]) -> Interval:
    assert m.month is not None
    assert m.day is not None
    options = _days(m.month, m.day, years)
    if m.weekday is not None:
        options = [d for d in options if d.weekday() == m.weekday]
    # One year alone must fit; two are a guess.
    if len(options) == 1:
        return iv.day(options[0])
    value = f"XXXX-{m.month:02d}-{m.day:02d}"
    return Interval(None, None, "day", value, weekday=m.weekday, month_day=(m.month, m.day))


def _weekday(m: Calendar, seen: dt.date | None, direction: Direction) -> Interval:
    assert m.weekday is not None
    if seen is None:
        return Interval(None, None, "day", f"XXXX-WXX-{m.weekday + 1}", weekday=m.weekday)
    back = (seen.weekday() - m.weekday) % 7
    ahead = (m.weekday - seen.weekday()) % 7
    if m.which in ("last", "previous"):
        return iv.day(seen - dt.timedelta(days=back or 7))
    if m.which in ("next", "following"):
        return iv.day(seen + dt.timedelta(days=ahead or 7))
    if direction == "future":
        return iv.day(seen + dt.timedelta(days=ahead or 7))
    return iv.day(seen - dt.timedelta(days=back))


def _day_of_month(day: int, seen: dt.date | None, direction: Direction) -> Interval:
    if seen is None:
        return iv.unknown(f"XXXX-XX-{day:02d}", "day")
    months = [iv.add_months(seen.replace(day=1), k) for k in range(-3, 4)]
    options = [d for start in months for d in _days(start.month, day, [start.year])]
    past, ahead = [d for d in options if d <= seen], [d for d in options if d > seen]
    chosen = ahead[0] if direction == "future" and ahead else past[-1] if past else ahead[0]
    return iv.day(chosen)


def _recurring(m: Calendar, document: dt.date | None, direction: Direction) -> Interval:
    """A month, season, quarter or half without its year."""
    if document is None:
        return iv.unknown(_blank(m), "month" if m.month else "season" if m.season else "quarter")
    options = [_full(m, year) for year in range(document.year - 2, document.year + 3)]
    past = [o for o in options if o.start is not None and o.start <= document]
    ahead = [o for o in options if o.end is not None and o.end >= document]
    current = [o for o in options if o.start and o.end and o.start <= document <= o.end]
    if m.which == "this":
        return current[0] if current else _same_year(options, document)
    if m.which in ("last", "previous"):
        return [o for o in past if o not in current][-1]
    if m.which in ("next", "following"):
        return next(o for o in ahead if o not in current)
    if direction == "future":
        return ahead[0]
    if m.quarter is not None and current:
        # Results of a quarter are told after its end.
        return current[0] if direction == "near" else past[-1]
    if direction == "near" and not current:
        gap = min((document - o.end).days for o in past if o.end)
        coming = min(((o.start - document).days for o in ahead if o.start), default=999)
        return ahead[0] if coming < min(gap, _NEAR_FUTURE) else past[-1]
    return past[-1]


def _same_year(options: list[Interval], document: dt.date) -> Interval:
    return min(
        options, key=lambda o: abs((o.start - document).days) if o.start and o.start.year == document.year else 9999
    )


def _blank(m: Calendar) -> str:
    if m.month is not None:
        return f"XXXX-{m.month:02d}"
    if m.season is not None:
        return f"XXXX-{table('seasons')[m.season]['code']}"
    return f"XXXX-Q{m.quarter}" if m.quarter else "XXXX"
