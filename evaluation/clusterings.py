"""Three measures of event coreference and their mean, the CoNLL score (Pradhan et al. 2012), implemented plainly.

A clustering gives each mention a cluster. Both clusterings hold the same mentions, single ones included.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping

import numpy as np
from numpy.typing import NDArray

from evaluation.metrics import b_cubed

Clustering = Mapping[str, Hashable]


def conll(gold: Clustering, found: Clustering) -> dict[str, float]:
    """F1 of MUC, B-cubed and CEAF-e, and their mean, over the mentions of ``gold``."""
    found = {mention: found[mention] for mention in gold}
    scores = {"MUC": muc(gold, found), "B-cubed": b_cubed(gold, found)[2] if gold else 0.0, "CEAF-e": ceaf(gold, found)}
    return {"CoNLL F1": sum(scores.values()) / len(scores), **{f"{name} F1": score for name, score in scores.items()}}


def muc(gold: Clustering, found: Clustering) -> float:
    """F1 over links (Vilain et al. 1995): a cluster of n holds n - 1, each further cluster of the other answer that it
    falls into costs one. 0 where neither answer links anything."""
    recall, precision = _links_kept(gold, found), _links_kept(found, gold)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _links_kept(wanted: Clustering, other: Clustering) -> float:
    pieces: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, cluster in wanted.items():
        pieces[cluster].add(other[mention])
    sizes = Counter(wanted.values())
    links = sum(size - 1 for size in sizes.values())
    return sum(sizes[cluster] - len(parts) for cluster, parts in pieces.items()) / links if links else 0.0


def ceaf(gold: Clustering, found: Clustering) -> float:
    """F1 of CEAF with the entity similarity 2|A and B| / (|A| + |B|) (Luo 2005): clusters are paired one to one so that
    the sum is greatest."""
    if not gold:
        return 0.0
    shared = Counter((gold[mention], found[mention]) for mention in gold)
    sizes, others = Counter(gold.values()), Counter(found[mention] for mention in gold)
    alike = {(a, b): 2 * n / (sizes[a] + others[b]) for (a, b), n in shared.items()}
    total = sum(_best_sum(part) for part in _components(alike))
    precision, recall = total / len(others), total / len(sizes)
    return 2 * precision * recall / (precision + recall)


def _components(alike: Mapping[tuple[Hashable, Hashable], float]) -> list[NDArray[np.float64]]:
    """The table of similarities cut into parts that share no cluster: few clusters have anything to do with others."""
    rows: dict[Hashable, list[Hashable]] = defaultdict(list)
    columns: dict[Hashable, list[Hashable]] = defaultdict(list)
    for a, b in alike:
        rows[a].append(b)
        columns[b].append(a)
    tables = []
    seen: set[Hashable] = set()
    for first in rows:
        if first in seen:
            continue
        left, right = [first], dict[Hashable, None]()
        for a in left:  # grows meanwhile
            for b in rows[a]:
                right[b] = None
                new = [other for other in columns[b] if other not in seen and other != first]
                seen.update(new)
                left += new
        seen.update(left)
        tables.append(np.array([[alike.get((a, b), 0.0) for b in right] for a in left]))
    return tables


def _best_sum(table: NDArray[np.float64]) -> float:
    return float(sum(table[i, j] for i, j in enumerate(best_pairs(table)) if j >= 0))


def best_pairs(gain: NDArray[np.float64]) -> list[int]:
    """The column given to each row, -1 for none, so that the sum of ``gain``, shape (rows, columns), is greatest.

    The Hungarian method by shortest augmenting paths, O(n**3) for n the longer side.
    """
    if gain.shape[0] > gain.shape[1]:
        turned = best_pairs(gain.T)
        rows = {i: j for j, i in enumerate(turned)}
        return [rows.get(i, -1) for i in range(gain.shape[0])]
    cost = gain.max(initial=0.0) - gain
    n, m = cost.shape
    u, v = np.zeros(n), np.zeros(m + 1)
    owner = np.full(m + 1, -1)
    for row in range(n):
        owner[m] = row
        _augment(cost, u, v, owner)
    found = [-1] * n
    for j in range(m):
        if owner[j] >= 0:
            found[owner[j]] = j
    return found


def _augment(
    cost: NDArray[np.float64], u: NDArray[np.float64], v: NDArray[np.float64], owner: NDArray[np.int_]
) -> None:
    """Gives a column to the row that waits in the last, unreal column of ``owner``."""
    m = cost.shape[1]
    dearest = np.full(m, np.inf)
    before = np.full(m, m)
    used = np.zeros(m + 1, dtype=bool)
    j = m
    while owner[j] >= 0:
        used[j] = True
        row = owner[j]
        reduced = cost[row] - u[row] - v[:m]
        better = ~used[:m] & (reduced < dearest)
        dearest[better], before[better] = reduced[better], j
        j = int(np.argmin(np.where(used[:m], np.inf, dearest)))
        step = dearest[j]
        u[owner[used]] += step
        v[used] -= step
        dearest[~used[:m]] -= step
    while j != m:
        owner[j] = owner[before[j]]
        j = int(before[j])
    owner[m] = -1
