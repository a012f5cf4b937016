"""What coding one document yields."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from harmattan.model import Report, Statistic


@dataclass(frozen=True, eq=False)
class Coding:
    """The reports and statistics of one document, and its sentences as vectors for finding rewrites."""

    document_id: str
    reports: tuple[Report, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    sentence_offsets: tuple[tuple[int, int], ...] = ()
    """Start and end of each sentence that has a vector."""
    sentence_vectors: NDArray[np.float32] | None = None
    """Unit-length embeddings, shape (len(sentence_offsets), 384); None when the document was not read."""
