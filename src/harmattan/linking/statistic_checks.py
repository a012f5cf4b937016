"""Quoted statistics beside what the events of a project give for the same population, place and period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from harmattan.codebook.normal import fold
from harmattan.linking.record_checks import UNITS, check_record
from harmattan.linking.statistic_periods import Days, before, days_of, uncovered
from harmattan.linking.statistic_populations import Population, at, by_actor, population, toll_field, words_of
from harmattan.linking.updates import appeared
from harmattan.model import Document, Event, Statistic

Verdict = Literal["agrees", "differs", "cannot tell"]


@dataclass(frozen=True)
class Own:
    """What events give: ``low`` from those that surely belong, ``high`` from those that may; None where it is open."""

    low: float
    high: float | None

    def near(self, value: float, slack: float) -> bool:
        """Whether a value lies within, or not farther outside than ``slack``."""
        return value >= self.low - slack and (self.high is None or value <= self.high + slack)


@dataclass(frozen=True)
class Check:
    """One statistic and what became of it."""

    statistic: Statistic
    verdict: Verdict
    reason: str
    own: Own | None = None
    period: Days | None = None
    population: str | None = None
    events: tuple[str, ...] = ()


class _CannotTellError(Exception):
    """Why a comparison cannot be made."""


def check(statistics: Iterable[Statistic], documents: Iterable[Document], events: Sequence[Event]) -> list[Check]:
    """Every statistic compared, in the order given."""
    known = {document.id: document for document in documents}
    days = sorted(day for document in known.values() if (day := appeared(document)) is not None)
    checker = _Checker(known, days, events)
    return [checker.check(statistic) for statistic in statistics]


class _Checker:
    def __init__(self, documents: Mapping[str, Document], days: Sequence[dt.date], events: Sequence[Event]) -> None:
        self._documents = documents
        self._days = days
        self._events = events

    def check(self, statistic: Statistic) -> Check:
        """One comparison."""
        try:
            return self._compared(statistic)
        except _CannotTellError as why:
            return Check(statistic, "cannot tell", str(why))

    def _compared(self, statistic: Statistic) -> Check:
        metric, place = statistic.metric, statistic.place
        if statistic.unit in UNITS:
            return self._record(statistic)
        if statistic.unit == "percent" and fold(metric).startswith(words_of("change")):
            return self._change(statistic, metric[len(words_of("change")) :].strip())
        if statistic.unit == "percent" and fold(metric).startswith(words_of("share")):
            return self._share(statistic, metric[len(words_of("share")) :].strip())
        if statistic.unit == "events":
            return self._count(statistic, _told(population(metric, place)))
        field = toll_field(metric, statistic.unit)
        if field is None:
            raise _CannotTellError(f"events do not add up '{metric}' in {statistic.unit}")
        return self._toll(statistic, field)

    def _record(self, statistic: Statistic) -> Check:
        """A rank or superlative among the record's own events; those before its own decide, missing months or not."""
        document = self._documents.get(statistic.document_id)
        found = days_of(statistic.period or "", document.published) if document and statistic.period else "no period"
        if isinstance(found, str):
            raise _CannotTellError(found)
        told = check_record(statistic, found, self._missing(found), self._events)
        verdict: Verdict = "cannot tell" if told.holds is None else "agrees" if told.holds else "differs"
        own = Own(*told.number) if told.number else None
        return Check(statistic, verdict, told.reason, own, found, statistic.metric, told.events)

    def _count(self, statistic: Statistic, counted: Population) -> Check:
        period = self._period(statistic)
        sure, maybe = _within([e for e in self._there(statistic) if counted.holds(e)], period)
        own = Own(len(sure), len(sure) + len(maybe))
        return _result(statistic, own, period, str(counted), [*sure, *maybe])

    def _toll(self, statistic: Statistic, field: str) -> Check:
        period = self._period(statistic)
        sure, maybe = _within(self._there(statistic), period)
        tolls = [(e.fatalities if field == "dead" else e.injured, e) for e in (*sure, *maybe)]
        low = sum(toll.low for toll, e in tolls if toll is not None and e in sure)
        highs = [toll.high for toll, _ in tolls if toll is not None]
        high = None if None in highs else sum(n for n in highs if n is not None)
        counted = [e for toll, e in tolls if toll is not None]
        return _result(statistic, Own(low, high), period, f"{field} of all events", counted)

    def _change(self, statistic: Statistic, words: str) -> Check:
        counted = _told(population(words, statistic.place))
        period = self._period(statistic)
        former = self._covered(before(period))
        events = [e for e in self._there(statistic) if counted.holds(e)]
        now, then = _within(events, period)[0], _within(events, former)[0]
        if len(then) < words_of("least_events"):
            raise _CannotTellError(
                f"the project has {len(then)} such events in the period before ({_days(former)}): too few"
            )
        percent = round(100 * (len(now) - len(then)) / len(then), 1)
        return _result(statistic, Own(percent, percent), period, f"{counted}, against {_days(former)}", [*then, *now])

    def _share(self, statistic: Statistic, words: str) -> Check:
        what, _, who = words.rpartition(f" {words_of('by')} ")
        if not what:
            raise _CannotTellError("whose share it is cannot be told")
        counted = _told(population(what, statistic.place))
        period = self._period(statistic)
        whole, _ = _within([e for e in self._there(statistic) if counted.holds(e)], period)
        part = by_actor(who, whole)
        if part is None:
            raise _CannotTellError(f"the registry has no one actor '{who}'")
        if len(whole) < words_of("least_events"):
            raise _CannotTellError(f"the project has {len(whole)} such events in {_days(period)}: too few for a share")
        percent = round(100 * len(part) / len(whole), 1)
        return _result(statistic, Own(percent, percent), period, f"{counted} by {who}", part)

    def _period(self, statistic: Statistic) -> Days:
        document = self._documents.get(statistic.document_id)
        if statistic.period is None or document is None:
            raise _CannotTellError("the text gives no period")
        found = days_of(statistic.period, document.published)
        if isinstance(found, str):
            raise _CannotTellError(found)
        return self._covered(found)

    def _covered(self, period: Days) -> Days:
        missing = self._missing(period)
        if missing is not None:
            raise _CannotTellError(f"{missing}; the period is {_days(period)}")
        return period

    def _missing(self, period: Days) -> str | None:
        missing = uncovered(period, self._days)
        some = ", ".join(f"{year}-{month:02}" for year, month in missing[:3])
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
        return f"the project holds no documents from {some}{more}" if missing else None

    def _there(self, statistic: Statistic) -> list[Event]:
        if statistic.place is None:
            raise _CannotTellError("the text gives no place")
        found = at(statistic.place, self._events)
        if found is None:
            raise _CannotTellError(
                f"no event of the project is at a place, district or country called '{statistic.place}'"
            )
        return found


