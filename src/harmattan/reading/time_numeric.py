"""Dates in digits alone."""

from __future__ import annotations

from harmattan.reading.time_atoms import Atoms
from harmattan.reading.time_marks import Parsed
from harmattan.resolving.date_types import Ambiguous, Between, Calendar


def numeric_date(a: Atoms, i: int) -> Parsed:
    """2023-10-01, 2023/10, 10/01/2023, 1.10.2023, 10/1/23."""
    first, mark, second = a[i].number, a.word(i + 1), a[i + 2].number
    if first is None or second is None or mark not in ("-", "/", ".") or not (a[i + 1].glued and a[i + 2].glued):
        return None
    if a[i].glued and a.word(i - 1) in ("-", "/", ".", "+", "$", ":"):
        return None
    third = a[i + 4].number if a.word(i + 3) == mark and a[i + 3].glued and a[i + 4].glued else None
    lengths = [a[k].end - a[k].start for k in (i, i + 2, i + 4)]
    if a[i + 5].glued and a.word(i + 5) in (mark, ":") and a[i + 6].glued and a[i + 6].number is not None:
        return None
    if lengths[0] == 4 and 1900 <= first <= 2069:
        return _iso(a, i, first, second, third, lengths, mark)
    if third is None or lengths[0] > 2 or lengths[1] > 2:
        return None
    if lengths[2] == 4 and 1900 <= third <= 2069:
        year = third
    elif lengths[2] == 2 and mark != ".":
        year = 1900 + third if third >= 50 else 2000 + third
    else:
        return None
    return _ordered(first, second, year, i + 5)


def _iso(a: Atoms, i: int, year: int, month: int, day: int | None, lengths: list[int], mark: str) -> Parsed:
    if day is not None and 1 <= month <= 12 and 1 <= day <= 31 and lengths[2] <= 2:
        end = i + 5
        # The clock of a timestamp belongs to the day.
        if a.word(end) in ("t",) and a[end + 1].number is not None:
            return None
        return Calendar(year=year, month=month, day=day), end
    if day is None and mark != "." and lengths[1] == 2:
        if 1 <= month <= 12:
            return Calendar(year=year, month=month), i + 3
        if mark == "-" and year % 100 < month:
            return Between(Calendar(year=year), Calendar(year=year // 100 * 100 + month)), i + 3
        if mark == "/" and month == (year + 1) % 100:
            return Between(Calendar(year=year), Calendar(year=year + 1)), i + 3
    return None


def _ordered(first: int, second: int, year: int, end: int) -> Parsed:
    month_first = Calendar(year=year, month=first, day=second)
    day_first = Calendar(year=year, month=second, day=first)
    if 1 <= first <= 12 and 1 <= second <= 12:
        return (day_first if first == second else Ambiguous(month_first, day_first)), end
    if 1 <= first <= 31 and 1 <= second <= 12:
        return day_first, end
    if 1 <= second <= 31 and 1 <= first <= 12:
        return month_first, end
    return None
