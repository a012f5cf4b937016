"""Dates as they can stand anywhere in the grammar: the longest reading of the words at a position."""

from __future__ import annotations

from dataclasses import replace

from harmattan.reading.time_amounts import unit_at
from harmattan.reading.time_atoms import Atoms
from harmattan.reading.time_calendar import bare_month, day_and_month, month_and_year
from harmattan.reading.time_clock import part_of_day_behind
from harmattan.reading.time_feasts import feast_at, local_date
from harmattan.reading.time_marks import Parsed, weekday_at, weekday_short, year_after
from harmattan.reading.time_numeric import numeric_date
from harmattan.reading.time_relative import day_word, night_word, which_calendar, which_unit, with_inside
from harmattan.reading.time_years import decade_at, fiscal_at, quarter_at, season_at, year_at
from harmattan.resolving.date_types import Ambiguous, Between, Calendar, Clock, Feast, Meaning, Nth, Part, Unit
from harmattan.resolving.date_words import mapping

_BASES = (
    numeric_date,
    local_date,
    feast_at,
    fiscal_at,
    decade_at,
    quarter_at,
    season_at,
    day_word,
    which_calendar,
    which_unit,
    night_word,
    month_and_year,
    year_at,
    bare_month,
)


def base_at(a: Atoms, i: int) -> Parsed:
    """The longest date that starts at ``i``, without words around it that place it."""
    found = [p for rule in _BASES if (p := rule(a, i)) is not None]
    found += [
        p
        for p in (_dated_day(a, i), _weekday_date(a, i), _day_word_date(a, i), _nth(a, i), _part(a, i))
        if p is not None
    ]
    if not found:
        return None
    meaning, end = max(found, key=lambda p: p[1])
    return _inside(a, meaning, end)


def _dated_day(a: Atoms, i: int) -> Parsed:
    found = day_and_month(a, i)
    if found is None:
        return _day_of_month(a, i)
    meaning, j = found
    # October 1 (Sunday)
    k = j + 1 if a.is_(j, ",", "(") else j
    weekday = weekday_short(a, k) if a.word(j) == "(" else None
    if weekday is not None and isinstance(meaning, Calendar):
        end = weekday[1] + 1 if a.word(weekday[1]) == ")" else weekday[1]
        return replace(meaning, weekday=weekday[0]), end
    return found


def _day_of_month(a: Atoms, i: int) -> Parsed:
    # "on the 15th", "the 15th of this month"
    start = i + 1 if a.word(i) == "the" else i
    n = a[start].number
    if n is None or not 1 <= n <= 31 or not (a.is_(start + 1, "st", "nd", "rd", "th") and a[start + 1].glued):
        return None
    j = start + 2
    if a.is_(j, "of"):
        inner = which_unit(a, j + 1)
        if inner is not None and isinstance(inner[0], Unit) and inner[0].unit == "month":
            return Calendar(day=n, inside=inner[0]), inner[1]
        return None
    if (
        start > i
        and a.is_(i - 1, "on")
        and (a[j].word in ("", ".", ",", ";") or a.upos(j) in ("VERB", "AUX", "PRON", "ADP", "DET", "CCONJ"))
    ):
        return Calendar(day=n), j
    return None


def _weekday_date(a: Atoms, i: int) -> Parsed:
    # "this Sunday, October 1", "Sun 1 Oct", "Monday 10/01/2023"
    named = which_calendar(a, i)
    if named is not None and isinstance(named[0], Calendar) and named[0].weekday is not None:
        weekday, j, which = named[0].weekday, named[1], named[0].which
    else:
        plain = weekday_short(a, i)
        if plain is None:
            return None
        weekday, j, which = plain[0], plain[1], None
    k = j
    part = part_of_day_behind(a, j)
    k = part[1] if part is not None else k
    k = k + 1 if a.is_(k, ",", "(", "-") else k
    for rule in (day_and_month, numeric_date):
        found = rule(a, k)
        if found is None or (isinstance(found[0], Calendar) and found[0].day is None) or isinstance(found[0], Between):
            continue
        meaning, end = found
        end = end + 1 if a.word(k - 1) == "(" and a.word(end) == ")" else end
        if isinstance(meaning, Ambiguous):
            meaning = Ambiguous(
                replace(meaning.month_first, weekday=weekday), replace(meaning.day_first, weekday=weekday)
            )
        elif isinstance(meaning, Calendar):
            meaning = replace(meaning, weekday=weekday)
        return (Clock(part=part[0], day=meaning), end) if part is not None else (meaning, end)
    if weekday_at(a, i) is None and named is None:
        return None
    return Calendar(weekday=weekday, which=which), j