def _told(found: Population | str) -> Population:
    if isinstance(found, str):
        raise _CannotTellError(found)
    return found


def _within(events: Iterable[Event], period: Days) -> tuple[list[Event], list[Event]]:
    """Events that lie in the period for sure, and those that may."""
    sure, maybe = [], []
    for event in events:
        if event.date is None:
            maybe.append(event)
        elif period[0] <= event.date.start and event.date.end <= period[1]:
            sure.append(event)
        elif event.date.start <= period[1] and period[0] <= event.date.end:
            maybe.append(event)
    return sure, maybe


def _result(statistic: Statistic, own: Own, period: Days, counted: str, events: Sequence[Event]) -> Check:
    percent = statistic.unit == "percent"
    slack = words_of("tolerance_points") if percent else words_of("tolerance") * abs(statistic.value)
    near = own.near(statistic.value, slack)
    keys = tuple(event.id for event in events)
    limit = f"{slack:g} points" if percent else f"{words_of('tolerance'):.0%}"
    reason = f"the project's events give {_range(own)}; within {limit} counts as agreement"
    return Check(statistic, "agrees" if near else "differs", reason, own, period, counted, keys)


def _range(own: Own) -> str:
    if own.high is None:
        return f"{own.low:g} or more"
    return f"{own.low:g}" if own.low == own.high else f"{own.low:g} to {own.high:g}"


def _days(period: Days) -> str:
    return f"{period[0]} to {period[1]}"
