"""What documents are mainly about, and what their wording says for the same subject.

Where a collection is large enough to know which words are rare, two documents that share them are about one event even
if reading chose another town or day in one of them: then other places or days speak against it without excluding it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from harmattan.linking import places
from harmattan.linking.rules import rule
from harmattan.linking.wording import Wording, outlet
from harmattan.model import Document, Report, ReportedPlace


def main_report(reports: Sequence[Report]) -> Report | None:
    """What a document is about: its first current report with victims, else its first current one, else its first of
    what happened; None where nothing did."""
    happened = [r for r in reports if r.actuality == "happened" and r.assertion.stance != "denies"]
    current = [r for r in happened if r.timing == "current"] or happened
    current.sort(key=lambda r: (r.trigger.start, r.id))
    hurt = [r for r in current if any(t and t.best for t in (r.fatalities, r.injured))]
    return next(iter(hurt or current), None)


def place_level(a: Report, b: Report, level: str, wording: Wording) -> str:
    """The level of the comparison ``place``, once reading may have chosen a wrong one of those it says (``level``)."""
    told = _tells(a, b, wording) or _tells(b, a, wording)
    if is_guessed(a.place) or is_guessed(b.place):
        if level == "other_place":
            return "place_apart_told"
        return "open_place" if level == "open_place" else "within_place"
    if level == "other_place":
        return "place_apart_told" if told else "place_apart"
    if told and (is_vague(a.place) or is_vague(b.place)):
        return f"{level}_told"
    return level


def appeared(a: Document, b: Document) -> str:
    """The level of the comparison ``appeared``: how near to each other two documents were published."""
    one, other = published_day(a), published_day(b)
    if one is None or other is None:
        return "appeared_silent"
    days = abs((one - other).days)
    return next((str(name) for name, most in rule("appeared").items() if days <= most), "appeared_apart")


def one_outlet(a: Document, b: Document) -> bool:
    """Whether one house published both documents."""
    return bool(outlet(a)) and outlet(a) == outlet(b)


def _tells(a: Report, b: Report, wording: Wording) -> bool:
    """Whether the document of ``b`` speaks of the town of ``a``."""
    return a.place is not None and not is_vague(a.place) and wording.mentions(b.document_id, a.place.name)


def is_guessed(place: ReportedPlace | None) -> bool:
    """Whether a place is where the document was written rather than named for the event."""
    return place is not None and place.basis == "document"


def is_vague(place: ReportedPlace | None) -> bool:
    """Whether no town or point is known."""
    return place is None or places.is_area(place)


def published_day(document: Document) -> dt.date | None:
    """When a document appeared, where that is known well."""
    published = document.published
    return published.date or published.earliest if published.is_firm else None
