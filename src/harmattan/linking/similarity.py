"""How much speaks for two reports being of one event."""

from __future__ import annotations

from harmattan.linking.items import Item
from harmattan.linking.levels import COMPARISONS, document, spoken
from harmattan.linking.rules import Weigh, rule, weights
from harmattan.linking.wording import Wording

__all__ = ["Item", "similarity"]


def similarity(
    a: Item, b: Item, *, within: bool = False, wording: Wording | None = None, weigh: Weigh = weights
) -> float | None:
    """Sum of what speaks for and against one event, in nats; None where something excludes it.

    It is the sum of the weights of ``evidence(a, b, wording, within=within)``, without the words. Reports of one
    document exclude each other unless they are clearly the same; ``within`` waives that, for a report that looks back
    on an event of its own document or denies it. Between the main reports of two documents their ``wording`` speaks
    too, and then a place or day may have been misread.
    """
    told = spoken(a, b, wording)
    table = weigh(wording.share if told is not None and wording is not None else 1.0)
    found = []
    total = 0.0
    for compare in COMPARISONS.values():
        level = compare(a, b, told)
        weight = table[level]
        if weight is None:
            return None
        total += weight
        found.append(level)
    if within or a.report.document_id != b.report.document_id:
        return total
    weight = table[document(a, b, dict(zip(COMPARISONS, found, strict=True)))]
    # Reading took them apart: they must be one event by themselves, not only on average.
    return None if weight is None or total + weight < rule("enough") else total + weight
