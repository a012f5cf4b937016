"""What a plain baseline reaches on the incidents: TF-IDF vectors of title and text, average-linkage clustering.

Sublinear term counts, words of two documents or more, cosine; documents that appeared further apart than a window are
taken to be unlike (0). Window and threshold are the best ones on the incidents before ``HALF`` and are measured on the
later ones.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluation.metrics import b_cubed

HALF = "2015-01-01"
WINDOWS = (14, 30, 60, 365, 10_000)
THRESHOLDS = tuple(k / 40 for k in range(4, 21))
_WORD = re.compile(r"[a-z0-9]+")

Matrix = NDArray[np.float64]
Rows = Sequence[dict[str, Any]]


def halves(rows: Rows, date_of: Callable[[str], str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of incidents before ``HALF`` and from then on; ``date_of`` gives an incident's ISO date."""
    earlier = [r for r in rows if date_of(r["incident_id"]) < HALF]
    return earlier, [r for r in rows if date_of(r["incident_id"]) >= HALF]


def clusters(earlier: Rows, later: Rows) -> Mapping[str, Hashable]:
    """The cluster of every later document, with window and threshold chosen on the earlier ones."""
    gold = {r["id"]: r["incident_id"] for r in earlier}
    best = (-1.0, 0, 0.0)
    for window in WINDOWS:
        merges = average_linkage(similarities(earlier, window))
        for threshold in THRESHOLDS:
            f1 = b_cubed(gold, cut(earlier, merges, threshold))[2]
            best = max(best, (f1, -window, threshold))
    return cut(later, average_linkage(similarities(later, -best[1])), best[2])


def similarities(rows: Rows, window: int) -> Matrix:
    """Cosine of every two documents, shape (n, n); 0 where they appeared more than ``window`` days apart."""
    vectors = tf_idf([f"{r['title']} {r['text']}" for r in rows])
    days = np.array([dt.date.fromisoformat(r["published"]).toordinal() for r in rows])
    near = abs(days[:, None] - days[None, :]) <= window
    return np.asarray(np.where(near, vectors @ vectors.T, 0.0), dtype=np.float64)


def tf_idf(texts: Sequence[str]) -> NDArray[np.float32]:
    """Unit vectors, shape (n, words)."""
    counts = [Counter(_WORD.findall(text.lower())) for text in texts]
    spread = Counter(word for count in counts for word in count)
    words = {word: k for k, word in enumerate(sorted(w for w in spread if spread[w] > 1))}
    weights = np.log(len(texts) / np.array([spread[word] for word in words])) + 1
    vectors = np.zeros((len(texts), len(words)), dtype=np.float32)
    for row, count in enumerate(counts):
        for word, number in count.items():
            if word in words:
                vectors[row, words[word]] = (1 + np.log(number)) * weights[words[word]]
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: NDArray[np.float32] = vectors / np.maximum(lengths, 1e-9)
    return unit


def average_linkage(similarity: Matrix) -> list[tuple[float, int, int]]:
    """All merges as (similarity, kept, gone), by chains of nearest neighbours: the same tree as always merging the
    most similar two, in O(n**2)."""
    table = similarity.copy()
    np.fill_diagonal(table, -np.inf)
    size, alive = np.ones(len(table)), np.ones(len(table), dtype=bool)
    merges: list[tuple[float, int, int]] = []
    chain: list[int] = []
    while len(merges) < len(table) - 1:
        if not chain:
            chain = [int(np.argmax(alive))]
        a = chain[-1]
        b = int(np.argmax(table[a]))
        if len(chain) < 2 or table[a, chain[-2]] < table[a, b]:
            chain.append(b)
            continue
        b = chain[-2]
        del chain[-2:]
        merges.append((float(table[a, b]), a, b))
        row = (size[a] * table[a] + size[b] * table[b]) / (size[a] + size[b])
        size[a] += size[b]
        alive[b] = False
        row[~alive] = -np.inf
        row[a] = -np.inf
        table[a], table[:, a] = row, row
        table[b], table[:, b] = -np.inf, -np.inf
    return merges


def cut(rows: Rows, merges: Sequence[tuple[float, int, int]], threshold: float) -> dict[str, int]:
    """The cluster of each document when merges below ``threshold`` are undone."""
    parent = list(range(len(rows)))

    def find(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for similarity, kept, gone in merges:
        if similarity >= threshold:
            parent[find(gone)] = find(kept)
    return {row["id"]: find(k) for k, row in enumerate(rows)}
