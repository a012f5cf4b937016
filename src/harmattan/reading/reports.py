"""From an incident to a report: one value per field, each with the words behind it."""

from __future__ import annotations

import datetime as dt

from harmattan.codebook.countries import country as country_of
from harmattan.codebook.countries import country_by_name
from harmattan.codebook.event_types import sub_event_type
from harmattan.model import (
    ActorKind,
    Assertion,
    OtherParticipant,
    Participant,
    Report,
    ReportedDate,
    ReportedPlace,
    Span,
    content_id,
)
from harmattan.reading.assertions import AssertionReading, Speaker, party_stance
from harmattan.reading.classes import ARMED_KINDS
from harmattan.reading.document_reading import DocumentReading
from harmattan.reading.event_mentions import EventMention
from harmattan.reading.event_places import coordinated
from harmattan.reading.event_typing import classify, result_acts, telling_acts
from harmattan.reading.incidents import Incident
from harmattan.reading.report_places import incident_place
from harmattan.reading.scope import is_political
from harmattan.reading.sides import civilians_at, civilians_name, side_at
from harmattan.reading.tolls import toll_of
from harmattan.resolving.actors import ActorRegistry, ResolvedActor
from harmattan.resolving.dates import ResolvedTime, document_time


def reports_of(reading: DocumentReading, incident: Incident, dated: dict[int, ResolvedTime]) -> list[Report]:
    """The reports of an incident: one, or one a place where its words name several in one list (ACLED's unit)."""
    report = report_of(reading, incident, dated)
    if report is None or report.place is None:
        return [report] if report else []
    main = _main(incident, report.sub_event_type)
    if main.place is None:
        return [report]
    others = coordinated(reading, reading.sentences[main.sentence], main.place)
    # Which town the dead of a list belong to is not said: the toll stays with the first and is not repeated.
    return [report, *(_elsewhere(report, place.reported(reading.document.text)) for place in others)]


def _elsewhere(report: Report, place: ReportedPlace) -> Report:
    number = content_id("r", report.id, place.span.start if place.span else place.name)
    return report.model_copy(update={"id": number, "place": place, "fatalities": None, "injured": None})


def report_of(reading: DocumentReading, incident: Incident, dated: dict[int, ResolvedTime]) -> Report | None:
    """The report of an incident, None where its words make no event of the codebook."""
    if incident.acts <= result_acts():
        return None
    initiator, target, others = _sides(incident)
    civilian = _civilian_target(reading, incident) if target is None else None
    target_kind = target.kind if target else (civilian.kind if civilian else None)
    acts = incident.acts
    if not any(m.place is not None and m.place.specificity > 0 for m in incident.mentions):
        # "The takeover of bases" changes no known place's holder.
        acts = acts - {"territory"}
    name = classify(
        acts,
        initiator.kind if initiator else None,
        target_kind,
        nonviolent=any(m.nonviolent for m in incident.mentions),
    )
    if name is None:
        return None
    text = reading.document.text
    main = _main(incident, name)
    sentence = reading.sentences[main.sentence]
    token = sentence.tokens[main.trigger.token]
    place = incident_place(reading, incident, main)
    date, weekday = _date(reading, incident, main, dated)
    first = _in_role(name, initiator.participant(text), initiator.country) if initiator else None
    second = target.participant(text) if target else civilian
    tolls = [c for m in incident.mentions for c in m.casualties]
    return Report(
        id=content_id("r", reading.document.id, token.start, name),
        document_id=reading.document.id,
        event_type=sub_event_type(name).event_type,
        sub_event_type=name,
        trigger=Span.cut(text, token.start, token.end),
        initiator=first,
        target=second,
        others=tuple(_other(o, text) for o in others),
        place=place,
        date=date,
        weekday=weekday,
        fatalities=toll_of(tolls, "killed", text),
        injured=toll_of(tolls, "injured", text),
        assertion=_assertion(reading, main, [a for a in (initiator, target) if a]),
        actuality=main.actuality.actuality,
        timing=main.timing.timing,
        sentence=Span.cut(text, sentence.start, sentence.end),
        civilian_targeting=_civilian_targeting(name, first, second),
        political=is_political(name, first, second, country=_iso(place) or reading.country, date=_day(date, reading)),
    )


