"""Puts a document's event mentions together into incidents: which words speak of one event, which of another.

A news text returns to its main event again and again and mentions others beside it. What the syntax of a sentence ties
together is one event (``clauses``). Such a clause joins an incident told before unless something excludes it
(``incident_conflicts``), or more speaks against it than for it (``incident_signs``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from harmattan.codebook.load import read_yaml
from harmattan.reading.casualties import CasualtyMention
from harmattan.reading.clauses import at_another_time, clauses
from harmattan.reading.event_mentions import EventMention
from harmattan.reading.event_typing import may_join
from harmattan.reading.incident_conflicts import other_attackers, other_victims, place_affinity, time_affinity
from harmattan.reading.incident_signs import Told, signs, told_by
from harmattan.reading.syntax import Sentence
from harmattan.resolving.actors import ResolvedActor
from harmattan.resolving.dates import ResolvedTime
from harmattan.resolving.places import ResolvedPlace

_NOT_DONE = ("negated", "foiled")
"""What the text itself says did not happen is no event; what somebody denies is a report that contests one."""
_WAR = 10_000
"""So many dead, wounded or taken are no one event's of those that the codebook knows."""
_RECALL = 4
"""Sentences back to the event of which "there were no casualties" is told."""


@dataclass(eq=False)
class Incident:
    """Mentions of one event in one document."""

    mentions: list[EventMention]
    told: Told
    """What they say, for comparing."""
    later_tolls: list[CasualtyMention] = field(default_factory=list)
    """What the text adds in clauses of its own ("there were no casualties")."""

    def add(self, new: Incident) -> None:
        """Takes in mentions that come after its own."""
        self.mentions += new.mentions
        self.told = self.told.and_then(new.told)

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
            new = Incident(clause, told_by(clause, sentences[index]))
            scored = [
                (affinity(i, new, incidents), k)
                for k, i in enumerate(incidents)
                if not _told_beside(sentences[index], i, new)
            ]
            best = max(((score, k) for score, k in scored if score is not None and score > 0), default=None)
            if best is not None:
                incidents[best[1]].add(new)
            elif not all(m.trigger.entry.generic for m in clause):
                incidents.append(new)
    for mention in filter(_is_no_toll, mentions):
        before = {k: _last_before(i, mention.sentence) for k, i in enumerate(incidents)}
        near = [k for k, last in before.items() if last is not None and mention.sentence - last <= _RECALL]
        if near:
            spoken_of = max(near, key=lambda k: (before[k], k))
            incidents[spoken_of].later_tolls += mention.casualties
    return incidents


def _last_before(incident: Incident, sentence: int) -> int | None:
    """The last sentence up to ``sentence`` that speaks of an incident."""
    return max((m.sentence for m in incident.mentions if m.sentence <= sentence), default=None)


def _told_beside(sentence: Sentence, old: Incident, new: Incident) -> bool:
    """Whether a sentence itself tells of both, one before the other ("they seized the town after they shelled it")."""
    here = [m for m in old.mentions if m.sentence == sentence.index]
    return any(at_another_time(sentence, a, b) for a in here for b in new.mentions)


def no_event(mention: EventMention) -> str:
    """Why the words of a mention make no event, empty where they may."""
    if not mention.actuality.event:
        return "no event"
    if _is_no_toll(mention):
        return "no casualties: the toll of another event"
    if any(c.best >= _WAR for c in mention.casualties):
        return "a toll that only a war reaches"
    return "did not happen" if mention.actuality.reason in _NOT_DONE else ""


def _is_no_toll(mention: EventMention) -> bool:
    """ "There were no casualties": no event, but the toll of one."""
    return bool(mention.casualties) and all(c.negated for c in mention.casualties)


def affinity(old: Incident, new: Incident, incidents: Sequence[Incident]) -> float | None:
    """Log-odds that new mentions tell of an incident, one of ``incidents``; None where something excludes it."""
    found = compared(old, new, incidents)
    if found is None:
        return None
    weights = read_yaml("same_event.yaml")
    return float(weights["bias"] + sum(weights["signs"].get(name, 0.0) * v for name, v in found.items()))


def compared(old: Incident, new: Incident, incidents: Sequence[Incident]) -> dict[str, float] | None:
    """The signs between an incident, one of ``incidents``, and new mentions; None where something excludes it."""
    if not comparable(old, new):
        return None
    if old.separate and old.mentions[0].sentence == new.mentions[0].sentence:
        # "X was shelled in March, and the riot of 3 May ...": set against each other in one sentence.
        return None
    time, place = time_affinity(old, new), place_affinity(old, new)
    if min(time, place) < 0 or other_attackers(old, new) or ("transfer" in new.acts and place <= 0):
        return None
    if time <= 0 and place <= 0 and other_victims(old, new):
        return None
    found = all_signs(old, new, incidents, time=time, place=place)
    if "who struck is hit" in found and "remote_means, not told before" in found:
        # "Later fighter jets bombed the attackers": means that attackers on the ground do not meet in the same fight.
        return None
    # "The murder of the bishop" is that of 1980 told before, though its own sentence names no year.
    recalls = old.background and not new.times and "speaks of its act" in found
    if old.background != new.background and time <= 0 and not recalls:
        return None
    return found


def comparable(old: Incident, new: Incident) -> bool:
    """Whether new mentions may be of an incident's event at all, by what was done and whether it happened."""
    return old.actuality == new.actuality and not new.separate and may_join(old.acts, new.acts)


def all_signs(
    old: Incident, new: Incident, incidents: Sequence[Incident], *, time: float, place: float
) -> dict[str, float]:
    """The signs of ``incident_signs``, and of how an incident stands among all ``incidents`` told so far.

    ``time`` and ``place``: ``time_affinity`` and ``place_affinity``, -1 to 1.
    """
    found = signs(old.told, new.told)
    found |= {"same time": time, "same place": place}
    found |= {"first told": float(old is incidents[0]), "the only one": float(len(incidents) == 1)}
    found["told last"] = float(old.last_sentence == max(i.last_sentence for i in incidents))
    return found
