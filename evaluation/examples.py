"""Our own example wars: every event field against the gold that lies beside the articles (examples/*/gold.yaml)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from evaluation.coding import code_documents
from evaluation.metrics import Tally
from evaluation.shared import ROOT
from harmattan.ingest.sources import Rejected, read_documents
from harmattan.linking import Linked, link
from harmattan.model import Document, Event
from harmattan.resolving.geometry import distance_km

NAMES = ("sahel-2023", "sudan-2024")
FIELDS = ("sub_event_type", "date", "place", "initiator", "target", "fatalities", "status", "documents")
NEAR_KM = 25.0


def gold_of(name: str) -> dict[str, Any]:
    """The gold of one example: ``documents`` and ``events``."""
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "examples" / name / "gold.yaml").read_text(encoding="utf-8"))
    return loaded


def linked(name: str) -> tuple[list[Document], Linked]:
    """The documents of one example, coded and linked."""
    read = read_documents([str(ROOT / "examples" / name / "documents")])
    documents = [d for d in read if not isinstance(d, Rejected)]
    return documents, link(documents, code_documents(documents, "political"))


def evaluate(name: str) -> dict[str, float]:
    """Events found (F1), each field's share right over the gold events, and the share wholly right."""
    gold = gold_of(name)
    documents, found = linked(name)
    keys = {d.id: str(d.title or "") for d in documents}
    pairs = align(gold["events"], list(found.events))
    events = Tally(len(pairs), len(gold["events"]), len(found.events))
    figures = {"events F1": events.f1, "events precision": events.precision, "events recall": events.recall}
    right: dict[str, list[bool]] = {field: [] for field in FIELDS}
    whole = 0
    for number, wanted in enumerate(gold["events"]):
        event = next((found.events[e] for g, e in pairs if g == number), None)
        verdict = judge(wanted, event, keys) if event is not None else dict.fromkeys(FIELDS, False)
        for field in FIELDS:
            right[field].append(verdict[field])
        whole += all(verdict.values())
    figures.update({field: sum(hits) / len(hits) for field, hits in right.items()})
    figures["whole record"] = whole / len(gold["events"])
    return figures


def align(gold: list[dict[str, Any]], events: list[Event]) -> list[tuple[int, int]]:
    """Pairs (gold event, event), the most alike first; they must share place or date and one field more."""
    scored = []
    for g, wanted in enumerate(gold):
        for e, event in enumerate(events):
            verdict = judge(wanted, event, {})
            if verdict["place"] or verdict["date"]:
                points = sum(verdict[f] for f in FIELDS if f != "documents") + verdict["place"] + verdict["date"]
                if points >= 3:
                    scored.append((points, -g, -e))
    pairs: list[tuple[int, int]] = []
    for _, g, e in sorted(scored, reverse=True):
        if all(-g != gg and -e != ee for gg, ee in pairs):
            pairs.append((-g, -e))
    return pairs


def judge(wanted: dict[str, Any], event: Event, titles: dict[str, str]) -> dict[str, bool]:
    """Which fields of an event agree with the gold."""
    return {
        "sub_event_type": event.sub_event_type == wanted["sub_event_type"],
        "date": _date(wanted.get("date"), event),
        "place": _place(wanted.get("place"), event),
        "initiator": _side(wanted.get("initiator"), event, "initiator"),
        "target": _side(wanted.get("target"), event, "target"),
        "fatalities": _toll(wanted.get("fatalities"), event),
        "status": event.status == wanted["status"],
        "documents": not titles or len(event.documents) == len(wanted["documents"]),
    }


def _date(wanted: list[dt.date] | None, event: Event) -> bool:
    if wanted is None or event.date is None:
        return wanted is None and event.date is None
    return (event.date.start, event.date.end) == tuple(wanted)


def _place(wanted: dict[str, Any] | None, event: Event) -> bool:
    if wanted is None or event.place is None:
        return wanted is None and event.place is None
    if wanted.get("latitude") is None or event.place.latitude is None or event.place.longitude is None:
        return str(wanted["name"]).casefold() == event.place.name.casefold()
    here = (event.place.latitude, event.place.longitude)
    return distance_km(here, (wanted["latitude"], wanted["longitude"])) <= NEAR_KM


def _side(wanted: dict[str, Any] | None, event: Event, role: str) -> bool:
    sides = [s for s in event.sides if s.role == role]
    if wanted is None:
        return not sides or all(s.actor_id is None for s in sides)
    if wanted.get("actor_id"):
        return any(s.actor_id == wanted["actor_id"] for s in sides)
    if wanted.get("name"):
        return any(s.name == wanted["name"] for s in sides)
    return any(s.kind == wanted["kind"] for s in sides)


def _toll(wanted: dict[str, Any] | None, event: Event) -> bool:
    best = event.fatalities.best if event.fatalities else 0
    return best == (wanted["best"] if wanted else 0)


def example_files(name: str) -> list[Path]:
    """The articles of one example."""
    return sorted((ROOT / "examples" / name / "documents").iterdir())


if __name__ == "__main__":
    for example in NAMES:
        print(example)
        for label, value in evaluate(example).items():
            print(f"  {label:30} {value:.3f}")
