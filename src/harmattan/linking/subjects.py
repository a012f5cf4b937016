"""What documents are mainly about, and what their wording says for the same subject.

Where a collection is large enough to know which words are rare, two documents that share them are about one event even
if reading chose another town or day in one of them: then other places or days speak against it without excluding it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from harmattan.linking import places as _places
from harmattan.linking.rules import rule, weight
from harmattan.linking.windows import Window, gap
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


def agreement(a: Document, b: Document, wording: Wording) -> float:
    """What the words of two documents and the days on which they appeared say for one subject."""
    limits = rule("wording")
    alike: float = limits["tenth"] * 10 * (wording.cosine(a.id, b.id) - limits["neutral"])
    names: float = min(limits["name"] * wording.names(a.id, b.id), limits["most_names"])
    said: float = min(max(alike, limits["least"]), limits["most"]) + names
    if outlet(a) and outlet(a) == outlet(b):
        said += weight("same_outlet")
    return wording.share * (said + _appeared(a, b))


def days(a: Window, b: Window, agreed: float | None, wording: Wording) -> float | None:
    """What the days say (``agreed``), once they may have been misread; None where both texts name theirs in full."""
    apart = gap(a, b)
    if apart is None or apart <= 0:
        return agreed
    if a.explicit and b.explicit:
        return None
    if apart == 1:
        return weight("next_day") + wording.share * weight("next_day_told")
    told = a.told and b.told
    return _step("days_apart" if told else "days_apart_untold", apart) / wording.share


def places(a: Report, b: Report, agreed: float | None, wording: Wording) -> float | None:
    """What the places say (``agreed``), once reading may have chosen the wrong one."""
    told = _tells(a, b, wording) or _tells(b, a, wording)
    if _guessed(a.place) or _guessed(b.place):
        return weight("place_apart_told") / wording.share if agreed is None else min(agreed, weight("within_place"))
    if agreed is None:
        return weight("place_apart_told" if told else "place_apart") / wording.share
    if told and (_vague(a.place) or _vague(b.place)):
        return agreed + wording.share * weight("place_told")
    return agreed


def _tells(a: Report, b: Report, wording: Wording) -> bool:
    """Whether the document of ``b`` speaks of the town of ``a``."""
    return a.place is not None and not _vague(a.place) and wording.mentions(b.document_id, a.place.name)


def _guessed(place: ReportedPlace | None) -> bool:
    """Whether a place is where the document was written rather than named for the event."""
    return place is not None and place.basis == "document"


def _vague(place: ReportedPlace | None) -> bool:
    return place is None or _places.is_area(place)


def _appeared(a: Document, b: Document) -> float:
    one, other = _day(a), _day(b)
    return 0.0 if one is None or other is None else _step("appeared", abs((one - other).days))


def _day(document: Document) -> dt.date | None:
    published = document.published
    return published.date or published.earliest if published.is_firm else None


def _step(name: str, days: int) -> float:
    return float(next((value for most, value in rule("weights")[name] if days <= most), rule("weights")[name][-1][1]))
