"""Which level of each comparison a pair of reports takes; ``codebook/data/linking.yaml`` says what a level weighs.

``wording`` is given only for a pair that two documents are mainly about, see ``spoken``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

from harmattan.linking import places, sides, subjects, windows
from harmattan.linking.items import Item
from harmattan.linking.rules import compatible, is_territory, rule
from harmattan.linking.wording import Wording
from harmattan.model import Toll

_Compare = Callable[[Item, Item, Wording | None], str]
_STORY_TIME = frozenset({"undated", "next_day", "next_day_told", "month_apart", "long_apart"})
"""Levels of time that within one story are no reason for doubt: both tell the same things."""


def spoken(a: Item, b: Item, wording: Wording | None) -> Wording | None:
    """The wording, where it speaks for a pair: between what two documents are mainly about."""
    return wording if a.main and b.main and a.report.document_id != b.report.document_id else None


def _type(a: Item, b: Item, _: Wording | None) -> str:
    first, second = a.report, b.report
    one, other = first.sub_event_type, second.sub_event_type
    if not compatible(one, other):
        return "other_type"
    if is_territory(one) and is_territory(other) and first.initiator is not None and second.initiator is not None:
        holders = sides.relation(first.initiator, second.initiator)
        if holders == "other":
            # Two captures of a place by different named actors are two events, or rival claims that stay apart.
            return "rival_captures"
        if holders == "same" and one == other:
            return "same_capture"
    return "same_type" if one == other else "akin_type"


def _time(a: Item, b: Item, wording: Wording | None) -> str:
    level = windows.level(a.window, b.window, misread=wording is not None)
    if a.story == b.story and a.report.document_id != b.report.document_id:
        return "story_time" if level.removesuffix("_later") in _STORY_TIME else level
    return level


def _place(a: Item, b: Item, wording: Wording | None) -> str:
    level = places.level(a.report.place, b.report.place)
    return level if wording is None else subjects.place_level(a.report, b.report, level, wording)


def _sides(a: Item, b: Item, _: Wording | None) -> str:
    return sides.level(a.report, b.report)


def _killed(a: Item, b: Item, _: Wording | None) -> str:
    return f"killed_{_toll(a.report.fatalities, b.report.fatalities)}"


def _injured(a: Item, b: Item, _: Wording | None) -> str:
    return f"injured_{_toll(a.report.injured, b.report.injured)}"


def _toll(a: Toll | None, b: Toll | None) -> str:
    if a is None or b is None:
        return "silent"
    low, high = sorted((a.best, b.best))
    if low == high:
        return "meet" if not high else "same_high" if high >= 5 else "same"
    if (a.high is None or b.low <= a.high) and (b.high is None or a.low <= b.high):
        return "meet"
    return "contrary" if high > 3 * low + 5 else "other"


def _story(a: Item, b: Item, _: Wording | None) -> str:
    copies = a.story == b.story and a.report.document_id != b.report.document_id
    return "same_story" if copies else "other_story"


def _wording(a: Item, b: Item, wording: Wording | None) -> str:
    if wording is None:
        return "wording_silent"
    return _reached("wording", wording.cosine(a.document.id, b.document.id) * 100)


def _names(a: Item, b: Item, wording: Wording | None) -> str:
    return "names_silent" if wording is None else _reached("names", wording.names(a.document.id, b.document.id))


def _appeared(a: Item, b: Item, wording: Wording | None) -> str:
    return "appeared_silent" if wording is None else subjects.appeared(a.document, b.document)


def _outlet(a: Item, b: Item, wording: Wording | None) -> str:
    if wording is None:
        return "outlet_silent"
    return "same_outlet" if subjects.one_outlet(a.document, b.document) else "other_outlet"


COMPARISONS: Mapping[str, _Compare] = MappingProxyType(
    {
        "type": _type,
        "time": _time,
        "place": _place,
        "sides": _sides,
        "killed": _killed,
        "injured": _injured,
        "story": _story,
        "wording": _wording,
        "names": _names,
        "appeared": _appeared,
        "outlet": _outlet,
    }
)
"""Each comparison by its name in ``linking.yaml``, those that exclude most pairs first."""


def document(a: Item, b: Item, levels: Mapping[str, str]) -> str:
    """The level of the comparison ``document``; ``levels``: those of all others, by comparison.

    Reading took two reports of one document apart, so only plain agreement puts them together again. A fight and the
    capture that followed are told one after the other, the second often without a day of its own.
    """
    if a.report.document_id != b.report.document_id:
        return "other_document"
    first, second = a.report, b.report
    if not places.same(first.place, second.place) or _contradict(levels["killed"], levels["injured"]):
        return "one_document"
    if first.sub_event_type == second.sub_event_type:
        return "told_again" if levels["time"] == "same_day" else "one_document"
    captures = is_territory(first.sub_event_type) or is_territory(second.sub_event_type)
    dated = a.window.day is not None or b.window.day is not None
    return "fight_and_capture" if captures and dated and sides.agrees(levels["sides"]) else "one_document"


def _contradict(killed: str, injured: str) -> bool:
    against = ("other", "contrary")
    return killed.endswith(against) or (injured.endswith(against) and "same" not in killed)


@cache
def steps(comparison: str) -> tuple[tuple[int, str], ...]:
    """The least whole number of each level of ``wording`` (hundredths) or ``names`` (nats), the highest first."""
    found = [(name.rpartition("_")[2], name) for name in rule("comparisons")[comparison]]
    return tuple(sorted(((int(least), name) for least, name in found if least.isdigit()), reverse=True))


def _reached(comparison: str, value: float) -> str:
    # Both measures are sums of whole numbers; only what a level asks for is rounded away.
    value = round(value, 6)
    return next(name for least, name in steps(comparison) if value >= least)
