"""Grammar of times seen from another time: "last week", "two days later", "three weeks ago", "the day after"."""

from __future__ import annotations

from collections.abc import Callable

from harmattan.reading.time_amounts import amount_at, bare_amount_at, number_at, unit_at
from harmattan.reading.time_atoms import Atoms
from harmattan.reading.time_marks import Parsed, month_at, weekday_at
from harmattan.reading.time_years import which_at
from harmattan.resolving.date_types import Amount, Calendar, Meaning, Shift, Unit
from harmattan.resolving.date_words import mapping, phrases

_CONFLICT_UNITS = ("day", "night", "week", "weekend", "month", "year", "decade", "century", "quarter", "fortnight")


def day_word(a: Atoms, i: int) -> Parsed:
    """Today, yesterday, tomorrow, the day before yesterday, the day after tomorrow."""
    days = mapping("days")
    start = i + 1 if a.word(i) == "the" else i
    if a.word(start) == "day" and a.is_(start + 1, "before", "after") and a.is_(start + 2, "yesterday", "tomorrow"):
        return Shift(2, "day", -1 if a.word(start + 2) == "yesterday" else 1), start + 3
    if start != i or a.word(i) not in days:
        return None
    n = int(days[a.word(i)])
    return (Unit("day", "this") if n == 0 else Shift(abs(n), "day", -1 if n < 0 else 1)), i + 1


def which_unit(a: Atoms, i: int) -> Parsed:
    """Last week, the previous day, that year, the past three months, recent weeks, the coming days."""
    if a.is_(i, "in") and a.is_(i + 1, "recent"):
        return None
    recent = i + 1 if a.is_(i, "the", "these") else i
    if a.is_(recent, "recent"):
        unit = unit_at(a, recent + 1)
        if unit is not None and unit[2]:
            return Amount(None, unit[0]), unit[1]
        return None
    which, j = which_at(a, i)
    if which is None:
        return _definite_unit(a, i)
    if which == "last" and a.is_(j, "few", "several", "couple"):
        j += 2 if a.is_(j + 1, "of") else 1
        unit = unit_at(a, j)
        return (Unit(unit[0], which, None), unit[1]) if unit else None
    found = number_at(a, j) if not a.is_(j, "a", "an", "half", "second") else None
    count, k = found if found is not None else (1.0, j)
    k = k + 1 if a.word(k) == "-" else k
    while a.is_(k, "calendar", "straight", "consecutive", "trading", "entire", "whole", "financial", "fiscal"):
        k += 1
    if a.is_(k, "academic", "school"):
        k += 1
    unit = unit_at(a, k)
    if unit is None or unit[0] in ("second",) or _bare_this(a, i, which):
        return None
    if unit[2] and count == 1:
        count = None
    if unit[0] in ("minute", "hour") and count == 1 and which == "this":
        return None
    if which == "next" and count == 1 and a.word(i) == "the":
        # "the next day" follows what was told; "next week" is seen from today.
        which = "following"
    return Unit(unit[0], which, count), unit[1]


def _bare_this(a: Atoms, i: int, which: str) -> bool:
    return which == "this" and a.is_(i, "present", "ongoing")


def _definite_unit(a: Atoms, i: int) -> Parsed:
    # "the day", "the week": the one spoken of
    if a.word(i) != "the":
        return None
    j = i + 1
    if a.is_(j, "entire", "whole"):
        j += 1
    unit = unit_at(a, j)
    if unit is None or unit[2] or unit[0] not in ("day", "week", "month", "year", "night"):
        return None
    if j == i + 1 and (
        a.is_(unit[1], "of", "when", "after", "before", "that", "-", "'", "s", "to", "and")
        or (a[unit[1]].title and not a.shouting)
    ):
        return None
    if a.is_(unit[1], "previous"):
        return Unit(unit[0], "previous"), unit[1] + 1
    if a.upos(unit[1]) in ("NOUN",) and a[unit[1]].word.isalpha():
        return None
    return Unit(unit[0], "same"), unit[1]


def night_word(a: Atoms, i: int) -> Parsed:
    """Weekends and fortnights need no more than ``which_unit``; this reads "the weekend"."""
    return (Unit("weekend", "last"), i + 2) if a.word(i) == "the" and a.word(i + 1) == "weekend" else None