def _main(incident: Incident, name: str) -> EventMention:
    """The mention that made the type: the first with one of the deciding acts."""
    acts = telling_acts(name)
    return next((m for m in incident.mentions if m.act in acts), incident.mentions[0])


def _sides(incident: Incident) -> tuple[ResolvedActor | None, ResolvedActor | None, list[ResolvedActor]]:
    """Initiator, target and everybody else; named actors before generic ones, earlier mentions before later."""
    registry = ActorRegistry.load()
    initiator = _first([a for m in incident.mentions for a in m.initiators])
    targets = [a for m in incident.mentions for a in m.targets]
    others = [a for m in incident.mentions for a in (*m.initiators, *m.targets)]
    if initiator is not None:
        targets = [a for a in targets if not _same(registry, a, initiator)]
        others = [a for a in others if not _same(registry, a, initiator)]
    target = _first(targets)
    if target is None and initiator is not None and any(m.trigger.arguments.both for m in incident.mentions):
        target = _first([a for a in others if a.kind in ARMED_KINDS])
    rest: list[ResolvedActor] = []
    for actor in others:
        known = [a for a in (initiator, target, *rest) if a is not None]
        if not any(_same(registry, actor, k) for k in known):
            rest.append(actor)
    return initiator, target, rest


def _first(actors: list[ResolvedActor]) -> ResolvedActor | None:
    """The first named actor among those of the first mention's kind, else the first."""
    if not actors:
        return None
    return next((a for a in actors if a.actor_id and a.kind == actors[0].kind), actors[0])


def _same(registry: ActorRegistry, a: ResolvedActor, b: ResolvedActor) -> bool:
    if a.mention is b.mention or (a.name == b.name and a.kind == b.kind):
        return True
    return a.actor_id is not None and b.actor_id is not None and registry.relation(a, b) in ("same", "family")


def _in_role(name: str, side: Participant, country: str | None) -> Participant:
    """Civilians who demonstrate or riot are protesters or rioters in ACLED's terms."""
    role: ActorKind | None = {"Protests": "Protesters", "Riots": "Rioters"}.get(sub_event_type(name).event_type)  # type: ignore[assignment]
    if role is None or side.kind != "Civilians":
        return side
    known = country_of(country) if country else None
    return side.model_copy(update={"kind": role, "name": f"{role} ({known.name})" if known else role})


def _other(actor: ResolvedActor, text: str) -> OtherParticipant:
    participant = actor.participant(text)
    role = "victim" if actor.kind == "Civilians" else "participant"
    return OtherParticipant(**participant.model_dump(exclude={"span"}), span=participant.span, role=role)


def _civilian_target(reading: DocumentReading, incident: Incident) -> Participant | None:
    """Civilians who are hit without being named: passengers of a bus, worshippers in a church."""
    for mention in incident.mentions:
        sentence = reading.sentences[mention.sentence]
        i = civilians_at(sentence, mention.trigger.arguments.patients)
        if i is not None:
            token = sentence.tokens[i]
            return Participant(
                name=civilians_name(reading.country),
                kind="Civilians",
                basis="inferred",
                span=Span.cut(reading.document.text, token.start, token.end),
            )
    return None


