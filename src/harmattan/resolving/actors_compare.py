"""How two resolved actors relate: what linking needs to know."""

from __future__ import annotations

from typing import Literal, Protocol

from harmattan.codebook.actors import Actor, actors
from harmattan.model import ActorKind

Relation = Literal["same", "family", "generic", "different"]

_ARMED: frozenset[ActorKind] = frozenset({"Rebel group", "Political militia", "Identity militia"})
_CROWD: frozenset[ActorKind] = frozenset({"Rioters", "Protesters", "Civilians"})


class Comparable(Protocol):
    """Anything with an actor's id, name and kind: ResolvedActor, Participant, Side."""

    @property
    def actor_id(self) -> str | None: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> ActorKind: ...  # noqa: D102


def relation(a: Comparable, b: Comparable) -> Relation:
    """same: one actor, or regimes of one state's force; family: parent, child, network, successor;
    generic: one of them is unnamed and may be the other; different otherwise."""
    if a.actor_id is not None and b.actor_id is not None:
        return _known(actors().get(a.actor_id), actors().get(b.actor_id), a, b)
    if a.actor_id is None and b.actor_id is None and a.name == b.name:
        return "same"
    if _unnamed(a) or _unnamed(b):
        return "generic" if _kinds_agree(a, b) and _countries_agree(a, b) else "different"
    return "different"


def compatible(a: Comparable, b: Comparable) -> bool:
    """Whether two reports may speak of one actor."""
    return relation(a, b) != "different"


def _known(first: Actor | None, second: Actor | None, a: Comparable, b: Comparable) -> Relation:
    if a.actor_id == b.actor_id:
        return "same"
    if first is None or second is None:
        return "different"
    if first.lineage == second.lineage:
        return "same"
    family = {first.parent, first.affiliation, first.successor} & {second.id}
    family |= {second.parent, second.affiliation, second.successor} & {first.id}
    if family or (first.parent is not None and first.parent == second.parent):
        return "family"
    state = {"military", "police", "government", "security"}
    if first.home == second.home and {first.actor_class, second.actor_class} <= state:
        # The same soldiers are "the army" in one report and "the government" in another.
        return "family"
    return "different"


def _unnamed(actor: Comparable) -> bool:
    return actor.actor_id is None and (actor.name.startswith("Unidentified ") or actor.kind in _CROWD)


def _kinds_agree(a: Comparable, b: Comparable) -> bool:
    if a.kind == b.kind:
        return True
    if {a.kind, b.kind} <= _ARMED:
        return True
    return {a.kind, b.kind} <= _CROWD and "Civilians" not in {a.kind, b.kind}


def _countries_agree(a: Comparable, b: Comparable) -> bool:
    known, other = (a, b) if a.actor_id is not None else (b, a)
    actor = actors().get(known.actor_id or "")
    if actor is None or not actor.countries or not other.name.endswith(")"):
        return True
    from harmattan.codebook.countries import country_by_name

    place = country_by_name(other.name.rsplit("(", 1)[1][:-1])
    return place is None or place.iso2 in actor.countries
