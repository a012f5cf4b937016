"""Under which keys reports meet to be compared, for engines that pair rows by equal keys.

The pairs are those of ``candidates`` whose types go together. A key begins with the letter of its kind, which says what
else two rows must fulfil that share it:

- n (a town, neighbouring points or a story, and days): they miss each other by at most a day;
- w (the same without days, where somebody's window is long or open): one of them has such a window, and they miss each
  other by at most a day if both are bounded;
- m, v (an actor): as n and w, and one of them names no town;
- x (two documents that share uncommon words): nothing.

Short windows bear the spans of days they touch in their keys, so that what happened at one place over years is not
compared with itself.
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
    """The keys of each row, with ``wide`` (the window is long or open) and ``vague`` (no town is named)."""
    vague = {i for i, item in enumerate(items) if item.report.place is None or places.is_area(item.report.place)}
    rows: list[list[str]] = [[] for _ in items]
    towns: dict[str, list[int]] = defaultdict(list)
    actors: dict[str, list[int]] = defaultdict(list)
    for i, item in enumerate(items):
        for key in places.keys(item.report.place):
            towns["p " + " ".join(map(str, key))].append(i)
        for actor in sorted(actors_of(item)):
            actors[f"a {actor}"].append(i)
        towns[f"s {item.story}"].append(i)
    for name, members in towns.items():
        _spread(items, rows, name, members, "n", "w")
    for name, members in actors.items():
        if not vague.isdisjoint(members):
            _spread(items, rows, name, members, "m", "v")
    if wording is not None:
        main = {item.document.id: i for i, item in enumerate(items) if item.main}
        for a, b in wording.neighbours:
            if a in main and b in main:
                for i in (main[a], main[b]):
                    rows[i].append(f"x {main[a]} {main[b]}")
    return [
        {"keys": row, "wide": not is_narrow(item), "vague": i in vague}
        for i, (row, item) in enumerate(zip(rows, items, strict=True))
    ]


def _spread(
    items: Sequence[Item], rows: list[list[str]], key: str, members: Sequence[int], near: str, wide: str
) -> None:
    """Gives the members of one key the keys under which they meet, if there is anybody to meet."""
    if len(members) < 2:
        return
    any_wide = any(not is_narrow(items[i]) for i in members)
    for i in members:
        if is_narrow(items[i]):
            rows[i] += [f"{near} {key} {span}" for span in _spans(items[i])]
        if any_wide:
            rows[i] += (
                [f"{wide} {key}"] if len(members) <= FEW else [f"{wide} {key} {akin}" for akin in _akin(items[i])]
            )


def _spans(item: Item) -> Iterator[int]:
    start, end = item.window.start, item.window.end
    if start is not None and end is not None:
        yield from range(start.toordinal() // _DAYS, (end.toordinal() + 1) // _DAYS + 1)


def _akin(item: Item) -> list[str]:
    return [f"s {item.story}", *(f"a {actor}" for actor in sorted(actors_of(item)))]
