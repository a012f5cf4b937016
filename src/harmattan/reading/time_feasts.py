"""Feasts and the months of other calendars."""

from __future__ import annotations

from harmattan.reading.time_atoms import Atoms
from harmattan.reading.time_marks import Parsed, year_after, year_number
from harmattan.resolving.date_types import Feast, LocalDate
from harmattan.resolving.date_words import feast_phrases, local_months, table


def local_month(a: Atoms, i: int) -> tuple[str, int, int | None, int] | None:
    """Calendar, month, year and position after a month of another calendar with its year."""
    for names, calendar, number in local_months().get(a.word(i), ()):
        j = a.phrase(i, names)
        if j is None or not a[i].title:
            continue
        low, high = table("local_years")[calendar]
        j = j + 1 if a.word(j) in (",", "of") else j
        year = year_number(a, j, low=low, high=high)
        if year is not None:
            j += 1
            if a.is_(j, "ah", "h", "sh", "ec", "hijri"):
                j += 1
            return calendar, number, year, j
    return None


def local_date(a: Atoms, i: int) -> Parsed:
    """A month and year of another calendar: "Mizan 1402"."""
    found = local_month(a, i)
    return (LocalDate(found[0], found[1], found[2]), found[3]) if found else None


def feast_at(a: Atoms, i: int) -> Parsed:
    """A feast by name, with its year if one follows."""
    if not a[i].title and not a.is_(i, "the"):
        return None
    for names in feast_phrases().get(a.word(i), ()):
        j = a.phrase(i, names)
        if j is None or not any(a[k].title for k in range(i, j)):
            continue
        year = year_after(a, j)
        return Feast(" ".join(names), year=year[0] if year else None), year[1] if year else j
    return None
