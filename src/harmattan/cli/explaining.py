"""``harmattan explain``: which documents say what, and why reports are one event or are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from harmattan.cli.history import words
from harmattan.cli.showing import find
from harmattan.cli.terminal import write_lines
from harmattan.cli.waterfall import Line, heading, line, print_lines, waterfall
from harmattan.errors import UsageError
from harmattan.linking.decisions import Decision, heed
from harmattan.linking.explaining import Apart, Explainer, Pair, makes_no_event
from harmattan.linking.independence import Independence, independence
from harmattan.linking.provenance import Credit, credits_of, origins_of
from harmattan.linking.similarity import Item
from harmattan.model import Document, Event, FieldAssertion, Report, Voice
from harmattan.publishing.contract import Publication, publication
from harmattan.publishing.jsonl import dump
from harmattan.publishing.plain import one_line
from harmattan.store import Project

_QUOTES, _QUOTE = 2, 90
"""Quotes shown of a voice and characters of each; the rest is in the JSON."""
_PAIRS = 5
"""Pairs whose evidence is shown of two events that are apart; the rest is in the JSON."""


def run(key: str, other: str | None, project: str, *, as_json: bool) -> None:
    """Explain one event, or two events or reports."""
    with Project.open(project) as opened:
        results = opened.results()
        events = {event.id: event for event in results.events}
        listed = publication(results.documents, results.reports, results.events, results.statistics)
        chosen = [_named(k, results.reports, events, listed) for k in (key, other) if k is not None]
        decisions = [row.decision for row in opened.decisions() if not row.undone]
        _, codings = opened.codings()
    coded = [report for coding in codings for report in coding.reports]
    explainer = Explainer(results.documents, results.reports, heed(decisions, coded).constraints)
    if len(chosen) == 2:
        both = _Both(explainer, chosen[0], chosen[1])
        both.check()
        found = both.record() if as_json else both.lines()
    else:
        one = _One(explainer, chosen[0], decisions)
        found = one.record() if as_json else one.lines()
    if isinstance(found, dict):
        write_lines([dump(found)])
    else:
        print_lines(found)


@dataclass(frozen=True)
class _Named:
    """What a reader named: an event, or a report with its event if it has one."""

    name: str
    reports: tuple[str, ...]
    event: Event | None


def _named(key: str, reports: Iterable[Report], events: Mapping[str, Event], listed: Publication) -> _Named:
    if not key.startswith("r-"):
        event = events[find(listed, key).id]
        return _Named(event.id, event.reports, event)
    found = [r for r in reports if r.id == key] or [r for r in reports if r.id.startswith(key)]
    if len(found) != 1:
        problem = f"{len(found)} reports have ids that begin with" if found else "no report has the id"
        raise UsageError(f"{problem} {key}; harmattan show EVENT lists an event's reports")
    return _Named(found[0].id, (found[0].id,), events.get(found[0].event_id or ""))


class _One:
    """One event, or a report of none."""

    def __init__(self, explainer: Explainer, named: _Named, decisions: Sequence[Decision]) -> None:
        self._explainer = explainer
        self._named = named
        self._event = named.event
        keys = named.event.reports if named.event else named.reports
        self._items = [explainer.items[key] for key in keys if key in explainer.items]
        self._decisions = [d for d in decisions if {ref.report for g in d.groups for ref in g} & set(keys)]

    @property
    def _pairs(self) -> list[Pair]:
        return self._explainer.holding([item.report.id for item in self._items])

    def _sources(self) -> Independence:
        return independence([item for item in self._items if item.affirms] or self._items)

    def lines(self) -> Iterable[Line]:
        """For people."""
        event = self._event
        if event is None:
            [item] = self._items
            yield heading(f"Report {item.report.id} is in no event")
            yield line(1, f"{makes_no_event(item) or 'a person rejected it, or it was not linked'}")
            yield from _said(item)
            return
        yield heading(f"Event {event.id}: {_title(event)}")
        yield from self._firmness(event)
        yield line(0, "")
        yield heading("Who says what")
        for item in sorted(self._items, key=lambda i: (i.document.id, i.report.trigger.start)):
            yield from _said(item)
        yield line(0, "")
        yield heading("Sources")
        yield line(1, self._sources().reason)
        for number, source in enumerate(self._sources().sources, 1):
            yield line(2, f"{number}. {', '.join(source)}")
        for item in self._items:
            for credit in _credits(item):
                yield line(1, f"{item.document.id} names {credit.name} ({_EXTENT[credit.extent]}): {credit.span.quote}")
        yield from self._doubts()
        yield line(0, "")
        yield heading("Why these reports are one event")
        if len(self._items) == 1:
            yield line(1, "one report alone")
        for pair in self._pairs:
            yield from _pair_lines(pair)
        for decision in self._decisions:
            yield line(1, f"decision {decision.id}: {_decided(decision)}")

    def _firmness(self, event: Event) -> Iterable[Line]:
        for contradiction in event.contradictions:
            yield line(1, f"but: {contradiction}")
        for name, told in _fields(event):
            yield line(1, f"{name} {told.status}: {told.words}")
            for voice in told.voices:
                yield line(2, _voice(voice))

    def _doubts(self) -> Iterable[Line]:
        for document in sorted({i.document.id: i.document for i in self._items}.values(), key=lambda d: d.id):
            for doubt in document.published.doubts:
                yield line(1, f"{document.id}, date doubted: {doubt}")

    def record(self) -> dict[str, Any]:
        """For machines."""
        event, sources = self._event, self._sources()
        return {
            "event": event.id if event else None,
            "reports": [_report(item) for item in self._items],
            "assertions": event.assertions.model_dump(mode="json") if event and event.assertions else None,
            "contradictions": list(event.contradictions) if event else [],
            "sources": {"number": len(sources.sources), "reason": sources.reason, "documents": sources.sources},
            "pairs": [_pair(pair) for pair in self._pairs],
            "decisions": [{"id": d.id, "kind": d.kind, "who": d.who, "why": d.why} for d in self._decisions],
        }


class _Both:
    """Two events or reports."""

    def __init__(self, explainer: Explainer, first: _Named, second: _Named) -> None:
        self._explainer = explainer
        self._first, self._second = first, second
        one, other = first.event, second.event
        self._shared = one if one is not None and other is not None and one.id == other.id else None

    def check(self) -> None:
        """Raises: UsageError: the two are one thing, or one holds the other."""
        if set(self._first.reports) & set(self._second.reports):
            raise UsageError(f"{self._first.name} and {self._second.name} share a report: name two that are apart")

    @property
    def _apart(self) -> Apart:
        return self._explainer.apart(self._first.reports, self._second.reports)

    def _path(self) -> list[Pair]:
        assert self._shared is not None
        return self._explainer.path(self._shared.reports, self._first.reports[0], self._second.reports[0])

    def lines(self) -> Iterable[Line]:
        """For people."""
        first, second = self._first.name, self._second.name
        if self._shared is not None:
            yield heading(f"{first} and {second} are both in event {self._shared.id}")
            [pair] = self._apart.pairs
            yield from _pair_lines(pair)
            if not pair.judgement.joins:
                yield line(1, "they hang together over others:")
                for step in self._path():
                    yield from _pair_lines(step)
            return
        found = self._apart
        yield heading(f"{first} and {second} are not one event")
        for reason in found.reasons or ("each of them agrees better with others",):
            yield line(1, reason)
        for pair in found.pairs[:_PAIRS]:
            yield from _pair_lines(pair)
        if len(found.pairs) > _PAIRS:
            yield line(1, f"and {len(found.pairs) - _PAIRS} pairs of reports that agree less (--json has all)")

    def record(self) -> dict[str, Any]:
        """For machines."""
        found = self._apart
        return {
            "first": self._first.name,
            "second": self._second.name,
            "event": self._shared.id if self._shared else None,
            "reasons": [] if self._shared else list(found.reasons),
            "mean": found.mean,
            "pairs": [_pair(pair) for pair in found.pairs],
            "path": [_pair(pair) for pair in self._path()] if self._shared else [],
        }


_EXTENT = {"text": "all of the text", "part": "part of the text", "sentence": "this sentence"}


def _title(event: Event) -> str:
    place = event.place.name if event.place else "place not known"
    day = event.date
    when = "day not known" if day is None else words({"start": day.start, "end": day.end})
    return f"{event.sub_event_type}, {place}, {when}; {event.status}"


def _fields(event: Event) -> Iterable[tuple[str, FieldAssertion]]:
    told = event.assertions
    for name in ("event", "toll", "taking", "perpetrator"):
        field = getattr(told, name) if told is not None else None
        if field is not None:
            yield name, field


def _voice(voice: Voice) -> str:
    who = voice.speaker or ("the texts themselves" if voice.stance in ("states", "confirms") else "nobody named")
    side = f" ({voice.side})" if voice.side else ""
    number = f" {voice.number}" if voice.number is not None else ""
    told = [f'{q.document_id} "{shorten(one_line(q.quote), _QUOTE, placeholder=" ...")}"' for q in voice.quotes]
    more = f" and {len(told) - _QUOTES} more" if len(told) > _QUOTES else ""
    return f"{voice.stance}{number}: {who}{side} <- {'; '.join(told[:_QUOTES])}{more}"


def _said(item: Item) -> Iterable[Line]:
    report, document = item.report, item.document
    yield line(1, f"{report.id} in {_document(document)}")
    kept = makes_no_event(item)
    speaker = report.assertion.speaker or "the document itself"
    told = f"{report.sub_event_type}; {report.assertion.stance}: {speaker}{f'; {kept}' if kept else ''}"
    yield line(2, told)
    yield line(2, f'"{report.sentence.quote}"')


def _document(document: Document) -> str:
    published = document.published
    bounds = f"{published.earliest or '?'}..{published.latest or '?'}"
    day = str(published.date) if published.date else bounds if published.earliest or published.latest else "no date"
    return (
        f"{document.id} ({document.source or 'source not known'}, {day} {published.basis}, story {document.story_id})"
    )


def _credits(item: Item) -> Iterable[Credit]:
    """Where a report's document says that it has the news from: of the whole text, and in the report's sentences."""
    spans = [item.report.sentence, *(said.span for said in item.report.said)]
    for credit in credits_of(item.document):
        inside = any(s.start <= credit.span.start and credit.span.end <= s.end for s in spans)
        if credit.extent != "sentence" or inside:
            yield credit


def _decided(decision: Decision) -> str:
    why = f": {decision.why}" if decision.why else ""
    field = f" {decision.field}" if decision.field else ""
    return f"{decision.kind}{field} by {decision.who}{why}"


def _pair_lines(pair: Pair) -> Iterable[Line]:
    """The waterfall of two reports."""
    first, second = pair.first, pair.second
    judged = pair.judgement
    if pair.decided == "together":
        verdict = "somebody decided that they are one event"
    elif judged.excluded is not None:
        verdict = f"exclude each other: {judged.excluded}"
    else:
        verdict = f"{judged.score:.1f} nats, one event from {judged.enough:.1f} on"
    yield line(0, "")
    names = f"{first.report.id} ({first.document.id}) and {second.report.id} ({second.document.id})"
    yield line(1, f"{names}: {verdict}")
    yield from waterfall(judged)


def _pair(pair: Pair) -> dict[str, Any]:
    judged = pair.judgement
    total = 0.0
    parts = []
    for part in judged.parts:
        total += part.weight or 0.0
        parts.append(
            {
                "name": part.name,
                "level": part.level,
                "words": part.words,
                "weight": part.weight,
                "sum": round(total, 6),
                "values": list(part.values),
            }
        )
    return {
        "reports": list(pair.ids),
        "score": judged.score,
        "enough": judged.enough,
        "joins": judged.joins,
        "excluded": judged.excluded,
        "decided": pair.decided,
        "parts": parts,
    }


def _report(item: Item) -> dict[str, Any]:
    report, document = item.report, item.document
    return {
        "id": report.id,
        "document": document.id,
        "source": document.source,
        "story": document.story_id,
        "published": document.published.model_dump(mode="json"),
        "makes_no_event": makes_no_event(item),
        "assertion": report.assertion.model_dump(mode="json"),
        "sentence": report.sentence.model_dump(mode="json"),
        "said": [said.model_dump(mode="json") for said in report.said],
        "origins": sorted(origins_of(report, document)),
        "credits": [
            {"name": c.name, "extent": c.extent, "span": c.span.model_dump(mode="json")} for c in _credits(item)
        ],
    }
