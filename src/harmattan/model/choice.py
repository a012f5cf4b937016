"""A decision with what it was made from, so that the program can say why without deciding a second time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

V = TypeVar("V")
C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class Candidate(Generic[C]):
    """One possibility that was weighed."""

    value: C
    reason: str = ""
    """Why it was not taken; of the one that was, what spoke for it."""
    score: float | None = None
    """What it was weighed by, where the decision weighs; the decision says whether more or less is better."""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Choice(Generic[V, C]):
    """The answer of a deciding function, the rule that gave it, and everything that was weighed, in that order."""

    value: V | None
    reason: str
    candidates: tuple[Candidate[C], ...] = ()
