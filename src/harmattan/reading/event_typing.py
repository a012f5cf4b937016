"""ACLED's sub-event type from acts and sides (codebook/data/sub_events.yaml)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from harmattan.codebook.event_types import sub_event_type
from harmattan.codebook.load import read_yaml
from harmattan.errors import CodebookError
from harmattan.model.choice import Candidate, Choice

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
    number: int
    """Which rule of the file it is, from 1."""


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
            number,
        )
        for number, row in enumerate(data["rules"], 1)
    )


def classify(
    acts: Collection[str], initiator: str | None, target: str | None, *, nonviolent: bool = False
) -> str | None:
    """The sub-event type of an event, None where no rule fits.

    ``initiator`` and ``target`` are ACLED kinds, None where the side is unknown.
    """
    return classified(acts, initiator, target, nonviolent=nonviolent).value


def classified(
    acts: Collection[str], initiator: str | None, target: str | None, *, nonviolent: bool = False
) -> Choice[str, dict[str, Any]]:
    """What ``classify`` finds, with the rules as the codebook has them.

    Those that a reported act calls for: the one that fits first, and why the others were not taken.
    """
    reported = set(acts)
    chosen: _Rule | None = None
    weighed = []
    for rule in _rules():
        against = _against(rule, reported, initiator, target, nonviolent)
        taken = chosen is None and not against
        chosen = rule if taken else chosen
        if (rule.acts | rule.all_acts) & reported:
            row = {"rule": rule.number, **read_yaml("sub_events.yaml")["rules"][rule.number - 1]}
            why = "the first rule that fits" if taken else against or "fits, but a rule before it does too"
            weighed.append(Candidate(row, why, chosen=taken))
    name = chosen.name if chosen else None
    why = f"rule {chosen.number} of sub_events.yaml" if chosen else "no rule of sub_events.yaml fits"
    return Choice(name, why, tuple(weighed))


def _against(rule: _Rule, reported: set[str], initiator: str | None, target: str | None, nonviolent: bool) -> str:
    """The first condition of a rule that does not hold; empty where all do."""
    if rule.acts and not rule.acts & reported:
        return "none of its acts is told"
    if not rule.all_acts <= reported:
        return "not all of its acts are told"
    if rule.without & reported:
        return "an act is told that it excludes"
    if rule.initiator and (initiator or "unknown") not in rule.initiator:
        return f"the initiator is {initiator or 'unknown'}"
    if rule.target and (target or "unknown") not in rule.target:
        return f"the target is {target or 'unknown'}"
    return "nothing says that nobody fought" if rule.nonviolent and not nonviolent else ""


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
