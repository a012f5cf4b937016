"""Puts a document's event mentions together into incidents: which words speak of one event, which of another.

A news text returns to its main event again and again and mentions others beside it. Mentions join an incident unless
something speaks against it: another day, another place, other sides, an act that does not go with it, or words such as
"in a separate attack".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from harmattan.reading.event_mentions import EventMention
from harmattan.reading.event_typing import may_join
from harmattan.resolving.actors import ActorRegistry, ResolvedActor
from harmattan.resolving.dates import ResolvedTime
from harmattan.resolving.geometry import distance_km
from harmattan.resolving.places import ResolvedPlace

NEAR_KM = 20.0
"""Two named places closer than this can be one event's."""


@dataclass(eq=False)
class Incident:
    """Mentions of one event in one document."""

    mentions: list[EventMention] = field(default_factory=list)

    @property
    def acts(self) -> set[str]:
        """What was done."""
        return {m.act for m in self.mentions}

    @property
    def actuality(self) -> str:
        """happened, planned, feared or denied, alike for all mentions."""
        return self.mentions[0].actuality.actuality

    @property
    def timing(self) -> str:
        """current or background."""
        return self.mentions[0].timing.timing

    @property
    def last_sentence(self) -> int:
        """The last sentence that speaks of it."""
        return self.mentions[-1].sentence


def group(mentions: Sequence[EventMention]) -> list[Incident]:
    """The incidents of a document in the order of their first mention."""
    incidents: list[Incident] = []
    for mention in mentions:
        if not mention.actuality.event:
            continue
        best = max(
            ((score, k) for k, i in enumerate(incidents) if (score := affinity(i, mention)) > 0),
            default=None,
        )
        if best is not None:
            incidents[best[1]].mentions.append(mention)
        elif not mention.trigger.entry.generic:
            incidents.append(Incident([mention]))
    return incidents


def affinity(incident: Incident, mention: EventMention) -> float:
    """How well a mention goes with an incident; 0 or less where something speaks against it."""
    if incident.actuality != mention.actuality.actuality or not may_join(incident.acts, {mention.act}):
        return 0.0
    same_sentence = incident.last_sentence == mention.sentence
    if mention.separate and not (same_sentence and _linked(incident.mentions[-1], mention)):
        return 0.0
    parts = (_time_affinity(incident, mention), _place_affinity(incident, mention), _side_affinity(incident, mention))
    if min(parts) < 0 or (incident.timing != mention.timing.timing and not parts[0]):
        return 0.0
    near = 1.0 / (1 + mention.sentence - incident.last_sentence)
    return 0.1 + 2 * parts[0] + 2 * parts[1] + parts[2] + near + (0.5 if mention.act in incident.acts else 0.0)


def _linked(a: EventMention, b: EventMention) -> bool:
    return abs(a.trigger.token - b.trigger.token) < 4


def _time_affinity(incident: Incident, mention: EventMention) -> float:
    """1 same time, 0 unknown, -1 another time."""
    times = [m.time for m in incident.mentions if m.time is not None]
    if mention.time is None or not times:
        return 0.0
    verdicts = [_same_time(t, mention.time) for t in times]
    return min(verdicts) if min(verdicts) < 0 else max(verdicts)


def _same_time(a: ResolvedTime, b: ResolvedTime) -> float:
    if a.weekday is not None and b.weekday is not None and a.weekday != b.weekday:
        return -1.0
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return 0.0
    if a.start > b.end or b.start > a.end:
        return -1.0
    narrow = max((a.end - a.start).days, (b.end - b.start).days) <= 7
    return 1.0 if narrow else 0.0


def _place_affinity(incident: Incident, mention: EventMention) -> float:
    """1 same place, 0 unknown or one contains the other, -1 another place."""
    places = [m.place for m in incident.mentions if m.place is not None]
    if mention.place is None or not places:
        return 0.0
    verdicts = [same_place(p, mention.place) for p in places]
    return max(verdicts) if max(verdicts) > 0 else min(verdicts)


def same_place(a: ResolvedPlace, b: ResolvedPlace) -> float:
    """1 the same or a near place, 0 one may contain the other, -1 different places."""
    if a.gazetteer_id is not None and a.gazetteer_id == b.gazetteer_id:
        return 1.0
    if a.name.casefold() == b.name.casefold() and a.country_code == b.country_code:
        return 1.0
    if a.country_code and b.country_code and a.country_code != b.country_code:
        return -1.0
    if a.specificity == 0 or b.specificity == 0:
        return 0.0
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return 0.0
    apart = distance_km((a.latitude, a.longitude), (b.latitude, b.longitude))
    if a.specificity == b.specificity == 3:
        return 1.0 if apart <= NEAR_KM else -1.0
    if a.admin1 and b.admin1 and a.admin1 == b.admin1:
        return 0.5
    return 0.0 if apart <= 250 else -1.0


def _side_affinity(incident: Incident, mention: EventMention) -> float:
    """Positive where a named side is shared, -1 where both name another pair."""
    registry = ActorRegistry.load()
    mine = [*mention.initiators, *mention.targets]
    theirs = [a for m in incident.mentions for a in (*m.initiators, *m.targets)]
    if not mine or not theirs:
        return 0.0
    shared = sum(any(registry.relation(a, b) in ("same", "family") for b in theirs) for a in mine if a.actor_id)
    if shared:
        return min(shared, 2) / 2
    named_mine = _named_attackers(mention.initiators)
    named_theirs = [a for m in incident.mentions for a in _named_attackers((*m.initiators, *m.targets))]
    if (
        named_mine
        and named_theirs
        and all(registry.relation(a, b) == "different" for a in named_mine for b in named_theirs)
    ):
        return -1.0
    return 0.0


def _named_attackers(actors: Sequence[ResolvedActor]) -> list[ResolvedActor]:
    return [a for a in actors if a.actor_id is not None]
