"""The best dependency tree for the scores that the network gives: maximum spanning tree with one root.

The algorithm is Chu and Liu's (1965) and Edmonds' (1967): every word takes its best governor; a cycle is contracted
to one node, solved again, and broken where that costs least.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from harmattan.reading.syntax import ROOT

_Scores = NDArray[np.float64]
_Heads = NDArray[np.intp]


def best_tree(scores: NDArray[np.floating]) -> list[int]:
    """Governor of every word, ``ROOT`` for the one root.

    Args:
        scores: shape [n, n + 1]; row d, column 0 scores word d as root, column h + 1 word h as its governor.

    Raises:
        ValueError: the scores have another shape or hold NaN.
    """
    count = len(scores)
    if scores.shape != (count, count + 1):
        raise ValueError(f"scores must be [n, n + 1], not {list(scores.shape)}")
    if not count:
        return []
    table = _square(scores)
    heads = table.argmax(1)
    heads[0] = 0
    if int((heads[1:] == 0).sum()) != 1 or _cycle(heads) is not None:
        # With the root this dear the best tree has exactly one word under it.
        table[1:, 0] -= 2.0 * count * (np.ptp(table[np.isfinite(table)]) + 1.0)
        heads = _solve(table)
    return [ROOT if h == 0 else int(h) - 1 for h in heads[1:]]


def _square(scores: NDArray[np.floating]) -> _Scores:
    """Scores [n+1, n+1] with the root as node 0; forbidden arcs are -inf."""
    if np.isnan(scores).any():
        raise ValueError("scores hold NaN")
    count = len(scores)
    table = np.full((count + 1, count + 1), -np.inf)
    # An infinite score would swallow all others in a sum.
    table[1:] = np.clip(scores, -1e9, 1e9)
    np.fill_diagonal(table, -np.inf)
    return table


def _cycle(heads: _Heads) -> list[int] | None:
    """Nodes of one cycle among the governors, or None."""
    done = [False] * len(heads)
    done[0] = True
    for start in range(1, len(heads)):
        path: list[int] = []
        on_path: set[int] = set()
        node = start
        while not done[node]:
            if node in on_path:
                return path[path.index(node) :]
            path.append(node)
            on_path.add(node)
            node = int(heads[node])
        for passed in path:
            done[passed] = True
    return None


def _solve(table: _Scores) -> _Heads:
    """Governors of the best tree over all nodes, node 0 being the root (its own entry is 0)."""
    heads: _Heads = table.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    members = np.array(cycle)
    outside = np.array([i for i in range(len(table)) if i not in set(cycle)])
    kept = table[members, heads[members]]
    # What entering the cycle at each member costs: that member gives up its governor inside the cycle.
    entering = table[np.ix_(members, outside)] - kept[:, None]
    leaving = table[np.ix_(outside, members)]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), -np.inf)
    smaller[:size, :size] = table[np.ix_(outside, outside)]
    smaller[size, :size] = entering.max(0)
    smaller[:size, size] = leaving.max(1)
    solved = _solve(smaller)
    result: _Heads = heads.copy()
    for i in range(1, size):
        h = int(solved[i])
        result[outside[i]] = members[leaving[i].argmax()] if h == size else outside[h]
    source = int(solved[size])
    result[members[entering[:, source].argmax()]] = outside[source]
    return result