def _date(
    reading: DocumentReading, incident: Incident, main: EventMention, dated: dict[int, ResolvedTime]
) -> tuple[ReportedDate | None, int | None]:
    """The day or interval of an incident and, where only a weekday is known, that weekday."""
    mentions = [main, *(m for m in incident.mentions if m is not main)]
    # Another sentence may name the day of an event; a month named there is too loose to be its date.
    times = [m.time for m in mentions if m.time is not None and (m.sentence == main.sentence or _is_day(m.time))]
    weekday = next((t.weekday for t in times if t.weekday is not None), None)
    if not any(_is_day(t) for t in times):
        times = [*_only_times(reading, incident), *times]
        weekday = next((t.weekday for t in times if t.weekday is not None), None)
    dates = [d for t in times if (d := t.reported()) is not None]
    if dates:
        best = min(dates, key=lambda d: (d.time_precision, (d.end - d.start).days))
        dated.setdefault(main.sentence, next(t for t in times if t.reported() == best))
        return best, weekday
    if weekday is not None:
        return None, weekday
    sentence = reading.sentences[main.sentence]
    time = document_time(sentence, reading.times, reading.document.published, sentences=reading.sentences, dated=dated)
    if time is None or main.timing.timing == "background":
        return None, None
    firm = reading.document.published.basis in ("given", "page", "dateline", "inferred")
    if not firm and (time.start is None or time.start != time.end):
        # In a text without a date of its own a month or year named elsewhere says nothing about this event.
        return None, time.weekday
    return time.reported(), time.weekday


def _is_day(time: ResolvedTime) -> bool:
    return time.weekday is not None or (time.start is not None and time.start == time.end)


def _only_times(reading: DocumentReading, incident: Incident) -> list[ResolvedTime]:
    """The day that stands in an incident's sentence, where there is just one to choose."""
    for index in dict.fromkeys(m.sentence for m in incident.mentions):
        here = [t for t in reading.times if t.expression.sentence == index and t.kind in ("date", "time")]
        days = [t for t in here if _is_day(t)]
        if len(days) == 1 and len(here) == 1 and days[0].relation is None:
            return days
    return []


def _assertion(reading: DocumentReading, main: EventMention, sides: list[ResolvedActor]) -> Assertion:
    heard: AssertionReading = main.assertion
    if heard.verb_class is None and heard.speaker is None:
        return Assertion(stance=heard.stance)
    text = reading.document.text
    speaker = _speaker(reading, heard.speaker) if heard.speaker else None
    stance = heard.stance
    if heard.speaker is not None and (
        _is_party(speaker, sides) or (speaker is None and heard.speaker.role == "party_word")
    ):
        stance = party_stance(heard)
    if heard.speaker is not None:
        span = Span.cut(text, heard.speaker.start, heard.speaker.end)
        return Assertion(stance=stance, speaker=speaker.name if speaker else span.quote, span=span)
    cue = heard.cue
    return Assertion(stance=stance, span=Span.cut(text, cue.start, cue.end) if cue else None)


def _speaker(reading: DocumentReading, speaker: Speaker) -> ResolvedActor | None:
    sentence = reading.sentences[speaker.sentence]
    for i in (speaker.whose, speaker.head):
        if i is None:
            continue
        mention = reading.classes[sentence.index].mention(i)
        if mention is not None and mention.actor_class not in ("person", "spokesperson"):
            return reading.actors.get(mention)
        if mention is not None and mention.actor_class == "spokesperson":
            behind = reading.actors.get(mention)
            if behind is not None and behind.actor_id is not None:
                return behind
            continue
        side = side_at(reading, sentence, i)
        if side is not None and side.actor_class != "person":
            return side
    return None


def _is_party(speaker: ResolvedActor | None, sides: list[ResolvedActor]) -> bool:
    """A speaker who fights: one of the sides, its relative or spokesman."""
    if speaker is None:
        return False
    registry = ActorRegistry.load()
    return any(
        registry.relation(speaker, side) in ("same", "family", "generic") and side.kind in ARMED_KINDS for side in sides
    )


def _civilian_targeting(name: str, initiator: Participant | None, target: Participant | None) -> bool:
    if sub_event_type(name).civilian_targeting:
        return True
    violent = sub_event_type(name).event_type in ("Explosions/Remote violence", "Riots")
    return violent and target is not None and target.kind == "Civilians" and initiator is not target


def _iso(place: ReportedPlace | None) -> str | None:
    if place is None or place.country is None:
        return None
    known = country_by_name(place.country)
    return known.iso2 if known else None


def _day(date: ReportedDate | None, reading: DocumentReading) -> dt.date | None:
    return date.start if date else reading.document.published.date
