"""How many people of which kind a phrase means, and the sums of several phrases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from harmattan.model import TollPart
from harmattan.reading.numbers import Quantity

_FEW = 2
"""Up to so many, one name more may be another victim ("two clerks and Ana")."""

Basis = Literal["stated", "vague", "named", "singular", "plural", "pronoun", "none"]


@dataclass(frozen=True, slots=True)
class Group:
    """People of one kind inside a victim phrase."""

    head: int
    first: int
    """First token of the phrase."""
    last: int
    """Behind its last token."""
    low: int
    best: int
    high: int | None
    basis: Basis
    noun: int | None = None
    lemma: str | None = None
    definite: bool = False
    additional: bool = False
    partitive: bool = False
    """Part of people already spoken of ("two of them")."""
    name: str | None = None
    age: int | None = None
    ordinal: int | None = None
    """ "a third man": 3."""


def numbered(q: Quantity, head: int, *, partitive: bool = False) -> Group:
    """A group of as many people as a quantity says."""
    basis: Basis = "vague" if q.bound == "vague" else "stated"
    high = None if q.high is None else int(q.high)
    return Group(head, q.first, max(q.last, head + 1), int(q.low), int(q.best), high, basis, partitive=partitive)


def combine(groups: Sequence[Group]) -> tuple[int, int, int | None, tuple[TollPart, ...]]:
    """Sums groups; a group whose number is the sum of those after it is their total, they are its parts."""
    if not groups:
        return 0, 0, None, ()
    first, rest = groups[0], groups[1:]
    counted = [g for g in rest if g.basis in ("stated", "vague", "singular")]
    if len(rest) > 1 and len(counted) == len(rest) and first.best == sum(g.best for g in rest):
        return first.low, first.best, first.high, _parts(rest)
    if first.best > _FEW and len(rest) == first.best - 1 and all(g.basis == "named" for g in rest):
        return first.low, first.best, first.high, ()  # "three clerks, Ana, Rui and Tito"
    low, best = sum(g.low for g in groups), sum(g.best for g in groups)
    high = None if any(g.high is None for g in groups) else sum(g.high or 0 for g in groups)
    return low, best, high, _parts(groups) if len(groups) > 1 else ()


def _parts(groups: Sequence[Group]) -> tuple[TollPart, ...]:
    return tuple(
        TollPart(group=g.lemma, low=g.low, best=g.best, high=g.high)
        for g in groups
        if g.lemma is not None and g.basis in ("stated", "vague", "singular")
    )
