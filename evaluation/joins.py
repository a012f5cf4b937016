"""Our example wars: which pairs of texts are joined to one event, beside the gold.

A report is about the gold event that it agrees with best, among those that the gold names for its document; about none
where it agrees with none. A *pair* are two documents that the gold names for one event. It is right where a report of
each stands in one event, missing where not. A pair that our events make of two documents is wrong where their reports
in that event are not about one gold event.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any

from evaluation.examples import NAMES, NEAR_KM, example_files, gold_of, linked
from evaluation.metrics import Tally
from harmattan.ingest.sources import Rejected, read_documents
from harmattan.linking import Linked
from harmattan.model import Report
from harmattan.resolving.geometry import distance_km

_ENOUGH = 2
"""Points without which a report is about none: its place or its date."""

Pair = tuple[str, str, str]
"""An event, by the gold's name or by our id, and the numbers of two documents in order."""


@dataclass(frozen=True)
class Pairs:
    """Pairs of documents by outcome, each in order."""

    right: tuple[Pair, ...]
    missing: tuple[Pair, ...]
    wrong: tuple[Pair, ...]


def evaluate() -> dict[str, float]:
    """Numbers of pairs right, missing and false in each war, and F1 over both."""
    figures: dict[str, float] = {}
    total = Tally()
    for name in NAMES:
        found = pairs_of(name)
        right, missing, wrong = (len(part) for part in (found.right, found.missing, found.wrong))
        figures |= {f"{name}: pairs": float(right + missing), f"{name}: right": float(right)}
        figures |= {f"{name}: missing": float(missing), f"{name}: false": float(wrong)}
        total.correct += right
        total.possible += right + missing
        total.actual += right + wrong
    return {**figures, "pairs F1": total.f1}


@cache
def pairs_of(name: str) -> Pairs:
    """The pairs of one example war."""
    return compare(gold_of(name)["events"], linked(name)[1], numbers_of(name))


def numbers_of(name: str) -> dict[str, str]:
    """Each document's number by its id: what its file's name begins with, and a letter where the file holds several."""
    numbers = {}
    for file in example_files(name):
        documents = [d for d in read_documents([str(file)]) if not isinstance(d, Rejected)]
        for position, document in enumerate(documents):
            numbers[document.id] = file.name[:2] + ("abcdefghij"[position] if len(documents) > 1 else "")
    return numbers


def compare(gold: Sequence[Mapping[str, Any]], found: Linked, numbers: Mapping[str, str]) -> Pairs:
    """The pairs of events linked beside the gold; ``numbers``: the gold's names of our documents."""
    documents = {str(event["id"]): [_number(d) for d in event["documents"]] for event in gold}
    about = {
        r.id: about_which(r, [e for e in gold if numbers[r.document_id] in documents[e["id"]]]) for r in found.reports
    }
    reports = {r.id: r for r in found.reports}
    right: set[Pair] = set()
    wrong: set[Pair] = set()
    for event in found.events:
        for one, two in combinations(sorted(event.documents, key=numbers.__getitem__), 2):
            told = [{about[r] for r in event.reports if reports[r].document_id == d} for d in (one, two)]
            shared = (told[0] & told[1]) - {None}
            key = (numbers[one], numbers[two])
            right |= {(str(name), *key) for name in shared}
            if not shared:
                wrong.add((event.id, *key))
    wanted = {(name, *pair) for name, both in documents.items() for pair in combinations(sorted(both), 2)}
    return Pairs(tuple(sorted(right)), tuple(sorted(wanted - right)), tuple(sorted(wrong)))


def about_which(report: Report, events: Sequence[Mapping[str, Any]]) -> str | None:
    """The gold event that a report agrees with best; None where it agrees with none in place or date."""
    best = max(((_points(report, event), -k) for k, event in enumerate(events)), default=(0, 0))
    return str(events[-best[1]]["id"]) if best[0] >= _ENOUGH else None


def _points(report: Report, event: Mapping[str, Any]) -> int:
    """Two points each for place and date, one for the type."""
    place, date = _same_place(report, event.get("place")), _same_date(report, event.get("date"))
    return 2 * place + 2 * date + int(report.sub_event_type == event["sub_event_type"])


def _same_place(report: Report, wanted: Mapping[str, Any] | None) -> bool:
    place = report.place
    if place is None or wanted is None:
        return False
    if place.latitude is None or place.longitude is None or wanted.get("latitude") is None:
        return place.name.casefold() == str(wanted["name"]).casefold()
    return distance_km((place.latitude, place.longitude), (wanted["latitude"], wanted["longitude"])) <= NEAR_KM


def _same_date(report: Report, wanted: Sequence[Any] | None) -> bool:
    return bool(report.date and wanted and report.date.start <= wanted[1] and wanted[0] <= report.date.end)


def _number(given: int | str) -> str:
    """The gold's numbers are numbers to YAML where they can be."""
    return given if isinstance(given, str) else f"{given:02}"


if __name__ == "__main__":
    for label, value in evaluate().items():
        print(f"{label:35} {value:.3f}")
    for war in NAMES:
        for outcome in ("missing", "wrong"):
            for event_id, first, second in getattr(pairs_of(war), outcome):
                print(f"{war}: {outcome}: {first} and {second} ({event_id})")