def which_calendar(a: Atoms, i: int) -> Parsed:
    """Last Sunday, next March, this coming Friday."""
    which, j = which_at(a, i)
    if which is None:
        return None
    if which == "same" and not a.is_(i, "that", "the"):
        return None
    weekday = weekday_at(a, j)
    if weekday is not None:
        return Calendar(weekday=weekday[0], which=which), weekday[1]
    month = month_at(a, j)
    if month is not None and a.word(i) != "that":
        return Calendar(month=month[0], which=which), month[1]
    return None


def shift_at(a: Atoms, i: int, base: Callable[[Atoms, int], Parsed]) -> Parsed:
    """Two weeks ago, three days earlier, a year later, two days after Easter, a week before 3 May, the day before."""
    found: tuple[Amount, int] | None = amount_at(a, i)
    if found is None and not a.is_(i - 1, "the"):
        found = bare_amount_at(a, i)
    if found is None:
        return _day_before(a, i, base)
    amount, j = found
    if amount.unit in ("second",):
        return None
    if a.is_(j, "ago"):
        return Shift(amount.count, amount.unit, -1), j + 1
    if a.is_(j, "earlier", "previously") or (a.is_(j, "prior") and not a.is_(j + 1, "to")):
        return Shift(amount.count, amount.unit, -1, discourse=True), j + 1
    if a.is_(j, "later", "afterwards", "afterward", "thereafter", "on") and not (
        a.is_(j, "on") and not a.is_(j + 1, ",", "")
    ):
        return Shift(amount.count, amount.unit, 1, discourse=True), j + 1
    if a.is_(j, "hence", "from") and (a.is_(j, "hence") or a.is_(j + 1, "now", "today")):
        return Shift(amount.count, amount.unit, 1), j + (1 if a.is_(j, "hence") else 2)
    if a.is_(j, "after", "before", "following") or (a.is_(j, "prior") and a.is_(j + 1, "to")):
        k = j + 2 if a.is_(j, "prior") else j + 1
        inner = base(a, k)
        if inner is not None and not isinstance(inner[0], Amount):
            return Shift(amount.count, amount.unit, 1 if a.is_(j, "after", "following") else -1, base=inner[0]), inner[
                1
            ]
        if a.is_(j, "before", "after") and _closes(a, j + 1):
            return Shift(amount.count, amount.unit, 1 if a.is_(j, "after") else -1, discourse=True), j + 1
    return None


def _day_before(a: Atoms, i: int, base: Callable[[Atoms, int], Parsed]) -> Parsed:
    # "the day after", "the night before", "the year before", with or without what they are counted from
    if a.word(i) != "the":
        return None
    unit = unit_at(a, i + 1)
    if unit is None or unit[2] or unit[0] not in _CONFLICT_UNITS or not a.is_(unit[1], "before", "after"):
        return None
    direction = 1 if a.is_(unit[1], "after") else -1
    inner = base(a, unit[1] + 1)
    if inner is not None and not isinstance(inner[0], Amount):
        return Shift(1, unit[0], 1 if direction > 0 else -1, base=inner[0]), inner[1]
    return Shift(1, unit[0], 1 if direction > 0 else -1, discourse=True), unit[1] + 1


def _closes(a: Atoms, i: int) -> bool:
    # "two days before." against "two days before the phone launches"
    return a.word(i) in ("", ".", ",", ";", ")", "when", "-", "and", ":")


def reference_at(a: Atoms, i: int) -> tuple[str, int] | None:
    """Now, recently, the past, soon: the TIMEX3 reference and the position after it."""
    for phrase in phrases("references").get(a.word(i), ()):
        j = a.phrase(i, phrase)
        if j is not None and not (
            phrase[-1] == "past" and (a.upos(j) in ("NOUN", "NUM", "ADJ") or unit_at(a, j) or number_at(a, j))
        ):
            if phrase == ("current",) and unit_at(a, j):
                return None
            return str(mapping("references")[" ".join(phrase)]), j
    return None


def with_inside(meaning: Meaning, inside: Meaning) -> Meaning | None:
    """ "June" with "that year", "Monday" with "last week": the first seen inside the second."""
    if isinstance(meaning, Calendar) and meaning.year is None and meaning.inside is None:
        return Calendar(
            month=meaning.month,
            day=meaning.day,
            weekday=meaning.weekday,
            season=meaning.season,
            quarter=meaning.quarter,
            half=meaning.half,
            inside=inside,
        )
    return None
