"""Whether an event falls within ACLED's scope: political violence, demonstrations, strategic developments."""

from __future__ import annotations

import datetime as dt

from harmattan.codebook.event_types import sub_event_type
from harmattan.model import Participant
from harmattan.reading.conflict_settings import in_conflict

_ORGANISED = frozenset({"Rebel group", "Identity militia", "External/Other forces"})
_FIGHT = frozenset({"State forces", "Political militia"})
_CROWDS = frozenset({"Protests", "Riots"})


def is_political(
    sub_event: str,
    initiator: Participant | None,
    target: Participant | None,
    *,
    country: str | None,
    date: dt.date | None,
) -> bool:
    """ACLED's scope: actors with a political purpose, or unknown armed groups in a conflict setting."""
    if sub_event_type(sub_event).event_type in _CROWDS:
        return True
    sides = [s for s in (initiator, target) if s is not None]
    if any(s.kind in _ORGANISED for s in sides) or any(s.kind == "Political militia" and s.actor_id for s in sides):
        return True
    if in_conflict(country, date):
        return True
    # Elsewhere a state force alone does not make politics: police work is crime news, soldiers in the field are not.
    if any(s.kind == "State forces" and "Military" in s.name for s in sides):
        return True
    # Where the country is not said, who fights the police may be a rebel as well as a robber: the coder decides.
    return country is None and len(sides) == 2 and {s.kind for s in sides} >= _FIGHT
