"""One value per field of an event, the rule that chose it, and what contradicts it."""

from __future__ import annotations

from collections.abc import Sequence

from harmattan.codebook.event_types import sub_event_type
from harmattan.linking.dates_of_events import date_contradictions, date_of
from harmattan.linking.field_assertions import assertions_of
from harmattan.linking.independence import independence
from harmattan.linking.places import is_area, same
from harmattan.linking.revisions import corrected, standing
from harmattan.linking.rules import telling
from harmattan.linking.sides_of_events import sides_of
from harmattan.linking.similarity import Item
from harmattan.linking.status import control_of, only_denies_authorship, status_of, yields_of
from harmattan.linking.tolls import toll_contradictions, toll_of
from harmattan.linking.votes import count, sources, stories_by
from harmattan.model import Event, EventPlace, content_id


def event_of(members: Sequence[Item], background: Sequence[Item] = (), denials: Sequence[Item] = ()) -> Event:
    """The event that ``members`` report, with the background reports that look back on it and those that deny it.

    All in id order; ``members`` are not empty. The event's id comes from its first report and stays while that one
    is the first.
    """
    every = [*members, *background]
    # What an outlet took back counts only where nobody else tells of the event, and is contested then.
    kept = standing(every, denials)
    affirming, stands = kept or every, bool(kept)
    denied = [item for item in denials if not (stands and item.report.retracts)]
    first = min(item.report.id for item in members)
    members = [item for item in affirming if item.makes_events] or members
    name = type_of(members)
    sides, disputes = sides_of(corrected(affirming))
    date, place = date_of(affirming), place_of(affirming)
    fatalities = toll_of(affirming, lambda r: r.fatalities)
    assertions = assertions_of(name, affirming, denied, sides, fatalities)
    status = status_of(name, assertions)
    reports = sorted(item.report.id for item in (*every, *denials))
    known = sub_event_type(name)
    return Event(
        id=content_id("e", first),
        event_type=known.event_type,
        sub_event_type=name,
        disorder_type=known.disorder_type,
        sides=sides,
        place=place,
        date=date,
        fatalities=fatalities,
        injured=toll_of(affirming, lambda r: r.injured),
        civilian_targeting=known.civilian_targeting or any(item.report.civilian_targeting for item in members),
        status=status,
        independent_sources=len(independence(affirming).sources) if stands else 0,
        documents=tuple(sorted({item.document.id for item in (*every, *denials)})),
        reports=tuple(reports),
        contradictions=(
            *disputes,
            *_place_contradictions(affirming, place),
            *date_contradictions(affirming, date),
            *toll_contradictions(affirming, lambda r: r.fatalities, "Killed"),
            *toll_contradictions(affirming, lambda r: r.injured, "Injured"),
            *_denials(affirming, [item for item in denials if not item.report.retracts]),
            *sorted({f"Retracted by {sources([item])}" for item in denials if item.report.retracts}),
        ),
        control=control_of(name, place.name if place else None, status, sides, yields=yields_of(affirming, sides)),
        assertions=assertions,
    )


def type_of(members: Sequence[Item]) -> str:
    """The most telling sub-event type; among equally telling ones that of most sources, then the codebook's first."""
    votes = stories_by(members, lambda item: item.report.sub_event_type)
    return min(votes, key=lambda name: (telling(name)[0], -len(votes[name]), telling(name)[1]))


def place_of(members: Sequence[Item]) -> EventPlace | None:
    """The most precise place; among equally precise ones the named before the inferred, then that of most sources."""
    placed = [item for item in members if item.report.place is not None]
    if not placed:
        return None
    votes = stories_by(placed, lambda item: item.report.place.name if item.report.place else None)

    def rank(item: Item) -> tuple[bool, bool, int, int, int, str, str]:
        place = item.report.place
        if place is None:
            return (True, True, 9, 9, 0, "", item.report.id)
        basis = ("named", "relative", "document").index(place.basis)
        area, blank = is_area(place), place.latitude is None
        return (area, blank, place.geo_precision, basis, -len(votes[place.name]), place.name, item.report.id)

    best = min(placed, key=rank).report.place
    if best is None:
        return None
    rule = f"the most precise place, given by {count(len(votes[best.name]), 'source')}"
    # Spans cut documents, and an event has several: the quotes are in its reports.
    return EventPlace(**{**best.model_dump(exclude={"span"}), "rule": rule})


def _place_contradictions(members: Sequence[Item], chosen: EventPlace | None) -> list[str]:
    others = [i for i in members if i.report.place and chosen and not is_area(i.report.place) and not is_area(chosen)]
    apart = [i for i in others if not same(i.report.place, chosen)]
    names = sorted({i.report.place.name for i in apart if i.report.place and i.report.place.name})
    return [
        f"Place: {name} according to {sources([i for i in apart if i.report.place and i.report.place.name == name])}"
        for name in names
        if chosen and name != chosen.name
    ]


def _denials(affirming: Sequence[Item], denials: Sequence[Item]) -> list[str]:
    """Who denies it, in reports of their own or beside those who say so, and who denies having done it."""
    told = {(item.report.assertion.speaker or sources([item]), only_denies_authorship(item)) for item in denials}
    spoken = [(said, item) for item in affirming for said in item.report.said if said.stance == "denies"]
    told |= {(said.speaker or sources([item]), said.about == "perpetrator") for said, item in spoken}
    return [f"{who} denies having done it" if author else f"Denied by {who}" for who, author in sorted(told)]
