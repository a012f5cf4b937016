"""Feasts and other calendars, by arithmetic alone.

Definitions: Easter by the anonymous Gregorian and Meeus' Julian algorithms; the tabular Islamic calendar (civil epoch,
leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of 30), which may differ from the sighted moon by a day; the Hebrew
calendar with its postponements; the solar Hijri calendar of Iran and Afghanistan by the 33-year cycle, right for
1300-1450; the Ethiopian calendar.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

_HIJRI_EPOCH = 227015
"""Ordinal of 1 Muharram 1 (16 July 622, Julian)."""
_HEBREW_EPOCH = -1373427
_SOLAR_LEAPS = (1, 5, 9, 13, 17, 22, 26, 30)


def easter(year: int) -> dt.date:
    """Western Easter Sunday."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    q = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * q) // 451
    month, day = divmod(h + q - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def orthodox_easter(year: int) -> dt.date:
    """Easter Sunday of the churches that keep the Julian reckoning, as a Gregorian date."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    lag = year // 100 - year // 400 - 2
    return dt.date(year, month, day + 1) + dt.timedelta(days=lag)


def from_hijri(year: int, month: int, day: int) -> dt.date:
    """Gregorian day of a tabular Islamic date."""
    ordinal = day + 29 * (month - 1) + month // 2 + (year - 1) * 354 + (3 + 11 * year) // 30 + _HIJRI_EPOCH - 1
    return dt.date.fromordinal(ordinal)


def _hebrew_elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    return day + 1 if (3 * (day + 1)) % 7 < 3 else day


def _hebrew_new_year(year: int) -> int:
    before, this, after = (_hebrew_elapsed(y) for y in (year - 1, year, year + 1))
    late = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return _HEBREW_EPOCH + this + late


def from_hebrew(year: int, month: int, day: int) -> dt.date:
    """Gregorian day of a Hebrew date; months count from Nisan (1), Tishri is 7."""
    new_year = _hebrew_new_year(year)
    length = _hebrew_new_year(year + 1) - new_year
    leap = (7 * year + 1) % 19 < 7
    lengths = {
        7: 30,
        8: 30 if length % 10 == 5 else 29,
        9: 29 if length % 10 == 3 else 30,
        10: 29,
        11: 30,
        12: 30 if leap else 29,
    }
    if leap:
        lengths[13] = 29
    lengths |= {1: 30, 2: 29, 3: 30, 4: 29, 5: 30, 6: 29}
    order = [7, 8, 9, 10, 11, 12, *([13] if leap else []), 1, 2, 3, 4, 5, 6]
    return dt.date.fromordinal(new_year + sum(lengths[m] for m in order[: order.index(month)]) + day - 1)


def from_solar_hijri(year: int, month: int, day: int) -> dt.date:
    """Gregorian day of a date of the Iranian and Afghan solar calendar."""
    # 1 Farvardin 1300 was 21 March 1921; a leap year is one whose remainder of 33 is in the list.
    leaps = sum(1 for y in range(1300, year) if y % 33 in _SOLAR_LEAPS) - sum(
        1 for y in range(year, 1300) if y % 33 in _SOLAR_LEAPS
    )
    start = dt.date(1921, 3, 21) + dt.timedelta(days=365 * (year - 1300) + leaps)
    return start + dt.timedelta(days=31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1)


def from_ethiopian(year: int, month: int, day: int) -> dt.date:
    """Gregorian day of an Ethiopian date."""
    # 1 Meskerem 1 is ordinal 2796 (29 August 8, Julian).
    return dt.date.fromordinal(2796 + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1)


def local_interval(calendar: str, year: int, month: int, day: int | None) -> tuple[dt.date, dt.date]:
    """First and last day of a date, or of a whole month, of another calendar.

    Raises:
        ValueError: the calendar is unknown or the date lies outside the range of ``datetime``.
    """
    make = {"hijri": from_hijri, "solar_hijri": from_solar_hijri, "ethiopian": from_ethiopian}.get(calendar)
    if make is None:
        raise ValueError(f"unknown calendar {calendar}")
    if day is not None:
        return make(year, month, day), make(year, month, day)
    last = {"hijri": 12, "solar_hijri": 12, "ethiopian": 13}[calendar]
    after = make(year + 1, 1, 1) if month >= last else make(year, month + 1, 1)
    return make(year, month, 1), after - dt.timedelta(days=1)


def feast_interval(feast: dict[str, Any], year: int) -> tuple[dt.date, dt.date, bool] | None:
    """First day, last day and whether they may be a day off, of a codebook feast in a Gregorian year.

    None where no rule is known or the feast does not fall into that year.
    """
    days = dt.timedelta(days=int(feast["days"]) - 1)
    rule = feast["rule"]
    if rule == "fixed":
        start = dt.date(year, feast["month"], feast["day"])
    elif rule in ("easter", "orthodox_easter"):
        start = (easter if rule == "easter" else orthodox_easter)(year) + dt.timedelta(days=feast["offset"])
    elif rule == "solar_hijri":
        start = from_solar_hijri(year - 621, feast["month"], feast["day"])
    elif rule == "hebrew":
        start = from_hebrew(year + (3761 if 7 <= feast["month"] <= 10 else 3760), feast["month"], feast["day"])
    elif rule == "hijri":
        guess = int((year - 622) * 33 / 32)
        starts = [from_hijri(y, feast["month"], feast["day"]) for y in range(guess - 1, guess + 3)]
        inside = [s for s in starts if s.year == year]
        if not inside:
            return None
        start = inside[-1]
    else:
        return None
    return start, start + days, rule == "hijri"
