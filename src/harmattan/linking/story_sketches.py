"""Which texts may be rewrites of each other: sketches of their sentences, looked up by the time of appearance.

A sketch is the signs of projections on fixed random directions; the share of bits in which two differ tells the angle
between the vectors (random hyperplanes, Charikar 2002). A document is found by those near it in time: cells of as many
days as two tellings of a story may lie apart. Whether two documents are candidates depends on these two alone, never
on what else is known or on which came first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from harmattan.linking.rules import rule
from harmattan.linking.story_rows import Rows

Bits = NDArray[np.uint64]

_SIZE, MEAN_WORDS, SENTENCE_WORDS = 384, 4, 2
MOST_CELLS = 16
"""A document whose date spans more cells lies in none of them and is met by every other one."""
_BLOCK = 1024
"""Documents whose sentences are compared at a time: bounds the memory of a look-up."""
OPEN_DAYS = 2**31 - 1
Days = tuple[int, int]
"""First and last possible day, as ordinals; ``OPEN_DAYS`` below and above for a date that is not reliable."""
ANY_DAY = (-OPEN_DAYS, OPEN_DAYS)


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """What is kept of the sentences of one document."""

    mean: Bits
    """Of the mean sentence, shape (4,): 256 bits."""
    sentences: Bits
    """Of each sentence, shape (n, 2): 128 bits."""

    @classmethod
    def of(cls, vectors: NDArray[np.float32]) -> Sketch:
        """The sketch of unit vectors of the sentences, shape (n, 384)."""
        mean = _signs(vectors.sum(axis=0, dtype=np.float32)[None], _DIRECTIONS)[0]
        return cls(mean, _signs(vectors, _DIRECTIONS[: SENTENCE_WORDS * 64]))


def cells_of(days: Days, *, around: bool = False) -> range | None:
    """The cells in which a document with these days lies, with ``around`` those in which its candidates may lie; None
    where these are too many: then all."""
    width = max(int(rule("story_days")), 1)
    cells = range(days[0] // width, days[1] // width + 1)
    if len(cells) > MOST_CELLS:
        return None
    return range(cells.start - 1, cells.stop + 1) if around else cells


class _Cell:
    """Documents of one stretch of days: their places and mean sketches, side by side."""

    def __init__(self) -> None:
        self.places: Rows[np.int64] = Rows(np.empty(0, dtype=np.int64))
        self.means: Rows[np.uint64] = Rows(np.empty((0, MEAN_WORDS), dtype=np.uint64))


class Sketches:
    """Sketches of the documents that have enough sentences, by a number that the caller gives each."""

    def __init__(self) -> None:
        self.numbers: Rows[np.int32] = Rows(np.empty(0, dtype=np.int32))
        self.means: Rows[np.uint64] = Rows(np.empty((0, MEAN_WORDS), dtype=np.uint64))
        self.ends: Rows[np.int64] = Rows(np.zeros(1, dtype=np.int64))
        self.sentences: Rows[np.uint64] = Rows(np.empty((0, SENTENCE_WORDS), dtype=np.uint64))
        self.days: Rows[np.int32] = Rows(np.empty((0, 2), dtype=np.int32))
        self._cells: dict[int, _Cell] = {}
        self._open = _Cell()
        limits = rule("rewrite")
        self._apart = int(rule("story_days"))
        self._mean_bits, self._mate_bits = int(limits["mean_bits"]), int(limits["mate_bits"])
        self._share = float(limits["sketched_share"])

    def find(self, sketch: Sketch, days: Days) -> list[int]:
        """Numbers of the documents that may tell the same, ascending; ``ANY_DAY`` where the date is not reliable."""
        near = [self._alike_means(cell, sketch.mean) for cell in self._near(days)]
        places = np.unique(np.concatenate(near)) if near else np.empty(0, dtype=np.int64)
        first, last = self.days.filled[places].T.astype(np.int64)
        places = places[(first <= days[1] + self._apart) & (last >= days[0] - self._apart)]
        found: list[int] = []
        for start in range(0, len(places), _BLOCK):
            block = places[start : start + _BLOCK]
            found += self.numbers.filled[block[self._alike(sketch.sentences, block)]].tolist()
        return sorted(set(found))

    def add(self, number: int, sketch: Sketch, days: Days) -> None:
        """Note a document."""
        self.numbers.extend(np.array([number], dtype=np.int32))
        self.means.extend(sketch.mean[None])
        self.ends.extend(np.array([len(self.sentences) + len(sketch.sentences)], dtype=np.int64))
        self.sentences.extend(sketch.sentences)
        self.days.extend(np.array([days], dtype=np.int32))
        self._place(len(self.numbers) - 1, days)

    def after(self, number: int) -> Iterator[tuple[int, Sketch, Days]]:
        """The documents from a number on, with their sketches and days."""
        numbers, ends = self.numbers.filled, self.ends.filled
        for k in np.flatnonzero(numbers >= number).tolist():
            first, last = self.days.filled[k].tolist()
            sketch = Sketch(self.means.filled[k], self.sentences.filled[ends[k] : ends[k + 1]])
            yield int(numbers[k]), sketch, (first, last)

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
            made._place(k, (first, last))
        return made

    def _rows(self) -> dict[str, Rows[np.int32] | Rows[np.uint64] | Rows[np.int64]]:
        return {
            "numbers": self.numbers,
            "means": self.means,
            "ends": self.ends,
            "sentences": self.sentences,
            "days": self.days,
        }

    def _place(self, k: int, days: Days) -> None:
        cells = cells_of(days)
        homes = [self._open] if cells is None else [self._cells.setdefault(c, _Cell()) for c in cells]
        for cell in homes:
            cell.places.extend(np.array([k], dtype=np.int64))
            cell.means.extend(self.means.filled[k][None])

    def _near(self, days: Days) -> list[_Cell]:
        """The cells that hold whatever appeared near some days, and maybe more."""
        cells = cells_of(days, around=True)
        known = list(self._cells.values()) if cells is None else [self._cells[c] for c in cells if c in self._cells]
        return [self._open, *known]

    def _alike_means(self, cell: _Cell, mean: Bits) -> NDArray[np.int64]:
        alike: NDArray[np.int64] = cell.places.filled[_differing(cell.means.filled, mean) <= self._mean_bits]
        return alike

    def _alike(self, own: Bits, places: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether enough sentences of the shorter text seem to have a mate in the longer one."""
        starts, ends = self.ends.filled[places], self.ends.filled[places + 1]
        sizes = ends - starts
        offsets = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        rows = np.repeat(starts - offsets, sizes) + np.arange(int(sizes.sum()))
        theirs = self.sentences.filled[rows]
        bits = np.zeros((len(own), len(theirs)), dtype=np.uint8)
        for word in range(SENTENCE_WORDS):
            bits += np.bitwise_count(own[:, word, None] ^ theirs[None, :, word])
        mates = bits <= self._mate_bits
        of_own = np.logical_or.reduceat(mates, offsets, axis=1).sum(axis=0) / len(own)
        of_theirs = np.add.reduceat(mates.any(axis=0), offsets, dtype=np.int64) / sizes
        # Of two texts of one length either may be called the shorter one.
        enough: NDArray[np.bool_] = ((len(own) <= sizes) & (of_own >= self._share)) | (
            (len(own) >= sizes) & (of_theirs >= self._share)
        )
        return enough


def _signs(vectors: NDArray[np.float32], directions: NDArray[np.float32]) -> Bits:
    bits = vectors.astype(np.float32) @ directions.T > 0
    packed = np.packbits(bits, axis=1)
    return np.frombuffer(packed.tobytes(), dtype=np.uint64).reshape(len(packed), -1)


def _differing(many: Bits, one: Bits) -> NDArray[np.uint16]:
    """In how many bits each row differs from one sketch."""
    total = np.zeros(len(many), dtype=np.uint16)
    for word in range(len(one)):
        total += np.bitwise_count(many[:, word] ^ one[word])
    return total


def _directions() -> NDArray[np.float32]:
    # Random signs serve as well as Gaussian directions (Achlioptas 2003) and are the same on every machine.
    state, bits = 20231001, []
    for _ in range(MEAN_WORDS * 64 * _SIZE // 32):
        state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        bits.append(state >> 32)
    table = np.unpackbits(np.array(bits, dtype=">u4").view(np.uint8)).reshape(MEAN_WORDS * 64, _SIZE)
    return table.astype(np.float32) * 2 - 1


_DIRECTIONS = _directions()
