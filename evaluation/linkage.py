"""Linking by other weights, and what blocking misses: ``python -m evaluation.linkage [N]``.

Over the (first N) articles of ``incidents``: the figures of grouping with the weights of ``linking.yaml`` and with
those that Splink learnt (``linkage_learnt.json``), and recall of blocking: of the pairs of articles on one incident
that both have a report, how many have reports that are compared at all, how many of those exclude each other.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from evaluation.coding import code_documents, documents_of
from evaluation.incidents import BOILERPLATE, DOCUMENTS, INCIDENTS, hard_incidents, main_report
from evaluation.metrics import b_cubed, pairwise
from evaluation.shared import read_rows
from harmattan.linking.candidates import candidate_pairs
from harmattan.linking.events import agreements, join
from harmattan.linking.items import Item
from harmattan.linking.linker import items_of
from harmattan.linking.rules import learnt_weights, weights
from harmattan.linking.similarity import similarity
from harmattan.linking.stories import find_stories
from harmattan.linking.wording import Wording
from harmattan.model import Document
from harmattan.reading.coding import Coding


def evaluate(rows: Sequence[Mapping[str, Any]], items: Sequence[Item], wording: Wording) -> dict[str, float]:
    """Figures over gold rows whose current reports are ``items``."""
    gold = {str(r["id"]): str(r["incident_id"]) for r in rows}
    hard = hard_incidents({str(i["incident_id"]): i for i in read_rows(INCIDENTS)})
    figures: dict[str, float] = blocking(gold, items, wording)
    for name, weigh in (("by hand", weights), ("learnt", learnt_weights)):
        groups = join(items, wording, scores=agreements(wording, weigh))
        home = {items[i].report.id: k for k, group in enumerate(groups) for i in group}
        found = {key: f"alone {key}" for key in gold} | {
            key: str(home[report.id]) for key, report in _main(items).items() if key in gold
        }
        subset = {key: incident for key, incident in gold.items() if incident in hard}
        figures[f"{name}: B-cubed F1"] = b_cubed(gold, found)[2]
        figures[f"{name}: pairwise F1"] = pairwise(gold, found).f1
        figures[f"{name}: hard subset B-cubed F1"] = b_cubed(subset, found)[2] if subset else 0.0
    return figures


def blocking(gold: Mapping[str, str], items: Sequence[Item], wording: Wording) -> dict[str, float]:
    """Recall over pairs of articles on one incident that both have a report, and the number of pairs compared."""
    compared: dict[tuple[str, str], bool] = {}
    count = 0
    for i, j in candidate_pairs(items, wording):
        count += 1
        a, b = items[i], items[j]
        pair = tuple(sorted((a.document.id, b.document.id)))
        if gold.get(pair[0]) is not None and gold.get(pair[0]) == gold.get(pair[1]) and pair[0] != pair[1]:
            possible = similarity(a, b, wording=wording) is not None
            compared[pair[0], pair[1]] = compared.get((pair[0], pair[1]), False) or possible
    told: dict[str, list[str]] = defaultdict(list)
    for key in sorted({item.document.id for item in items}):
        told[gold[key]].append(key)
    wanted = [pair for group in told.values() for pair in combinations(group, 2)]
    return {
        "pairs of articles on one incident": float(len(wanted)),
        "of these compared": sum(pair in compared for pair in wanted) / max(len(wanted), 1),
        "of these not excluded": sum(compared.get(pair, False) for pair in wanted) / max(len(wanted), 1),
        "pairs of reports compared": float(count),
    }


def prepare(documents: Sequence[Document], codings: Sequence[Coding]) -> tuple[list[Item], Wording]:
    """The reports that make events, as linking sees them."""
    codings = sorted(codings, key=lambda c: c.document_id)
    documents = sorted(documents, key=lambda d: d.id)
    stories = find_stories(documents, codings)
    known = {d.id: d.model_copy(update={"story_id": stories[d.id]}) for d in documents}
    reports = {r.id: r for c in codings for r in c.reports}
    wording = Wording(list(known.values()), stories)
    return [item for item in items_of(dict(sorted(reports.items())), known) if item.makes_events], wording


def _main(items: Sequence[Item]) -> dict[str, Any]:
    by_document: dict[str, list[Any]] = defaultdict(list)
    for item in items:
        by_document[item.document.id].append(item.report)
    return {key: found for key, reports in by_document.items() if (found := main_report(reports)) is not None}


if __name__ == "__main__":
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else None
    gold_rows = [r for r in read_rows(DOCUMENTS) if r["boilerplate"] < BOILERPLATE][:limit]
    texts = documents_of(gold_rows)
    for label, value in evaluate(gold_rows, *prepare(texts, code_documents(texts, "violence"))).items():
        print(f"{label:40} {value:.3f}")
