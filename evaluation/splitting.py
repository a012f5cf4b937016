"""MUC-3/4: are the incidents of one document kept apart? The number of our events against the key's templates.

Every document is coded and linked alone. Ours: events with a report of violence that happened and is current (as in
:mod:`evaluation.muc`). The key's: templates that are not optional, up to all of them: any number in between is right.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.coding import code_documents, documents_of
from evaluation.metrics import Tally
from evaluation.muc import FILE, wanted
from evaluation.muc_keys import templates_of
from evaluation.shared import read_rows
from harmattan.linking import link

SPLITS = ("tst1", "tst2")


@dataclass(frozen=True)
class Count:
    """One document: how many events are ours, and how many the key wants at least and at most."""

    ours: int
    least: int
    most: int

    @property
    def error(self) -> int:
        """Events too many; below 0: too few."""
        return max(self.ours - self.most, 0) - max(self.least - self.ours, 0)

    @property
    def key(self) -> int:
        """The number within the key's bounds that is nearest to ours."""
        return min(max(self.ours, self.least), self.most)


def evaluate(limit: int | None = None) -> dict[str, float]:
    """Figures for the documents with two or more templates that are not optional, and for those with one."""
    rows = [r for r in read_rows(FILE) if r["split"] in SPLITS][:limit]
    keys = {r["id"]: templates_of(r) for r in rows}
    counts = {
        key: Count(ours, sum(not t.optional for t in keys[key]), len(keys[key]))
        for key, ours in _ours([r for r in rows if keys[r["id"]]]).items()
    }
    return {
        **score("several", [c for c in counts.values() if c.least >= 2]),
        **score("one", [c for c in counts.values() if c.least == 1]),
    }


def _ours(rows: Sequence[dict[str, str]]) -> dict[str, int]:
    documents = documents_of(rows)
    found = {}
    for document, coding in zip(documents, code_documents(documents, "political"), strict=True):
        reports = link([document], [coding]).reports
        found[document.id] = len({r.event_id for r in reports if r.event_id and wanted(r)})
    return found


def score(name: str, counts: Sequence[Count]) -> dict[str, float]:
    """Shares of documents, the mean error, and F1 over events."""
    if not counts:
        return {}
    size = len(counts)
    return {
        f"{name}: documents": float(size),
        f"{name}: exact": sum(c.error == 0 for c in counts) / size,
        f"{name}: within 1": sum(abs(c.error) <= 1 for c in counts) / size,
        f"{name}: mean error": sum(c.error for c in counts) / size,
        f"{name}: mean absolute error": sum(abs(c.error) for c in counts) / size,
        f"{name}: count F1": _f1(counts, 0),
        f"{name}: count F1 within 1": _f1(counts, 1),
    }


def _f1(counts: Sequence[Count], slack: int) -> float:
    """F1 of min(ours, key's) over both sums; a document that errs by no more than ``slack`` errs not at all."""
    tally = Tally()
    for count in counts:
        key = count.ours if abs(count.error) <= slack else count.key
        tally.correct += min(count.ours, key)
        tally.actual += count.ours
        tally.possible += key
    return tally.f1


if __name__ == "__main__":
    for label, value in evaluate(int(sys.argv[1]) if len(sys.argv) > 1 else None).items():
        print(f"{label:35} {value:.3f}")