def _day_word_date(a: Atoms, i: int) -> Parsed:
    # "today, 12 January": the date says it all
    word = day_word(a, i)
    if word is None or not a.is_(word[1], ",", "("):
        return None
    found = day_and_month(a, word[1] + 1)
    if found is None or not isinstance(found[0], Calendar):
        return None
    closed = a.word(word[1]) == "(" and a.word(found[1]) == ")"
    return found[0], found[1] + 1 if closed else found[1]


def _nth(a: Atoms, i: int) -> Parsed:
    # "the last week of March", "the second Sunday in May", "the first days of June"
    start = i + 1 if a.word(i) == "the" else i
    ordinal = mapping("ordinals").get(a.word(start))
    if ordinal is None:
        return None
    j = start + 2 if a.is_(start + 1, "two", "few", "three") else start + 1
    weekday, unit = weekday_at(a, j), unit_at(a, j)
    end = weekday[1] if weekday else unit[1] if unit else 0
    if end == 0 or not a.is_(end, "of", "in"):
        return None
    inner = base_at(a, end + 1)
    if inner is None or not isinstance(inner[0], Calendar | Unit | Feast):
        return None
    if weekday is not None:
        return Nth(int(ordinal), weekday[0], inner[0]), inner[1]
    if unit is None or unit[0] in ("second", "minute", "hour"):
        return None
    if unit[2]:
        return Part("start" if ordinal > 0 else "end", inner[0]), inner[1]
    return Nth(int(ordinal), unit[0], inner[0]), inner[1]


def _part(a: Atoms, i: int) -> Parsed:
    """Early 2009, mid-September, the end of last year, earlier in September, later this month, late on Sunday."""
    start = i + 1 if a.word(i) == "the" else i
    start = start + 1 if a.is_(start, "very") else start
    word = a.word(start)
    part = mapping("parts").get(word)
    if part is None:
        return None
    j = start + 1
    if a.is_(j, "part", "days", "weeks", "months") and start > i:
        j += 1
    if a.is_(j, "-", "in", "of"):
        j += 1
    elif word in ("end", "beginning", "start", "middle", "close", "outset"):
        return None
    inner = base_at(a, j)
    if inner is None or isinstance(inner[0], Part):
        return None
    if isinstance(inner[0], Unit) and inner[0].unit in ("hour", "minute"):
        return None
    return Part(part, inner[0]), inner[1]


def _inside(a: Atoms, meaning: Meaning, end: int) -> tuple[Meaning, int]:
    """Adds what follows: "of this year", "last week", "2023"."""
    if not isinstance(meaning, Calendar) or meaning.year is not None or meaning.inside is not None:
        return meaning, end
    j = end + 1 if a.is_(end, "of", "in", ",") else end
    comma = a.is_(end, ",")
    outer = which_unit(a, j) if not comma or a.is_(j, "last", "this", "next") else None
    if outer is None and a.is_(end, "of", "in"):
        outer = season_at(a, j) or month_and_year(a, j)
    if outer is None or (isinstance(outer[0], Unit) and not _holds(outer[0], meaning, comma)):
        year = year_after(a, end) if meaning.quarter or meaning.half else None
        return (replace(meaning, year=year[0]), year[1]) if year else (meaning, end)
    joined = with_inside(meaning, outer[0])
    return (joined, outer[1]) if joined is not None else (meaning, end)


def _holds(outer: Unit, inner: Calendar, comma: bool) -> bool:
    if outer.count != 1:
        return False
    if outer.unit == "week":
        return inner.weekday is not None and inner.day is None
    if outer.unit == "month":
        return inner.weekday is not None and not comma
    return outer.unit == "year" and (
        inner.month is not None or inner.season is not None or bool(inner.quarter or inner.half)
    )
