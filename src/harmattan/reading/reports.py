"""From an incident to a report: one value per field, each with the words behind it."""

from __future__ import annotations

import datetime as dt

from harmattan.codebook.countries import country_by_name
from harmattan.codebook.event_types import sub_event_type
from harmattan.model import Participant, Report, ReportedDate, ReportedPlace, Span, content_id
from harmattan.reading.decisions import Decision, Heard, TypeChoice
from harmattan.reading.document_reading import DocumentReading
from harmattan.reading.event_mentions import EventMention
from harmattan.reading.event_places import coordinated
from harmattan.reading.event_typing import act_group, classified, result_acts, telling_acts
from harmattan.reading.incidents import Incident
from harmattan.reading.report_assertions import chosen_assertion
from harmattan.reading.report_dates import chosen_date
from harmattan.reading.report_places import chosen_place
from harmattan.reading.report_sides import chosen_sides, civilian_target, crowd, hits_the_military, in_role, other_of
from harmattan.reading.said import said_of
from harmattan.reading.scope import is_political
from harmattan.reading.second_opinion import is_short, sees_politics, weighed_type
from harmattan.reading.syntax import Sentence
from harmattan.reading.tolls import toll_of
from harmattan.resolving.actors import ResolvedActor
from harmattan.resolving.dates import ResolvedTime

_VIOLENT = frozenset({"Explosions/Remote violence", "Riots"})


def decide(reading: DocumentReading, incident: Incident, dated: dict[int, ResolvedTime]) -> Decision:
    """The report of an incident with the choices that made it, or why its words make no event of the codebook.

    Where its words name several places in one list it has a report a place (ACLED's unit).
    """
    if incident.acts <= result_acts():
        return Decision(incident, f"only an outcome is told ({', '.join(sorted(incident.acts))}), not what led to it")
    sides = chosen_sides(incident)
    initiator, target = sides.initiator.value, sides.target.value
    typed = _type_of(reading, incident, initiator, target)
    if typed.name is None:
        return Decision(incident, typed.ruled.reason, type=typed, sides=sides)
    name = typed.name
    text = reading.document.text
    main = _main(incident, name)
    sentence = reading.sentences[main.sentence]
    token = sentence.tokens[main.trigger.token]
    where = chosen_place(reading, incident, main)
    place = where.value
    country = _iso(place) or reading.country
    when, weekday = chosen_date(reading, incident, main, dated)
    date = when.value
    first, second = _participants(reading, incident, name, (initiator, target), country)
    tolls = [c for m in incident.mentions for c in m.casualties] + incident.later_tolls
    assertion, heard, rule = chosen_assertion(reading, incident, main, [a for a in (initiator, target) if a])
    report = Report(
        id=content_id("r", reading.document.id, token.start, name),
        document_id=reading.document.id,
        event_type=sub_event_type(name).event_type,
        sub_event_type=name,
        trigger=Span.cut(text, token.start, token.end),
        initiator=first,
        target=second,
        others=tuple(other_of(o, text) for o in sides.others),
        place=place,
        date=date,
        weekday=weekday,
        fatalities=toll_of(tolls, "killed", text),
        injured=toll_of(tolls, "injured", text),
        assertion=assertion,
        actuality=main.actuality.actuality,
        timing=main.timing.timing,
        sentence=Span.cut(text, sentence.start, sentence.end),
        yields="transfer" in incident.acts and "territory" not in incident.acts,
        said=said_of(reading, incident, [a for a in (initiator, target) if a]),
        civilian_targeting=_targets_civilians(name, second),
        political=is_political(name, first, second, country=country, date=_day(date, reading))
        or _sees_politics(reading, incident, name, country),
    )
    elsewhere = tuple(_all_places(reading, report, main))
    return Decision(incident, "", report, elsewhere, main, typed, sides, where, when, Heard(heard, rule))


def _all_places(reading: DocumentReading, report: Report, main: EventMention) -> list[Report]:
    """The reports of the same event at the other places of a list."""
    if report.place is None or main.place is None:
        return []
    others = coordinated(reading, reading.sentences[main.sentence], main.place)
    # Which town the dead of a list belong to is not said: the toll stays with the first and is not repeated.
    return [_elsewhere(report, place.reported(reading.document.text)) for place in others]


