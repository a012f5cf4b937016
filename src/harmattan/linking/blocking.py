"""Under which keys reports meet to be compared, for engines that pair rows by equal keys.

The pairs are those of ``candidates`` whose types go together. Two rows meet that share a key of ``near_keys``, or one
of ``wide_keys`` where one row is wide, and that miss each other by at most a day if both are bounded; or that share one
of ``alike_keys``. In ``near_actor_keys`` and ``wide_actor_keys`` one of the two must also name no town. Narrow windows
bear the weeks they touch in their keys, so that what happened at one place over years is not compared with itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from harmattan.linking import places
from harmattan.linking.candidates import FEW, actors_of, is_narrow
from harmattan.linking.items import Item
from harmattan.linking.wording import Wording

_DAYS = 8
"""Length of the spans of days by which narrow windows meet."""


def blocking_keys(items: Sequence[Item], wording: Wording | None) -> list[dict[str, object]]:
    """The key columns of each row, with ``wide`` (the window is long or open) and ``vague`` (no town is named)."""
    vague = {i for i, item in enumerate(items) if item.report.place is None or places.is_area(item.report.place)}
    rows: list[dict[str, list[str]]] = [
        {name: [] for name in ("near_keys", "wide_keys", "near_actor_keys", "wide_actor_keys", "alike_keys")}
        for _ in items
    ]
    towns: dict[str, list[int]] = defaultdict(list)
    actors: dict[str, list[int]] = defaultdict(list)
    for i, item in enumerate(items):
        for key in places.keys(item.report.place):
            towns["p " + " ".join(map(str, key))].append(i)
        for actor in sorted(actors_of(item)):
            actors[f"a {actor}"].append(i)
        towns[f"s {item.story}"].append(i)
    for name, members in towns.items():
        _spread(items, rows, name, members, "near_keys", "wide_keys")
    for name, members in actors.items():
        if not vague.isdisjoint(members):
            _spread(items, rows, name, members, "near_actor_keys", "wide_actor_keys")
    if wording is not None:
        main = {item.document.id: i for i, item in enumerate(items) if item.main}
        for a, b in wording.neighbours:
            if a in main and b in main:
                for i in (main[a], main[b]):
                    rows[i]["alike_keys"].append(f"{main[a]} {main[b]}")
    return [
        {**row, "wide": not is_narrow(item), "vague": i in vague}
        for i, (row, item) in enumerate(zip(rows, items, strict=True))
    ]


def _spread(
    items: Sequence[Item], rows: list[dict[str, list[str]]], key: str, members: Sequence[int], near: str, wide: str
) -> None:
    """Gives the members of one key the keys under which they meet, if there is anybody to meet."""
    if len(members) < 2:
        return
    any_wide = any(not is_narrow(items[i]) for i in members)
    for i in members:
        if is_narrow(items[i]):
            rows[i][near] += [f"{key} {span}" for span in _spans(items[i])]
        if any_wide:
            rows[i][wide] += [key] if len(members) <= FEW else [f"{key} {akin}" for akin in _akin(items[i])]


def _spans(item: Item) -> Iterator[int]:
    start, end = item.window.start, item.window.end
    if start is not None and end is not None:
        yield from range(start.toordinal() // _DAYS, (end.toordinal() + 1) // _DAYS + 1)


def _akin(item: Item) -> list[str]:
    return [f"s {item.story}", *(f"a {actor}" for actor in sorted(actors_of(item)))]
