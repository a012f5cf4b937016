"""Who did it to whom in an incident: one initiator, one target, everybody else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from harmattan.codebook.countries import country as country_of
from harmattan.codebook.event_types import sub_event_type
from harmattan.model import ActorKind, OtherParticipant, Participant, Span
from harmattan.model.choice import Candidate, Choice
from harmattan.reading.classes import ARMED_KINDS
from harmattan.reading.document_reading import DocumentReading
from harmattan.reading.event_mentions import EventMention
from harmattan.reading.event_typing import act_group
from harmattan.reading.incidents import Incident
from harmattan.reading.lexicon import noun_class
from harmattan.reading.sides import civilians_at, civilians_name
from harmattan.resolving.actors import ActorRegistry, ResolvedActor

_CROWD: dict[str, ActorKind] = {"Protests": "Protesters", "Riots": "Rioters"}
_OUTRANKED = "another is named, or was named before"
SideChoice = Choice[ResolvedActor, ResolvedActor]


@dataclass(frozen=True, slots=True)
class SidesChoice:
    """Both sides of an incident with everybody who was weighed, and all other participants."""

    initiator: SideChoice
    target: SideChoice
    others: list[ResolvedActor]


def chosen_sides(incident: Incident) -> SidesChoice:
    """Initiator, target and everybody else; named actors before generic ones, earlier mentions before later.

    Civilians are never the initiators of armed violence (ACLED): who only is called "a man" stays unnamed. The
    candidates are the actors in the order in which they were weighed.
    """
    registry = ActorRegistry.load()
    violent = not incident.acts & act_group("peaceful")
    doing = _doing(incident)
    starters = [a for m in doing for a in m.initiators if not (violent and a.kind == "Civilians")]
    initiator = _first(registry, starters)
    started = "who did it, the first or named one"
    targets = _struck(incident) + [a for m in incident.mentions for a in m.targets]
    others = [a for m in incident.mentions for a in (*m.initiators, *m.targets)]
    if initiator is not None:
        targets = [a for a in targets if not _same(registry, a, initiator)]
        others = [a for a in others if not _same(registry, a, initiator)]
    target = _first(registry, targets)
    hit = "who it was done to, the first or named one"
    if initiator is None and target is not None and "clash" in incident.acts:
        # "Five militants died in a battle with soldiers": whoever is not the victim is the other side.
        initiator = next(
            (a for a in targets if a.kind in ARMED_KINDS and registry.relation(a, target) == "different"), None
        )
        started = "the other armed side of a clash"
    if initiator is not None and _is_opposed(incident, target):
        armed = _first(registry, [a for a in others if a.kind in ARMED_KINDS])
        hit = hit if armed is None else "the other armed side that is named besides"
        target = armed or target
    rest: list[ResolvedActor] = []
    for actor in others:
        known = [a for a in (initiator, target, *rest) if a is not None]
        if not any(_same(registry, actor, k) for k in known):
            rest.append(actor)
    doers = [a for m in incident.mentions for a in m.initiators]

    def why_not_initiator(a: ResolvedActor) -> str:
        if violent and a.kind == "Civilians":
            return "civilians do not start armed violence"
        return _OUTRANKED if a in starters else "of a later answer or of what came after"

    def why_not_target(a: ResolvedActor) -> str:
        return "is the initiator" if initiator is not None and _same(registry, a, initiator) else _OUTRANKED

    struck = [*_struck(incident), *(a for m in incident.mentions for a in m.targets)]
    return SidesChoice(
        _ranked(initiator, started, [*starters, *doers], why_not_initiator),
        _ranked(target, hit, struck, why_not_target),
        rest,
    )


def _ranked(
    chosen: ResolvedActor | None, why: str, actors: Sequence[ResolvedActor], why_not: Callable[[ResolvedActor], str]
) -> SideChoice:
    """A side with its candidates, each once; where it comes from elsewhere it stands last."""
    rows: list[Candidate[ResolvedActor]] = []
    for actor in (*actors, *((chosen,) if chosen is not None else ())):
        if all(actor is not row.value for row in rows):
            rows.append(Candidate(actor, why if actor is chosen else why_not(actor), chosen=actor is chosen))
    return Choice(chosen, why if chosen is not None else "nobody is named", tuple(rows))


def _is_opposed(incident: Incident, target: ResolvedActor | None) -> bool:
    """Whether anybody armed who is named besides is the other side: who held the place before, who fought back."""
    if "territory" in incident.acts:
        return target is None or target.kind == "Civilians"
    return target is None and any(m.trigger.arguments.both for m in incident.mentions)


def _doing(incident: Incident) -> list[EventMention]:
    """The mentions that tell who did it; what came after ("arrested", "defused") only where nothing else is told."""
    main = [m for m in incident.mentions if m.act not in act_group("aftermath")] or incident.mentions
    main = [m for m in main if not _strikes_back(main[0], m)]
    # Who took a place is its new holder, whoever else left it or fought for it before.
    return sorted(main, key=lambda m: m.act != "territory")


def _strikes_back(first: EventMention, mention: EventMention) -> bool:
    """ "Police then shot the attacker": the state's answer to an attack on civilians is not that attack."""
    return (
        mention is not first
        and any(t.kind == "Civilians" for t in first.targets)
        and bool(mention.initiators and mention.targets)
        and all(a.kind == "State forces" for a in mention.initiators)
        and all(t.kind in ARMED_KINDS and t.actor_id is None for t in mention.targets)
    )


