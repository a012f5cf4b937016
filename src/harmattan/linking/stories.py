"""Stories: documents that are copies or rewrites of one original. A story is one source, however many copies.

Reprints share their wording: MinHash over three-word sequences finds them. Rewrites share their sentences' meaning:
for texts of about the same days whose mean sentence is near, the share of sentences of the shorter text that have a
mate in the longer one decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from harmattan.linking.minhash import candidates, overlap, shingles
from harmattan.linking.rules import rule
from harmattan.linking.union import Groups
from harmattan.model import Document, Published, content_id
from harmattan.reading.coding import Coding

Vectors = NDArray[np.float32]

_RELIABLE = frozenset({"given", "page", "dateline", "inferred"})
_BLOCK = 1024
"""Documents compared at a time: bounds the memory of the comparison to _BLOCK rows of similarities."""


def find_stories(documents: Sequence[Document], codings: Sequence[Coding]) -> dict[str, str]:
    """The story id of every document: a hash of its first member's id, in id order.

    ``codings`` bring the sentence vectors; a document without them can only be found to be a reprint.
    """
    ordered = sorted(documents, key=lambda d: d.id)
    found = {c.document_id: c for c in codings}
    groups = Groups(len(ordered))
    groups.join_all(_reprints(ordered))
    groups.join_all(_rewrites(ordered, [found.get(d.id) for d in ordered]))
    return {ordered[member].id: content_id("s", ordered[group[0]].id) for group in groups.groups() for member in group}


def mate_share(a: Vectors, b: Vectors) -> float:
    """Share of the sentences of the shorter text that have a mate in the longer one; shapes (n, 384), unit length."""
    shorter, longer = (a, b) if len(a) <= len(b) else (b, a)
    if not len(shorter):
        return 0.0
    mates = (shorter @ longer.T).max(axis=1) > rule("rewrite")["mate"]
    return float(mates.mean())


def _reprints(documents: Sequence[Document]) -> Iterator[tuple[int, int]]:
    limits = rule("reprint")
    sets = [shingles(d.text) for d in documents]
    for i, j in candidates(sets):
        if min(len(sets[i]), len(sets[j])) < limits["shingles"]:
            if documents[i].text == documents[j].text:
                yield i, j
            continue
        shared, contained = overlap(sets[i], sets[j])
        if shared >= limits["shared"] or contained >= limits["contained"]:
            yield i, j


def _rewrites(documents: Sequence[Document], codings: Sequence[Coding | None]) -> Iterator[tuple[int, int]]:
    limits = rule("rewrite")
    known: list[tuple[int, Coding]] = []
    means: list[Vectors] = []
    for i, coding in enumerate(codings):
        # The vectors themselves are cut out again for each comparison: kept for all texts they would fill the memory.
        vectors = None if coding is None else _telling_sentences(coding)
        if coding is not None and vectors is not None and len(vectors) >= limits["sentences"]:
            known.append((i, coding))
            means.append(_mean(vectors))
    for a, b in _neighbours(means, limits["neighbours"]):
        (i, one), (j, other) = known[a], known[b]
        if not _near_in_time(documents[i].published, documents[j].published):
            continue
        first, second = _telling_sentences(one), _telling_sentences(other)
        if first is not None and second is not None and mate_share(first, second) >= limits["share"]:
            yield i, j


def _neighbours(vectors: Sequence[Vectors], count: int) -> Iterator[tuple[int, int]]:
    """Each text with the ``count`` texts whose mean sentence (shape (384,)) is nearest; every pair once."""
    if len(vectors) < 2:
        return
    means = np.stack(vectors)
    count = min(count, len(means) - 1)
    seen: set[tuple[int, int]] = set()
    for start in range(0, len(means), _BLOCK):
        near = means[start : start + _BLOCK] @ means.T
        for row, scores in enumerate(near):
            scores[start + row] = -2.0
            for other in np.argpartition(-scores, count - 1)[:count].tolist():
                pair = (min(start + row, other), max(start + row, other))
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _mean(vectors: Vectors) -> Vectors:
    mean = vectors.mean(axis=0)
    length = float(np.linalg.norm(mean))
    unit: Vectors = (mean / length if length else mean).astype(np.float32)
    return unit


def _telling_sentences(coding: Coding) -> Vectors | None:
    """Vectors of the sentences long enough to say something of their own."""
    if coding.sentence_vectors is None:
        return None
    shortest = rule("rewrite")["characters"]
    keep = [k for k, (start, end) in enumerate(coding.sentence_offsets) if end - start >= shortest]
    return coding.sentence_vectors[np.array(keep, dtype=np.intp)]


def _near_in_time(a: Published, b: Published) -> bool:
    if (
        a.basis not in _RELIABLE
        or b.basis not in _RELIABLE
        or not (a.earliest and a.latest and b.earliest and b.latest)
    ):
        return True
    gap = max((b.earliest - a.latest).days, (a.earliest - b.latest).days, 0)
    return gap <= int(rule("story_days"))
