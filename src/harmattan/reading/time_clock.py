"""Grammar of the time of day: clocks, parts of the day, nights that span two days."""

from __future__ import annotations

from collections.abc import Callable

from harmattan.reading.time_atoms import Atoms
from harmattan.reading.time_marks import Parsed, weekday_at
from harmattan.reading.time_years import which_at
from harmattan.resolving.date_types import Between, Calendar, Clock, Meaning, Shift, Unit
from harmattan.resolving.date_words import mapping, words

Base = Callable[[Atoms, int], Parsed]


def clock_at(a: Atoms, i: int, base: Base) -> Parsed:
    """06:00, 8 p.m., 6.30pm, 0800 UTC, 1400 hours, 8 o'clock, with the day behind it if one follows."""
    n = a[i].number
    if n is None or (a[i].glued and a.word(i - 1) in ("-", "/", ".", ":", "$", ",")):
        return None
    hour, minute, j, certain = n, None, i + 1, False
    width = a[i].end - a[i].start
    if width <= 2 and a.word(j) in (":", ".", "h") and a[j].glued and a[j + 1].glued and a[j + 1].number is not None:
        if a[j + 1].end - a[j + 1].start != 2 or a[j + 1].number > 59:  # type: ignore[operator]
            return None
        minute, certain = a[j + 1].number, a.word(j) == ":"
        j += 2
        if a.word(j) == ":" and a[j].glued and a[j + 1].number is not None:
            j += 2
    elif width == 4 and n % 100 < 60 and n < 2400:
        hour, minute = divmod(n, 100)
    elif width > 2:
        return None
    if hour > 24:
        return None
    hour, j, half = _meridiem(a, hour, j)
    zone, k = _zone(a, j)
    if width == 4 and minute is not None and a.word(i + 1) != ":" and zone is None and not half:
        return None
    if not (certain or half or zone):
        return None
    if width == 4 and a.word(i + 1) not in (":",) and zone is None:
        return None
    day, end = _day_behind(a, k, base)
    return Clock(hour=hour, minute=minute or 0, day=day, zone=zone), end


def _meridiem(a: Atoms, hour: int, j: int) -> tuple[int, int, bool]:
    letter = a.word(j)
    if letter in ("am", "pm"):
        letter, end = letter[0], j + 1
    elif letter in ("a", "p") and a.word(j + 1) == "." and a.word(j + 2) == "m":
        end = j + 4 if a.word(j + 3) == "." and a[j + 3].glued else j + 3
    elif letter == "o" and a.word(j + 1) == "'" and a.word(j + 2) == "clock":
        return hour, j + 3, True
    else:
        return hour, j, False
    if hour > 12 or hour == 0:
        return hour, end, True
    return hour % 12 + (12 if letter == "p" else 0), end, True


def _zone(a: Atoms, j: int) -> tuple[str | None, int]:
    k = j + 1 if a.word(j) == "(" else j
    if a.word(k) not in words("zones"):
        return None, j
    zone = a.word(k)
    k += 1
    if zone == "local" and a.is_(k, "time"):
        k += 1
    if a.is_(k, "+", "-") and a[k + 1].number is not None:
        zone, k = f"{zone}{a.word(k)}{a.word(k + 1)}", k + 2
    if k > j and a.word(j) == "(":
        k = k + 1 if a.word(k) == ")" else k
    return zone, k


def _day_behind(a: Atoms, k: int, base: Base) -> tuple[Meaning | None, int]:
    start = k + 1 if a.is_(k, "on", ",") else k
    found = base(a, start)
    if found is not None and is_day(found[0]) and not (a.is_(k, ",") and isinstance(found[0], Unit)):
        return found
    return None, k


def is_day(meaning: Meaning) -> bool:
    """Whether a meaning names a single day."""
    if isinstance(meaning, Calendar):
        return meaning.weekday is not None or meaning.day is not None
    return isinstance(meaning, Unit | Shift) and meaning.unit == "day" and meaning.count == 1


