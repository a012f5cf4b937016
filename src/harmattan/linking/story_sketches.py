"""Which texts may be rewrites of each other: sketches of their sentences, looked up by the time of appearance.

A sketch is the signs of projections on fixed random directions; the share of bits in which two differ tells the angle
between the vectors (random hyperplanes, Charikar 2002). A document is found by those near it in time: cells of as many
days as two tellings of a story may lie apart. Whether two documents are candidates depends on these two alone, never
on what else is known or on which came first.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from harmattan.linking.rules import rule
from harmattan.linking.story_rows import Rows

Bits = NDArray[np.uint64]

_SIZE, _MEAN_WORDS, _SENTENCE_WORDS = 384, 4, 2
_MOST_CELLS = 8
"""A document whose date spans more cells is compared as if it had none."""
_BLOCK = 1024
"""Documents whose sentences are compared at a time: bounds the memory of a look-up."""
_OPEN = np.int32(2**31 - 1)
Days = tuple[int, int]
"""First and last possible day, as ordinals."""


class Sketches:
    """Sketches of the documents that have enough sentences, by a number that the caller gives each."""

    def __init__(self) -> None:
        self.numbers: Rows[np.int32] = Rows(np.empty(0, dtype=np.int32))
        self.means: Rows[np.uint64] = Rows(np.empty((0, _MEAN_WORDS), dtype=np.uint64))
        self.ends: Rows[np.int64] = Rows(np.zeros(1, dtype=np.int64))
        self.sentences: Rows[np.uint64] = Rows(np.empty((0, _SENTENCE_WORDS), dtype=np.uint64))
        self.days: Rows[np.int32] = Rows(np.empty((0, 2), dtype=np.int32))
        self._cells: dict[int, Rows[np.int64]] = defaultdict(lambda: Rows(np.empty(0, dtype=np.int64)))
        self._open: Rows[np.int64] = Rows(np.empty(0, dtype=np.int64))
        limits = rule("rewrite")
        self._apart = int(rule("story_days"))
        self._mean_bits, self._mate_bits = int(limits["mean_bits"]), int(limits["mate_bits"])
        self._share = float(limits["sketched_share"])

    def find(self, vectors: NDArray[np.float32], days: Days | None) -> list[int]:
        """Numbers of the documents that may tell the same, ascending.

        ``vectors``: unit vectors of the sentences, shape (n, 384); ``days`` None where the date is not reliable.
        """
        mean, own = mean_bits(vectors), sentence_bits(vectors)
        places = self._near(days)
        means = self.means.filled if places is None else self.means.filled[places]
        near = np.flatnonzero(_differing(means, mean) <= self._mean_bits)
        places = near if places is None else places[near]
        found: list[int] = []
        for start in range(0, len(places), _BLOCK):
            block = places[start : start + _BLOCK]
            found += self.numbers.filled[block[self._alike(own, block)]].tolist()
        return sorted(set(found))

    def add(self, number: int, vectors: NDArray[np.float32], days: Days | None) -> None:
        """Note a document."""
        own = sentence_bits(vectors)
        self.numbers.extend(np.array([number], dtype=np.int32))
        self.means.extend(mean_bits(vectors)[None])
        self.ends.extend(np.array([len(self.sentences) + len(own)], dtype=np.int64))
        self.sentences.extend(own)
        self.days.extend(np.array([days or (-_OPEN, _OPEN)], dtype=np.int32))
        self._place(len(self.numbers) - 1, days)

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """All that is known, by name."""
        return {name: rows.filled for name, rows in self._rows().items()}

    @classmethod
    def of(cls, arrays: dict[str, NDArray[np.generic]]) -> Sketches:
        """From what ``arrays`` gave."""
        made = cls()
        for name in made._rows():
            setattr(made, name, Rows(arrays[name]))
        for k, (first, last) in enumerate(made.days.filled.tolist()):
            made._place(k, None if last == _OPEN else (first, last))
        return made

    def _rows(self) -> dict[str, Rows[np.int32] | Rows[np.uint64] | Rows[np.int64]]:
        return {
            "numbers": self.numbers,
            "means": self.means,
            "ends": self.ends,
            "sentences": self.sentences,
            "days": self.days,
        }

    def _place(self, k: int, days: Days | None) -> None:
        cells = self._cells_of(days)
        for rows in [self._open] if cells is None else [self._cells[c] for c in cells]:
            rows.extend(np.array([k], dtype=np.int64))

    def _cells_of(self, days: Days | None, around: int = 0) -> range | None:
        if days is None:
            return None
        width = max(self._apart, 1)
        cells = range((days[0] - around) // width, (days[1] + around) // width + 1)
        return cells if len(cells) <= _MOST_CELLS else None

    def _near(self, days: Days | None) -> NDArray[np.int64] | None:
        """Documents that appeared near some days; None for all of them."""
        cells = self._cells_of(days, self._apart)
        if cells is None or days is None:
            return None
        parts = [self._open.filled, *(self._cells[c].filled for c in cells if c in self._cells)]
        places = np.unique(np.concatenate(parts)) if parts else np.empty(0, dtype=np.int64)
        first, last = self.days.filled[places].T
        near: NDArray[np.int64] = places[(first <= days[1] + self._apart) & (last >= days[0] - self._apart)]
        return near

    def _alike(self, own: Bits, places: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether enough sentences of the shorter text seem to have a mate in the longer one."""
        starts, ends = self.ends.filled[places], self.ends.filled[places + 1]
        sizes = ends - starts
        offsets = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        rows = np.repeat(starts - offsets, sizes) + np.arange(int(sizes.sum()))
        theirs = self.sentences.filled[rows]
        mates = np.stack([_differing(theirs, sentence) <= self._mate_bits for sentence in own])
        of_own = np.logical_or.reduceat(mates, offsets, axis=1).sum(axis=0) / len(own)
        of_theirs = np.add.reduceat(mates.any(axis=0), offsets, dtype=np.int64) / sizes
        # Of two texts of one length either may be called the shorter one.
        enough: NDArray[np.bool_] = ((len(own) <= sizes) & (of_own >= self._share)) | (
            (len(own) >= sizes) & (of_theirs >= self._share)
        )
        return enough


