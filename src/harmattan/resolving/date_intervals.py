"""Arithmetic on intervals of days, and their TIMEX3 values."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace

from harmattan.model.report import DateBasis
from harmattan.resolving.date_types import Granularity, Modifier, UnitName
from harmattan.resolving.date_words import table

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Interval:
    """A resolved meaning: first and last possible day, and how it is written."""

    start: dt.date | None
    end: dt.date | None
    granularity: Granularity
    value: str
    basis: DateBasis = "relative"
    modifier: Modifier | None = None
    weekday: int | None = None
    month_day: tuple[int, int] | None = None

    @property
    def known(self) -> bool:
        """Both ends are known."""
        return self.start is not None and self.end is not None

    @property
    def middle(self) -> dt.date | None:
        """The day in the middle."""
        if self.start is None or self.end is None:
            return None
        return self.start + (self.end - self.start) // 2


UNKNOWN = Interval(None, None, "vague", "XXXX-XX-XX")


def unknown(value: str, granularity: Granularity = "vague") -> Interval:
    """An interval of which nothing but its written value is known."""
    return Interval(None, None, granularity, value)


def day(date: dt.date, granularity: Granularity = "day") -> Interval:
    """One day."""
    return Interval(date, date, granularity, date.isoformat())


def week(date: dt.date) -> Interval:
    """The ISO week, Monday to Sunday, of a day."""
    start = date - dt.timedelta(days=date.weekday())
    year, number, _ = date.isocalendar()
    return Interval(start, start + dt.timedelta(days=6), "week", f"{year}-W{number:02d}")


def weekend(date: dt.date) -> Interval:
    """Saturday and Sunday of the ISO week of a day."""
    whole = week(date)
    saturday = date - dt.timedelta(days=date.weekday()) + dt.timedelta(days=5)
    return Interval(saturday, saturday + ONE_DAY, "weekend", f"{whole.value}-WE")


def month(year: int, number: int) -> Interval:
    """A calendar month."""
    last = calendar.monthrange(year, number)[1]
    return Interval(dt.date(year, number, 1), dt.date(year, number, last), "month", f"{year:04d}-{number:02d}")


def quarter(year: int, number: int) -> Interval:
    """Quarter 1 to 4 of a calendar year."""
    return Interval(month(year, 3 * number - 2).start, month(year, 3 * number).end, "quarter", f"{year:04d}-Q{number}")


def half(year: int, number: int) -> Interval:
    """Half 1 or 2 of a calendar year."""
    return Interval(month(year, 6 * number - 5).start, month(year, 6 * number).end, "half", f"{year:04d}-H{number}")


def season(year: int, name: str) -> Interval:
    """A season that begins in ``year``; winter reaches into the next."""
    facts = table("seasons")[name]
    last_year = year + 1 if facts["last"] < facts["first"] else year
    start, end = month(year, facts["first"]).start, month(last_year, facts["last"]).end
    return Interval(start, end, "season", f"{year:04d}-{facts['code']}")


def year(number: int) -> Interval:
    """A calendar year."""
    return Interval(dt.date(number, 1, 1), dt.date(number, 12, 31), "year", f"{number:04d}")


def decade(first: int) -> Interval:
    """Ten years from ``first``."""
    return Interval(dt.date(first, 1, 1), dt.date(first + 9, 12, 31), "decade", f"{first // 10:03d}")


def century(number: int) -> Interval:
    """The ``number``-th century, from its year 00 as TIMEX3 writes it."""
    first = (number - 1) * 100
    return Interval(dt.date(max(first, 1), 1, 1), dt.date(first + 99, 12, 31), "century", f"{number - 1:02d}")


def add_months(date: dt.date, months: int) -> dt.date:
    """The same day some months on, or the month's last day."""
    total = date.year * 12 + date.month - 1 + months
    y, m = divmod(total, 12)
    return dt.date(y, m + 1, min(date.day, calendar.monthrange(y, m + 1)[1]))


def add_units(date: dt.date, count: float, unit: UnitName) -> dt.date:
    """A day some units away; the count may be a fraction or negative."""
    if unit in ("second", "minute"):
        return date
    if unit == "hour":
        return date + dt.timedelta(days=int(count / 24))
    days = {"day": 1, "night": 1, "weekend": 7, "week": 7, "fortnight": 14}.get(unit)
    if days is not None:
        return date + dt.timedelta(days=round(count * days))
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    return add_months(date, round(count * months))


def containing(date: dt.date, unit: UnitName) -> Interval:
    """The unit that holds a day."""
    if unit == "week":
        return week(date)
    if unit == "fortnight":
        return replace(week(date), granularity="range")
    if unit == "weekend":
        return weekend(date)
    if unit == "month":
        return month(date.year, date.month)
    if unit == "quarter":
        return quarter(date.year, (date.month + 2) // 3)
    if unit == "year":
        return year(date.year)
    if unit == "decade":
        return decade(date.year // 10 * 10)
    if unit == "century":
        return century(date.year // 100 + 1)
    return day(date)


_LETTERS: dict[UnitName, str] = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "night": "D",
    "weekend": "WE",
    "week": "W",
    "fortnight": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "Y",
    "century": "Y",
}


def duration_value(count: float | None, unit: UnitName) -> str:
    """TIMEX3 value of a length of time: "P3W", "PT12H", "PXY" where the number is not named."""
    if count is None:
        number = "X"
    else:
        count = count * {"fortnight": 2, "decade": 10, "century": 100}.get(unit, 1)
        number = f"{count:g}"
    time = "T" if unit in ("second", "minute", "hour") else ""
    return f"P{time}{number}{_LETTERS[unit]}"


_FRACTIONS = {"start": (0, 1), "mid": (1, 2), "end": (2, 3)}


def part_of(interval: Interval, part: Modifier) -> Interval:
    """The first, middle or last third of an interval; days and weeks stay whole."""
    if interval.start is None or interval.end is None or interval.granularity in ("time", "day", "weekend", "week"):
        return replace(interval, modifier=part)
    if interval.granularity == "month":
        cuts = [interval.start, interval.start.replace(day=11), interval.start.replace(day=21), interval.end + ONE_DAY]
    else:
        length = (interval.end - interval.start).days + 1
        cuts = [interval.start + dt.timedelta(days=round(length * k / 3)) for k in range(4)]
    low, high = _FRACTIONS[part]
    return replace(interval, start=cuts[low], end=cuts[high] - ONE_DAY, modifier=part)