def part_of_day_at(a: Atoms, i: int, base: Base) -> Parsed:
    """This morning, last night, tonight, the morning of 3 May, the early hours of Sunday, overnight, at dawn."""
    word = a.word(i)
    if word == "overnight":
        return _overnight(a, i, base)
    if word == "tonight":
        return Clock(part="NI", day=Unit("day", "this")), i + 1
    which, j = which_at(a, i)
    codes = mapping("parts_of_day")
    start = j
    if which is None and a.word(j) == "the":
        j += 1
    if a.is_(j, "early", "late", "mid"):
        j = j + 2 if a.word(j + 1) == "-" else j + 1
    if a.is_(j, "hours") and a.is_(j - 1, "early") and a.is_(j + 1, "of"):
        day = _day_behind(a, j + 2, base)
        if day[0] is None and a.is_(j + 2, "the"):
            inner = part_of_day_at(a, j + 2, base)
            if inner is not None:
                return inner
        return (Clock(part="MO", day=day[0]), day[1]) if day[0] is not None else None
    code = codes.get(a.word(j))
    if code is None or (a.word(j) in ("mornings",)):
        return None
    if which is not None:
        return _which_part(a, j, which, str(code))
    if a.is_(j + 1, "of", "between", "from") and j > i:
        return _night_of(a, j, base, str(code))
    if (
        j > start
        and a.word(j) in ("morning", "afternoon", "evening", "night")
        and a.is_(i - 1, "in", "during", "by", "until", "for")
    ):
        return Clock(part=str(code)), j + 1
    bare = a.word(j) in words("bare_parts_of_day") and a.word(i - 1) in words("part_of_day_prepositions")
    if not bare:
        return None
    day = _day_behind(a, j + 1, base)
    return Clock(part=str(code), day=day[0]), day[1] if day[0] is not None else j + 1


def _which_part(a: Atoms, j: int, which: str, code: str) -> Parsed:
    if a.word(j) not in ("morning", "afternoon", "evening", "night", "mornings"):
        return None
    day: Meaning
    if which == "this":
        day = Unit("day", "this")
    elif which == "last":
        day = Shift(1, "day", -1)
    elif which == "next":
        day = Unit("day", "following")
    elif which in ("previous", "following"):
        day = Unit("day", which)  # type: ignore[arg-type]
    else:
        day = Unit("day", "same")
    return Clock(part=code, day=day), j + 1


def _night_of(a: Atoms, j: int, base: Base, code: str) -> Parsed:
    # "the night of Saturday to Sunday", "the night from 3 to 4 May", "the morning of October 1"
    start = j + 2
    found = base(a, start)
    if found is None or not (is_day(found[0]) or _is_day_pair(found[0])):
        return None
    second, end = _second_day(a, found[1], base)
    return Clock(part=code, day=found[0], second_day=second), end


def _is_day_pair(meaning: Meaning) -> bool:
    return isinstance(meaning, Between) and is_day(meaning.first)


def _second_day(a: Atoms, i: int, base: Base) -> tuple[Meaning | None, int]:
    if a.is_(i, "to", "into", "and", "-", "/", "through"):
        j = i + 1
        found = base(a, j)
        if found is not None and is_day(found[0]):
            return found[0], found[1]
    return None, i


def _overnight(a: Atoms, i: int, base: Base) -> Parsed:
    j = i + 1
    if a.is_(j, "from", "on", "between", "into"):
        j += 1
    found = base(a, j)
    if found is None or not (is_day(found[0]) or _is_day_pair(found[0])):
        return Clock(part="NI"), i + 1
    second, end = _second_day(a, found[1], base)
    return Clock(part="NI", day=found[0], second_day=second), end


def part_of_day_behind(a: Atoms, i: int) -> tuple[str, int] | None:
    """A part of the day right behind a day: "Sunday night", "yesterday morning", "Sunday at dawn"."""
    j = i + 1 if a.is_(i, "at", "around", "in") else i
    if a.is_(j, "the") and j > i:
        j += 1
    if a.is_(j, "early", "late"):
        j += 1
    code = mapping("parts_of_day").get(a.word(j))
    if code is None or (
        j > i and a.is_(i, "at") and a.word(j) not in words("bare_parts_of_day") and a.word(j) != "night"
    ):
        return None
    return str(code), j + 1


def weekday_night_pair(a: Atoms, i: int) -> Parsed:
    """Saturday-Sunday night, Saturday to Sunday night."""
    first = weekday_at(a, i)
    if first is None or not a.is_(first[1], "-", "/", "to"):
        return None
    second = weekday_at(a, first[1] + 1)
    if second is None or not a.is_(second[1], "night") or (second[0] - first[0]) % 7 != 1:
        return None
    return Clock(part="NI", day=Calendar(weekday=first[0]), second_day=Calendar(weekday=second[0])), second[1] + 1
