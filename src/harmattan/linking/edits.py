"""Values that people give to fields of an event: how they are written, and the event that they make."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any, get_args

from harmattan.codebook.actors import actors
from harmattan.codebook.countries import country_by_name
from harmattan.codebook.event_types import sub_event_type, sub_event_types
from harmattan.errors import CodebookError, UsageError
from harmattan.linking.status import control_of
from harmattan.model import ActorKind, Event, EventDate, EventPlace, EventToll, Side
from harmattan.model.event import SideRole, Status
from harmattan.resolving.gazetteer import Gazetteer

UNKNOWN = "unknown"
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?")
_TOLL = re.compile(r"(\d+)(?:(\+)|-(\d+))?")
_PLACE = re.compile(
    r"(?P<name>[^,()]+?)\s*(?:,\s*(?P<country>[^()]+?)\s*)?(?:\((?P<lat>-?[\d.]+)[ ,]+(?P<lon>-?[\d.]+)\))?"
)
_SIDE = re.compile(r"(?P<name>.+?)\s*(?:\[(?P<kind>[^\]]+)\])?")


def parse(field: str, value: str) -> Any:
    """A value as people write it, as the JSON value that a decision keeps.

    Raises:
        UsageError: no field has this name, or the value is none for it; the message tells how it is written.
    """
    if field not in FIELDS:
        raise UsageError(f"'{field}' is no field that can be edited; choose one of {', '.join(FIELDS)}")
    plain = " ".join(value.split())
    if plain == UNKNOWN and field not in ("type", "status", "civilian-targeting"):
        return None
    return FIELDS[field](plain)


def check(field: str, value: Any) -> None:
    """Make sure that a value kept elsewhere is one for its field.

    Raises:
        ValueError: it is not.
    """
    if value is None and field in ("type", "status", "civilian-targeting"):
        raise ValueError(f"'{field}' needs a value")
    blank = Event(
        id="",
        event_type="",
        sub_event_type="Other",
        disorder_type="",
        sides=(),
        civilian_targeting=False,
        status="reported",
        independent_sources=0,
        documents=(),
        reports=(),
    )
    try:
        Event.model_validate(edited(blank, field, value, "").model_dump())
    except (CodebookError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"'{value}' is no value of '{field}'") from error


def edited(event: Event, field: str, value: Any, rule: str) -> Event:
    """The event with one field as a person gave it, and with what follows from that: types, control of the place.

    Fields that carry their rule (date, place, tolls) take ``rule``.
    """
    first = next((side.name for side in event.sides if side.role == "initiator"), None)
    before = event.control
    yields = before is not None and (before.status == "lost" or before.holder != first)
    event = event.model_copy(update=_update(event, field, value, rule))
    place = event.place.name if event.place else None
    control = control_of(event.sub_event_type, place, event.status, event.sides, yields=yields)
    return event.model_copy(update={"control": control})


def _update(event: Event, field: str, value: Any, rule: str) -> dict[str, Any]:
    match field:
        case "type":
            known = sub_event_type(value)
            return {
                "event_type": known.event_type,
                "sub_event_type": value,
                "disorder_type": known.disorder_type,
                "civilian_targeting": event.civilian_targeting or known.civilian_targeting,
            }
        case "date":
            return {"date": value and EventDate.model_validate({**value, "basis": "explicit", "rule": rule})}
        case "place":
            return {"place": value and EventPlace.model_validate({**value, "basis": "named", "rule": rule})}
        case "dead" | "injured":
            toll = value and EventToll.model_validate({**value, "rule": rule})
            return {"fatalities" if field == "dead" else "injured": toll}
        case "initiator" | "target":
            return {"sides": _sides(event, field, value)}
        case "status":
            return {"status": value}
    return {"civilian_targeting": value}


def _sides(event: Event, role: str, value: Any) -> tuple[Side, ...]:
    given = [Side.model_validate({**value, "role": role})] if value else []
    names = {side.name for side in given}
    kept = [side for side in event.sides if side.role != role and side.name not in names]
    order = get_args(SideRole)
    return tuple(sorted([*given, *kept], key=lambda side: order.index(side.role)))


def _type(value: str) -> str:
    found = next((name for name in sub_event_types() if name.casefold() == value.casefold()), None)
    if found is None:
        raise UsageError(f"'{value}' is none of ACLED's sub-event types: {', '.join(sub_event_types())}")
    return found


def _date(value: str) -> dict[str, Any]:
    found = _DAYS.fullmatch(value)
    try:
        start, end = (dt.date.fromisoformat(found[k] or found[1]) for k in (1, 2)) if found else (None, None)
    except ValueError:
        start = end = None
    if start is None or end is None or start > end:
        raise UsageError(f"'{value}' is no date: write 2023-10-01, 2023-10-01..2023-10-03 or {UNKNOWN}")
    length = (end - start).days
    precision = 1 if not length else 2 if length < 8 else 3
    return {"start": start.isoformat(), "end": end.isoformat(), "time_precision": precision}


def _toll(value: str) -> dict[str, Any]:
    found = _TOLL.fullmatch(value)
    low = int(found[1]) if found else 0
    high = None if found and found[2] else int(found[3] or low) if found else low
    if found is None or (high is not None and high < low):
        raise UsageError(f"'{value}' is no number of people: write 12, 12+ (at least), 12-15 or {UNKNOWN}")
    return {"low": low, "best": low, "high": high}


def _place(value: str) -> dict[str, Any]:
    found = _PLACE.fullmatch(value)
    if found is None:
        raise UsageError(f"'{value}' is no place: write NAME, COUNTRY or NAME, COUNTRY (LATITUDE LONGITUDE)")
    country = country_by_name(found["country"]) if found["country"] else None
    if found["country"] and country is None:
        raise UsageError(f"'{found['country']}' is no country; write its English name or ISO code")
    if found["lat"] is not None:
        point = float(found["lat"]), float(found["lon"])
        if abs(point[0]) > 90 or abs(point[1]) > 180:
            raise UsageError(f"({found['lat']} {found['lon']}) is no point: write latitude, then longitude, in degrees")
        return _at(found["name"], country.name if country else None, *point, None)
    places = [p for p in Gazetteer.open().lookup(found["name"]) if country is None or p.country == country.iso2]
    if len(places) != 1:
        points = "; ".join(f"{p.name} ({p.latitude:.4f} {p.longitude:.4f})" for p in places[:5])
        raise UsageError(
            f"the gazetteer has {len(places) or 'no'} places for '{value}'{f': {points}' if points else ''}; "
            "write NAME, COUNTRY (LATITUDE LONGITUDE)"
        )
    [place] = places
    return _at(place.name, country.name if country else None, place.latitude, place.longitude, place.id)


def _at(name: str, country: str | None, latitude: float, longitude: float, key: str | None) -> dict[str, Any]:
    return {
        "name": name,
        "country": country,
        "latitude": latitude,
        "longitude": longitude,
        "geo_precision": 1,
        "gazetteer_id": key,
    }


def _side(value: str) -> dict[str, Any]:
    found = _SIDE.fullmatch(value)
    name = found["name"] if found else value
    known = actors().get(name) or next((a for a in actors().values() if name in (a.name, *a.aliases)), None)
    if known is not None:
        return {"actor_id": known.id, "name": known.name, "kind": known.kind}
    if found is None or found["kind"] not in get_args(ActorKind):
        raise UsageError(
            f"the registry has no actor '{name}': write an actor's id or name, or NAME [KIND], where KIND is one of "
            f"{', '.join(get_args(ActorKind))}"
        )
    return {"actor_id": None, "name": name, "kind": found["kind"]}


def _status(value: str) -> str:
    if value not in get_args(Status):
        raise UsageError(f"'{value}' is no status; choose one of {', '.join(get_args(Status))}")
    return value


def _yes_or_no(value: str) -> bool:
    if value not in ("yes", "no"):
        raise UsageError(f"'{value}' is neither yes nor no")
    return value == "yes"


FIELDS: dict[str, Callable[[str], Any]] = {
    "type": _type,
    "date": _date,
    "place": _place,
    "initiator": _side,
    "target": _side,
    "dead": _toll,
    "injured": _toll,
    "status": _status,
    "civilian-targeting": _yes_or_no,
}
"""The fields that can be edited, each with the reader of its values."""
