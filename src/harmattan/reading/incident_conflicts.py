"""What cannot be of one event: another day, another place, another attacker, another person killed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harmattan.reading.classes import ARMED_KINDS
from harmattan.reading.clauses import disjoint
from harmattan.resolving.actors import ActorRegistry
from harmattan.resolving.dates import ResolvedTime
from harmattan.resolving.geometry import distance_km
from harmattan.resolving.places import ResolvedPlace

if TYPE_CHECKING:
    from harmattan.reading.incidents import Incident

NEAR_KM = 20.0
"""Two named places closer than this can be one event's."""
AROUND_KM = 100.0
"""How far a place told by direction from another may lie from a named one that is meant."""
RECALL = 4
"""A dated sentence names the day of an event that stood undated at most so many sentences before."""
_APART = 1
"""Two people named as killed in one sentence may be victims of one event; so many sentences apart they are not."""


def other_victims(old: Incident, new: Incident) -> bool:
    """Whether both tell of the killing of one person by name, and of another one, sentences apart."""
    if new.mentions[0].sentence - old.last_sentence < _APART:
        return False
    mine, theirs = _victims(new), _victims(old)
    return bool(mine and theirs) and not any(a & b for a in mine for b in theirs)


def _victims(incident: Incident) -> list[frozenset[str]]:
    """The words of the names of those killed."""
    killed = [c for m in incident.mentions for c in m.casualties if c.kind == "killed" and c.basis == "named"]
    return [frozenset(name.casefold().split()) for c in killed for name in c.names]


def time_affinity(old: Incident, new: Incident) -> float:
    """1 same time, 0 unknown, -1 another time."""
    mine, theirs = new.times, old.times
    if not mine or not theirs:
        far = new.mentions[0].sentence - old.mentions[0].sentence > RECALL
        # A bare weekday may well return to the main event; a full date so far from it is another event's.
        return -1.0 if far and any(t.start is not None and t.start == t.end for t in mine) else 0.0
    verdicts = [_same_time(a, b) for a in mine for b in theirs]
    return min(verdicts) if min(verdicts) < 0 else max(verdicts)


def _same_time(a: ResolvedTime, b: ResolvedTime) -> float:
    days = _weekday(a), _weekday(b)
    if None not in days and days[0] != days[1]:
        return -1.0
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return 1.0 if a.weekday is not None and a.weekday == b.weekday else 0.0
    if disjoint(a, b):
        return -1.0
    narrow = max((a.end - a.start).days, (b.end - b.start).days) <= 7
    return 1.0 if narrow else 0.0


def _weekday(time: ResolvedTime) -> int | None:
    """The weekday that a time names or falls on."""
    if time.weekday is not None:
        return time.weekday
    return time.start.weekday() if time.start is not None and time.start == time.end else None


def place_affinity(old: Incident, new: Incident) -> float:
    """1 same place, 0 unknown or one contains the other, -1 another place."""
    verdicts = [same_place(a, b) for a in new.places for b in old.places]
    if not verdicts:
        return 0.0
    return max(verdicts) if max(verdicts) > 0 else min(verdicts)


def same_place(a: ResolvedPlace, b: ResolvedPlace) -> float:
    """1 the same or a near place, 0 one may contain the other, -1 different places."""
    if a.gazetteer_id is not None and a.gazetteer_id == b.gazetteer_id:
        return 1.0 if a.specificity else 0.0
    if a.name.casefold() == b.name.casefold() and a.country_code == b.country_code:
        return 1.0
    if a.country_code and b.country_code and a.country_code != b.country_code:
        return -1.0
    if a.specificity == 0 or b.specificity == 0:
        return 0.0
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return 0.0
    apart = distance_km((a.latitude, a.longitude), (b.latitude, b.longitude))
    if "relative" in (a.basis, b.basis):
        # "North of El Fasher" may be any place there.
        return 0.0 if apart <= AROUND_KM else -1.0
    if a.specificity == b.specificity:
        return 1.0 if apart <= NEAR_KM else -1.0
    if a.admin1 and b.admin1:
        return 0.5 if a.admin1 == b.admin1 else -1.0
    return 0.0 if apart <= 250 else -1.0


def other_attackers(old: Incident, new: Incident) -> bool:
    """Whether both name attackers, and nobody whom the old one names can be the new one's."""
    relation = ActorRegistry.load().relation
    attackers = [a for m in new.mentions for a in m.initiators if a.kind in ARMED_KINDS]
    before = [a for m in old.mentions for a in m.initiators if a.kind in ARMED_KINDS]
    known = [a for a in old.actors if a.kind in ARMED_KINDS]
    return bool(attackers and before) and all(relation(a, b) == "different" for a in attackers for b in known)
