"""The parts of an explanation, field by field, ready for JSON. Offsets count in the document's text."""

from __future__ import annotations

from typing import Any

from harmattan.model import Assertion, Span
from harmattan.model.choice import Candidate, Choice
from harmattan.reading.assertions import AssertionReading, assertions_of
from harmattan.reading.decisions import Heard, TypeChoice
from harmattan.reading.document_reading import DocumentReading
from harmattan.reading.event_mentions import EventMention
from harmattan.reading.incidents import Incident
from harmattan.reading.report_dates import DateChoice
from harmattan.reading.report_places import PlaceChoice
from harmattan.reading.report_sides import SideChoice
from harmattan.resolving.actors import ResolvedActor
from harmattan.resolving.dates import ResolvedTime
from harmattan.resolving.places import ResolvedPlace

Row = dict[str, Any]
_TYPES = 5
_DIGITS = 3


def span_row(reading: DocumentReading, start: int, end: int) -> Row:
    """A span of the document's text."""
    return Span.cut(reading.document.text, start, end).model_dump()


def trigger_span(reading: DocumentReading, mention: EventMention) -> Row:
    """The words that tell of the event."""
    token = reading.sentences[mention.sentence].tokens[mention.trigger.token]
    return span_row(reading, token.start, token.end)


def network_row(reading: DocumentReading, mention: EventMention) -> Row | None:
    """What the network thinks of a trigger: probabilities, types best first; None without an opinion."""
    scores = reading.sentences[mention.sentence].events
    if scores is None:
        return None
    i = mention.trigger.token
    types = sorted(scores.sub_events(i).items(), key=lambda row: -row[1])[:_TYPES]
    return {
        "event": round(scores.trigger(i), _DIGITS),
        "types": {name: round(p, _DIGITS) for name, p in types},
        "actuality": {name: round(p, _DIGITS) for name, p in scores.attribute(i, "actuality").items()},
        "timing": {name: round(p, _DIGITS) for name, p in scores.attribute(i, "timing").items()},
    }


def type_row(reading: DocumentReading, incident: Incident, found: TypeChoice) -> Row:
    """Why this type: the acts with their words, the kinds of the sides, the rules, and the network's weights."""
    both = found.both
    return {
        "value": found.name,
        "reason": both.reason if both is not None else found.ruled.reason,
        "acts": [
            {"act": m.act, "span": trigger_span(reading, m), "counts": m.act in found.acts} for m in incident.mentions
        ],
        "initiator_kind": found.initiator,
        "target_kind": found.target,
        "nonviolent": found.nonviolent,
        "by_rules": found.ruled.value,
        "rules": [{**c.value, **_verdict(c)} for c in found.ruled.candidates],
        "candidates": [{"type": c.value, "weight": _score(c), **_verdict(c)} for c in both.candidates[:_TYPES]]
        if both is not None
        else [],
    }


def side_row(reading: DocumentReading, incident: Incident, found: SideChoice) -> Row:
    """Why this side: who else could be it, the words that name them, and where those stand."""
    return {
        "value": found.value and found.value.name,
        "reason": found.reason,
        "candidates": [
            {**_actor(reading, c.value), **_source(reading, incident, c.value), **_verdict(c)} for c in found.candidates
        ],
    }


def _actor(reading: DocumentReading, actor: ResolvedActor) -> Row:
    return {
        "span": span_row(reading, actor.mention.start, actor.mention.end),
        "actor_id": actor.actor_id,
        "name": actor.name,
        "kind": actor.kind,
        "basis": actor.basis,
        "considered": list(actor.considered),
    }


def _source(reading: DocumentReading, incident: Incident, actor: ResolvedActor) -> Row:
    """Where an actor was found: from which part of which mention, by which words."""
    for mention in incident.mentions:
        for side in mention.choices.sides:
            if side.actor is actor:
                words = None
                if side.token is not None:
                    token = reading.sentences[mention.sentence].tokens[side.token]
                    words = span_row(reading, token.start, token.end)
                return {"source": side.source, "via": side.via, "words": words, "of": trigger_span(reading, mention)}
    return {"source": None, "via": None, "words": None, "of": None}


def place_row(reading: DocumentReading, incident: Incident, found: PlaceChoice) -> Row:
    """Why this place: what each clause names, then what was weighed for the whole."""
    return {
        "value": found.value and found.value.model_dump(mode="json"),
        "reason": found.reason,
        "candidates": [{**_place(c.value), **_verdict(c)} for c in found.candidates],
        "clauses": [_clause_place(reading, m, m.choices.place) for m in incident.mentions],
    }


def _clause_place(reading: DocumentReading, mention: EventMention, found: Choice[ResolvedPlace, ResolvedPlace]) -> Row:
    return {
        "of": trigger_span(reading, mention),
        "reason": found.reason,
        "candidates": [{**_place(c.value), "network": _score(c), **_verdict(c)} for c in found.candidates],
    }


def _place(place: ResolvedPlace) -> Row:
    reported = place.reported().model_dump(mode="json")
    return {
        **reported,
        "feature": place.feature,
        "specificity": place.specificity,
        "score": round(place.score, _DIGITS),
    }


def date_row(reading: DocumentReading, incident: Incident, found: DateChoice, weekday: int | None) -> Row:
    """Why this date: the times of each clause with how far they are from the trigger, then what was weighed."""
    return {
        "value": found.value and found.value.model_dump(mode="json"),
        "weekday": weekday,
        "reason": found.reason,
        "candidates": [{**_time(c.value), **_verdict(c)} for c in found.candidates],
        "clauses": [
            {
                "of": trigger_span(reading, m),
                "reason": m.choices.time.reason,
                "candidates": [{**_time(c.value), "cost": _score(c), **_verdict(c)} for c in m.choices.time.candidates],
            }
            for m in incident.mentions
        ],
    }


def _time(time: ResolvedTime) -> Row:
    return {
        "span": time.span and time.span.model_dump(),
        "value": time.value,
        "start": time.start.isoformat() if time.start else None,
        "end": time.end.isoformat() if time.end else None,
        "granularity": time.granularity,
        "relation": time.relation,
        "basis": time.basis,
    }


def assertion_row(reading: DocumentReading, heard: Heard, told: Assertion) -> Row:
    """Who says so: all layers of saying around the trigger, innermost first, and which one decides."""
    sentence = reading.sentences[heard.mention.sentence]
    layers = assertions_of(sentence, heard.mention.trigger.token, reading.sentences)
    return {
        "value": told.model_dump(mode="json"),
        "reason": heard.reason,
        "of": trigger_span(reading, heard.mention),
        "candidates": [_layer(reading, layer, layer == heard.mention.assertion) for layer in layers],
    }


def _layer(reading: DocumentReading, layer: AssertionReading, chosen: bool) -> Row:
    speaker, cue = layer.speaker, layer.cue
    return {
        "stance": layer.stance,
        "speaker": span_row(reading, speaker.start, speaker.end) if speaker is not None else None,
        "role": speaker.role if speaker is not None else None,
        "cue": span_row(reading, cue.start, cue.end) if cue is not None else None,
        "reason": layer.reason,
        "chosen": chosen,
    }


def _verdict(candidate: Candidate[Any]) -> Row:
    return {"chosen": candidate.chosen, "reason": candidate.reason}


def _score(candidate: Candidate[Any]) -> float | None:
    return None if candidate.score is None else round(candidate.score, _DIGITS)
