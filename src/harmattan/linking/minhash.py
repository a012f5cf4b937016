"""Which texts share much of their wording: MinHash over three-word sequences, with exact counts to confirm."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

_BANDS, _ROWS = 32, 3
"""Texts that share 50% of their sequences meet in at least one band with probability .986, 20% with .23."""
_PRIME = (1 << 61) - 1
_WORD = re.compile(r"[^\W_]+")
_LARGEST_BUCKET = 50


def shingles(text: str) -> NDArray[np.uint64]:
    """Distinct hashes of the three-word sequences of ``text``, sorted; case and punctuation do not count."""
    words = _WORD.findall(text.casefold())
    hashes = {zlib.crc32(" ".join(words[i : i + 3]).encode("utf-8", "replace")) for i in range(len(words) - 2)}
    return np.array(sorted(hashes), dtype=np.uint64)


def candidates(sets: Sequence[NDArray[np.uint64]]) -> Iterator[tuple[int, int]]:
    """Index pairs whose signatures agree in a band, each once.

    In a bucket of many (a sign-in wall copied a thousand times) each text is paired with the first one only.
    """
    buckets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    for index, items in enumerate(sets):
        if len(items):
            signature = _signature(items)
            for band in range(_BANDS):
                buckets[band, signature[band * _ROWS : (band + 1) * _ROWS].tobytes()].append(index)
    seen: set[tuple[int, int]] = set()
    for members in buckets.values():
        pairs = combinations(members, 2) if len(members) <= _LARGEST_BUCKET else ((members[0], m) for m in members[1:])
        for pair in pairs:
            if pair not in seen:
                seen.add(pair)
                yield pair


def overlap(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> tuple[float, float]:
    """Shared sequences as a share of all (Jaccard) and of the shorter text's."""
    if not len(a) or not len(b):
        return 0.0, 0.0
    shared = len(np.intersect1d(a, b, assume_unique=True))
    return shared / (len(a) + len(b) - shared), shared / min(len(a), len(b))


def _signature(items: NDArray[np.uint64]) -> NDArray[np.uint64]:
    # 32-bit hashes times 31-bit factors stay below 2**63, so the products are exact.
    factors, offsets = _PERMUTATIONS
    lowest: NDArray[np.uint64] = ((items[:, None] * factors[None, :] + offsets[None, :]) % np.uint64(_PRIME)).min(
        axis=0
    )
    return lowest


def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    # Fixed constants from a linear congruential sequence: the same signatures on every machine and in every version.
    state, values = 20231001, []
    for _ in range(2 * _BANDS * _ROWS):
        state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        values.append(state >> 33 | 1)
    table = np.array(values, dtype=np.uint64)
    return table[: _BANDS * _ROWS], table[_BANDS * _ROWS :]


_PERMUTATIONS = _permutations()
