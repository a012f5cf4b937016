"""Whether the sides of two reports can be the same actors."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

from harmattan.codebook.actors import Actor, actors
from harmattan.linking.rules import kin, rule
from harmattan.model import Participant, Report

Relation = Literal["same", "related", "kin", "unnamed", "unlike", "other"]


def relation(a: Participant, b: Participant) -> Relation:
    """How two participants stand to each other.

    same: one actor; related: parent, member, successor or regime period of one another; kin: one is not named and may
    be the other; unnamed: neither is named and they may be one; unlike: one is not named, and their kinds differ;
    other: different named actors.
    """
    if a.actor_id and b.actor_id:
        return known_relation(a.actor_id, b.actor_id)
    if a.name == b.name and a.basis == b.basis == "named":
        return "same"
    if is_named(a) and is_named(b):
        return "kin" if a.kind == b.kind == "Civilians" else "other"
    if not kin(a.kind, b.kind):
        return "unlike"
    return "kin" if is_named(a) or is_named(b) else "unnamed"


def level(a: Report, b: Report) -> str:
    """The level of the comparison ``sides``: the better of both ways to pair them.

    Who attacked whom is often told either way round, so sides may be paired crosswise; that costs a little.
    """
    return _level(
        _pair(a.initiator, b.initiator),
        _pair(a.target, b.target),
        _pair(a.initiator, b.target),
        _pair(a.target, b.initiator),
    )


@cache
def agrees(name: str) -> bool:
    """Whether a level of the comparison says that sides agree, if only a little."""
    return float(rule("sides")["levels"][name]) > 0


def _pair(a: Participant | None, b: Participant | None) -> Relation | None:
    return None if a is None or b is None else relation(a, b)


@cache
def _level(first: Relation | None, second: Relation | None, cross: Relation | None, other: Relation | None) -> str:
    table = rule("sides")
    counts = [0.0 if r is None else float(table[r]) for r in (first, second, cross, other)]
    total = round(max(counts[0] + counts[1], counts[2] + counts[3] + float(table["crossed"])), 6)
    return next(str(name) for name, least in table["levels"].items() if total >= least)


def is_named(p: Participant) -> bool:
    """Whether a side is known by name rather than by its kind."""
    return p.actor_id is not None or p.basis in ("named", "alias")


@lru_cache(maxsize=65536)
def known_relation(a: str, b: str) -> Relation:
    """How two actors of the registry stand to each other; for ids it does not hold: same or other."""
    if a == b:
        return "same"
    first, second = actors().get(a), actors().get(b)
    if first is None or second is None:
        return "other"
    if first.lineage == second.lineage or b in _line(first, "successor") or a in _line(second, "successor"):
        return "same"
    if b in _line(first, "parent") or a in _line(second, "parent"):
        return "related"
    if first.parent and first.parent == second.parent:
        return "related"
    # Military, police and government of one country are confused in reports; they remain one side.
    if first.kind == second.kind == "State forces" and first.home == second.home:
        return "related"
    if first.affiliation and first.affiliation == second.affiliation and first.home == second.home:
        return "related"
    return "other"


def _line(actor: Actor, link: Literal["parent", "successor"]) -> set[str]:
    """Ids reached by following a link, a few steps at most."""
    found: set[str] = set()
    current: Actor | None = actor
    while current is not None and len(found) < 8:
        following = getattr(current, link)
        if following is None or following in found:
            break
        found.add(following)
        current = actors().get(following)
    return found
