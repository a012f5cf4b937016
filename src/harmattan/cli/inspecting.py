"""``harmattan inspect``: every mention of one kind and what it resolved to, so that a coding can be understood."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import typer

from harmattan.cli.terminal import UNREADABLE, say, standard_input, write_lines
from harmattan.codebook.actors import actors
from harmattan.errors import HarmattanError
from harmattan.ingest import Rejected, read_documents
from harmattan.linking.similarity import Item
from harmattan.model import Document, Report, Span
from harmattan.publishing.jsonl import dump
from harmattan.reading.document_reading import DocumentReading, read_document
from harmattan.reading.event_mentions import event_mentions
from harmattan.reading.explain import explain
from harmattan.reading.explain_fields import trigger_span
from harmattan.reading.language_model import LanguageModel
from harmattan.reading.toponyms import document_toponyms
from harmattan.resolving.actors import ActorMention, ActorRegistry, ResolvedActor
from harmattan.resolving.dates import inspect_times
from harmattan.resolving.place_evidence import countries_of_actors
from harmattan.resolving.places import PlaceResolver, Resolution

Row = dict[str, Any]
_CANDIDATES = 5


def run(what: str, paths: Sequence[str]) -> None:
    """Print a JSON line for each mention, in document order."""
    lost = False
    for item in read_documents(paths, standard_input(paths)):
        if isinstance(item, Rejected):
            lost = True
            say(str(item))
        elif item.skipped:
            say(f"{item.id}: {item.skipped}")
        else:
            rows = _rows_or_reason(what, item)
            if isinstance(rows, str):
                lost = True
                say(f"{item.id}: {rows}")
            else:
                write_lines(dump({"document_id": item.id, **row}) for row in rows)
    if lost:
        raise typer.Exit(UNREADABLE)


def _rows_or_reason(what: str, document: Document) -> list[Row] | str:
    """The rows of a document, or why there are none: one document must never end the run."""
    try:
        return list(_rows(what, document))
    except HarmattanError:
        raise
    except MemoryError:
        return "not enough memory to read it"
    except Exception as error:
        if os.environ.get("HARMATTAN_DEBUG"):
            raise
        return f"reading failed ({type(error).__name__}: {error}); please report this"


def _rows(what: str, document: Document) -> Iterator[Row]:
    sentences = LanguageModel.load().analyse(document.text)
    if what == "places":
        toponyms = document_toponyms(document, sentences)
        registry = ActorRegistry.load()
        evidence = countries_of_actors(mention for s in sentences for mention in registry.find_mentions(s))
        for resolution in PlaceResolver.load().explain(toponyms, sentences, document, evidence):
            yield _place(resolution, document.text)
        return
    reading = read_document(document, sentences)
    if what == "reports":
        yield from _reports(reading)
    elif what == "dates":
        yield from _dates(reading)
    elif what == "numbers":
        yield from _numbers(reading)
    else:
        yield from (_actor(mention, actor, document.text) for mention, actor in reading.actors.items())


def _reports(reading: DocumentReading) -> Iterator[Row]:
    """What was coded and why, and what was not; first what became of it."""
    for row, report in explain(reading):
        first = {name: row.pop(name) for name in ("span", "what")}
        if report is None:
            yield {**first, "outcome": "no report", **row}
            continue
        item = Item.of(report, reading.document, reading.document.story_id or "")
        yield {**first, "outcome": _outcome(report, makes_events=item.makes_events), **_summary(report), **row}


def _outcome(report: Report, *, makes_events: bool) -> str:
    if not report.political:
        return "out of scope: coded only with --scope violence"
    if makes_events:
        return "event"
    if report.actuality != "happened":
        return f"no event: {report.actuality}"
    return "no event: denied" if report.assertion.stance == "denies" else f"no event of its own: {report.timing}"


def _summary(report: Report) -> Row:
    return {"event_type": report.event_type, "sub_event_type": report.sub_event_type, "sentence": report.sentence.quote}


def _place(resolution: Resolution, text: str) -> Row:
    mention, place = resolution.toponym, resolution.place
    return {
        "span": _span(text, mention.start, mention.end),
        "kind": mention.kind,
        "features": list(mention.features),
        "place": place and place.reported(text).model_dump(mode="json", exclude={"span"}),
        "score": place and round(place.score, 3),
        "probability": resolution.probability,
        "candidates": [
            {
                "name": candidate.place.name,
                "gazetteer_id": candidate.place.id,
                "country": candidate.place.country,
                "admin1": candidate.place.admin1,
                "feature": candidate.place.feature,
                "score": round(candidate.score, 3),
            }
            for candidate in resolution.candidates[:_CANDIDATES]
        ],
    }


def _dates(reading: DocumentReading) -> Iterator[Row]:
    """What each time resolved to, and which events of its sentence it may date: the cost is how far it is from them."""
    mentions = event_mentions(reading)
    for time, row in zip(reading.times, inspect_times(reading.times, reading.document.text), strict=True):
        events = [
            {
                "of": trigger_span(reading, mention),
                "cost": None if tried.score is None else round(tried.score, 3),
                "chosen": tried.chosen,
                "reason": tried.reason,
            }
            for mention in mentions
            for tried in mention.choices.time.candidates
            if tried.value is time
        ]
        yield {**row, "events": events}


def _actor(mention: ActorMention, actor: ResolvedActor, text: str) -> Row:
    return {
        "span": _span(text, mention.start, mention.end),
        "class": actor.actor_class,
        "actor_id": actor.actor_id,
        "name": actor.name,
        "kind": actor.kind,
        "basis": actor.basis,
        "country": actor.country,
        "considered": list(actor.considered),
        "candidates": _known_actors(mention, actor),
    }


def _known_actors(mention: ActorMention, actor: ResolvedActor) -> list[Row]:
    """Every listed actor that the words may mean, the chosen one first, with what tells them apart: where and when."""
    named = dict.fromkeys((*([actor.actor_id] if actor.actor_id else []), *mention.candidates, *actor.considered))
    known = [(i, found) for i in named if (found := actors().get(i)) is not None]
    return [
        {
            "actor_id": i,
            "name": found.name,
            "kind": found.kind,
            "countries": list(found.countries),
            "start": found.start and found.start.isoformat(),
            "end": found.end and found.end.isoformat(),
            "chosen": i == actor.actor_id,
        }
        for i, found in known
    ]


def _numbers(reading: DocumentReading) -> Iterator[Row]:
    """Quantities and what they count, then the casualties made of them, sentence by sentence."""
    text = reading.document.text
    for sentence, quantities, casualties in zip(reading.sentences, reading.quantities, reading.casualties, strict=True):
        for quantity in quantities:
            yield {
                "span": _span(text, quantity.start, quantity.end),
                "what": "quantity",
                "kind": quantity.kind,
                "bound": quantity.bound,
                "low": quantity.low,
                "best": quantity.best,
                "high": quantity.high,
                "unit": quantity.unit,
                "counts": None if quantity.noun is None else sentence.tokens[quantity.noun].text,
            }
        for casualty in casualties:
            yield {
                "span": _span(text, casualty.start, casualty.end),
                "what": "casualties",
                "kind": casualty.kind,
                "low": casualty.low,
                "best": casualty.best,
                "high": casualty.high,
                "parts": [part.model_dump() for part in casualty.parts],
                "victims": [sentence.tokens[i].text for i in casualty.victims],
                "agent": None if casualty.agent is None else sentence.tokens[casualty.agent].text,
                "basis": casualty.basis,
                "marks": sorted(name for name, value in asdict(casualty).items() if value is True),
            }


def _span(text: str, start: int, end: int) -> Row:
    return Span.cut(text, start, end).model_dump()
