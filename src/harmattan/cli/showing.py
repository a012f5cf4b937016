"""``harmattan show``: one event with everything behind it."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator
from pathlib import Path

from harmattan.cli.listing import toll, when
from harmattan.cli.select import load
from harmattan.errors import UsageError
from harmattan.model import Participant, ReportedPlace, Span, Toll
from harmattan.publishing.contract import (
    Publication,
    PublishedDocument,
    PublishedEvent,
    PublishedOther,
    PublishedReport,
)
from harmattan.publishing.plain import one_line

_AROUND = 90
"""Characters of the document shown on each side of a trigger."""
_LABEL = 13


def run(key: str, project: str | None, folder: Path | None) -> None:
    """Print one event."""
    published = load(project, folder)
    event = find(published, key)
    width = max(40, min(shutil.get_terminal_size((100, 24)).columns, 120))
    for indent, label, value in (*_event(event), *_reports(published, event)):
        lead = " " * indent + (f"{label:<{_LABEL}}" if label else "")
        text = f"{lead}{one_line(value)}"
        print(textwrap.fill(text, width, subsequent_indent=" " * len(lead), break_on_hyphens=False))


def find(published: Publication, key: str) -> PublishedEvent:
    """The event with this id, or the only one whose id begins so.

    Raises:
        UsageError: there is none, or several.
    """
    found = [event for event in published.events if event.id == key] or [
        event for event in published.events if event.id.startswith(key)
    ]
    if not found:
        raise UsageError(f"no event has the id {key}; list them with: harmattan events")
    if len(found) > 1:
        some = ", ".join(event.id for event in found[:5])
        raise UsageError(f"{len(found)} events have ids that begin with {key}: {some}")
    return found[0]


Line = tuple[int, str, str]
"""Indentation, label and value."""


def _event(event: PublishedEvent) -> Iterator[Line]:
    yield 0, "Event", event.id
    targeting = "; civilian targeting" if event.civilian_targeting else ""
    yield 2, "what", f"{event.sub_event_type} ({event.event_type}; {event.disorder_type}{targeting})"
    if event.date:
        yield 2, "when", f"{when(event)} (time precision {event.date.time_precision}, {event.date.basis})"
        yield 2, " ", f"rule: {event.date.rule}"
    else:
        yield 2, "when", "not known"
    if event.place:
        yield 2, "where", _place(event.place)
        yield 2, " ", f"rule: {event.place.rule}"
    else:
        yield 2, "where", "not known"
    for side in event.sides:
        yield 2, side.role, f"{side.name} [{side.kind}]"
    yield 2, "dead", _toll(event.fatalities)
    if event.fatalities:
        yield 2, " ", f"rule: {event.fatalities.rule}"
    sources = f"{event.independent_sources} independent source{'s' * (event.independent_sources != 1)}"
    yield (
        2,
        "status",
        f"{event.status}; {sources} in {len(event.documents)} document{'s' * (len(event.documents) != 1)}",
    )
    for contradiction in event.contradictions:
        yield 2, "but", contradiction
    if event.control:
        control = event.control
        before = f", before {control.previous}" if control.previous else ""
        yield 2, "control", f"{control.place}: {control.holder} ({control.status}){before}"


def _reports(published: Publication, event: PublishedEvent) -> Iterator[Line]:
    documents = {document.id: document for document in published.documents}
    for report in published.reports:
        if report.event_id == event.id:
            yield from _report(report, documents.get(report.document_id))


def _report(report: PublishedReport, document: PublishedDocument | None) -> Iterator[Line]:
    yield 0, "", ""
    yield 0, "Report", f"{report.id} in {_document(document) if document else report.document_id}"
    says = report.assertion
    speaker = says.speaker or "the document itself"
    yield 2, says.stance, speaker + _quote(says.span)
    yield 2, "trigger", _context(report.trigger, document)
    for role, somebody in (("initiator", report.initiator), ("target", report.target)):
        if somebody:
            yield 2, role, _participant(somebody)
    for other in report.others:
        yield 2, other.role, _participant(other)
    if report.place:
        yield 2, "where", _place(report.place) + _quote(report.place.span)
    if report.date:
        day = report.date
        days = str(day.start) if day.start == day.end else f"{day.start} to {day.end}"
        yield 2, "when", f"{days} (time precision {day.time_precision}, {day.basis})" + _quote(day.span)
    for label, counted in (("dead", report.fatalities), ("injured", report.injured)):
        if counted:
            yield 2, label, _toll(counted) + _quote(counted.span)
    if (report.actuality, report.timing) != ("happened", "current"):
        yield 2, "kept as", f"{report.actuality}, {report.timing}"


def _document(document: PublishedDocument) -> str:
    published = document.published
    day = str(published.date) if published.date else "no date"
    parts = [document.source or "unknown source", f"{day} ({published.basis})", f"story {document.story_id}"]
    title = f' "{document.title}"' if document.title else ""
    return f"{document.id}{title}: {', '.join(parts)}" + "".join(f"; {doubt}" for doubt in published.doubts)


def _participant(somebody: Participant | PublishedOther) -> str:
    return f"{somebody.name} [{somebody.kind}] ({somebody.basis})" + _quote(somebody.span)


def _place(place: ReportedPlace) -> str:
    names = ", ".join(dict.fromkeys(filter(None, (place.name, place.admin2, place.admin1, place.country))))
    known = place.latitude is not None and place.longitude is not None
    point = f"{place.latitude:.4f} {place.longitude:.4f}" if known else "no coordinates"
    return f"{names} ({point}; geo precision {place.geo_precision}, {place.basis})"


def _toll(value: Toll | None) -> str:
    if value is None:
        return "not known"
    parts = "".join(f", {part.best} {part.group}" for part in value.parts)
    return f"{toll(value)} (best {value.best}){parts}"


def _quote(span: Span | None) -> str:
    return f' <- "{span.quote}" [{span.start}:{span.end}]' if span else ""


def _context(span: Span, document: PublishedDocument | None) -> str:
    if document is None:
        return _quote(span)
    before = document.text[max(0, span.start - _AROUND) : span.start]
    after = document.text[span.end : span.end + _AROUND]
    before = "..." + before.partition(" ")[2] if span.start > _AROUND else before
    after = after.rpartition(" ")[0] + "..." if span.end + _AROUND < len(document.text) else after
    return f"{before}>>{span.quote}<<{after} [{span.start}:{span.end}]"
