"""Grammar of named dates: days, months, years, quarters, seasons, decades, feasts.

Each parser takes the atoms and a position and gives a meaning with the position after it, or None.
"""

from __future__ import annotations

from harmattan.reading.time_atoms import Atoms
from harmattan.resolving.date_types import Ambiguous, Between, Calendar, Feast, LocalDate, Meaning
from harmattan.resolving.date_words import feast_phrases, local_months, mapping, table, words

Parsed = tuple[Meaning, int] | None


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
        return int(short), (i + 2 if a.word(i + 1) == "." and a[i + 1].glued else i + 1), False
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
    return 1900 + n if n >= 50 else 2000 + n


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
    if (
        short
        and j == i
        and (n := short_year(a, i)) is not None
        and not a.xpos(i + 1).startswith("NN")
        and not (a.word(i + 1).isalpha() and a.xpos(i + 1) == "")
    ):
        return n, i + 1
    return None


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


def day_and_month(a: Atoms, i: int) -> Parsed:
    """1 October 2023, the 7th of September, 3 JAN 90, 3-5 May, October 1, 2023, September 7th."""
    start = i + 1 if a.word(i) == "the" else i
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
            while a.is_(j, "ah", "h", "sh", "ec", "hijri", "."):
                j += 1
            return calendar, number, year, j
    return None


def local_date(a: Atoms, i: int) -> Parsed:
    """A month and year of another calendar: "Mizan 1402"."""
    found = local_month(a, i)
    return (LocalDate(found[0], found[1], found[2]), found[3]) if found else None


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
