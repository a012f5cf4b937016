"""Who stands behind an event, and what follows for its status and for control of the place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from harmattan.codebook.actors import Actor, actors
from harmattan.linking.rules import is_territory
from harmattan.linking.similarity import Item
from harmattan.model import Assertions, Control, Side
from harmattan.model.event import ControlStatus, Status

_ARMED = frozenset({"State forces", "Rebel group", "Political militia", "Identity militia", "External/Other forces"})
_CONTROL: dict[Status, ControlStatus] = {
    "confirmed": "confirmed",
    "reported": "claimed",
    "claimed": "claimed",
    "contested": "contested",
}


def status_of(name: str, assertions: Assertions) -> Status:
    """The status of an event: where a place changes hands that of the change, since a fight proves none."""
    told = assertions.taking if is_territory(name) else None
    return (told or assertions.event).status


def side_of(speaker: str | None, sides: Sequence[Side]) -> Side | None:
    """The initiator or target that speaks, None where somebody else does."""
    fighting = (s for s in sides if s.role in ("initiator", "target") and s.kind != "Civilians")
    return next((s for s in fighting if speaker is not None and _speaks_for(speaker, s)), None)


def only_denies_authorship(item: Item) -> bool:
    """Whether somebody denies having done it, and nobody that it happened."""
    denied = {said.about for said in item.report.said if said.stance == "denies"}
    return item.report.actuality == "happened" and denied == {"perpetrator"}


def control_of(
    name: str, place: str | None, status: Status, sides: Sequence[Side], *, yields: bool = False
) -> Control | None:
    """Who holds the place afterwards; None for other types, or where nobody is known to take it or to give it up.

    ``yields``: the initiator gives the place up rather than taking it. Whoever takes a place that somebody gives up is
    the target, else the only other armed side.
    """
    first = next((s.name for s in sides if s.role == "initiator"), None)
    if not is_territory(name) or place is None or first is None:
        return None
    armed = [s for s in sides if s.role != "initiator" and s.kind in _ARMED]
    second = next((s.name for s in armed if s.role == "target"), None)
    if not yields:
        return Control(place=place, holder=first, previous=second, status=_CONTROL[status])
    taker = second or (armed[0].name if len(armed) == 1 else None)
    if taker is None:
        return Control(place=place, holder=first, status="lost")
    return Control(place=place, holder=taker, previous=first, status=_CONTROL[status])


def yields_of(members: Sequence[Item], sides: Sequence[Side]) -> bool:
    """Whether most reports of a change of hands have the event's initiator give the place up."""
    first = next((s.name for s in sides if s.role == "initiator"), None)
    told = 0
    for item in members:
        report = item.report
        gives = -1 if report.yields else 1
        if is_territory(report.sub_event_type) and report.initiator is not None:
            told += gives if report.initiator.name == first else 0
            told -= gives if report.target is not None and report.target.name == first else 0
    return told < 0


def _speaks_for(speaker: str, side: Side) -> bool:
    """Whether a speaker is a side, or the government, police or military of the same state."""
    if speaker == side.name:
        return True
    one, other = _by_name().get(speaker), actors().get(side.actor_id or "")
    if one is None or other is None:
        return False
    if one.lineage == other.lineage or other.parent == one.id or one.parent == other.id:
        return True
    return one.kind == other.kind == "State forces" and one.home == other.home


@cache
def _by_name() -> dict[str, Actor]:
    return {actor.name: actor for actor in actors().values()}
