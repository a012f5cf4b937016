"""Time expressions of a document become intervals of days.

Policy: days and months without a year lie in the most recent past of the document's date unless the verb looks ahead.
Where the document's own date is a crawl header, everything is seen from the latest and from the earliest day on which
the text may have been written; what differs is not settled. An undated text never gets an invented day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from harmattan.model import Published
from harmattan.reading.syntax import Sentence
from harmattan.resolving.date_attach import attach, attached
from harmattan.resolving.date_discourse import discourse_time, document_time, is_background
from harmattan.resolving.date_evidence import Evidence, gather
from harmattan.resolving.date_intervals import UNKNOWN, Interval
from harmattan.resolving.date_meaning import resolve
from harmattan.resolving.date_relative import Frame
from harmattan.resolving.date_tense import Direction, direction
from harmattan.resolving.date_types import Calendar, Clock, Meaning, Part, ResolvedTime, TimeExpression
from harmattan.resolving.date_words import limit

__all__ = [
    "ResolvedTime",
    "TimeExpression",
    "attach",
    "attached",
    "discourse_time",
    "document_time",
    "inspect_times",
    "is_background",
    "resolve_times",
]


@dataclass(frozen=True, slots=True)
class Window:
    """The first and last day on which the document may have been written."""

    earliest: dt.date | None
    latest: dt.date | None
    bounded: bool
    """Both ends were given, not assumed."""

    @property
    def exact(self) -> bool:
        """The day is known (or nothing is)."""
        return self.earliest == self.latest


def window_of(published: Published) -> Window:
    """How far the document's date can be trusted."""
    if published.basis == "header":
        latest = published.latest or published.date
        if latest is None:
            return Window(None, None, False)
        earliest = published.earliest
        if earliest is None or earliest >= latest:
            earliest = latest - dt.timedelta(days=min(limit("crawl_lag_days"), latest.toordinal() - 1))
            return Window(earliest, latest, False)
        return Window(earliest, latest, True)
    if published.date is not None:
        return Window(published.date, published.date, True)
    if published.earliest is not None and published.latest is not None:
        return Window(published.earliest, published.latest, True)
    return Window(None, None, False)


def resolve_times(
    expressions: Sequence[Sequence[TimeExpression]], sentences: Sequence[Sentence], published: Published
) -> list[ResolvedTime]:
    """All expressions of a document, in its order; ``expressions`` runs parallel to ``sentences``. Never raises."""
    window = window_of(published)
    evidence = gather(expressions, sentences)
    anchors: list[Interval] = []
    told: list[tuple[int, Interval]] = []
    found: list[ResolvedTime] = []
    for sentence, mentioned in zip(sentences, expressions, strict=False):
        for e in mentioned:
            way = direction(sentence, e)
            interval = _resolve(e.meaning, sentence, way, window, tuple(anchors), evidence, told)
            found.append(_finish(e, interval, way, window))
            if (
                e.kind in ("date", "time")
                and interval.start is not None
                and interval.granularity not in ("vague", "decade", "century")
            ):
                anchors.append(interval)
                told.append((sentence.index, interval))
    return found


def _resolve(
    meaning: Meaning,
    sentence: Sentence,
    way: Direction,
    window: Window,
    anchors: tuple[Interval, ...],
    evidence: Evidence,
    told: Sequence[tuple[int, Interval]],
) -> Interval:
    carried = _carried(meaning, sentence, told, window)
    if carried is not None:
        meaning = carried
    years = evidence.years(meaning, sentence.index) if window.latest is None else ()
    try:
        late = resolve(meaning, Frame(window.latest, anchors, way, years))
        if window.exact:
            return late
        early = resolve(meaning, Frame(window.earliest, anchors, way, years))
    except (ValueError, OverflowError):
        return UNKNOWN
    return _agreed(meaning, early, late, window)


def _agreed(meaning: Meaning, early: Interval, late: Interval, window: Window) -> Interval:
    if (early.start, early.end) == (late.start, late.end):
        return late
    inner = meaning.of if isinstance(meaning, Part) else meaning
    named = isinstance(inner, Calendar) and inner.month is not None and inner.which is None
    if (
        named
        and late.end is not None
        and window.latest is not None
        and late.end <= window.latest
        and late.start is not None
    ):
        # Named months and days lie behind the header; one crawled a year late is not to be feared.
        return late
    core = inner.day if isinstance(inner, Clock) else inner
    weekday = core.weekday if isinstance(core, Calendar) else None
    value = f"XXXX-WXX-{weekday + 1}" if weekday is not None else "XXXX-XX-XX"
    if not window.bounded or early.start is None or late.end is None:
        return Interval(None, None, late.granularity if weekday is not None else "vague", value, weekday=weekday)
    return Interval(min(early.start, late.start or early.start), late.end, "range", value, weekday=weekday)


def _carried(
    meaning: Meaning, sentence: Sentence, told: Sequence[tuple[int, Interval]], window: Window
) -> Meaning | None:
    """ "On 5 May 2012 ... on 7 May": a day shortly after one with an old year told in this or the last sentence."""
    if (
        not isinstance(meaning, Calendar)
        or meaning.year is not None
        or meaning.month is None
        or meaning.which
        or meaning.inside
    ):
        return None
    if not told:
        return None
    index, last = told[-1]
    if sentence.index - index > 1 or last.start is None or last.granularity not in ("day", "time", "month"):
        return None
    if window.latest is not None and (window.latest - last.start).days < 366 - 31:
        return None
    for year in (last.start.year, last.start.year + 1):
        try:
            candidate = dt.date(year, meaning.month, meaning.day or 28)
        except ValueError:
            continue
        if 0 <= (candidate - last.start).days <= limit("near_days"):
            return replace(meaning, year=year)
    return None


def _finish(e: TimeExpression, interval: Interval, way: Direction, window: Window) -> ResolvedTime:
    future = way == "future" and interval.basis != "explicit"
    if interval.start is not None and window.latest is not None:
        future = interval.start > window.latest
    end = interval.end
    open_ended = e.relation == "since" or (e.relation == "after" and interval.granularity != "time")
    if open_ended and not future:
        end = None if window.latest is None or end is None else max(end, window.latest)
    return ResolvedTime(
        expression=e,
        kind=e.kind,
        start=interval.start,
        end=end,
        granularity=interval.granularity,
        value="XXXX-WXX-" + str(interval.weekday + 1)
        if e.kind == "set" and interval.weekday is not None
        else interval.value,
        basis=interval.basis,
        modifier=interval.modifier,
        relation=e.relation,
        weekday=interval.weekday,
        month_day=interval.month_day,
        future=future,
    )


def inspect_times(times: Sequence[ResolvedTime], text: str) -> list[dict[str, Any]]:
    """The rows of ``harmattan inspect dates``: every mention, its span and what it resolved to."""
    return [
        {
            "span": {
                "start": t.expression.start,
                "end": t.expression.end,
                "quote": text[t.expression.start : t.expression.end],
            },
            "kind": t.kind,
            "value": t.value,
            "start": t.start.isoformat() if t.start else None,
            "end": t.end.isoformat() if t.end else None,
            "granularity": t.granularity,
            "modifier": t.modifier,
            "relation": t.relation,
            "weekday": t.weekday,
            "basis": t.basis,
            "time_precision": t.time_precision,
        }
        for t in times
    ]
