"""Grammar of years and what is counted within or above them: quarters, halves, seasons, decades, fiscal years."""

from __future__ import annotations

from harmattan.reading.time_atoms import Atoms
from harmattan.reading.time_marks import Parsed, year_after, year_number
from harmattan.resolving.date_types import Between, Calendar, Which
from harmattan.resolving.date_words import mapping, table, words

_COUNTING = frozenset(
    {
        "of",
        "to",
        "from",
        "by",
        "about",
        "some",
        "over",
        "around",
        "nearly",
        "and",
        "than",
        "least",
        "",
        "the",
        "or",
        "killed",
    }
)
_ANCHORS = frozenset(
    {
        "in",
        "since",
        "until",
        "during",
        "before",
        "after",
        "early",
        "late",
        "mid",
        "till",
        "throughout",
        "through",
        "circa",
    }
)


def year_at(a: Atoms, i: int) -> Parsed:
    """A bare year, told from counts and from numbers that name things."""
    year = year_number(a, i)
    if year is None:
        return _short_year_range(a, i)
    before = a.word(i - 1)
    if (
        before in words("number_labels")
        or (before == "." and a.is_(i - 2, "no"))
        or a.is_(i + 1, "hours", "hrs", "gmt", "utc", "%")
    ):
        return None
    if (
        before in ("-", "/")
        and a[i].glued
        and a[i - 1].glued
        and a[i - 2].number is not None
        and year_number(a, i - 2) is None
    ):
        return None
    if before.isalpha() and a[i].glued:
        return None
    after = a[i + 1]
    if after.glued and after.word in ("-", "/") and a[i + 2].glued and a[i + 2].number is not None:
        return _year_range(a, i, year)
    if after.word == "s" and after.glued:
        return None
    if _counts_things(a, i):
        return None
    return Calendar(year=year), i + 1


def _counts_things(a: Atoms, i: int) -> bool:
    before = a.word(i - 1)
    if before in _ANCHORS:
        return False
    if a.word(i + 1) in words("counted"):
        return before not in ("the", "'s")
    plural = a.xpos(i + 1) in ("NNS", "NNPS") or (
        a.xpos(i + 1) == "" and a.word(i + 1).endswith("s") and len(a.word(i + 1)) > 3
    )
    if plural and before in _COUNTING and before != "the":
        return True
    return before in ("than", "least", "about", "some", "nearly", "around") and before != ""


def _year_range(a: Atoms, i: int, year: int) -> Parsed:
    n = a[i + 2].number
    last = year_number(a, i + 2)
    if last is None and n is not None and a[i + 2].end - a[i + 2].start == 2 and n > year % 100:
        last = year // 100 * 100 + n
    if last is None or last <= year:
        return None
    return Between(Calendar(year=year), Calendar(year=last)), i + 3


def _short_year_range(a: Atoms, i: int) -> Parsed:
    # '82
    n = a[i + 1].number if a.word(i) == "'" else None
    if n is None or not a[i + 1].glued or a[i + 1].end - a[i + 1].start != 2 or a[i].glued:
        return None
    if a.word(i + 2) == "s" and a[i + 2].glued:
        return None
    return Calendar(year=1900 + n if n >= 30 else 2000 + n), i + 2


def decade_at(a: Atoms, i: int) -> Parsed:
    """The 1980s, '80s, the eighties, the 19th century."""
    start = i
    if a.word(i) == "the":
        i += 1
    if a.word(i) == "'" and not a[i].glued:
        i += 1
    j = i + 1
    if a.word(j) == "'":
        j += 1
    n = a[i].number
    if n is not None and a.word(j) == "s" and a[j].glued:
        if a.word(j + 1) == "-" and a[j + 1].glued:
            return None
        if 1700 <= n <= 2090 and n % 10 == 0:
            return Calendar(decade=n), j + 1
        if 10 <= n <= 90 and n % 10 == 0 and a.word(i - 1) in ("the", "'", "and", "early", "late", "mid", "-"):
            return None if a.is_(i - 1, "his", "her", "their") else (Calendar(decade=n), j + 1)
    word = mapping("decade_words").get(a.word(i))
    if word is not None and i > start and a.word(start) == "the":
        return Calendar(decade=int(word)), i + 1
    return _century(a, i)


