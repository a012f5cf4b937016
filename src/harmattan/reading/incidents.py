"""Puts a document's event mentions together into incidents: which words speak of one event, which of another.

A news text returns to its main event again and again and mentions others beside it. The mentions of a clause join an
incident unless something speaks against it: another day, another place, other sides, an act that does not go with it,
or words such as "in a separate attack".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from harmattan.reading.casualties import CasualtyMention
from harmattan.reading.classes import ARMED_KINDS
from harmattan.reading.clauses import clauses, disjoint
from harmattan.reading.event_mentions import EventMention
from harmattan.reading.event_typing import may_join
from harmattan.reading.syntax import Sentence
from harmattan.resolving.actors import ActorRegistry, ResolvedActor
from harmattan.resolving.dates import ResolvedTime
from harmattan.resolving.geometry import distance_km
from harmattan.resolving.places import ResolvedPlace

NEAR_KM = 20.0
"""Two named places closer than this can be one event's."""
_NOT_DONE = ("negated", "foiled")
"""What the text itself says did not happen is no event; what somebody denies is a report that contests one."""
AROUND_KM = 100.0
"""How far a place told by direction from another may lie from a named one that is meant."""
_APART = 1
RECALL = 4
"""A dated sentence names the day of an event that stood undated at most so many sentences before."""


@dataclass(eq=False)
class Incident:
    """Mentions of one event in one document."""

    mentions: list[EventMention] = field(default_factory=list)
    later_tolls: list[CasualtyMention] = field(default_factory=list)
    """What the text adds in clauses of its own ("there were no casualties")."""

    @property
    def acts(self) -> set[str]:
        """What was done."""
        return {m.act for m in self.mentions}

    @property
    def actuality(self) -> str:
        """happened, planned, feared or denied, alike for all mentions."""
        return self.mentions[0].actuality.actuality

    @property
    def background(self) -> bool:
        """Whether any mention is told as background."""
        return any(m.timing.timing == "background" for m in self.mentions)

    @property
    def separate(self) -> bool:
        """Whether its words say that it is another event than those before."""
        return any(m.separate for m in self.mentions)

    @property
    def times(self) -> list[ResolvedTime]:
        """The times that its clauses name."""
        return [m.time for m in self.mentions if m.time is not None]

    @property
    def places(self) -> list[ResolvedPlace]:
        """The places that its clauses name."""
        return [m.place for m in self.mentions if m.place is not None]

    @property
    def actors(self) -> list[ResolvedActor]:
        """Both sides, as often as they are named."""
        return [a for m in self.mentions for a in (*m.initiators, *m.targets)]

    @property
    def last_sentence(self) -> int:
        """The last sentence that speaks of it."""
        return self.mentions[-1].sentence


def group(mentions: Sequence[EventMention], sentences: Sequence[Sentence]) -> list[Incident]:
    """The incidents of a document in the order of their first mention."""
    incidents: list[Incident] = []
    real = [m for m in mentions if not no_event(m)]
    for index, row in groupby(real, key=lambda m: m.sentence):
        for clause in clauses(sentences[index], list(row)):
            new = Incident(clause)
            best = max(
                ((score, k) for k, i in enumerate(incidents) if (score := affinity(i, new)) > 0),
                default=None,
            )
            if best is not None:
                incidents[best[1]].mentions += clause
            elif not all(m.trigger.entry.generic for m in clause):
                incidents.append(new)
    for mention in filter(_is_no_toll, mentions):
        told = [i for i in incidents if 0 <= mention.sentence - i.mentions[0].sentence <= RECALL]
        if told:
            told[-1].later_tolls += mention.casualties
    return incidents


def no_event(mention: EventMention) -> str:
    """Why the words of a mention make no event, empty where they may."""
    if not mention.actuality.event:
        return "no event"
    if _is_no_toll(mention):
        return "no casualties: the toll of another event"
    return "did not happen" if mention.actuality.reason in _NOT_DONE else ""


def _is_no_toll(mention: EventMention) -> bool:
    """ "There were no casualties": no event, but the toll of one."""
    return bool(mention.casualties) and all(c.negated for c in mention.casualties)


def affinity(old: Incident, new: Incident) -> float:
    """How well new mentions go with an incident; 0 or less where something speaks against it."""
    if old.actuality != new.actuality or new.separate or not may_join(old.acts, new.acts):
        return 0.0
    if old.separate and old.mentions[0].sentence == new.mentions[0].sentence:
        # "X was shelled in March, and the riot of 3 May ...": set against each other in one sentence.
        return 0.0
    time = _time_affinity(old, new)
    place = _place_affinity(old, new)
    side = _side_affinity(old, new)
    if "transfer" in new.acts and place <= 0:
        return 0.0
    if time <= 0 and place <= 0 and _other_victims(old, new):
        return 0.0
    if min(time, place, side) < 0 or (old.background != new.background and time <= 0):
        return 0.0
    apart = new.mentions[0].sentence - old.last_sentence
    near = 1.0 / (1 + apart)
    same = 0.5 if old.acts & new.acts else 0.0
    aside = 0.3 if old.separate else 0.0
    return 0.4 - aside + 2 * time + 2 * place + side + near + same


def _other_victims(old: Incident, new: Incident) -> bool:
    """Whether both tell of the killing of one person by name, and of another one, sentences apart."""
    if new.mentions[0].sentence - old.last_sentence < _APART:
        return False
    mine, theirs = _victims(new), _victims(old)
    return bool(mine and theirs) and not any(a & b for a in mine for b in theirs)


def _victims(incident: Incident) -> list[frozenset[str]]:
    """The words of the names of those killed."""
    killed = [c for m in incident.mentions for c in m.casualties if c.kind == "killed" and c.basis == "named"]
    return [frozenset(name.casefold().split()) for c in killed for name in c.names]


def _time_affinity(old: Incident, new: Incident) -> float:
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


def _place_affinity(old: Incident, new: Incident) -> float:
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


def _side_affinity(old: Incident, new: Incident) -> float:
    """Positive where a named side is shared, -1 where both name another attacker."""
    registry = ActorRegistry.load()
    mine, theirs = new.actors, old.actors
    if not mine or not theirs:
        return 0.0
    shared = {a.name for a in mine if a.actor_id and any(registry.relation(a, b) in ("same", "family") for b in theirs)}
    attackers = [a for m in new.mentions for a in m.initiators if a.kind in ARMED_KINDS]
    known = [a for a in theirs if a.kind in ARMED_KINDS]
    before = [a for m in old.mentions for a in m.initiators if a.kind in ARMED_KINDS]
    if attackers and before and all(registry.relation(a, b) == "different" for a in attackers for b in known):
        return -1.0
    return min(len(shared), 2) / 2
