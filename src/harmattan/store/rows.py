"""Records as rows and rows as records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from harmattan.model import Document, Event, Record, Report, Span, Statistic
from harmattan.reading.coding import Coding

Row = dict[str, Any]


def document_row(document: Document, run_id: int) -> Row:
    """A row of ``documents``, as read and not yet linked."""
    return {
        "id": document.id,
        "run_id": run_id,
        "source": document.source,
        "language": document.language,
        "published": document.published.date,
        "skipped": document.skipped,
        "text": document.text,
        "record": document.model_dump(mode="json", exclude={"text"}),
    }


def document_of(text: str, record: Row) -> Document:
    """The document of a row."""
    return Document.model_validate({**record, "text": text})


def report_row(report: Report) -> Row:
    """A row of ``reports``, as coded."""
    return {
        "id": report.id,
        "document_id": report.document_id,
        "event_type": report.event_type,
        "sub_event_type": report.sub_event_type,
        "actuality": report.actuality,
        "timing": report.timing,
        "record": report.model_dump(mode="json"),
    }


def statistic_row(statistic: Statistic) -> Row:
    """A row of ``statistics``."""
    return {
        "id": statistic.id,
        "document_id": statistic.document_id,
        "metric": statistic.metric,
        "value": statistic.value,
        "unit": statistic.unit,
        "record": statistic.model_dump(mode="json"),
    }


def event_row(event: Event) -> Row:
    """A row of ``events``."""
    place, date, toll = event.place, event.date, event.fatalities
    return {
        "id": event.id,
        "event_type": event.event_type,
        "sub_event_type": event.sub_event_type,
        "country": place.country if place else None,
        "place": place.name if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "date_start": date.start if date else None,
        "date_end": date.end if date else None,
        "fatalities": toll.best if toll else None,
        "status": event.status,
        "record": event.model_dump(mode="json"),
    }


def side_rows(event: Event) -> Iterator[Row]:
    """The rows of ``sides`` of one event."""
    for position, side in enumerate(event.sides):
        yield {
            "event_id": event.id,
            "position": position,
            **side.model_dump(include={"role", "actor_id", "name", "kind"}),
        }


def evidence_rows(record: Report | Statistic) -> Iterator[Row]:
    """The rows of ``evidence`` of one record: every span anywhere inside it."""
    for field, span in _spans(record, ""):
        yield {
            "record_id": record.id,
            "field": field,
            "document_id": record.document_id,
            "start_offset": span.start,
            "end_offset": span.end,
            "quote": span.quote,
        }


def _spans(value: object, path: str) -> Iterator[tuple[str, Span]]:
    if isinstance(value, Span):
        yield path.removesuffix(".span") or "span", value
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _spans(getattr(value, name), f"{path}.{name}" if path else name)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _spans(item, f"{path}.{index}")


def vector_row(coding: Coding) -> Row:
    """A row of ``vectors``: offsets as little-endian int32 pairs, unit vectors as little-endian float16."""
    vectors = coding.sentence_vectors
    return {
        "document_id": coding.document_id,
        "offsets": np.asarray(coding.sentence_offsets, dtype="<i4").tobytes(),
        "vectors": None if vectors is None else vectors.astype("<f2").tobytes(),
    }


def coding_of(
    document_id: str,
    reports: list[Report],
    statistics: list[Statistic],
    offsets: bytes | None,
    vectors: bytes | None,
) -> Coding:
    """The coding of a document from its rows. Vectors come back as float32 with float16's precision."""
    pairs = np.frombuffer(offsets or b"", dtype="<i4").reshape(-1, 2)
    unpacked = None
    if vectors is not None:
        flat = np.frombuffer(vectors, dtype="<f2").astype(np.float32)
        unpacked = flat.reshape(len(pairs), -1) if len(pairs) else flat.reshape(0, 0)
    return Coding(
        document_id,
        tuple(reports),
        tuple(statistics),
        tuple((int(start), int(end)) for start, end in pairs),
        unpacked,
    )
