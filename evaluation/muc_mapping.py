"""Maps responses to templates of the key: one to one, with the greatest sum of scores (Kuhn 1955, Munkres 1957)."""

from __future__ import annotations

from collections.abc import Sequence

_FAR = float("inf")


def assign(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column), each row and column at most once, whose scores sum up to the most.

    ``scores`` is a full table, rows by columns; a pair of score 0 or less is never made. Pairs come in order of rows.
    """
    if not scores or not scores[0]:
        return []
    rows, columns = len(scores), len(scores[0])
    if rows > columns:
        turned = [[scores[r][c] for r in range(rows)] for c in range(columns)]
        return sorted((r, c) for c, r in assign(turned))
    owner = _owners([[-max(score, 0.0) for score in row] for row in scores])
    pairs = ((owner[c], c) for c in range(columns) if owner[c] >= 0)
    return sorted((r, c) for r, c in pairs if scores[r][c] > 0)


def _owners(costs: Sequence[Sequence[float]]) -> list[int]:
    """The row of each column (-1: none) in the cheapest assignment of every row; no more rows than columns."""
    rows, columns = len(costs), len(costs[0])
    row_price, column_price = [0.0] * rows, [0.0] * (columns + 1)
    owner = [-1] * (columns + 1)
    for row in range(rows):
        owner[columns] = row  # an extra column, from which the search for a path begins
        at, cheapest, came_from, done = columns, [_FAR] * columns, [columns] * columns, [False] * (columns + 1)
        while owner[at] >= 0:
            done[at] = True
            here = owner[at]
            for c in range(columns):
                if not done[c] and (cost := costs[here][c] - row_price[here] - column_price[c]) < cheapest[c]:
                    cheapest[c], came_from[c] = cost, at
            step, following = min((cheapest[c], c) for c in range(columns) if not done[c])
            for c in range(columns + 1):
                if done[c]:
                    row_price[owner[c]] += step
                    column_price[c] -= step
                elif c < columns:
                    cheapest[c] -= step
            at = following
        while at != columns:
            before = came_from[at]
            owner[at] = owner[before]
            at = before
    return owner[:columns]