def _century(a: Atoms, i: int) -> Parsed:
    n, j = a[i].number, i + 1
    if n is not None and a.is_(j, "st", "nd", "rd", "th") and a[j].glued:
        j += 1
    else:
        n = mapping("ordinals").get(a.word(i))
        if a.word(i) == "twenty" and a.word(i + 1) in ("-", "first"):
            n, j = 21, i + 3 if a.word(i + 1) == "-" else i + 2
    if n and 5 < n < 22 and a.word(j) == "century":
        return Calendar(century=int(n)), j + 1
    return None


def quarter_at(a: Atoms, i: int) -> Parsed:
    """Q3 2009, the third quarter, the first half of a year; "of ..." is joined by the caller."""
    start = i + 1 if a.word(i) == "the" else i
    if a.word(start) == "q" and a[start + 1].glued and a[start + 1].number in (1, 2, 3, 4):
        year = year_after(a, start + 2)
        return Calendar(quarter=a[start + 1].number, year=year[0] if year else None), year[1] if year else start + 2
    ordinal = mapping("ordinals").get(a.word(start))
    if ordinal is None:
        n = a[start].number
        ordinal = n if n in (1, 2, 3, 4) and a.is_(start + 1, "st", "nd", "rd", "th") else None
        j = start + 2
    else:
        j = start + 1
    j = j + 1 if a.word(j) == "-" else j
    if ordinal is None or a.word(j) not in ("quarter", "half"):
        return None
    if a.word(start) == "last" and a.word(j) == "quarter" and not a.is_(j + 1, "of"):
        return None
    if a.word(j) == "quarter" and (ordinal in (1, 2, 3, 4) or ordinal == -1):
        if a.is_(j + 1, "final", "finals"):
            return None
        quarter, half = 4 if ordinal == -1 else int(ordinal), None
    elif a.word(j) == "half" and ordinal in (1, 2) and a.is_(j + 1, "of"):
        quarter, half = None, int(ordinal)
    else:
        return None
    year = year_after(a, j + 1)
    return Calendar(quarter=quarter, half=half, year=year[0] if year else None), year[1] if year else j + 1


def season_at(a: Atoms, i: int) -> Parsed:
    """Summer 2014, the summer of 2014, this summer, last winter."""
    which, j = which_at(a, i)
    if which is None and a.word(j) == "the":
        j += 1
    season = table("seasons").get(a.word(j)) if not (a[j].title and a[j + 1].title and not a.shouting) else None
    if season is None:
        return None
    year = year_after(a, j + 1)
    firm = (
        which is not None
        or year is not None
        or a.word(i - 1) in ("in", "since", "by", "until", "during", "early", "late", "mid", "-", "end", "this", "of")
    )
    if a.word(j) in words("ambiguous_seasons") and not firm:
        return None
    if which is not None and a.word(j) == "fall" and a.is_(j + 1, "of", "from"):
        return None
    return Calendar(season=a.word(j), which=which, year=year[0] if year else None), year[1] if year else j + 1


def fiscal_at(a: Atoms, i: int) -> Parsed:
    """Fiscal year 2007, the 2007/08 financial year, FY2007."""
    start = i + 1 if a.word(i) == "the" else i
    if a.word(start) == "fy":
        n = a[start + 1].number
        if n is not None:
            return Calendar(year=n if n > 100 else 2000 + n, fiscal=True), start + 2
    j = start
    which, j = which_at(a, j)
    if a.is_(j, "fiscal", "financial"):
        j = j + 2 if a.word(j + 1) == "year" else j + 1
        year = year_number(a, j)
        if year is not None:
            return Calendar(year=year, fiscal=True), j + 1
        if a.word(j - 1) == "year":
            return Calendar(fiscal=True, which=which), j
    return None


def which_at(a: Atoms, i: int) -> tuple[Which | None, int]:
    """ "this", "last", "the following" ... and the position after it."""
    j = i + 1 if a.is_(i, "the", "these", "those") else i
    which = mapping("which").get(a.word(j))
    if which is None:
        return ("this", i + 1) if a.word(i) == "these" else ("same", i + 1) if a.word(i) == "those" else (None, i)
    j += 1
    if a.word(j - 1) == "this" and a.is_(j, "past", "coming"):
        return ("last" if a.word(j) == "past" else "next"), j + 1
    if a.word(j - 1) in ("that", "this", "the") and a.is_(j, "same", "very"):
        return "same", j + 1
    if a.word(j - 1) == "very" and not a.is_(j, "same"):
        return ("same", j + 1) if a.is_(j, "next") is False else ("next", j + 1)
    result: Which = which
    return result, j
