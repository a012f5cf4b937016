"""When a document appeared, from all that is known about it, with the basis and the doubts written down.

Order of trust: what the user gives; the page's own metadata; the dateline or byline; a crawl header. A page date that
lies more than DISAGREE_DAYS away from the dateline is taken for the day of a copy, and the dateline wins. A crawl
header is on or after the day of publication: it is kept as ``date`` with ``latest`` on that day, ``earliest`` open, and
a doubt, so that whoever reads "on Sunday" in such a text knows that the Sunday may lie weeks before.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from harmattan.ingest.dates import PartialDate
from harmattan.model import Published, PublishedBasis

DISAGREE_DAYS = 3
"""A page may appear a few days after its dateline; more is another publication of the same text."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that speaks of the day of publication."""

    given: Published | None = None
    page: dt.date | None = None
    dateline: PartialDate | None = None
    quote: str = ""
    """The words of the dateline."""
    crawl: dt.date | None = None


def settle(evidence: Evidence) -> Published:
    """The most trusted date, its basis, and where the evidence disagrees."""
    anchor = _anchor(evidence)
    dateline = _dateline_day(evidence, anchor)
    doubts = _year_doubts(evidence, dateline)
    if evidence.given is not None and evidence.given.basis != "unknown":
        given = evidence.given
        return given.model_copy(update={"doubts": given.doubts + _apart(given.date, "given", dateline, evidence.quote)})
    if evidence.given is not None:
        doubts = evidence.given.doubts + doubts
    if evidence.page and not _far(evidence.page, dateline):
        return _on(evidence.page, "page", doubts)
    if dateline:
        return _on(dateline, "dateline", doubts + _apart(evidence.page, "page", dateline, evidence.quote))
    if evidence.crawl:
        doubt = f"the crawl header says {evidence.crawl}; the text appeared on that day or before"
        return Published(date=evidence.crawl, latest=evidence.crawl, basis="header", doubts=(*doubts, doubt))
    return Published(doubts=doubts)


def _anchor(evidence: Evidence) -> dt.date | None:
    """The day on or before which a dateline without year must lie."""
    given = evidence.given
    day = (given.date or given.latest) if given else None
    return day or evidence.page or evidence.crawl


def _dateline_day(evidence: Evidence, anchor: dt.date | None) -> dt.date | None:
    partial = evidence.dateline
    if partial is None:
        return None
    if partial.year or anchor is None:
        return partial.full()
    # The last such day up to the anchor; a day of grace for time zones.
    limit = anchor + dt.timedelta(days=1)
    years = (partial.full(limit.year - back) for back in range(9))
    return next((day for day in years if day and day <= limit), None)


def _year_doubts(evidence: Evidence, day: dt.date | None) -> tuple[str, ...]:
    if evidence.dateline is None or evidence.dateline.year:
        return ()
    if day is None:
        return (f"the dateline '{evidence.quote}' gives no year",)
    return (f"the dateline '{evidence.quote}' gives no year; {day.year} is the last one that fits",)


def _on(day: dt.date, basis: PublishedBasis, doubts: tuple[str, ...]) -> Published:
    return Published(date=day, earliest=day, latest=day, basis=basis, doubts=doubts)


def _far(day: dt.date | None, dateline: dt.date | None) -> bool:
    return day is not None and dateline is not None and abs((day - dateline).days) > DISAGREE_DAYS


def _apart(day: dt.date | None, what: str, dateline: dt.date | None, quote: str) -> tuple[str, ...]:
    if not _far(day, dateline):
        return ()
    return (f"the {what} date {day} lies {abs((day - dateline).days)} days from the dateline '{quote}'",)  # type: ignore[operator]
