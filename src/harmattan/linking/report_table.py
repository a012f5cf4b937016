"""Reports as rows of plain columns, so that an engine that speaks SQL can compare them.

No column needs to be null: what is unknown is an empty string, an empty list, -1 or an open bound. Days are ordinals
(1 is 1 January of the year 1), so that Monday is the ordinals of remainder 1 by 7.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import cos, radians, sin
from typing import Any

from harmattan.linking import places, sides, subjects
from harmattan.linking.blocking import blocking_keys
from harmattan.linking.items import Item
from harmattan.linking.rules import goes_with, is_territory, kins
from harmattan.linking.subjects import published_day
from harmattan.linking.wording import Wording, outlet
from harmattan.model import Participant, ReportedPlace, Toll

NO_START, NO_END = 0, 4_000_000
"""Bounds of a window that is open on that side."""
NO_LIMIT = 1_000_000_000
"""The highest number of a toll that the text leaves open."""
NOWHERE, COUNTRY, AREA, TOWN = range(4)
"""How closely a place is known (column ``pin``)."""

Row = dict[str, Any]


def report_rows(items: Sequence[Item], wording: Wording) -> list[Row]:
    """One row a report, in the order of ``items``; ``unique_id`` is its index."""
    actors = sorted({s.actor_id for i in items for s in (i.report.initiator, i.report.target) if s and s.actor_id})
    relatives = _Relatives(actors)
    spoken = wording.spoken_names(_town(item.report.place) for item in items)
    keys = blocking_keys(items, wording)
    return [
        {
            "unique_id": number,
            "document": item.document.id,
            "story": item.story,
            "main": item.main,
            "type": item.report.sub_event_type,
            "goes_with": list(goes_with(item.report.sub_event_type)),
            "territory": is_territory(item.report.sub_event_type),
            **_time(item),
            **_place(item.report.place),
            "town": _town(item.report.place),
            "speaks_of": spoken[item.document.id] if item.main else [],
            **relatives.columns("initiator", item.report.initiator),
            **relatives.columns("target", item.report.target),
            **_toll("killed", item.report.fatalities),
            **_toll("injured", item.report.injured),
            **_words(item, wording),
            **keys[number],
        }
        for number, item in enumerate(items)
    ]


def _time(item: Item) -> Row:
    window, day = item.window, published_day(item.document)
    weekday = window.weekday if window.weekday is not None else window.day.weekday() if window.day else -1
    return {
        "start_day": window.start.toordinal() if window.start else NO_START,
        "end_day": window.end.toordinal() if window.end else NO_END,
        "days": window.days or 0,
        "weekday": -1 if window.weekday is None else window.weekday,
        "any_weekday": weekday,
        "dated": window.dated,
        "explicit": window.explicit,
        "fresh": window.fresh,
        "appeared": day.toordinal() if day else -1,
    }


def _place(place: ReportedPlace | None) -> Row:
    if place is None:
        blank = dict.fromkeys(("country", "admin1", "entry", "plain"), "")
        flags = dict.fromkeys(("listed", "precise", "guessed", "has_point"), False)
        return {"pin": NOWHERE, **blank, **flags, "x": 0.0, "y": 0.0, "z": 0.0}
    point = place.latitude is not None and place.longitude is not None
    latitude, longitude = radians(place.latitude or 0.0), radians(place.longitude or 0.0)
    return {
        "pin": COUNTRY if places.is_country(place) else AREA if places.is_area(place) else TOWN,
        "country": place.country or "",
        "admin1": place.admin1 or "",
        "entry": place.gazetteer_id or "" if place.basis != "relative" else "",
        "plain": places.plain(place.name),
        "listed": place.gazetteer_id is not None,
        "precise": place.geo_precision == 1,
        "guessed": subjects.is_guessed(place),
        "has_point": point,
        # On the unit sphere, so that a distance is a sum of squares, which every engine reckons alike.
        "x": cos(latitude) * cos(longitude) if point else 0.0,
        "y": cos(latitude) * sin(longitude) if point else 0.0,
        "z": sin(latitude) if point else 0.0,
    }


def _town(place: ReportedPlace | None) -> str:
    return "" if subjects.is_vague(place) or place is None else place.name


def _toll(name: str, toll: Toll | None) -> Row:
    if toll is None:
        return {f"{name}_low": -1, f"{name}_best": -1, f"{name}_high": -1}
    return {
        f"{name}_low": toll.low,
        f"{name}_best": toll.best,
        f"{name}_high": NO_LIMIT if toll.high is None else toll.high,
    }


def _words(item: Item, wording: Wording) -> Row:
    """Only what a document is mainly about is compared by wording."""
    if not item.main:
        return {"words": [], "weights": [], "names": [], "name_weights": [], "outlet": ""}
    words = wording.words(item.document.id)
    return {
        "words": words.numbers.tolist(),
        "weights": words.weights.tolist(),
        "names": list(words.names),
        "name_weights": list(words.names.values()),
        "outlet": outlet(item.document),
    }


class _Relatives:
    """Which actors of a collection stand near each other, as lists that a row can hold."""

    def __init__(self, actors: Iterable[str]) -> None:
        self._same: dict[str, list[str]] = {}
        self._related: dict[str, list[str]] = {}
        known = list(actors)
        for one in known:
            relations: Mapping[str, str] = {other: sides.known_relation(one, other) for other in known}
            self._same[one] = [other for other, relation in relations.items() if relation == "same"]
            self._related[one] = [other for other, relation in relations.items() if relation == "related"]

    def columns(self, role: str, side: Participant | None) -> Row:
        """The columns of one side: ``<role>_kind`` is empty where there is none."""
        actor = side.actor_id or "" if side else ""
        return {
            f"{role}_actor": actor,
            f"{role}_name": side.name if side and side.basis == "named" else "",
            f"{role}_named": side is not None and sides.is_named(side),
            f"{role}_kind": side.kind if side else "",
            f"{role}_kin": list(kins(side.kind)) if side else [],
            f"{role}_same": self._same.get(actor, []),
            f"{role}_related": self._related.get(actor, []),
        }
