"""What a time expression means before it is resolved, and what it resolves to.

A meaning is a small tree: "the end of June last year"
is ``Part("end", Calendar(month=6, inside=Unit("year", "last")))``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from harmattan.model import ReportedDate, Span
from harmattan.model.report import DateBasis

Kind = Literal["date", "time", "duration", "set"]
Relation = Literal["before", "until", "since", "after", "by"]
Modifier = Literal["approx", "start", "mid", "end"]
Which = Literal["this", "last", "next", "previous", "following", "same"]
"""Seen from the document's date: this, last, next. Seen from the time spoken of before: previous, following, same."""
UnitName = Literal[
    "second",
    "minute",
    "hour",
    "day",
    "night",
    "weekend",
    "week",
    "fortnight",
    "month",
    "quarter",
    "year",
    "decade",
    "century",
]
Granularity = Literal[
    "time",
    "day",
    "weekend",
    "week",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
    "range",
    "vague",
]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Named parts of the calendar; what is not named is None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    """First year of the decade; below 100 the century is not named ("the eighties")."""
    century: int | None = None
    fiscal: bool = False
    which: Which | None = None
    """ "last Sunday", "this summer", "next March"."""
    inside: Meaning | None = None
    """ "June of that year", "Monday last week"."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Digits that can be read in two orders: 10/01/2023."""

    month_first: Calendar
    day_first: Calendar


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit, or ``count`` of them in a row: "last week", "that day", "the past three months"."""

    unit: UnitName
    which: Which
    count: float | None = 1
    """None: an unnamed number ("recent weeks")."""


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units away from a base: "two weeks ago", "three days after the 5th", "a year earlier"."""

    count: float | None
    unit: UnitName
    direction: Literal[-1, 1]
    base: Meaning | None = None
    discourse: bool = False
    """Counted from the time spoken of before, not from the document's date."""


@dataclass(frozen=True, slots=True)
class Part:
    """Early, middle or late in something; earlier or later in it than the document's date."""

    part: Literal["start", "mid", "end", "earlier", "later"]
    of: Meaning


@dataclass(frozen=True, slots=True)
class Nth:
    """ "the last week of March", "the second Sunday in May". Ordinal -1 is the last."""

    ordinal: int
    unit: UnitName | int
    """A unit, or a weekday 0-6."""
    of: Meaning


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, of a named day or of the one spoken of."""

    hour: int | None = None
    minute: int | None = None
    part: str | None = None
    """TIMEX3: MO, MI, AF, EV, NI."""
    day: Meaning | None = None
    second_day: Meaning | None = None
    """ "overnight Saturday to Sunday"."""
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast by its codebook name."""

    name: str
    year: int | None = None
    which: Which | None = None
    inside: Meaning | None = None


@dataclass(frozen=True, slots=True)
class LocalDate:
    """A date of another calendar: "15 Mizan 1402"."""

    calendar: str
    month: int
    year: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Between:
    """ "from Monday to Wednesday", "between 3 and 5 May"."""

    first: Meaning
    last: Meaning
    first_end: int = -1
    """Character offset where the words of the first end, -1 where both share words."""
    last_start: int = -1


@dataclass(frozen=True, slots=True)
class Amount:
    """A length of time, or how often; ``count`` None is unnamed ("for weeks")."""

    count: float | None
    unit: UnitName


@dataclass(frozen=True, slots=True)
class Reference:
    """PAST_REF, PRESENT_REF, FUTURE_REF."""

    value: str


Meaning = Calendar | Ambiguous | Unit | Shift | Part | Nth | Clock | Feast | LocalDate | Between | Amount | Reference


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A mention of time: tokens ``first`` up to, not including, ``last`` of sentence ``sentence``."""

    sentence: int
    first: int
    last: int
    start: int
    end: int
    text: str
    kind: Kind
    meaning: Meaning
    relation: Relation | None = None
    dateline: bool = False
    """The document's own date line; it dates no event."""


@dataclass(frozen=True, slots=True)
class ResolvedTime:
    """When: first and last possible day, how it was said, and the TIMEX3 value.

    With ``relation`` since or after the interval runs from the named time to the document's date; with until, before
    and by it is the named time itself, and the event lies not after its end.
    ``weekday`` is set only where a weekday is named and its week is unknown; ``month_day`` only where month and day are
    named and their year is unknown.
    """

    expression: TimeExpression
    kind: Kind
    start: dt.date | None
    end: dt.date | None
    granularity: Granularity
    value: str
    basis: DateBasis = "explicit"
    modifier: Modifier | None = None
    relation: Relation | None = None
    weekday: int | None = None
    month_day: tuple[int, int] | None = None
    future: bool = False

    @property
    def span(self) -> Span | None:
        """The words; None for a date that no words of the sentence give."""
        e = self.expression
        return Span(start=e.start, end=e.end, quote=e.text) if e.last > e.first else None

    @property
    def days(self) -> int | None:
        """Length of the interval in days."""
        return (self.end - self.start).days + 1 if self.start and self.end else None

    @property
    def is_around_an_hour(self) -> bool:
        """ "Before dawn on Monday", "shortly after noon": another hour, the same day."""
        return self.granularity == "time" and self.relation in ("before", "after", "by")

    @property
    def time_precision(self) -> Literal[1, 2, 3] | None:
        """ACLED: 1 the day, 2 the week, 3 the month; None when longer, open or unknown."""
        days = self.days
        if days is None or (self.relation is not None and not self.is_around_an_hour):
            return None
        if days == 1:
            return 1
        return 2 if days <= 9 else 3 if days <= 31 else None

    def reported(self, *, long: bool = False) -> ReportedDate | None:
        """As a report's date, or None where no honest interval exists.

        ``long`` accepts up to a year as precision 3.
        """
        if self.start is None or self.end is None:
            return None
        precision = self.time_precision
        if precision is None and long and self.relation is None and (self.days or 0) <= 366:
            precision = 3
        if precision is None:
            return None
        return ReportedDate(start=self.start, end=self.end, time_precision=precision, basis=self.basis, span=self.span)
