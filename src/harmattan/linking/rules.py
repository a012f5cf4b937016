"""The rules of ``codebook/data/linking.yaml`` as typed values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from math import log
from types import MappingProxyType
from typing import Any

from harmattan.codebook.load import read_yaml
from harmattan.errors import CodebookError

Weigh = Callable[[float], Mapping[str, "float | None"]]
"""What gives the weights of all levels: ``weights`` or ``learnt_weights``."""


def rule(name: str) -> Any:
    """One top-level entry of the file.

    Raises:
        CodebookError: there is none of that name.
    """
    table = read_yaml("linking.yaml")
    if name not in table:
        raise CodebookError(f"codebook file linking.yaml lacks '{name}'")
    return table[name]


@cache
def weights(share: float) -> Mapping[str, float | None]:
    """What each level of each comparison weighs (nats), None where it excludes.

    ``share`` is how much wording says in the collection, 0 to 1; ``doubt`` weighs the more the less that is.
    """
    return MappingProxyType(
        {name: _weighed(level, share) for levels in rule("comparisons").values() for name, level in levels.items()}
    )


@cache
def learnt_weights(share: float) -> Mapping[str, float | None]:
    """As ``weights``, but by what Splink learnt (``linkage_learnt.json``, made by ``python -m training.linkage``).

    A level that it could not learn weighs what it weighs by hand. The learnt sum from which on two reports are one
    event is not ours; what it is more, every level of ``type`` weighs less.
    """
    model = read_yaml("linkage_learnt.json")
    found = dict(weights(share))
    for name, levels in model["comparisons"].items():
        more = float(model["enough"]) - float(rule("enough")) if name == "type" else 0.0
        told = any("told" in level for level in rule("comparisons")[name].values())
        for level, odds in levels.items():
            if found[level] is not None:
                found[level] = log(odds["m"] / odds["u"]) * (share if told and name != "time" else 1.0) - more
    return MappingProxyType(found)


def _weighed(level: Mapping[str, Any], share: float) -> float | None:
    if level.get("excludes"):
        return None
    doubt = float(level.get("doubt", 0.0))
    total = float(level.get("weight", 0.0)) + float(level.get("told", 0.0)) * share
    return total + doubt / share if doubt else total


@cache
def compatible(a: str, b: str) -> bool:
    """Whether two sub-event types can be reports of one event."""
    return a == b or any(a in group and b in group for group in rule("compatible"))


@cache
def telling(name: str) -> tuple[int, int]:
    """Rank of a sub-event type, lowest first, and its place among those of the same rank."""
    for rank, line in enumerate(rule("telling")):
        if name in line:
            return rank, line.index(name)
    raise CodebookError(f"codebook file linking.yaml does not rank the sub-event type '{name}'")


def is_territory(name: str) -> bool:
    """Whether a sub-event type changes who holds a place."""
    return name in rule("territory")


@cache
def kin(a: str, b: str) -> bool:
    """Whether two kinds of actor may be one actor, seen with more or less knowledge."""
    return a == b or any(a in group and b in group for group in rule("kin"))


@cache
def goes_with(name: str) -> tuple[str, ...]:
    """The sub-event types that reports may use for one event with this one, itself included, in order."""
    return tuple(sorted({name, *(t for group in rule("compatible") if name in group for t in group)}))


@cache
def kins(kind: str) -> tuple[str, ...]:
    """The kinds of actor that one of this kind may be, itself included, in order."""
    return tuple(sorted({kind, *(k for group in rule("kin") if kind in group for k in group)}))
