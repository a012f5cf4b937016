"""An array that grows by rows without being copied each time."""

from __future__ import annotations

from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Scalar = TypeVar("Scalar", bound=np.generic)


class Rows(Generic[Scalar]):
    """Rows of one shape; room doubles when it is full."""

    def __init__(self, start: NDArray[Scalar]) -> None:
        """``start``: the first rows, maybe none; its other axes and type stay."""
        self._room = start.copy()
        self._count = len(start)

    def __len__(self) -> int:
        return self._count

    @property
    def filled(self) -> NDArray[Scalar]:
        """The rows so far, as a view that is good until the next ``extend``."""
        return self._room[: self._count]

    def extend(self, rows: NDArray[Scalar]) -> None:
        """Rows more."""
        end = self._count + len(rows)
        if end > len(self._room):
            wider = np.empty((max(2 * len(self._room), end, 16), *self._room.shape[1:]), dtype=self._room.dtype)
            wider[: self._count] = self.filled
            self._room = wider
        self._room[self._count : end] = rows
        self._count = end
