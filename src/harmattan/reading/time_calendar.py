"""Grammar of named days and months.

Each parser takes the atoms and a position and gives a meaning with the position after it, or None.
"""

from __future__ import annotations

from harmattan.reading.time_atoms import Atoms
from harmattan.reading.time_feasts import local_month
from harmattan.reading.time_marks import Parsed, day_number, month_at, year_after, year_number
from harmattan.resolving.date_types import Between, Calendar, LocalDate
from harmattan.resolving.date_words import words


def day_and_month(a: Atoms, i: int) -> Parsed:
    """1 October 2023, the 7th of September, 3 JAN 90, 3-5 May, October 1, 2023, September 7th."""
    start = i + 1 if a.word(i) == "the" else i
    if start > i and a[start].number is not None and month_at(a, start + 1) is not None:
        # "the 3 May attack": the article is the noun's
        return None
    return _day_first(a, start) or (_month_first(a, i) if start == i else None)


def _day_first(a: Atoms, i: int) -> Parsed:
    day = day_number(a, i)
    if day is None or (a[i].glued and a.word(i - 1) in (".", ",", "$", ":", "/", "-") and a[i - 1].glued):
        return None
    j = day[1]
    other: tuple[int, int] | None = None
    if (
        a.is_(j, "-", "to", "and", "or", "until", "/", "till", "through")
        and (other := day_number(a, j + 1)) is not None
    ):
        j = other[1]
    j = j + 1 if a.word(j) in ("of", "-") else j
    if a.word(j) == "the" and a.word(j + 1) == "month":
        return None
    month = month_at(a, j)
    if month is None:
        local = local_month(a, j)
        if local is None:
            return None
        return LocalDate(local[0], local[1], local[2], day[0]), local[3]
    if a[i].number is None and a.word(i) not in ("first",) and a.word(j - 1) != "of":
        return None
    year = year_after(a, month[1], short=True)
    end = year[1] if year else month[1]
    y = year[0] if year else None
    first = Calendar(year=y, month=month[0], day=day[0])
    if other is None:
        return first, end
    return Between(first, Calendar(year=y, month=month[0], day=other[0])), end


def _month_first(a: Atoms, i: int) -> Parsed:
    month = month_at(a, i)
    if month is None:
        return None
    j = month[1]
    j = j + 1 if a.word(j) == "the" else j
    day = day_number(a, j)
    if day is None or (a[j].number is None and a.word(j - 1) != "the"):
        return None
    end = day[1]
    if a.is_(end, "-", "to", "and", "through", "until") and (other := day_number(a, end + 1)) is not None:
        year = year_after(a, other[1])
        if a[end + 1].number is not None and _is_day(a, end + 1, other[1]) and other[0] > day[0]:
            y = year[0] if year else None
            last = Calendar(year=y, month=month[0], day=other[0])
            return Between(Calendar(year=y, month=month[0], day=day[0]), last), year[1] if year else other[1]
    if not _is_day(a, j, end):
        return None
    year = year_after(a, end)
    return Calendar(year=year[0] if year else None, month=month[0], day=day[0]), year[1] if year else end


def _is_day(a: Atoms, i: int, end: int) -> bool:
    # "In May 20 people died": a number before a plural noun counts things, unless a year follows.
    if end - i > 1 or year_after(a, end):
        return True
    if a.word(end) == "-" and a[end].glued:
        return False
    return not (a.xpos(end) == "NNS" or (a.upos(end) == "NOUN" and a.xpos(end) == ""))


def month_and_year(a: Atoms, i: int) -> Parsed:
    """October 2023, October of 2023, Oct. 2023, October '23."""
    month = month_at(a, i)
    if month is None:
        return None
    j = month[1] + 1 if a.word(month[1]) == "-" and month[1] == i + 1 and year_number(a, month[1] + 1) else month[1]
    year = year_after(a, j)
    return (Calendar(year=year[0], month=month[0]), year[1]) if year else None


def bare_month(a: Atoms, i: int) -> Parsed:
    """A month without day or year; names that are also verbs need a word of relation before them."""
    month = month_at(a, i)
    if month is None:
        return None
    if not month[2]:
        before = a.word(i - 1) if a.word(i - 1) != "-" else a.word(i - 2)
        if (
            before not in words("before_a_date")
            or before in ("to", "and", "or", "said", "that")
            or a.is_(month[1], "on", "'")
        ):
            return None
        if a.is_(i, "may") and a.upos(i) == "AUX" and not before:
            return None
    elif not a[i].title and a.word(i) == "august":
        return None
    if (
        a.is_(month[1], "-")
        and a[month[1]].glued
        and a[month[1] + 1].glued
        and month_at(a, month[1] + 1) is None
        and a[month[1] + 1].title
    ):
        return None
    return Calendar(month=month[0]), month[1]
