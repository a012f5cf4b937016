"""Which texts share much of their wording: MinHash over three-word sequences, with exact counts to confirm."""

from __future__ import annotations

import re
import zlib

import numpy as np
from numpy.typing import NDArray

_BANDS, _ROWS = 32, 3
"""Texts that share 50% of their sequences meet in at least one band with probability .986, 20% with .23."""
_PRIME = (1 << 61) - 1
_WORD = re.compile(r"[^\W_]+")
_MIX = np.uint64(0x9E3779B97F4A7C15)


def shingles(text: str) -> NDArray[np.uint64]:
    """Distinct hashes of the three-word sequences of ``text``, sorted; case and punctuation do not count."""
    words = _WORD.findall(text.casefold())
    hashes = {zlib.crc32(" ".join(words[i : i + 3]).encode("utf-8", "replace")) for i in range(len(words) - 2)}
    return np.array(sorted(hashes), dtype=np.uint64)


def band_keys(items: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """One key a band, shape (32,): texts whose signatures agree in a band have its key in common; none for no items."""
    if not len(items):
        return np.empty(0, dtype=np.uint64)
    rows = _signature(items).reshape(_BANDS, _ROWS)
    keys = np.arange(1, _BANDS + 1, dtype=np.uint64)
    for column in range(_ROWS):
        keys = (keys ^ rows[:, column]) * _MIX
        keys ^= keys >> np.uint64(29)
    return keys


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