def _elsewhere(report: Report, place: ReportedPlace) -> Report:
    number = content_id("r", report.id, place.span.start if place.span else place.name)
    said = tuple(s for s in report.said if s.about != "toll")
    return report.model_copy(update={"id": number, "place": place, "fatalities": None, "injured": None, "said": said})


def _type_of(
    reading: DocumentReading, incident: Incident, initiator: ResolvedActor | None, target: ResolvedActor | None
) -> TypeChoice:
    """ACLED's sub-event type by acts and sides, and what the network says to it."""
    acts = incident.acts
    if not any(_names_a_place(reading, m) for m in incident.mentions):
        # "The takeover of bases" changes no known place's holder.
        acts = acts - {"territory"}
    kind = target.kind if target else None
    if kind is None and civilian_target(reading, incident, None) is not None:
        kind = "Civilians"
    elif kind is None and hits_the_military(reading, incident):
        kind = "State forces"
    quiet = any(m.nonviolent for m in incident.mentions)
    first = initiator.kind if initiator else None
    ruled = classified(acts, first, kind, nonviolent=quiet)
    told = [] if acts & act_group("decisive") else words_of(reading, incident)
    both = weighed_type(told, ruled.value, kind, first, short=is_short(reading.sentences))
    return TypeChoice(frozenset(acts), first, kind, quiet, ruled, both)


def _sees_politics(reading: DocumentReading, incident: Incident, name: str, country: str | None) -> bool:
    """Whether the network makes up for what the rules lack: a country; in a peaceful one, a sign that it is no crime.

    Violence in peaceful countries is mostly crime, whatever its words; arrests, bans and agreements are not.
    """
    if country is not None and sub_event_type(name).event_type != "Strategic developments":
        return False
    return sees_politics(words_of(reading, incident), short=is_short(reading.sentences))


def words_of(reading: DocumentReading, incident: Incident) -> list[tuple[Sentence, int]]:
    """The words that may tell an incident's type: its triggers, and whole sentences in which nothing else happens."""
    own = {(m.sentence, m.trigger.token) for m in incident.mentions}
    found = []
    for index in sorted({m.sentence for m in incident.mentions}):
        sentence = reading.sentences[index]
        alone = all((index, t.token) in own for t in reading.triggers[index])
        found += [(sentence, t.i) for t in sentence.tokens if alone or (index, t.i) in own]
    return found


def _names_a_place(reading: DocumentReading, mention: EventMention) -> bool:
    """Whether a place smaller than a country is named, known to the gazetteer or not."""
    if mention.place is not None and mention.place.specificity > 0:
        return True
    return any(t.kind == "place" and t not in reading.places for t in reading.toponyms[mention.sentence])


def _participants(
    reading: DocumentReading,
    incident: Incident,
    name: str,
    sides: tuple[ResolvedActor | None, ResolvedActor | None],
    country: str | None,
) -> tuple[Participant | None, Participant | None]:
    """Both sides as the report names them; demonstrations always have their crowd, named or not."""
    text = reading.document.text
    first = in_role(name, sides[0].participant(text), country) if sides[0] else None
    second = sides[1].participant(text) if sides[1] else None
    if second is not None and sub_event_type(name).event_type == "Protests":
        # Whom the police stop are protesters; whom a mob hurts stay civilians.
        second = in_role(name, second, country)
    if second is None:
        second = civilian_target(reading, incident, country)
    unnamed = crowd(name, country)
    if unnamed is not None and all(s is None or s.kind != unnamed.kind for s in (first, second)):
        if first is None:
            first = unnamed
        elif second is None or second.kind == "Civilians":
            second = unnamed
    return first, second


def _main(incident: Incident, name: str) -> EventMention:
    """The mention that made the type: the first with one of the deciding acts."""
    acts = telling_acts(name)
    return next((m for m in incident.mentions if m.act in acts), incident.mentions[0])


def _targets_civilians(name: str, target: Participant | None) -> bool:
    kind = sub_event_type(name)
    if kind.civilian_targeting:
        return True
    return kind.event_type in _VIOLENT and target is not None and target.kind == "Civilians"


def _iso(place: ReportedPlace | None) -> str | None:
    known = country_by_name(place.country) if place is not None and place.country is not None else None
    return known.iso2 if known else None


def _day(date: ReportedDate | None, reading: DocumentReading) -> dt.date | None:
    return date.start if date else reading.document.published.date