def _struck(incident: Incident) -> list[ResolvedActor]:
    """Armed targets of a deed that hit them beside civilians ("attacked a boat and an army base"): they come first."""
    return [
        a
        for m in incident.mentions
        if m.act in ("attack", "offensive", "territory", "clash") and any(t.kind == "Civilians" for t in m.targets)
        for a in m.targets
        if a.kind in ARMED_KINDS
    ]


def other_of(actor: ResolvedActor, text: str) -> OtherParticipant:
    """A further participant: victims are civilians, all others take part."""
    participant = actor.participant(text)
    role = "victim" if actor.kind == "Civilians" else "participant"
    return OtherParticipant(**participant.model_dump(exclude={"span"}), span=participant.span, role=role)


def civilian_target(reading: DocumentReading, incident: Incident, country: str | None) -> Participant | None:
    """Civilians who are hit without being named: passengers of a bus, worshippers in a church."""
    for mention in incident.mentions:
        sentence = reading.sentences[mention.sentence]
        i = civilians_at(sentence, mention.trigger.arguments.patients)
        if i is not None:
            token = sentence.tokens[i]
            return Participant(
                name=civilians_name(country),
                kind="Civilians",
                basis="inferred",
                span=Span.cut(reading.document.text, token.start, token.end),
            )
    return None


def hits_the_military(reading: DocumentReading, incident: Incident) -> bool:
    """Whether something that only armed forces have was attacked, whoever they are ("the base")."""
    military = noun_class("military")
    return any(
        reading.sentences[m.sentence].tokens[i].lemma in military
        for m in incident.mentions
        for i in m.trigger.arguments.patients
    )


def in_role(name: str, side: Participant, country: str | None) -> Participant:
    """Who demonstrates is a protester, who riots a rioter, in ACLED's terms."""
    role = _CROWD.get(sub_event_type(name).event_type)
    if role is None or side.kind not in ("Civilians", "Protesters", "Rioters") or side.kind == role:
        return side
    return side.model_copy(update={"kind": role, "name": _crowd_name(role, country)})


def crowd(name: str, country: str | None) -> Participant | None:
    """The unnamed crowd of a demonstration or riot; None for other types."""
    role = _CROWD.get(sub_event_type(name).event_type)
    return Participant(name=_crowd_name(role, country), kind=role, basis="inferred") if role else None


def _crowd_name(role: ActorKind, country: str | None) -> str:
    known = country_of(country) if country else None
    return f"{role} ({known.name})" if known else role


def _first(registry: ActorRegistry, actors: list[ResolvedActor]) -> ResolvedActor | None:
    """The first named actor that the first mention may mean, else the first."""
    if not actors or actors[0].actor_id is not None:
        return actors[0] if actors else None
    first = actors[0]
    for actor in actors:
        named = actor.actor_id is not None or (actor.basis == "named" and actor.kind in ARMED_KINDS)
        if named and (actor.kind == first.kind or registry.relation(actor, first) == "generic"):
            return actor
    return first


def _same(registry: ActorRegistry, a: ResolvedActor, b: ResolvedActor) -> bool:
    if a.mention is b.mention or (a.name == b.name and a.kind == b.kind):
        return True
    return a.actor_id is not None and b.actor_id is not None and registry.relation(a, b) in ("same", "family")
