"""Which reports are worth comparing: those that share a place, a story or, where one names no town, an actor, at near
times; and what documents that share uncommon words are mainly about.

Nothing is compared with everything: within a key, reports are swept in order of time, so that the work grows with the
number of reports on the same days at the same place.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from harmattan.linking import places
from harmattan.linking.items import Item
from harmattan.linking.wording import Wording

_WIDE_DAYS = 45
"""A longer window is compared only with what shares an actor or story, if its key holds many."""
FEW = 200
_ONE = dt.timedelta(days=1)
_Pair = tuple[int, int]


def candidate_pairs(items: Sequence[Item], wording: Wording | None = None) -> Iterator[_Pair]:
    """Index pairs i < j to compare, each once."""
    seen: set[int] = set()
    towns: dict[tuple[object, ...], list[int]] = defaultdict(list)
    actors: dict[str, list[int]] = defaultdict(list)
    stories: dict[str, list[int]] = defaultdict(list)
    vague: set[int] = set()
    for i, item in enumerate(items):
        place = item.report.place
        for key in places.keys(place):
            towns[key].append(i)
        if place is None or places.is_area(place):
            vague.add(i)
        for actor in sorted(actors_of(item)):
            actors[actor].append(i)
        stories[item.story].append(i)
    for members in (*towns.values(), *stories.values()):
        yield from _fresh(_near(items, members, set()), seen, len(items))
    for members in actors.values():
        if any(m in vague for m in members):
            yield from _fresh(_near(items, members, vague), seen, len(items))
    if wording is not None:
        main = {item.document.id: i for i, item in enumerate(items) if item.main}
        alike = ((main[a], main[b]) for a, b in wording.neighbours if a in main and b in main)
        yield from _fresh(alike, seen, len(items))


def _fresh(pairs: Iterable[_Pair], seen: set[int], size: int) -> Iterator[_Pair]:
    for i, j in pairs:
        pair = (i, j) if i < j else (j, i)
        key = pair[0] * size + pair[1]
        if key not in seen:
            seen.add(key)
            yield pair


def _near(items: Sequence[Item], members: list[int], only: set[int]) -> Iterator[_Pair]:
    """Pairs of members at near times; where ``only`` is not empty, at least one of a pair is in it."""
    swept = sorted((i for i in members if items[i].window.days is not None), key=lambda i: (_start(items[i]), i))
    starts = [_start(items[i]) for i in swept]
    few = len(members) <= FEW
    for k, i in enumerate(swept):
        last = (items[i].window.end or dt.date.max - _ONE) + _ONE
        narrow = few or is_narrow(items[i])
        for n in range(k + 1, len(swept)):
            if starts[n] > last:
                break
            j = swept[n]
            if (not only or i in only or j in only) and (
                few or (narrow and is_narrow(items[j])) or _akin(items[i], items[j])
            ):
                yield i, j
    open_ones = [i for i in members if items[i].window.days is None]
    for k, i in enumerate(open_ones):
        for j in (*swept, *open_ones[k + 1 :]):
            if (not only or i in only or j in only) and (few or _akin(items[i], items[j])):
                yield i, j


def is_narrow(item: Item) -> bool:
    """Whether a window is known and short."""
    days = item.window.days
    return days is not None and days <= _WIDE_DAYS


def _start(item: Item) -> dt.date:
    return item.window.start or dt.date.min


def _akin(a: Item, b: Item) -> bool:
    return a.story == b.story or bool(actors_of(a) & actors_of(b))


def actors_of(item: Item) -> set[str]:
    """The known actors that a report names."""
    sides = (item.report.initiator, item.report.target)
    return {side.actor_id for side in sides if side is not None and side.actor_id is not None}
