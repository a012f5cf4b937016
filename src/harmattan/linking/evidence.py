"""Why two reports are of one event, or why not: each comparison with its level, in words, and what it weighs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from harmattan.linking.items import Item
from harmattan.linking.levels import COMPARISONS, document, spoken
from harmattan.linking.rules import rule, weights
from harmattan.linking.subjects import published_day
from harmattan.linking.wording import Wording, outlet
from harmattan.model import Participant, Report, ReportedPlace, Toll


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one comparison says for two reports."""

    name: str
    """The comparison: type, time, place, sides, killed, injured, story, wording, names, appeared, outlet, document."""
    level: str
    """How they compare, by its name in ``linking.yaml``."""
    words: str
    """The level in words."""
    weight: float | None
    """Nats for (or, below 0, against) one event; None where it excludes one."""
    values: tuple[str, str]
    """What was compared, as the two reports give it; empty where one gives nothing."""

    @property
    def says_nothing(self) -> bool:
        """Whether it neither speaks for nor against one event."""
        return self.weight == 0.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that was compared between two reports."""

    parts: tuple[Evidence, ...]
    """One of each comparison, in a fixed order."""
    enough: float
    """The sum (nats) from which on two reports are one event."""
    apart: bool = False
    """Whether they are of one document, which reading took apart: then they must reach ``enough`` by themselves."""

    @property
    def excluded(self) -> str | None:
        """In words what keeps the reports apart whatever else agrees; None where nothing does."""
        reason = next((part.words for part in self.parts if part.weight is None), None)
        if reason is None and self.score is None:
            return "one document that tells them apart, with too little in common"
        return reason

    @property
    def score(self) -> float | None:
        """The score that ``similarity`` gives: the sum of the weights, None where something excludes one event."""
        total = 0.0
        for part in self.parts:
            if part.weight is None:
                return None
            total += part.weight
        return None if self.apart and total < self.enough else total

    @property
    def joins(self) -> bool:
        """Whether the two reports alone would be joined. In an event all members must agree on average."""
        return self.score is not None and self.score >= self.enough


def evidence(a: Item, b: Item, wording: Wording | None = None, *, within: bool = False) -> Judgement:
    """What speaks for and against two reports being of one event.

    ``within`` waives that reports of one document exclude each other unless they are clearly the same, as it does in
    ``similarity``. ``wording``: that of the whole collection.
    """
    told = spoken(a, b, wording)
    share = wording.share if told is not None and wording is not None else 1.0
    levels = {name: compare(a, b, told) for name, compare in COMPARISONS.items()}
    table = weights(share)
    waived = within or a.report.document_id != b.report.document_id
    levels["document"] = "other_document" if waived else document(a, b, levels)
    return Judgement(
        tuple(
            Evidence(name, level, str(rule("comparisons")[name][level]["words"]), table[level], _values(name, a, b))
            for name, level in levels.items()
        ),
        float(rule("enough")),
        apart=not waived,
    )


def _values(name: str, a: Item, b: Item) -> tuple[str, str]:
    show = _SHOWN[name]
    return show(a), show(b)


def _days(item: Item) -> str:
    window = item.window
    ends = [f"{day}" if day else "?" for day in (window.start, window.end)]
    if ends == ["?", "?"]:
        return "" if window.weekday is None else _WEEKDAYS[window.weekday]
    return ends[0] if ends[0] == ends[1] else " to ".join(ends)


_WEEKDAYS = tuple(f"{dt.date(2024, 1, day):%A}" for day in range(1, 8))


def _where(place: ReportedPlace | None) -> str:
    if place is None:
        return ""
    return ", ".join(dict.fromkeys(part for part in (place.name, place.admin1, place.country) if part))


def _who(report: Report) -> str:
    def name(side: Participant | None) -> str:
        return side.name if side else "?"

    if report.initiator is None and report.target is None:
        return ""
    return f"{name(report.initiator)} against {name(report.target)}"


def _number(toll: Toll | None) -> str:
    if toll is None:
        return ""
    if toll.high is None:
        return f"{toll.best} or more"
    return f"{toll.best}" if toll.low == toll.high else f"{toll.low} to {toll.high}"


_SHOWN: Mapping[str, Callable[[Item], str]] = MappingProxyType(
    {
        "type": lambda item: item.report.sub_event_type,
        "time": _days,
        "place": lambda item: _where(item.report.place),
        "sides": lambda item: _who(item.report),
        "killed": lambda item: _number(item.report.fatalities),
        "injured": lambda item: _number(item.report.injured),
        "story": lambda item: item.story,
        "wording": lambda item: item.document.title or "",
        "names": lambda item: item.document.title or "",
        "appeared": lambda item: str(published_day(item.document) or ""),
        "outlet": lambda item: outlet(item.document),
        "document": lambda item: item.document.id,
    }
)
