"""Why a document was coded as it was: the rows of ``harmattan inspect reports``.

Nothing is decided here. The rows tell what the deciding functions kept of what they weighed (``model.choice``), so that
an explanation cannot differ from what happened.
"""

from __future__ import annotations

from collections.abc import Iterator

from harmattan.model import Report, Span
from harmattan.reading.coder import decisions_of, is_statistic
from harmattan.reading.cues import Cue
from harmattan.reading.decisions import Decision
from harmattan.reading.document_reading import DocumentReading
from harmattan.reading.event_mentions import EventMention
from harmattan.reading.explain_fields import (
    Row,
    assertion_row,
    date_row,
    network_row,
    place_row,
    side_row,
    span_row,
    trigger_span,
    type_row,
)
from harmattan.reading.incidents import no_event
from harmattan.reading.triggers import Refused, find_triggers

_GENERIC = "too general a word to tell of an event alone"
_TWICE = "the same words have made a report already"


def explain(reading: DocumentReading) -> list[tuple[Row, Report | None]]:
    """Everything that could have become an event, in text order, each with the report that it did become.

    A row has ``span`` (the trigger) and ``what``: "report"; "incident", whose words made no report; "trigger", a word
    that tells of no event here; "word", one of the lexicon that was not taken for a trigger. ``reason`` says why.
    """
    mentions, decisions = decisions_of(reading)
    rows: list[tuple[Row, Report | None]] = []
    seen: set[str] = set()
    for decision in decisions:
        rows += _decision_rows(reading, decision, seen)
    told = {id(m) for d in decisions for m in d.incident.mentions}
    rows += [(_unused(reading, m), None) for m in mentions if id(m) not in told]
    rows += [(row, None) for row in _refused(reading)]
    return sorted(rows, key=lambda pair: (pair[0]["span"]["start"], pair[0]["what"]))


def _decision_rows(reading: DocumentReading, decision: Decision, seen: set[str]) -> Iterator[tuple[Row, Report | None]]:
    first = decision.main or decision.incident.mentions[0]
    fields = {
        "span": trigger_span(reading, first),
        "mentions": [_mention(reading, m) for m in decision.incident.mentions],
        **_fields(reading, decision),
    }
    if not decision.reports:
        yield {"what": "incident", "reason": decision.lost, **fields}, None
    for report in decision.reports:
        if report.id in seen:
            yield {"what": "incident", "reason": _TWICE, "report_id": report.id, **fields}, None
            continue
        seen.add(report.id)
        row = {"what": "report", "report_id": report.id, "political": report.political, **fields}
        if report is not decision.report and report.place is not None:
            row["place"] = {
                "value": report.place.model_dump(mode="json"),
                "reason": "named in one list with the event's place",
                "candidates": [],
            }
        yield row, report


def _fields(reading: DocumentReading, decision: Decision) -> Row:
    fields: Row = {}
    text = reading.document.text
    if decision.type is not None:
        fields["type"] = type_row(reading, decision.incident, decision.type)
    if decision.sides is not None:
        fields["initiator"] = side_row(reading, decision.incident, decision.sides.initiator)
        fields["target"] = side_row(reading, decision.incident, decision.sides.target)
        for name in ("initiator", "target"):
            said = getattr(decision.report, name) if decision.report is not None else None
            fields[name]["reported"] = said and said.model_dump(mode="json")
    if decision.place is not None:
        fields["place"] = place_row(reading, decision.incident, decision.place)
    if decision.date is not None and decision.report is not None:
        fields["date"] = date_row(reading, decision.incident, decision.date, decision.report.weekday)
    if decision.heard is not None and decision.report is not None:
        fields["assertion"] = assertion_row(reading, decision.heard, decision.report.assertion)
    main = decision.main or decision.incident.mentions[0]
    fields["actuality"] = {
        "value": main.actuality.actuality,
        "reason": main.actuality.reason,
        "cue": _cue(text, main.actuality.cue),
    }
    fields["timing"] = {"value": main.timing.timing, "reason": main.timing.reason, "cue": _cue(text, main.timing.cue)}
    return fields


def _mention(reading: DocumentReading, mention: EventMention) -> Row:
    return {"span": trigger_span(reading, mention), "act": mention.act, "network": network_row(reading, mention)}


def _unused(reading: DocumentReading, mention: EventMention) -> Row:
    """A trigger that is part of no incident."""
    text = reading.document.text
    reason = "a total over many events" if is_statistic(mention) else no_event(mention) or _GENERIC
    return {
        "span": trigger_span(reading, mention),
        "what": "trigger",
        "reason": reason,
        "act": mention.act,
        "rule": mention.actuality.reason,
        "cue": _cue(text, mention.actuality.cue),
        "network": network_row(reading, mention),
    }


def _refused(reading: DocumentReading) -> Iterator[Row]:
    for sentence, classes in zip(reading.sentences, reading.classes, strict=True):
        refused: list[Refused] = []
        find_triggers(sentence, classes, refused)
        for word in refused:
            token = sentence.tokens[word.token]
            yield {
                "span": span_row(reading, token.start, token.end),
                "what": "word",
                "reason": word.reason,
                "acts": list(word.acts),
            }


def _cue(text: str, cue: Cue | None) -> Row | None:
    return Span.cut(text, cue.start, cue.end).model_dump() if cue is not None else None