def mean_bits(vectors: NDArray[np.float32]) -> Bits:
    """Sketch of the mean sentence, shape (4,): 256 bits."""
    bits: Bits = _signs(vectors.sum(axis=0)[None], _DIRECTIONS)[0]
    return bits


def sentence_bits(vectors: NDArray[np.float32]) -> Bits:
    """Sketch of each sentence, shape (n, 2): 128 bits."""
    return _signs(vectors, _DIRECTIONS[: _SENTENCE_WORDS * 64])


def _signs(vectors: NDArray[np.float32], directions: NDArray[np.float32]) -> Bits:
    bits = vectors.astype(np.float32) @ directions.T > 0
    packed = np.packbits(bits, axis=1)
    return np.frombuffer(packed.tobytes(), dtype=np.uint64).reshape(len(packed), -1)


def _differing(many: Bits, one: Bits) -> NDArray[np.int64]:
    """In how many bits each row differs from one sketch."""
    total = np.zeros(len(many), dtype=np.int64)
    for word in range(len(one)):
        total += np.bitwise_count(many[:, word] ^ one[word])
    return total


def _directions() -> NDArray[np.float32]:
    # Random signs serve as well as Gaussian directions (Achlioptas 2003) and are the same on every machine.
    state, bits = 20231001, []
    for _ in range(_MEAN_WORDS * 64 * _SIZE // 32):
        state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        bits.append(state >> 32)
    table = np.unpackbits(np.array(bits, dtype=">u4").view(np.uint8)).reshape(_MEAN_WORDS * 64, _SIZE)
    return table.astype(np.float32) * 2 - 1


_DIRECTIONS = _directions()
