"""Reports of one event join: the best agreeing pairs first, and never where two members exclude each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from harmattan.linking import places
from harmattan.linking.candidates import candidate_pairs
from harmattan.linking.rules import rule
from harmattan.linking.similarity import Item, similarity
from harmattan.linking.windows import meet

_SLACK = 1.25
"""Reports of one event agree with each other on average nearly as well as the pair that joins them."""
_CLOSE = 0.5
_MOST = 12
"""Members of a large event that stand for all of it when another one is compared."""


def join(items: Sequence[Item]) -> list[list[int]]:
    """Indexes of the reports of each event; ``items`` come in id order, so that theirs does not matter."""
    scores: dict[tuple[int, int], float | None] = {}
    enough = rule("enough")
    found = []
    for i, j in candidate_pairs(items):
        score = scores[i, j] = similarity(items[i], items[j])
        if score is not None and score >= enough:
            found.append((-round(score, 6), i, j))
    unclear = _ambiguous(items, found)
    members = {i: [i] for i in range(len(items))}
    home = list(range(len(items)))
    for _, i, j in sorted(found):
        if home[i] == home[j] or ((i in unclear or j in unclear) and items[i].story != items[j].story):
            continue
        if _agree(items, members[home[i]], members[home[j]], scores, enough - _SLACK):
            kept, gone = sorted((home[i], home[j]))
            members[kept] += members.pop(gone)
            for member in members[kept]:
                home[member] = kept
    return [sorted(group) for _, group in sorted(members.items())]


def attach(item: Item, events: Iterable[tuple[int, Sequence[Item]]]) -> int | None:
    """The event that a background or denying report is about, None where there is none or it is not clear.

    ``events`` are keys with the reports of each. A background report must name the days; a denial must share the place.
    """
    enough = rule("enough") if item.affirms else rule("enough") - 1.5
    best: tuple[float, int] | None = None
    for key, group in events:
        scores = [similarity(item, other, within=True) for other in group[:_MOST]]
        if any(s is None for s in scores):
            continue
        score = max(s for s in scores if s is not None)
        if score >= enough and _fits(item, group) and (best is None or (score, -key) > (best[0], -best[1])):
            best = score, key
    return best[1] if best else None


def _fits(item: Item, group: Sequence[Item]) -> bool:
    if item.affirms:
        days = item.window.days
        return item.window.dated and days is not None and days <= 7
    return any(places.same(item.report.place, other.report.place) for other in group)


def _agree(
    items: Sequence[Item],
    first: list[int],
    second: list[int],
    scores: dict[tuple[int, int], float | None],
    least: float,
) -> bool:
    total, count = 0.0, 0
    for i in sorted(first)[:_MOST]:
        for j in sorted(second)[:_MOST]:
            pair = (i, j) if i < j else (j, i)
            if pair not in scores:
                scores[pair] = similarity(items[pair[0]], items[pair[1]])
            score = scores[pair]
            if score is None:
                return False
            total += score
            count += 1
    return total >= least * count


def _ambiguous(items: Sequence[Item], found: Iterable[tuple[float, int, int]]) -> set[int]:
    """Reports without a date of their own that fit events on different days about equally well."""
    partners: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for negative, i, j in found:
        for one, other in ((i, j), (j, i)):
            if not items[one].window.dated and items[other].window.dated and items[one].story != items[other].story:
                partners[one].append((-negative, other))
    unclear = set()
    for one, others in partners.items():
        best = max(score for score, _ in others)
        close = [items[other].window for score, other in others if score >= best - _CLOSE]
        if any(meet(close[0], w) is None for w in close[1:]):
            unclear.add(one)
    return unclear
