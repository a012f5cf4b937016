"""The sides of an event: who did it, to whom, and who else was there."""

from __future__ import annotations

from collections.abc import Sequence

from harmattan.codebook.actors import actors
from harmattan.linking.sides import relation
from harmattan.linking.similarity import Item
from harmattan.linking.votes import sources
from harmattan.model import Participant, Side
from harmattan.model.event import SideRole

_Voice = tuple[Participant, SideRole, Item]
_ROLES: tuple[SideRole, ...] = ("initiator", "target", "other")


def sides_of(members: Sequence[Item]) -> tuple[tuple[Side, ...], list[str]]:
    """Initiator, target, then others by name; and where reports name different actors, that contradiction in words.

    Reports that mean one actor are put together; its name is the most specific one, its role the one most sources give.
    """
    groups = _grouped([voice for item in members for voice in _voices(item)])
    chosen: dict[str, list[list[_Voice]]] = {role: [] for role in _ROLES}
    for group in groups:
        chosen[_role(group)].append(group)
    contradictions: list[str] = []
    for role in ("initiator", "target"):
        ranked = sorted(chosen[role], key=_weight)
        chosen[role] = ranked[:1]
        chosen["other"] += ranked[1:]
        rivals = [g for g in ranked if _is_named(_name(g))]
        if len(rivals) > 1:
            told = [f"{_name(g).name} according to {sources([v[2] for v in g])}" for g in rivals]
            contradictions.append(f"{role.capitalize()}: {', '.join(told)}")
    found: list[Side] = []
    for role in _ROLES:
        sides = [_side(_name(group), role) for group in chosen[role]]
        known = {side.name for side in found}
        found += sorted({s.name: s for s in sides if s.name not in known}.values(), key=lambda s: s.name)
    return tuple(found), contradictions


def _voices(item: Item) -> list[_Voice]:
    report = item.report
    found: list[_Voice] = []
    if report.initiator is not None:
        found.append((report.initiator, "initiator", item))
    if report.target is not None:
        found.append((report.target, "target", item))
    return found + [(other, "other", item) for other in report.others]


def _grouped(voices: Sequence[_Voice]) -> list[list[_Voice]]:
    """Voices that mean one actor; named ones first, so that unnamed ones find the actor they may be."""
    groups: list[list[_Voice]] = []
    for voice in sorted(voices, key=lambda v: (not _is_named(v[0]), v[0].name, v[2].report.id, v[1])):
        home = next((g for g in groups if _belongs(voice, g)), None)
        if home is None:
            groups.append([voice])
        else:
            home.append(voice)
    return groups


def _belongs(voice: _Voice, group: Sequence[_Voice]) -> bool:
    # The two sides of one report are never one actor.
    if any(v[2] is voice[2] and v[1] != voice[1] for v in group):
        return False
    first = group[0][0]
    tie = relation(voice[0], first)
    if tie in ("same", "related"):
        return True
    if tie in ("kin", "unnamed") and not (_is_named(voice[0]) and _is_named(first)):
        return voice[1] == "other" or any(v[1] == voice[1] for v in group)
    return voice[0].name == first.name and voice[0].kind == first.kind


def _role(group: Sequence[_Voice]) -> SideRole:
    stories = {role: len({v[2].story for v in group if v[1] == role}) for role in _ROLES}
    return (
        max(("initiator", "target"), key=lambda r: stories[r]) if stories["initiator"] + stories["target"] else "other"
    )


def _weight(group: Sequence[_Voice]) -> tuple[bool, int, str]:
    """Named actors first, then those of most stories."""
    name = _name(group)
    return not _is_named(name), -len({v[2].story for v in group}), name.name


def _name(group: Sequence[_Voice]) -> Participant:
    """The most specific participant: known to the registry, a member rather than its parent, named by most."""
    people = [v[0] for v in group]
    names = [p.name for p in people]
    return min(
        people, key=lambda p: (p.actor_id is None, not _has_parent(p), not _is_named(p), -names.count(p.name), p.name)
    )


def _has_parent(p: Participant) -> bool:
    actor = actors().get(p.actor_id or "")
    return actor is not None and actor.parent is not None


def _is_named(p: Participant) -> bool:
    return p.actor_id is not None


def _side(p: Participant, role: SideRole) -> Side:
    return Side(actor_id=p.actor_id, name=p.name, kind=p.kind, role=role)
