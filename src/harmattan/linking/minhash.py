"""Which texts share much of their wording: MinHash over three-word sequences, with exact counts to confirm."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_BANDS, _ROWS = 32, 3
"""Texts that share 50% of their sequences meet in at least one band with probability .986, 20% with .23."""
_WORD = re.compile(r"[^\W_]+")
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SECOND, _THIRD = np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9)


def shingles(text: str) -> NDArray[np.uint64]:
    """Distinct hashes of the three-word sequences of ``text``, sorted; case and punctuation do not count."""
    found = _WORD.findall(text.casefold())
    words = np.fromiter(map(_hash, found), dtype=np.uint64, count=len(found))
    if len(words) < 3:
        return np.empty(0, dtype=np.uint64)
    # Each word's hash is multiplied by another odd number, so that the order of the three counts; 64 bits wrap around.
    mixed = words[:-2] * _MIX + words[1:-1] * _SECOND + words[2:] * _THIRD
    mixed ^= mixed >> np.uint64(31)
    return np.unique((mixed * _MIX) >> np.uint64(32))


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
    # Odd 64-bit factors that wrap around put the items into another order each (multiply-shift, Dietzfelbinger 1996).
    factors, offsets = _PERMUTATIONS
    mixed = items[:, None] * factors[None, :]
    mixed += offsets[None, :]
    lowest: NDArray[np.uint64] = mixed.min(axis=0)
    return lowest


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "replace"))


def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    # Fixed constants from a linear congruential sequence: the same signatures on every machine and in every version.
    state, values = 20231001, []
    for _ in range(2 * _BANDS * _ROWS):
        halves = []
        for _ in range(2):
            state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
            halves.append(state >> 32)
        values.append(halves[0] << 32 | halves[1] | 1)
    table = np.array(values, dtype=np.uint64)
    return table[: _BANDS * _ROWS], table[_BANDS * _ROWS :]


_PERMUTATIONS = _permutations()
