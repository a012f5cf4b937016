"""Who held a place when, derived from the events that changed it.

A place changes hands on some day of an event's date. What only a party claims or somebody denies does not end the
former holder's time: from then on that one's hold is contested. What one source reports on its own account ends it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from harmattan.codebook.actors import Actor, actors
from harmattan.model import Event

HoldStatus = Literal["claimed", "confirmed", "contested"]
Answer = Literal["claimed", "confirmed", "contested", "unknown"]
Days = tuple[dt.date, dt.date]
"""First and last possible day of a change."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A time during which one holder's hold of a place had one status."""

    holder: str
    status: HoldStatus
    since: Days | None
    """None for somebody who held the place before the first event: since when is not known."""
    until: Days | None = None
    """None where no later event changes it."""
    ended: bool = False
    """Whether the holder lost the place then, rather than only the status changing."""
    events: tuple[str, ...] = ()
    """The events that the hold rests on."""
    changed_by: str | None = None
    """The event that ended it or changed its status."""

    def certain(self, day: dt.date) -> bool:
        """Whether the hold lasted on ``day`` whatever days of their intervals the changes fell on."""
        return self.since is not None and self.since[1] <= day and (self.until is None or day < self.until[0])

    def possible(self, day: dt.date) -> bool:
        """Whether it may have lasted on ``day``."""
        return (self.since is None or self.since[0] <= day) and (self.until is None or day < self.until[1])


@dataclass(frozen=True, slots=True)
class OnDay:
    """Who held a place on a day."""

    answer: Answer
    holders: tuple[str, ...]
    reason: str
    events: tuple[str, ...] = ()


def timeline(events: Iterable[Event]) -> list[Hold]:
    """The holds of one place in order of time; events without control or date are left out.

    Args:
        events: all of one place.
    """
    known = [event for event in events if event.control is not None and event.date is not None]
    holds: list[Hold] = []
    for event in sorted(known, key=_order):
        holds = _after(holds, event)
    return sorted(holds, key=lambda h: (_first(h), h.until is None, h.until or (), h.holder))


def on_day(holds: Sequence[Hold], day: dt.date, last: dt.date | None) -> OnDay:
    """Who held the place on ``day``, as far as a record that ends on ``last`` tells."""
    if not holds:
        return OnDay("unknown", (), "no event tells who holds it")
    if last is not None and day > last:
        return OnDay("unknown", (), f"the record ends on {last}")
    sure = [hold for hold in holds if hold.certain(day)]
    changing = [hold for hold in holds if hold not in sure and hold.since is not None and hold.possible(day)]
    if changing:
        names = _names([*sure, *changing])
        return OnDay(
            "unknown",
            names,
            f"it changed between the first and last possible day: {', '.join(names)}",
            _events(changing),
        )
    if not sure:
        before = [hold for hold in holds if hold.since is None and hold.possible(day)]
        names = _names(before)
        said = f"{', '.join(names)} held it later, since when is not known" if names else "no event tells of that time"
        return OnDay("unknown", names, said, _events(before))
    if len(sure) == 1:
        [hold] = sure
        return OnDay(hold.status, (hold.holder,), f"since {days(hold.since)}", hold.events)
    return OnDay("contested", _names(sure), "more than one side holds it, according to the events", _events(sure))


def days(interval: Days | None) -> str:
    """ "2023-10-01", "2023-10-01..2023-10-03", "?"."""
    if interval is None:
        return "?"
    return str(interval[0]) if interval[0] == interval[1] else f"{interval[0]}..{interval[1]}"


def _after(holds: Sequence[Hold], event: Event) -> list[Hold]:
    """The holds when one more event, the latest so far, is known."""
    control, date = event.control, event.date
    if control is None or date is None:
        return list(holds)
    when = date.start, date.end
    if control.status == "lost":
        return _given_up(holds, event, when)
    taken: HoldStatus = control.status
    found: list[Hold] = []
    own = [hold for hold in holds if hold.until is None and same_holder(hold.holder, control.holder)]
    for hold in holds:
        if hold.until is not None:
            found.append(hold)
        elif hold in own:
            found += _own(hold, event, when, taken)
        else:
            found += _rival(hold, event, when)
    held = any(same_holder(hold.holder, control.previous or "") for hold in holds if hold.until is None)
    if control.previous and not held and not same_holder(control.previous, control.holder):
        before = Hold(control.previous, "confirmed" if taken == "confirmed" else "claimed", None, events=(event.id,))
        found += _rival(before, event, when)
    return found if own else [*found, Hold(control.holder, taken, when, events=(event.id,))]


def _given_up(holds: Sequence[Hold], event: Event, when: Days) -> list[Hold]:
    """The holder leaves and nobody is said to have come: whoever held it together with it stays."""
    assert event.control is not None
    gone = event.control.holder
    left = [hold for hold in holds if hold.until is None and same_holder(hold.holder, gone)]
    # Who left a place must have held it.
    left = left or [Hold(gone, "confirmed" if event.status == "confirmed" else "claimed", None, events=(event.id,))]
    return [hold for hold in holds if hold not in left] + [h for hold in left for h in _rival(hold, event, when)]


def _own(hold: Hold, event: Event, when: Days, taken: HoldStatus) -> list[Hold]:
    """The holder takes again what it has, by its own account or others'."""
    if taken in (hold.status, "claimed"):
        return [_resting(hold, event)]
    changed = replace(_resting(hold, event), status=taken, since=when)
    return [replace(hold, until=when, changed_by=event.id), changed]


def _rival(hold: Hold, event: Event, when: Days) -> list[Hold]:
    """Somebody else takes it: the hold ends, or is contested where only a party says so or somebody denies it."""
    if event.status in ("confirmed", "reported"):
        return [replace(hold, until=when, ended=True, changed_by=event.id)]
    if hold.status == "contested":
        return [_resting(hold, event)]
    contested = replace(_resting(hold, event), status="contested", since=when)
    return [replace(hold, until=when, changed_by=event.id), contested]


def _resting(hold: Hold, event: Event) -> Hold:
    return replace(hold, events=tuple(dict.fromkeys((*hold.events, event.id))))


def same_holder(one: str, other: str) -> bool:
    """Whether two names are one holder: one actor over time, or forces of one state."""
    return _key(one) == _key(other)


@cache
def _key(name: str) -> tuple[str, str | None]:
    actor = _by_name().get(name)
    if actor is None:
        return "name", name
    return ("state", actor.home) if actor.kind == "State forces" else ("actor", actor.lineage)


@cache
def _by_name() -> dict[str, Actor]:
    return {actor.name: actor for actor in actors().values()}


def _order(event: Event) -> tuple[dt.date, dt.date, str]:
    assert event.date is not None
    return event.date.end, event.date.start, event.id


def _first(hold: Hold) -> tuple[dt.date, dt.date]:
    return hold.since or (dt.date.min, dt.date.min)


def _names(holds: Iterable[Hold]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hold.holder for hold in holds))


def _events(holds: Iterable[Hold]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for hold in holds for key in hold.events))
