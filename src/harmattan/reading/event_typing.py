"""ACLED's sub-event type from acts and sides (codebook/data/sub_events.yaml)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from harmattan.codebook.event_types import sub_event_type
from harmattan.codebook.load import read_yaml
from harmattan.errors import CodebookError

_KEYS = frozenset({"sub_event_type", "acts", "all_acts", "without", "initiator", "target", "nonviolent"})


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    acts: frozenset[str]
    all_acts: frozenset[str]
    without: frozenset[str]
    initiator: frozenset[str]
    target: frozenset[str]
    nonviolent: bool


@cache
def _rules() -> tuple[_Rule, ...]:
    data = read_yaml("sub_events.yaml")
    groups: dict[str, list[str]] = data["groups"]
    for row in data["rules"]:
        if unknown := set(row) - _KEYS:
            raise CodebookError(f"sub_events.yaml: rule {row}: unknown {sorted(unknown)}")

    def kinds(row: dict[str, list[str]], key: str) -> frozenset[str]:
        return frozenset(kind for name in row.get(key, ()) for kind in groups.get(name, [name]))

    return tuple(
        _Rule(
            sub_event_type(row["sub_event_type"]).sub_event_type,
            frozenset(row.get("acts", ())),
            frozenset(row.get("all_acts", ())),
            frozenset(row.get("without", ())),
            kinds(row, "initiator"),
            kinds(row, "target"),
            bool(row.get("nonviolent", False)),
        )
        for row in data["rules"]
    )


def classify(
    acts: Collection[str], initiator: str | None, target: str | None, *, nonviolent: bool = False
) -> str | None:
    """The sub-event type of an event, None where no rule fits.

    ``initiator`` and ``target`` are ACLED kinds, None where the side is unknown.
    """
    reported = set(acts)
    for rule in _rules():
        if rule.acts and not rule.acts & reported:
            continue
        if not rule.all_acts <= reported or rule.without & reported:
            continue
        if rule.initiator and (initiator or "unknown") not in rule.initiator:
            continue
        if rule.target and (target or "unknown") not in rule.target:
            continue
        if rule.nonviolent and not nonviolent:
            continue
        return rule.name
    return None


@cache
def telling_acts(name: str) -> frozenset[str]:
    """The acts that make a sub-event type."""
    return frozenset(act for rule in _rules() if rule.name == name for act in rule.acts | rule.all_acts)


@cache
def families() -> dict[str, frozenset[str]]:
    """Acts that may belong to one event, by family."""
    return {name: frozenset(acts) for name, acts in read_yaml("sub_events.yaml")["families"].items()}


def may_join(a: Collection[str], b: Collection[str]) -> bool:
    """Whether two sets of acts can be one event: some family holds both."""
    both = set(a) | set(b)
    return any(both <= family for family in families().values())


@cache
def act_group(name: str) -> frozenset[str]:
    """A named group of acts of ``sub_events.yaml``.

    Raises:
        CodebookError: there is no such group.
    """
    groups = read_yaml("sub_events.yaml")["act_groups"]
    if name not in groups:
        raise CodebookError(f"sub_events.yaml has no act group '{name}'")
    return frozenset(groups[name])


@cache
def result_acts() -> frozenset[str]:
    """Acts that only tell an outcome: alone they report no event."""
    return frozenset(read_yaml("sub_events.yaml")["results"])
