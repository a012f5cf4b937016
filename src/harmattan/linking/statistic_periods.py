"""The days that the period of a quoted statistic means, seen from its document."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence

from harmattan.codebook.load import read_yaml
from harmattan.codebook.normal import fold
from harmattan.model import Published
from harmattan.reading.syntax import Sentence, Token
from harmattan.reading.time_expressions import find_times
from harmattan.reading.tokenize import split_text
from harmattan.resolving.date_types import ResolvedTime
from harmattan.resolving.dates import resolve_times

Days = tuple[dt.date, dt.date]
"""First and last day, both included."""


def days_of(words: str, published: Published) -> Days | str:
    """The first and last day of a period as a text writes it ("since July", "in the first half of 2023").

    A period that is not over when the document appears ends with the document. What cannot be told is said in words.
    """
    if fold(words).split()[0] in read_yaml("statistic_checks.yaml")["compared"]:
        return f"'{words}' is what the number is compared with, not its period"
    sentences = [_plain(words, span.start, span.end, span.tokens) for span in split_text(words)]
    found = resolve_times([find_times(s, words) for s in sentences], sentences, published)
    known = [t for t in found if t.kind == "date" and t.start is not None and t.end is not None]
    if any(t.kind == "set" for t in found):
        return f"'{words}' is a rate, not one period"
    if not known or any(t.granularity == "vague" for t in known) or not _whole(words, known):
        return f"'{words}' has no days that can be told"
    starts, ends = [t.start for t in known if t.start], [t.end for t in known if t.end]
    last = published.date or published.latest
    end = max(ends) if last is None else min(max(ends), last)
    return (min(starts), end) if min(starts) <= end else f"'{words}' lies after its document"


def _whole(words: str, times: Sequence[ResolvedTime]) -> bool:
    """Whether the words mean nothing beside these times."""
    left = words
    for time in times:
        left = left[: time.expression.start] + " " * len(time.expression.text) + left[time.expression.end :]
    return all(word in read_yaml("statistic_checks.yaml")["period"] for word in fold(left).split())


def before(period: Days) -> Days:
    """The period of the same length right before: of whole months where the period begins with one, else of days."""
    start, end = period
    whole = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    if not whole:
        return start - (end - start) - dt.timedelta(days=1), start - dt.timedelta(days=1)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    year, month = divmod(start.year * 12 + start.month - 1 - months, 12)
    return dt.date(year, month + 1, 1), start - dt.timedelta(days=1)


def months(period: Days) -> list[tuple[int, int]]:
    """Year and month of every month that the period touches."""
    first, last = (day.year * 12 + day.month - 1 for day in period)
    return [(n // 12, n % 12 + 1) for n in range(first, last + 1)]


def uncovered(period: Days, appeared: Iterable[dt.date]) -> list[tuple[int, int]]:
    """The months of a period from which there is no document."""
    held = {(day.year, day.month) for day in appeared}
    return [month for month in months(period) if month not in held]


def _plain(text: str, start: int, end: int, offsets: Iterable[tuple[int, int]]) -> Sentence:
    """A sentence without tags: the grammar of time works on words alone."""
    tokens = tuple(
        Token(i, a, b, text[a:b], text[a:b].lower(), "X", "XX", -1, "dep") for i, (a, b) in enumerate(offsets)
    )
    return Sentence(0, 0, start, end, tokens, ())
