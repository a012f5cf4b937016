"""Reports of one event join: the best agreeing pairs first, and never where two members exclude each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from harmattan.linking import places
from harmattan.linking.agreements import Agreements
from harmattan.linking.candidates import candidate_pairs
from harmattan.linking.clusters import Clusters
from harmattan.linking.constraints import FREE, Constraints
from harmattan.linking.rules import Weigh, rule, weights
from harmattan.linking.similarity import Item, similarity
from harmattan.linking.windows import meet
from harmattan.linking.wording import Wording

_SLACK = 1.25
"""Reports of one event agree with each other on average nearly as well as the pair that joins them."""
_CLOSE = 0.5
_MOST = 12
"""Members of a large event that stand for all of it when another one is compared."""


def agreements(wording: Wording | None = None, weigh: Weigh = weights) -> Agreements:
    """What ``join`` may be given again after some reports have changed."""
    return Agreements(lambda a, b: similarity(a, b, wording=wording, weigh=weigh))


def join(
    items: Sequence[Item],
    wording: Wording | None = None,
    constraints: Constraints = FREE,
    scores: Agreements | None = None,
) -> list[list[int]]:
    """Indexes of the reports of each event; ``items`` come in id order, so that theirs does not matter.

    What documents are mainly about joins first, since there their wording speaks too; then all other reports. Groups
    are compared where two of their reports agree well enough for the mean of a group. ``scores`` keep what is known
    from joining the same reports before some of them changed.
    """
    scores = agreements(wording) if scores is None else scores
    scores.about(items)
    together, apart = constraints.indexes([item.report.id for item in items])
    clusters = Clusters(len(items), scores, together, apart)
    enough = rule("enough")
    # Where wording says much, it says it of every two members: then they must agree on average as well as a pair.
    slack = _SLACK if wording is None else _SLACK * (1 - wording.share)
    good = scores.good(candidate_pairs(items, wording), enough - slack)
    unclear = _ambiguous(items, [found for found in good if found[0] >= enough])
    clear = [(s, i, j) for s, i, j in good if items[i].story == items[j].story or not (i in unclear or j in unclear)]
    clusters.grow([(i, j) for s, i, j in clear if s >= enough and items[i].main and items[j].main], enough)
    clusters.grow([(i, j) for _, i, j in clear], enough, slack)
    return clusters.groups()


def attach(item: Item, events: Iterable[tuple[int, Sequence[Item]]], wording: Wording) -> int | None:
    """The event that a background or denying report is about, None where there is none or it is not clear.

    ``events`` are keys with the reports of each. A background report must name the days; a denial must share the place.
    """
    enough = rule("enough") if item.affirms else rule("enough") - 1.5
    best: tuple[float, int] | None = None
    for key, group in events:
        found = [similarity(item, other, within=True, wording=wording) for other in group[:_MOST]]
        scores = [s for s in found if s is not None]
        if len(scores) < len(found):
            continue
        score = max(scores)
        same = item.main and item.affirms and sum(scores) >= enough * len(scores)
        if score >= enough and (same or _fits(item, group)) and (best is None or (score, -key) > (best[0], -best[1])):
            best = score, key
    return best[1] if best else None


def _fits(item: Item, group: Sequence[Item]) -> bool:
    if item.affirms:
        days = item.window.days
        return item.window.dated and days is not None and days <= 7
    return any(places.same(item.report.place, other.report.place) for other in group)


def _ambiguous(items: Sequence[Item], found: Iterable[tuple[float, int, int]]) -> set[int]:
    """Reports without a date of their own that fit events on different days about equally well."""
    partners: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for score, i, j in found:
        for one, other in ((i, j), (j, i)):
            if not items[one].window.dated and items[other].window.dated and items[one].story != items[other].story:
                partners[one].append((score, other))
    unclear = set()
    for one, others in partners.items():
        best = max(score for score, _ in others)
        close = [items[other].window for score, other in others if score >= best - _CLOSE]
        if any(meet(close[0], w) is None for w in close[1:]):
            unclear.add(one)
    return unclear
