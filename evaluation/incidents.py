"""Articles to incidents (scope violence): B-cubed, pairwise F1, tolls, date and city; beside them a plain baseline."""

from __future__ import annotations

import datetime as dt
import sys
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from evaluation.coding import link_rows
from evaluation.incident_baseline import clusters, halves
from evaluation.metrics import b_cubed, pairwise
from evaluation.shared import read_rows
from harmattan.linking import Linked
from harmattan.model import Report
from harmattan.resolving.geometry import distance_km

DOCUMENTS = "incidents/documents.jsonl.gz"
INCIDENTS = "incidents/incidents.jsonl.gz"
BOILERPLATE = 0.5
WEEK = dt.timedelta(days=7)


def evaluate(limit: int | None = None) -> dict[str, float]:
    """Figures over the first ``limit`` documents, those that are mostly sign-in walls left out."""
    rows = [r for r in read_rows(DOCUMENTS) if r["boilerplate"] < BOILERPLATE][:limit]
    return score(rows, link_rows(rows, scope="violence"))


def score(rows: Sequence[dict[str, Any]], linked: Linked) -> dict[str, float]:
    """A document belongs to the event of its main report; without one it stands alone."""
    gold_of = {i["incident_id"]: i for i in read_rows(INCIDENTS)}
    main = {d: r for d, reports in _by_document(linked).items() if (r := main_report(reports)) is not None}
    gold = {r["id"]: r["incident_id"] for r in rows}
    found = {d: _event_of(main.get(d)) or f"alone-{d}" for d in gold}
    precision, recall, f1 = b_cubed(gold, found)
    figures = {
        "documents": float(len(rows)),
        "with a report": sum(d in main for d in gold) / len(gold),
        "B-cubed precision": precision,
        "B-cubed recall": recall,
        "B-cubed F1": f1,
        "pairwise F1": pairwise(gold, found).f1,
        "hard subset B-cubed F1": _hard_f1(gold, found, gold_of),
    }
    earlier, later = halves(rows, lambda key: str(gold_of[key]["date"]))
    if earlier and later:
        wanted = {r["id"]: r["incident_id"] for r in later}
        for name, answer in (("later years", found), ("baseline, later years", clusters(earlier, later))):
            figures[f"{name}: B-cubed F1"] = b_cubed(wanted, answer)[2]
            figures[f"{name}: pairwise F1"] = pairwise(wanted, answer).f1
            figures[f"{name}: hard subset B-cubed F1"] = _hard_f1(wanted, answer, gold_of)
    figures.update(_joined_tolls(rows, linked, main, gold_of))
    hits: dict[str, list[bool]] = {
        k: []
        for k in (
            "killed exact",
            "injured exact",
            "killed exact, 2 or more",
            "injured exact, 2 or more",
            "date exact",
            "city within 25 km",
        )
    }
    for row in rows:
        truth = gold_of[row["incident_id"]]
        report = main.get(row["id"])
        for name, toll in (
            ("killed", report.fatalities if report else None),
            ("injured", report.injured if report else None),
        ):
            right = (toll.best if toll else 0) == truth[name]
            hits[f"{name} exact"].append(right)
            if truth[name] >= 2:
                hits[f"{name} exact, 2 or more"].append(right)
        if report is not None and report.date is not None:
            hits["date exact"].append(report.date.start == report.date.end == dt.date.fromisoformat(truth["date"]))
        if report is not None and report.place and report.place.latitude is not None and truth.get("lat") is not None:
            here = (report.place.latitude, report.place.longitude or 0.0)
            hits["city within 25 km"].append(distance_km(here, (truth["lat"], truth["lon"])) <= 25)
    figures.update({name: sum(h) / len(h) for name, h in hits.items() if h})
    return figures


def hard_incidents(incidents: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """Incidents with another one in the same city within a week."""
    cities: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for incident in incidents.values():
        cities[incident["city"], incident["state"]].append(incident)
    return {
        str(one["incident_id"])
        for city in cities.values()
        for one in city
        if any(other is not one and abs(_date(one) - _date(other)) <= WEEK for other in city)
    }


def _date(incident: Mapping[str, Any]) -> dt.date:
    return dt.date.fromisoformat(incident["date"])


def _hard_f1(gold: Mapping[str, str], found: Mapping[str, Hashable], incidents: Mapping[str, Any]) -> float:
    hard = hard_incidents(incidents)
    subset = {document: incident for document, incident in gold.items() if incident in hard}
    return b_cubed(subset, found)[2] if subset else 0.0


def _joined_tolls(
    rows: Sequence[dict[str, Any]], linked: Linked, main: Mapping[str, Report], gold_of: Mapping[str, Any]
) -> dict[str, float]:
    """Share of articles whose event (without one: whose main report) has the incident's numbers; nothing is 0."""
    events = {event.id: event for event in linked.events}
    hits: dict[str, list[bool]] = {"killed exact, joined": [], "injured exact, joined": []}
    for row in rows:
        report = main.get(row["id"])
        source = events.get(report.event_id or "", report) if report else None
        truth = gold_of[row["incident_id"]]
        for name, toll in (
            ("killed", source.fatalities if source else None),
            ("injured", source.injured if source else None),
        ):
            hits[f"{name} exact, joined"].append((toll.best if toll else 0) == truth[name])
    return {name: sum(h) / len(h) for name, h in hits.items() if h}


def _event_of(report: Report | None) -> str | None:
    return report.event_id if report else None


def _by_document(linked: Linked) -> dict[str, list[Report]]:
    found: dict[str, list[Report]] = {}
    for report in linked.reports:
        found.setdefault(report.document_id, []).append(report)
    return found


def main_report(reports: Sequence[Report]) -> Report | None:
    """What a document is about: its first current report with victims, else its first current report."""
    current = [r for r in reports if r.actuality == "happened" and r.timing == "current"] or list(reports)
    current.sort(key=lambda r: r.trigger.start)
    hurt = [r for r in current if any(t and t.best for t in (r.fatalities, r.injured))]
    return next(iter(hurt or current), None)


if __name__ == "__main__":
    for label, value in evaluate(int(sys.argv[1]) if len(sys.argv) > 1 else None).items():
        print(f"{label:30} {value:.3f}")
