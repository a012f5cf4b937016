"""Absolute dates as they stand in metadata, datelines and bylines: ISO, "3 JAN 90", "October 6, 2023"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache

from harmattan.codebook.load import read_yaml

_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day whose year may be missing."""

    month: int
    day: int
    year: int | None = None

    def full(self, year: int | None = None) -> dt.date | None:
        """The day in its own year, else in ``year``; None where there is none or no such day."""
        chosen = self.year or year
        if chosen is None or chosen not in _YEARS:
            return None
        try:
            return dt.date(chosen, self.month, self.day)
        except ValueError:
            return None


@cache
def months() -> dict[str, int]:
    """English month names and their abbreviations, lower case, to 1..12."""
    return {str(name): int(number) for name, number in read_yaml("datelines.yaml")["months"].items()}


@cache
def date_pattern(*, year: str) -> str:
    """A regular expression for one date; ``year`` is ``full`` (four digits) or ``any`` (two digits or none too)."""
    month = "|".join(sorted(months(), key=len, reverse=True))
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    four = r"(?:19|20)\d\d"
    years = rf",?\s+{four}" if year == "full" else rf"(?:,?\s+(?:{four}|'?\d\d)(?!\d))?"
    return rf"(?:{four}-\d\d-\d\d|{day}\s+(?:of\s+)?(?:{month})\b\.?{years}|(?:{month})\b\.?\s+{day}\b{years})"


def read_date(words: str) -> PartialDate | None:
    """The date that ``words``, matched by :func:`date_pattern`, name."""
    iso = re.fullmatch(r"\s*(\d{4})-(\d\d)-(\d\d)\s*", words)
    if iso:
        return _checked(PartialDate(int(iso[2]), int(iso[3]), int(iso[1])))
    names = [n for n in re.findall(r"[a-z]+", words.lower()) if n in months()]
    numbers = re.findall(r"'?\d+", words)
    if not names or not numbers:
        return None
    year = _year(numbers[1]) if len(numbers) > 1 else None
    return _checked(PartialDate(months()[names[0]], int(numbers[0]), year))


def parse_day(words: str) -> dt.date | None:
    """One full day in any of the forms that metadata use, None where there is none."""
    text = words.strip()
    found = re.match(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)", text)
    if found:
        return PartialDate(int(found[2]), int(found[3]), int(found[1])).full()
    found = re.fullmatch(rf"(?:[a-z]+,\s+)?({date_pattern(year='full')})(?:[\s,|-].*)?", text, re.IGNORECASE)
    if found:
        date = read_date(found[1])
        return date.full() if date else None
    try:
        return parsedate_to_datetime(text).date()
    except ValueError:
        return None


def parse_month(words: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of "2023-10" or "2023", None for anything else."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?", words.strip())
    if not found or int(found[1]) not in _YEARS or (found[2] and not 1 <= int(found[2]) <= 12):
        return None
    year = int(found[1])
    if not found[2]:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    first = dt.date(year, int(found[2]), 1)
    return first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def _year(digits: str) -> int:
    number = int(digits.lstrip("'"))
    if number > 99:
        return number
    return 2000 + number if number < 50 else 1900 + number


def _checked(date: PartialDate) -> PartialDate | None:
    return date if date.full(2000) else None
