"""What an outlet writes later takes the place of what it wrote before: a new count, another author, a retraction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from harmattan.linking.sides import relation
from harmattan.linking.similarity import Item
from harmattan.linking.subjects import published_day
from harmattan.linking.wording import outlet


def latest(members: Sequence[Item], value: Callable[[Item], int | None] = lambda _: None) -> list[Item]:
    """Of reports that give a value, those that are not followed by one of the same outlet on a later day.

    ``value``: where given, only a higher one takes its place: later texts often repeat only a part of a count.
    """
    return [item for item in members if not any(_follows(other, item, value) for other in members)]


def _follows(later: Item, item: Item, value: Callable[[Item], int | None]) -> bool:
    name = outlet(item.document)
    if not name or outlet(later.document) != name:
        return False
    one, other = published_day(item.document), published_day(later.document)
    if one is None or other is None or other <= one:
        return False
    before, after = value(item), value(later)
    return before is None or after is None or after > before


def corrected(members: Sequence[Item]) -> list[Item]:
    """The members, without the author of the deed where their outlet names another one later."""
    named = [item for item in members if _author(item) is not None]
    kept = {id(item) for item in latest(named)}
    found = []
    for item in members:
        rivals = [
            other
            for other in named
            if id(other) in kept and outlet(other.document) == outlet(item.document) and _other(item, other)
        ]
        without = id(item) not in kept and bool(rivals)
        found.append(replace(item, report=item.report.model_copy(update={"initiator": None})) if without else item)
    return found


def standing(members: Sequence[Item], denials: Sequence[Item]) -> list[Item]:
    """The members without those that their outlet took back on the same day or later."""
    newest: dict[str, dt.date] = {}
    for item in denials:
        day = published_day(item.document)
        if item.report.retracts and (name := outlet(item.document)) and day is not None:
            newest[name] = max(day, newest.get(name, day))
    return [item for item in members if not _taken_back(item, newest)]


def _taken_back(item: Item, newest: Mapping[str, dt.date]) -> bool:
    last, day = newest.get(outlet(item.document)), published_day(item.document)
    return last is not None and day is not None and day <= last


def _author(item: Item) -> str | None:
    return item.report.initiator.actor_id if item.report.initiator is not None else None


def _other(a: Item, b: Item) -> bool:
    one, other = a.report.initiator, b.report.initiator
    return one is not None and other is not None and relation(one, other) == "other"
