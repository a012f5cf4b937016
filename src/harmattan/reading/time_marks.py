"""The smallest parts of dates: months, days, years and weekdays as they are written."""

from __future__ import annotations

from harmattan.reading.time_atoms import Atoms
from harmattan.resolving.date_types import Meaning
from harmattan.resolving.date_words import mapping, words

Parsed = tuple[Meaning, int] | None
"""A meaning and the position after its words."""


def month_at(a: Atoms, i: int) -> tuple[int, int, bool] | None:
    """Number of the month, position after it, and whether the name alone is certain."""
    word = a.word(i)
    full = mapping("months").get(word)
    if full is not None:
        if not (a[i].title or word not in words("ambiguous_months")):
            return None
        return int(full), i + 1, word not in words("ambiguous_months")
    short = mapping("month_abbreviations").get(word)
    if short is not None and a[i].title:
        return int(short), (i + 2 if a.word(i + 1) == "." and a[i + 1].glued and i + 2 < len(a) else i + 1), False
    return None


def year_number(a: Atoms, i: int, *, low: int = 1900, high: int = 2069) -> int | None:
    """A four-digit number that can be a year, not part of a longer number."""
    n = a[i].number
    if n is None or not low <= n <= high or a[i].end - a[i].start != 4:
        return None
    if a[i + 1].glued and (
        a.word(i + 1) in ("%", "°")
        or (a.word(i + 1) in (".", ",", ":") and a[i + 2].glued and a[i + 2].number is not None)
    ):
        return None
    if a[i].glued and a.word(i - 1) in ("$", "€", "£", "#", "+", ".") and a.word(i - 1) != "":
        return None
    return n


def day_number(a: Atoms, i: int) -> tuple[int, int] | None:
    """Day of the month, in digits or as an ordinal."""
    n = a[i].number
    if n is not None:
        if not 1 <= n <= 31 or a[i].end - a[i].start > 2:
            return None
        j = i + 1
        if a.is_(j, "st", "nd", "rd", "th") and a[j].glued:
            return n, j + 1
        if a[j].glued and (
            a.word(j) in ("%", ":") or (a.word(j) in (",", ".") and a[j + 1].glued and a[j + 1].number is not None)
        ):
            return None
        return n, j
    ordinal = mapping("ordinals").get(a.word(i))
    if ordinal and ordinal > 0 and a.word(i) not in ("opening",):
        if a.word(i + 1) == "-" and ordinal in (20, 30):
            return None
        return int(ordinal), i + 1
    if a.is_(i, "twenty", "thirty"):
        j = i + 2 if a.word(i + 1) == "-" else i + 1
        small = mapping("ordinals").get(a.word(j))
        if small and 0 < small < 10:
            return int(mapping("numbers")[a.word(i)]) + int(small), j + 1
    return None


def short_year(a: Atoms, i: int) -> int | None:
    """Two digits after a day and a month, as wire datelines write them ("3 JAN 90")."""
    n = a[i].number
    if (
        n is None
        or a[i].end - a[i].start != 2
        or (a[i + 1].glued and a.word(i + 1) in ("%", ":", "-", "th", "st", "nd", "rd"))
    ):
        return None
    if a[i + 1].glued and a.word(i + 1) in (",", ".") and a[i + 2].glued and a[i + 2].number is not None:
        return None
    return 1900 + n if n >= 36 else 2000 + n


def year_after(a: Atoms, i: int, *, short: bool = False) -> tuple[int, int] | None:
    """A year that completes a day or month, after an optional comma."""
    j = i + 1 if a.word(i) == "," else i
    if a.is_(j, "in", "of") and year_number(a, j + 1) is not None:
        j += 1
    year = year_number(a, j)
    if year is not None:
        return year, j + 1
    if a.word(i) == "'" and (n := short_year(a, i + 1)) is not None:
        return n, i + 2
    n = short_year(a, i) if short and j == i else None
    if n is None or 1936 <= n < 1950 or a.xpos(i + 1)[:2] in ("NN", "JJ"):
        return None
    # "On 3 May 12 men fled": without tags, only a mark or a small word lets two digits be a year.
    counts = not a.xpos(i + 1) and a.word(i + 1).isalpha() and a.word(i + 1) not in words("before_a_date")
    return None if counts else (n, i + 1)


def weekday_at(a: Atoms, i: int) -> tuple[int, int] | None:
    """A weekday written in full."""
    n = mapping("weekdays").get(a.word(i))
    return (int(n), i + 1) if n is not None else None


def weekday_short(a: Atoms, i: int) -> tuple[int, int] | None:
    """A weekday, in full or shortened; callers see to a date beside it."""
    n = mapping("weekday_abbreviations").get(a.word(i))
    if n is None or not a[i].title:
        return weekday_at(a, i)
    return int(n), i + 2 if a.word(i + 1) == "." else i + 1
