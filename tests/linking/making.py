"""Reports and documents made by hand, with as little to write as a test needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np

from harmattan.codebook.event_types import sub_event_type
from harmattan.linking import Linked, link
from harmattan.model import (
    Assertion,
    Document,
    Event,
    Participant,
    Published,
    Report,
    ReportedDate,
    ReportedPlace,
    Span,
    Toll,
    content_id,
)
from harmattan.reading.coding import Coding

CLASH, ATTACK, TAKEN = "Armed clash", "Attack", "Non-state actor overtakes territory"
ARMY = Participant(actor_id="military-xa", name="Military Forces of Ardalia", kind="State forces", basis="named")
REBELS = Participant(actor_id="ardal-front", name="Ardal Front", kind="Rebel group", basis="named")
LEAGUE = Participant(actor_id="river-league", name="River League", kind="Rebel group", basis="named")
GUNMEN = Participant(name="Unidentified Armed Group (Ardalia)", kind="Political militia", basis="generic")
CIVILIANS = Participant(name="Civilians (Ardalia)", kind="Civilians", basis="generic")

_TOWNS = {"Ardal": (10.0, 5.0), "Sarun": (10.05, 5.05), "Noor": (13.0, 8.0), "Belat": (10.9, 5.0)}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def town(name: str, /, **fields: Any) -> ReportedPlace:
    lat, lon = _TOWNS[name]
    values = {"latitude": lat, "longitude": lon, "country": "Ardalia", "admin1": "River", "geo_precision": 1}
    return ReportedPlace(**{"name": name, "gazetteer_id": f"g-{name}", "basis": "named", **values, **fields})


def on(start: str, end: str | None = None, basis: str = "relative") -> ReportedDate:
    first, last = day(start), day(end or start)
    length = (last - first).days
    return ReportedDate(
        start=first,
        end=last,
        time_precision=1 if not length else 2 if length < 8 else 3,
        basis=basis,  # type: ignore[arg-type]
    )


def toll(best: int, high: int | None = -1) -> Toll:
    return Toll(low=best, best=best, high=best if high == -1 else high)


def document(key: str, published: str | None = "2023-05-05", *, header: bool = False, text: str = "") -> Document:
    when = Published()
    if published:
        date = day(published)
        when = Published(
            date=date, earliest=None if header else date, latest=date, basis="header" if header else "given"
        )
    return Document(
        id=key, text=text or f"Text of document {key}.", published=when, language="en", source=f"Outlet {key}"
    )


def report(doc: str, kind: str = CLASH, *, at: str | None = "Ardal", n: int = 0, **fields: Any) -> Report:
    span = Span(start=n, end=n + 1, quote="x")
    stance, speaker = fields.pop("stance", "states"), fields.pop("speaker", None)
    values: dict[str, Any] = {
        "place": town(at) if at else None,
        "date": on("2023-05-03"),
        "initiator": REBELS,
        "target": ARMY,
        "assertion": Assertion(stance=stance, speaker=speaker),
    }
    return Report(
        id=content_id("r", doc, kind, n),
        document_id=doc,
        event_type=sub_event_type(kind).event_type,
        sub_event_type=kind,
        trigger=span,
        sentence=span,
        **{**values, **fields},
    )


def linked(reports: Sequence[Report], documents: Sequence[Document] = ()) -> Linked:
    """Links reports; documents that are not given are dated 5 May 2023."""
    known = {d.id: d for d in documents}
    names = sorted({r.document_id for r in reports} | set(known))
    docs = [known.get(name) or document(name) for name in names]
    codings = [Coding(name, reports=tuple(r for r in reports if r.document_id == name)) for name in names]
    return link(docs, codings)


def events(*reports: Report, documents: Sequence[Document] = ()) -> tuple[Event, ...]:
    return linked(reports, documents).events


def event(*reports: Report, documents: Sequence[Document] = ()) -> Event:
    (only,) = events(*reports, documents=documents)
    return only


def vectors(seed: int, count: int = 8, noise: float = 0.0) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Unit vectors, shape (count, 384), that depend on ``seed``; ``noise`` turns each a little away."""
    base = np.random.default_rng(seed).normal(size=(count, 384))
    base += noise * np.random.default_rng(seed + 1000).normal(size=base.shape)
    unit: np.ndarray[Any, np.dtype[np.float32]] = base / np.linalg.norm(base, axis=1, keepdims=True)
    return unit.astype(np.float32)
