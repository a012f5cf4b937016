"""``harmattan control``: who held a place when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from harmattan.cli.terminal import say, write_lines
from harmattan.codebook.countries import country_by_name
from harmattan.codebook.normal import fold
from harmattan.errors import UsageError
from harmattan.linking.control_timeline import Days, Hold, OnDay, days, on_day, timeline
from harmattan.linking.updates import appeared
from harmattan.model import Event, EventPlace
from harmattan.publishing.jsonl import dump
from harmattan.publishing.plain import one_line
from harmattan.store import Project, Results


def run(words: str, project: str, day: dt.date | None, style: str) -> None:
    """Print the holds of one place, or who held it on a day."""
    with Project.open(project) as opened:
        results = opened.results()
    name, events = _at(words, results)
    holds = timeline(events)
    undated = sorted(event.id for event in events if event.control and event.date is None)
    if undated:
        say(f"left out, since their day is not known: {', '.join(undated)}")
    if day is None:
        _print_holds(name, holds, style)
    else:
        _print_day(name, day, on_day(holds, day, _last(results)), style)


def _at(words: str, results: Results) -> tuple[str, list[Event]]:
    """The place that is meant and its events.

    Raises:
        UsageError: several places have this name.
    """
    name, _, country = (part.strip() for part in words.partition(","))
    places: dict[tuple[object, ...], list[Event]] = {}
    for event in results.events:
        if event.place is not None and _is_called(event.place, name, country):
            places.setdefault(_key(event.place), []).append(event)
    changed = {key: events for key, events in places.items() if any(event.control for event in events)}
    if len(changed) > 1:
        told = "; ".join(sorted(_shown(events[0].place) for events in changed.values()))
        raise UsageError(
            f"{len(changed)} places are called {words}: {told}; name one as NAME, COUNTRY or by its gazetteer id"
        )
    if not places:
        return words, []
    events = next(iter((changed or places).values()))
    return _title(events[0].place), events


def _is_called(place: EventPlace, name: str, country: str) -> bool:
    if name == place.gazetteer_id:
        return True
    known = country_by_name(place.country or "")
    at_home = not country or (known is not None and known == country_by_name(country))
    return at_home and fold(place.name) == fold(name)


def _key(place: EventPlace) -> tuple[object, ...]:
    return (place.gazetteer_id,) if place.gazetteer_id else (place.name, place.country)


def _title(place: EventPlace | None) -> str:
    return ", ".join(dict.fromkeys(filter(None, (place.name, place.country)))) if place else ""


def _shown(place: EventPlace | None) -> str:
    parts = (place.name, place.admin1, place.country, place.gazetteer_id) if place else ()
    return ", ".join(dict.fromkeys(filter(None, parts)))


def _last(results: Results) -> dt.date | None:
    found = [day for document in results.documents if (day := appeared(document)) is not None]
    return max(found, default=None)


def _print_holds(name: str, holds: Sequence[Hold], style: str) -> None:
    if style == "jsonl":
        write_lines(dump(_record(name, hold)) for hold in holds)
        return
    print(one_line(name))
    if not holds:
        print("  unknown: no event tells who holds it")
    for hold in holds:
        end = f"until {days(hold.until)}" if hold.until else "no later word"
        status = f"{hold.status}, ended" if hold.ended else hold.status
        because = f" ({'ended' if hold.ended else 'changed'} by {hold.changed_by})" if hold.changed_by else ""
        print(
            f"  from {days(hold.since)} {end}: {one_line(hold.holder)}, {status}{because} <- {', '.join(hold.events)}"
        )


def _print_day(name: str, day: dt.date, found: OnDay, style: str) -> None:
    if style == "jsonl":
        record = {"place": name, "day": str(day), "answer": found.answer, "holders": list(found.holders)}
        write_lines([dump({**record, "reason": found.reason, "events": list(found.events)})])
        return
    holders = f" {', '.join(found.holders)}" if found.holders and found.answer != "unknown" else ""
    rests = f" <- {', '.join(found.events)}" if found.events else ""
    print(one_line(f"{name} on {day}: {found.answer}{holders}; {found.reason}{rests}"))


def _record(name: str, hold: Hold) -> dict[str, Any]:
    return {
        "place": name,
        "holder": hold.holder,
        "status": hold.status,
        "since": _days(hold.since),
        "until": _days(hold.until),
        "ended": hold.ended,
        "changed_by": hold.changed_by,
        "events": list(hold.events),
    }


def _days(interval: Days | None) -> dict[str, str] | None:
    return None if interval is None else {"start": str(interval[0]), "end": str(interval[1])}
