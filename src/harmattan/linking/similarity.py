"""How much speaks for two reports being of one event."""

from __future__ import annotations

from dataclasses import dataclass

from harmattan.linking import places, sides, subjects, windows
from harmattan.linking.rules import compatible, is_territory, rule, weight
from harmattan.linking.windows import Window
from harmattan.linking.wording import Wording
from harmattan.model import Document, Report, Toll


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A report with what linking needs to know about it."""

    report: Report
    document: Document
    story: str
    window: Window
    main: bool = False
    """Whether the document is mainly about it."""

    @classmethod
    def of(cls, report: Report, document: Document, story: str, *, main: bool = False) -> Item:
        """The item of a report."""
        return cls(report, document, story, windows.window(report, document), main)

    @property
    def affirms(self) -> bool:
        """Whether the report says that the event happened, rather than denying it."""
        return self.report.actuality == "happened" and self.report.assertion.stance != "denies"

    @property
    def makes_events(self) -> bool:
        """Whether the report alone is enough for an event."""
        return self.affirms and self.report.timing == "current"


def similarity(a: Item, b: Item, *, within: bool = False, wording: Wording | None = None) -> float | None:
    """Sum of what speaks for and against one event; None where something excludes it.

    Reports of one document exclude each other unless they are clearly the same; ``within`` waives that, for a report
    that looks back on an event of its own document or denies it. Between the main reports of two documents their
    ``wording`` speaks too, and then a place or day may have been misread.
    """
    first, second = a.report, b.report
    if not compatible(first.sub_event_type, second.sub_event_type) or _rival_holders(first, second):
        return None
    when = windows.agreement(a.window, b.window)
    where = places.agreement(first.place, second.place)
    told = 0.0
    if wording is not None and a.main and b.main and first.document_id != second.document_id:
        told = subjects.agreement(a.document, b.document, wording)
        when = subjects.days(a.window, b.window, when, wording)
        where = subjects.places(first, second, where, wording)
    if when is None or where is None:
        return None
    total = when + where + told + sides.agreement(first, second) + _tolls(first, second)
    if first.sub_event_type == second.sub_event_type:
        total += weight("same_type")
        total += weight("same_capture") if _same_holder(first, second) else 0.0
    one_document = first.document_id == second.document_id
    if a.story == b.story and not one_document:
        # Within one story a missing date is no reason for doubt: both tell the same things.
        total += weight("same_story") - min(when, 0.0)
    return total if within or not one_document or _clearly_same(a, b, total) else None


def _same_holder(a: Report, b: Report) -> bool:
    if not is_territory(a.sub_event_type) or a.initiator is None or b.initiator is None:
        return False
    return sides.relation(a.initiator, b.initiator) == "same"


def _rival_holders(a: Report, b: Report) -> bool:
    """Two captures of a place by different named actors are two events, or rival claims that stay apart."""
    if not (is_territory(a.sub_event_type) and is_territory(b.sub_event_type) and a.initiator and b.initiator):
        return False
    return sides.relation(a.initiator, b.initiator) == "other"


def _clearly_same(a: Item, b: Item, total: float) -> bool:
    """Two reports of one document: reading took them apart, so only plain agreement puts them together again.

    A fight and the capture that followed are told one after the other, the second often without a day of its own.
    """
    first, second = a.report, b.report
    if not places.same(first.place, second.place) or _tolls(first, second) < 0:
        return False
    if first.sub_event_type == second.sub_event_type:
        same_day = a.window.day is not None and a.window.day == b.window.day
        return same_day and total >= rule("enough_in_document")
    captures = is_territory(first.sub_event_type) or is_territory(second.sub_event_type)
    dated = a.window.day is not None or b.window.day is not None
    return captures and dated and total >= rule("enough") and sides.agreement(first, second) > 0


def _tolls(a: Report, b: Report) -> float:
    return _toll(a.fatalities, b.fatalities) + _toll(a.injured, b.injured) / 2


def _toll(a: Toll | None, b: Toll | None) -> float:
    if a is None or b is None:
        return 0.0
    low, high = sorted((a.best, b.best))
    if low == high:
        return 0.0 if not high else weight("same_high_toll" if high >= 5 else "same_toll")
    if (a.high is None or b.low <= a.high) and (b.high is None or a.low <= b.high):
        return 0.0
    return weight("contrary_toll" if high > 3 * low + 5 else "other_toll")
