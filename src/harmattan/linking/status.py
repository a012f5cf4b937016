"""Who stands behind an event, and what follows for its status and for control of the place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from harmattan.codebook.actors import Actor, actors
from harmattan.linking.independence import independence
from harmattan.linking.rules import is_territory
from harmattan.linking.similarity import Item
from harmattan.model import Control, Side
from harmattan.model.event import ControlStatus, Status

Voice = Literal["initiator", "target", "party", "independent"]

_CONTROL: dict[Status, ControlStatus] = {
    "confirmed": "confirmed",
    "reported": "claimed",
    "claimed": "claimed",
    "contested": "contested",
}


def status_of(name: str, members: Sequence[Item], denials: Sequence[Item], sides: Sequence[Side]) -> Status:
    """confirmed: both sides, or two independent sources on their own account; reported: one; claimed: only a party to
    the fight; contested: somebody denies it.

    For a type that changes who holds a place only reports of the change count: a fight proves no capture.
    """
    if denials:
        return "contested"
    voices = [(item, voice_of(item, sides)) for item in members if counts_for(name, item)]
    independent = _independent_stories(voices)
    heard = {voice for _, voice in voices}
    own = [item for item, _ in voices if item.story in independent]
    if {"initiator", "target"} <= heard or (len(independent) > 1 and len(independence(own).sources) > 1):
        return "confirmed"
    return "reported" if independent else "claimed"


def _independent_stories(voices: Sequence[tuple[Item, Voice]]) -> set[str]:
    """Stories of which every copy states the event on its own account.

    Where one copy names the party that says so, another that leaves it out adds nothing.
    """
    stating = {item.document.id for item, voice in voices if voice == "independent"}
    relaying = {item.story for item, _ in voices if item.document.id not in stating}
    return {item.story for item, _ in voices} - relaying


def counts_for(name: str, item: Item) -> bool:
    """Whether a report speaks for an event of this type."""
    return not is_territory(name) or item.report.sub_event_type == name


def voice_of(item: Item, sides: Sequence[Side]) -> Voice:
    """Who says so: a side of the event, some party to the fight, or the document and others on their own account."""
    assertion = item.report.assertion
    if assertion.speaker is not None:
        for side in sides:
            if (
                side.role in ("initiator", "target")
                and side.kind != "Civilians"
                and _speaks_for(assertion.speaker, side)
            ):
                return "initiator" if side.role == "initiator" else "target"
    return "party" if assertion.stance == "claims" else "independent"


def control_of(name: str, place: str | None, status: Status, sides: Sequence[Side]) -> Control | None:
    """Who holds the place afterwards, None for other types or where the holder is not known."""
    holder = next((s.name for s in sides if s.role == "initiator"), None)
    if not is_territory(name) or place is None or holder is None:
        return None
    previous = next((s.name for s in sides if s.role == "target" and s.kind != "Civilians"), None)
    return Control(place=place, holder=holder, previous=previous, status=_CONTROL[status])


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
